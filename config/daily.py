"""What the calendar asks for: each verb may be called as often as one likes, and does its work once.

`python manage.py daily` calls them all; `serve` does so every hour. A verb that fails does not keep the
others from their work.
"""

from collections.abc import Callable

from exchanges.flows.reminders import send_reminders
from exchanges.flows.waiting import pass_on_places
from members.flows.sheet_imports import forget_old_sheets
from members.mail import send_waiting

VERBS: list[Callable[[], object]] = [
    forget_old_sheets,
    send_reminders,
    pass_on_places,
    send_waiting,
]
