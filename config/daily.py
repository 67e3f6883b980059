"""What the calendar asks for: each verb may be called as often as one likes, and does its work once.

`python manage.py daily` calls them all; `serve` does so every hour. A verb that fails does not keep the
others from their work.
"""

import datetime
from collections.abc import Callable

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from exchanges.flows.reminders import send_reminders
from exchanges.flows.rounds import expire_past_proposals, give_up_silent_rounds
from exchanges.flows.waiting import pass_on_places
from members.flows.sheet_imports import forget_old_sheets
from members.mail import send_waiting

TASKS_KEPT = datetime.timedelta(days=14)


def forget_ended_work() -> None:
    """Sessions of browsers that have gone, and tasks done long ago."""
    call_command("clearsessions", verbosity=0)
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - TASKS_KEPT).delete()


VERBS: list[Callable[[], object]] = [
    forget_old_sheets,
    send_reminders,
    pass_on_places,
    send_waiting,
    give_up_silent_rounds,
    expire_past_proposals,
    forget_ended_work,
]
