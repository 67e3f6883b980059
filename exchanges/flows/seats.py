"""Seats of a session: taken and given back, never one too many.

Two guards, each for its own danger. `lock_session` puts the verbs of one session one behind the other (`SELECT … FOR
UPDATE` on PostgreSQL, the immediate transaction on SQLite), so that an answer is read and written once. `seat` counts
people in by an update that matches only while there is room, so that nobody is ever seated one too many.

A *party* is the lines that come or stay together: somebody alone, or a child and the adult who comes along.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from exchanges.flows.refused import Refused
from exchanges.models import Call, GroupMember, Participation, Session
from exchanges.notifications import tell, tell_facilitators
from members.models import Member

Answer = Participation.Answer
Role = Participation.Role
State = Session.State
OPEN = (State.ANNOUNCED, State.CONFIRMED)
COUNTERS = {Role.SHARER: "sharers", Role.LEARNER: "learners", Role.COMPANION: "companions"}


@dataclass(frozen=True)
class Kept:
    """Places kept for people of the waiting list who were asked and have not answered yet."""

    places: int = 0
    learners: int = 0


def lock_session(session: Session) -> Session:
    """The session as it is now, held until the end of the transaction."""
    return Session.objects.select_for_update(of=("self",)).select_related("venue", "group").get(pk=session.pk)


def require_open(session: Session) -> None:
    """Raises Refused unless people may answer: invited, not over, not cancelled."""
    if session.state == State.TO_SETTLE:
        raise Refused(_("The invitations have not left yet."))
    if session.state == State.CANCELLED:
        raise Refused(_("This session is cancelled."))
    if session.state not in OPEN or session.date < timezone.localdate():
        raise Refused(_("This session is over."))


def seat(session: Session, party: Sequence[Participation], *, by: Member | None, kept: Kept = Kept()) -> bool:
    """Seat a party, all or nobody; False when there is no room. Confirms the session when the minimum is reached.

    Raises Refused when somebody is already expected elsewhere on that half-day. The session is locked by the caller.
    """
    try:
        with transaction.atomic():
            if not _count_in(session, party, kept):
                return False
            for line in _in_order(party):
                _write(line, answer=Answer.YES, by=by)
    except IntegrityError as error:
        raise Refused(_say_expected_elsewhere(session, party, by)) from error
    for line in party:
        join_group(session, line)
    session.refresh_from_db()
    if session.state == State.ANNOUNCED and session.has_minimum:
        _confirm(session)
    return True


def unseat(session: Session, party: Sequence[Participation], *, answer: Answer, by: Member | None) -> None:
    """Give back the seats of a party. Below the minimum, the session is no longer confirmed and its facilitators know,
    unless it is over already.

    The session is locked by the caller.
    """
    counts = Counter(COUNTERS[line.role] for line in party if line.answer == Answer.YES)
    left = {name: getattr(session, name) - counts[name] for name in COUNTERS.values()}
    changes: dict[str, object] = {name: F(name) - count for name, count in counts.items()}
    falls = session.state == State.CONFIRMED and (left["sharers"] < 1 or left["learners"] < 2)
    if falls:
        changes["state"] = State.ANNOUNCED
    if changes:
        Session.objects.filter(pk=session.pk).update(**changes)
    for line in party:
        _write(line, answer=answer, by=by)
    session.refresh_from_db()
    if falls:
        session.save(update_fields=["state"])
        if session.date >= timezone.localdate():
            tell_facilitators(session, Call.About.TOO_FEW)


def put_on_waiting_list(party: Sequence[Participation], *, by: Member | None) -> None:
    """At the end of the list; somebody who already waits keeps their rank."""
    for line in party:
        line.waiting_since = line.waiting_since or timezone.now()
        _write(line, answer=Answer.WAITING, by=by)


def _count_in(session: Session, party: Sequence[Participation], kept: Kept) -> bool:
    counts = Counter(COUNTERS[line.role] for line in party)
    room = {"capacity__gte": F("sharers") + F("learners") + F("companions") + len(party) + kept.places}
    if counts["learners"]:
        room["max_learners__gte"] = F("learners") + counts["learners"] + kept.learners
    changes = {name: F(name) + count for name, count in counts.items()}
    return bool(Session.objects.filter(pk=session.pk, state__in=OPEN, **room).update(**changes))


def _in_order(party: Sequence[Participation]) -> list[Participation]:
    """Always the same order, so that two parties with somebody in common wait for one another, never both."""
    return sorted(party, key=lambda line: line.member_id)


def _write(line: Participation, *, answer: Answer, by: Member | None) -> None:
    line.answer = answer
    line.holds_slot = answer == Answer.YES
    line.answered_at = None if answer == Answer.INVITED else timezone.now()
    line.answered_by = by if by is not None and by.pk != line.member_id else None
    line.offered_at = None
    if answer != Answer.WAITING:
        line.waiting_since = None
    line.save()


def _confirm(session: Session) -> None:
    """The minimum is reached: say so to those who do not know yet."""
    coming = session.participations.coming().select_related("member", "session")
    if session.confirmed_at is not None:
        coming = coming.filter(answered_at__gt=session.confirmed_at)
    session.state = State.CONFIRMED
    session.confirmed_at = timezone.now()
    session.save(update_fields=["state", "confirmed_at"])
    tell(coming, Call.About.CONFIRMED)


def join_group(session: Session, line: Participation) -> None:
    """Who comes belongs to the group."""
    place, _new = GroupMember.objects.get_or_create(group_id=session.group_id, member_id=line.member_id)
    shares = place.shares or line.role == Role.SHARER
    if place.left_at is not None or place.shares != shares:
        place.left_at, place.shares = None, shares
        place.save(update_fields=["left_at", "shares"])


def _say_expected_elsewhere(session: Session, party: Sequence[Participation], by: Member | None) -> str:
    other = (
        Participation.objects.filter(
            member__in=[line.member_id for line in party], date=session.date, period=session.period, holds_slot=True
        )
        .exclude(session=session)
        .select_related("member", "session")
        .order_by("pk")
        .first()
    )
    if other is None:
        return _("Somebody answered at the same moment. Please try again.")
    if by is not None and by.pk == other.member_id:
        return _("You are already expected on that half-day: “%(title)s”.") % {"title": other.session.title}
    return _("%(name)s is already expected elsewhere on that half-day.") % {"name": other.member.first_name}
