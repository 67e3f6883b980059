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
from exchanges.flows.rounds import expire_past_proposals
from exchanges.flows.telling import send_waiting_news
from exchanges.flows.waiting import pass_on_places
from members.flows.sheet_imports import forget_old_sheets
from members.mail import send_waiting
from surveys.flows.invitations import send_waiting_invitations
from surveys.flows.review import purge_unreviewed
from surveys.flows.slips import forget_old_slips
from surveys.flows.traces import wipe_traces

TASKS_KEPT = datetime.timedelta(days=14)


def forget_ended_work() -> None:
    """Sessions of browsers that have gone, tasks done long ago, and those a killed worker left in the middle."""
    call_command("clearsessions", verbosity=0)
    long_ago = timezone.now() - TASKS_KEPT
    DBTaskResult.objects.finished().filter(finished_at__lt=long_ago).delete()
    DBTaskResult.objects.running().filter(started_at__lt=long_ago).delete()


VERBS: list[Callable[[], object]] = [
    forget_old_sheets,
    send_reminders,
    pass_on_places,
    send_waiting,
    send_waiting_invitations,
    send_waiting_news,
    expire_past_proposals,
    purge_unreviewed,
    forget_old_slips,
    forget_ended_work,
    wipe_traces,
]
