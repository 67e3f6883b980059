"""The waiting list: first come first. A place that comes free is kept a while for the next person, who is asked."""

import datetime

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from exchanges.flows.seats import OPEN, Answer, Kept, Role, lock_session
from exchanges.models import Call, Participation, Session
from exchanges.notifications import tell

DAYS_KEPT = datetime.timedelta(days=2)


def count_kept(session: Session, *, besides=()) -> Kept:
    """Places kept for those who were asked, leaving out the lines of one party."""
    lines = session.participations.filter(answer=Answer.WAITING, offered_at__isnull=False)
    kept = lines.exclude(pk__in=[line.pk for line in besides if line.pk]).aggregate(
        places=Count("pk"), learners=Count("pk", filter=Q(role=Role.LEARNER))
    )
    return Kept(**kept)


def ask_next(session: Session) -> None:
    """Keep each free place for the next person who waits, as far as places go, and ask them. The session is locked."""
    session.refresh_from_db()
    if session.state not in OPEN or session.date < timezone.localdate():
        return
    kept = count_kept(session)
    free = session.capacity - session.taken - kept.places
    free_learners = session.max_learners - session.learners - kept.learners
    for line in session.participations.waiting().filter(offered_at=None).select_related("member"):
        party = [line, *line.accompanied_by.filter(answer=Answer.WAITING)]
        learners = int(line.role == Role.LEARNER)
        if free < len(party) or free_learners < learners:
            continue
        free -= len(party)
        free_learners -= learners
        now = timezone.now()
        Participation.objects.filter(pk__in=[one.pk for one in party]).update(offered_at=now)
        line.session = session
        tell([line], Call.About.PLACE_FREE, kept_until=timezone.localdate(now + DAYS_KEPT))


def pass_on_places(*, now: datetime.datetime | None = None) -> None:
    """A place kept too long without an answer goes to the next person. Who did not answer may come if room is left."""
    now = now or timezone.now()
    late = Participation.objects.filter(answer=Answer.WAITING, offered_at__lt=now - DAYS_KEPT)
    for session in Session.objects.filter(participations__in=late, state__in=OPEN).distinct():
        with transaction.atomic():
            session = lock_session(session)
            late.filter(session=session).update(answer=Answer.INVITED, offered_at=None, waiting_since=None)
            ask_next(session)
