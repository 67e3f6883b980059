"""The reminder, two days before."""

import datetime

from django.db import transaction
from django.utils import timezone

from exchanges.flows.seats import lock_session
from exchanges.models import Call, Session
from exchanges.notifications import drop_calls, tell, tell_facilitators

DAYS_BEFORE = 2


def send_reminders(*, today: datetime.date | None = None) -> int:
    """Remind those who come within two days; how many sessions were seen to. Each is once, whatever the number of runs.

    A session that has not found its three people is not reminded: its facilitators are told instead.
    """
    today = today or timezone.localdate()
    soon = Session.objects.filter(
        state__in=(Session.State.ANNOUNCED, Session.State.CONFIRMED),
        reminded_at=None,
        date__gt=today,
        date__lte=today + datetime.timedelta(days=DAYS_BEFORE),
    )
    return sum(_remind(session) for session in soon)


@transaction.atomic
def _remind(session: Session) -> bool:
    session = lock_session(session)
    if session.reminded_at is not None:
        return False
    session.reminded_at = timezone.now()
    session.save(update_fields=["reminded_at"])
    if session.state == Session.State.CONFIRMED:
        drop_calls(session, Call.About.CONFIRMED)
        tell(session.participations.coming().select_related("member__companion", "session"), Call.About.REMINDER)
    else:
        tell_facilitators(session, Call.About.TOO_FEW)
    return True
