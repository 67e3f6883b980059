"""Another day, hour or place for a session."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from exchanges.flows.parties import who_leaves_with
from exchanges.flows.refused import Refused
from exchanges.flows.seats import Answer, lock_session, unseat
from exchanges.flows.sessions import TOLD_OF_CHANGES, require_ahead, require_not_past, save_place
from exchanges.flows.waiting import ask_next
from exchanges.models import Call, Participation, Session, Venue
from exchanges.notifications import drop_calls, tell
from members.models import Centre, Member


@transaction.atomic
def move_session(
    *,
    session: Session,
    by: Member,
    venue: Venue,
    date: datetime.date,
    period: int,
    starts_at: datetime.time,
    ends_at: datetime.time,
) -> list[Participation]:
    """Move a session, tell everyone concerned, and give the lines asked again because they are expected elsewhere then.

    Nobody is told while the invitations have not left. Raises Refused when the place is taken or too small, or
    the day gone by.
    """
    session = lock_session(session)
    require_ahead(session)
    require_not_past(date)
    half_day_is_new = (date, period) != (session.date, session.period)
    if venue.pk != session.venue_id:
        session.capacity = _capacity_in(venue, session)
        session.max_learners = min(session.max_learners, session.capacity - 1)
    if date != session.date:
        session.reminded_at = None
    session.venue, session.date, session.period = venue, date, period
    session.starts_at, session.ends_at = starts_at, ends_at
    save_place(session)
    asked_again = _carry_along(session) if half_day_is_new else []
    _tell_of_move(session)
    ask_next(session)
    return asked_again


def _capacity_in(venue: Venue, session: Session) -> int:
    capacity = min(Centre.load().max_people, venue.capacity)
    if session.taken > capacity:
        raise Refused(
            _("%(place)s holds %(places)s people, and %(count)s are coming.")
            % {"place": venue.name, "places": capacity, "count": session.taken}
        )
    if session.learners > capacity - 1:
        raise Refused(_("%(place)s is too small for those who are coming.") % {"place": venue.name})
    return capacity


def _carry_along(session: Session) -> list[Participation]:
    """Take every line to the new half-day; who is expected elsewhere then gives the seat back and is asked again."""
    asked_again: list[Participation] = []
    slot = {"date": session.date, "period": session.period}
    for line in session.participations.order_by("member_id"):
        line.date, line.period = session.date, session.period
        try:
            with transaction.atomic():
                line.save(update_fields=["date", "period"])
        except IntegrityError:
            asked_again.append(line)
    session.participations.filter(pk__in=[line.pk for line in asked_again]).update(holds_slot=False, **slot)
    for line in asked_again:
        line = session.participations.select_related("member__companion").get(pk=line.pk)
        if line.answer == Answer.YES:
            unseat(session, who_leaves_with(session, line), answer=Answer.INVITED, by=None)
    return asked_again


def _tell_of_move(session: Session) -> None:
    """Who still waits for the call of the invitation hears the new day then."""
    drop_calls(session, Call.About.MOVED, Call.About.REMINDER)
    to_invite = session.calls.to_make().filter(about=Call.About.INVITATION).values("member")
    lines = session.participations.filter(answer__in=TOLD_OF_CHANGES).exclude(member__in=to_invite)
    told = list(lines.select_related("member__companion").order_by("pk"))
    for line in told:
        line.session = session
    tell(told, Call.About.MOVED)
