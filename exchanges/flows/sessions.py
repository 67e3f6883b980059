"""A session's life before the day: made, its people chosen, invited, cancelled. Moving it stands in `moving`."""

import datetime
from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from exchanges.flows.answers import find_request, withdraw
from exchanges.flows.groups import create_group
from exchanges.flows.parties import helpers_of
from exchanges.flows.people import (
    companions_of,
    find_chaperone,
    needs_chaperone,
    require_group,
    require_may_come,
    say_no_chaperone,
)
from exchanges.flows.refused import Refused
from exchanges.flows.seats import OPEN, Answer, Role, State, lock_session
from exchanges.models import ActionGroup, Call, Participation, Session, Venue
from exchanges.notifications import drop_calls, tell
from members.models import Centre, Member, Offer, Period, Request, Skill
from members.wording import say_hour

# A session lies within one half-day: the earliest start and the latest end of each.
HALF_DAYS = {
    Period.MORNING: (datetime.time(6), datetime.time(14)),
    Period.AFTERNOON: (datetime.time(12), datetime.time(19)),
    Period.EVENING: (datetime.time(17), datetime.time(23, 59)),
}
TOLD_OF_CHANGES = (Answer.INVITED, Answer.YES, Answer.WAITING)


@transaction.atomic
def create_session(
    *,
    by: Member,
    venue: Venue,
    date: datetime.date,
    period: int,
    sharers: Sequence[Member],
    learners: Sequence[Member],
    title: str = "",
    skill: Skill | None = None,
    starts_at: datetime.time | None = None,
    ends_at: datetime.time | None = None,
    facilitators: Iterable[Member] = (),
    chaperone: Member | None = None,
    group: ActionGroup | None = None,
) -> Session:
    """A session to settle, by hand or from a proposal, people listed, nobody told; in a new group unless one is given.

    Hours are the centre's for that half-day unless said. `by` holds the session when no facilitator is named. With
    children whom nobody is named for comes the `chaperone`, or else whoever of the facilitators is cleared for it.
    Raises Refused for fewer than three people, somebody who may not come, a day gone by or a place already taken.
    """
    if not title and skill is None:
        raise Refused(_("Choose a savoir, or give the session a title."))
    require_not_past(date)
    centre = Centre.load()
    capacity = min(centre.max_people, venue.capacity)
    max_learners = most_learners(skill, sharers, capacity)
    facilitators = list(facilitators) or [by]
    helpers = [*([chaperone] if chaperone else []), *facilitators]
    require_group(
        sharers=sharers, learners=learners, on=date, capacity=capacity, max_learners=max_learners, helpers=helpers
    )
    usual_start, usual_end = centre.hours_of(period)
    group = group or create_group(title=title or str(skill), skill=skill, facilitators=facilitators)
    session = Session(
        group=group,
        title=title or str(skill),
        skill=skill,
        venue=venue,
        date=date,
        period=period,
        starts_at=starts_at or usual_start,
        ends_at=ends_at or usual_end,
        capacity=capacity,
        max_learners=max_learners,
    )
    save_place(session)
    session.facilitators.set(facilitators)
    lines = {member.pk: _prepare(session, member, Role.SHARER) for member in sharers}
    lines |= {member.pk: _prepare(session, member, Role.LEARNER) for member in learners}
    for adult_pk, child in companions_of([*sharers, *learners], on=date, helpers=helpers).items():
        _prepare(session, Member.objects.get(pk=adult_pk), Role.COMPANION, accompanies=lines[child.pk])
    return session


@transaction.atomic
def add_person(*, session: Session, member: Member, role: Role, by: Member) -> Participation:
    """Put somebody on the list, to share or to learn; invited at once when invitations have left. Raises Refused."""
    session = lock_session(session)
    require_ahead(session)
    require_may_come(member, on=session.date)
    line = session.participations.filter(member=member).first()
    if line is not None and line.answer not in (Answer.NO, Answer.WITHDRAWN) and line.role != Role.COMPANION:
        raise Refused(_("%(name)s is already on the list.") % {"name": member.first_name})
    if line is None:
        line = _prepare(session, member, role)
    elif line.answer != Answer.YES:
        line.role, line.answer, line.accompanies = role, Answer.PREPARED, None
        line.save(update_fields=["role", "answer", "accompanies"])
    else:
        raise Refused(_("%(name)s already comes along with a child.") % {"name": member.first_name})
    helpers = helpers_of(session)
    if needs_chaperone(member, on=session.date) and find_chaperone(helpers, on=session.date) is None:
        raise Refused(say_no_chaperone(member))
    for adult_pk in companions_of([member], on=session.date, helpers=helpers):
        if not session.participations.filter(member=adult_pk).exists():
            _prepare(session, Member.objects.get(pk=adult_pk), Role.COMPANION, accompanies=line)
    if session.state in OPEN:
        _invite(session)
    return line


@transaction.atomic
def remove_person(*, participation: Participation, by: Member) -> None:
    """Take somebody off the list: forgotten when nobody told them anything, else withdrawn."""
    session = lock_session(participation.session)
    require_ahead(session)
    line = session.participations.get(pk=participation.pk)
    if line.answer == Answer.PREPARED:
        line.delete()
    else:
        withdraw(participation=line, by=by)


@transaction.atomic
def send_invitations(*, session: Session, by: Member) -> int:
    """All the invitations leave together, by mail or as calls to make; how many. The session is announced.

    Asked twice, the second sends nothing. Raises Refused for fewer than three people or a day gone by.
    """
    session = lock_session(session)
    require_ahead(session)
    require_not_past(session.date)
    if session.state == State.TO_SETTLE:
        listed = session.participations.select_related("member__companion").order_by("pk")
        require_group(
            sharers=[line.member for line in listed if line.role == Role.SHARER],
            learners=[line.member for line in listed if line.role == Role.LEARNER],
            on=session.date,
            capacity=max(session.capacity, len(listed)),
            max_learners=max(session.max_learners, len(listed)),
            helpers=helpers_of(session),
        )
        session.state = State.ANNOUNCED
        session.invited_at = timezone.now()
        session.save(update_fields=["state", "invited_at"])
    return _invite(session)


@transaction.atomic
def cancel_session(*, session: Session, by: Member, because: str = "") -> None:
    """Cancel, free everybody's half-day and tell those who had been told of it; `because` is written in the mail."""
    session = lock_session(session)
    require_ahead(session)
    never_reached = drop_calls(session, *Call.About)
    session.state = State.CANCELLED
    session.save(update_fields=["state"])
    lines = session.participations.filter(answer__in=TOLD_OF_CHANGES).select_related("member__companion")
    session.participations.filter(holds_slot=True).update(holds_slot=False)
    for line in (told := [line for line in lines.order_by("pk") if _knows(line, never_reached)]):
        line.session = session
    tell(told, Call.About.CANCELLED, because=because)


@transaction.atomic
def name_facilitators(*, session: Session, facilitators: Iterable[Member], by: Member) -> None:
    """Hand the session to these people, staff or residents; nobody named means the group's facilitators hold it."""
    session = lock_session(session)
    session.facilitators.set(facilitators)


def require_ahead(session: Session) -> None:
    """Raises Refused when the session is cancelled or closed."""
    if not session.is_ahead:
        raise Refused(_("This session is over or cancelled: nothing can change."))


def require_not_past(date: datetime.date) -> None:
    if date < timezone.localdate():
        raise Refused(_("This day is already gone. Choose a day to come."))


def save_place(session: Session) -> None:
    """Save a session whose place, day or hours are new. Raises Refused when it is taken or the hours are wrong."""
    if session.ends_at <= session.starts_at:
        raise Refused(_("The session ends before it starts."))
    earliest, latest = HALF_DAYS[Period(session.period)]
    if session.starts_at < earliest or session.ends_at > latest:
        lang = get_language() or "fr"
        said = {"start": say_hour(earliest, lang=lang), "end": say_hour(latest, lang=lang)}
        raise Refused(_("These hours are not in that half-day: %(start)s to %(end)s.") % said)
    if not session.venue.is_active:
        raise Refused(_("This place is no longer in use."))
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:
        raise Refused(
            _("This place is already taken on that half-day. Choose another place or another time.")
        ) from error


def most_learners(skill: Skill | None, sharers: Sequence[Member], capacity: int) -> int:
    """How many may learn: the smallest number said by those who share, a place left for one who shares."""
    offers = Offer.objects.living().filter(skill=skill, member__in=sharers) if skill else Offer.objects.none()
    said = offers.aggregate(least=Min("max_learners"))["least"]
    return min(capacity - 1, said) if said else capacity - 1


def _knows(line: Participation, never_reached: set[int]) -> bool:
    return line.answer != Answer.INVITED or line.member_id not in never_reached


def _prepare(
    session: Session, member: Member, role: Role, *, accompanies: Participation | None = None
) -> Participation:
    serves: Request | None = find_request(session, member) if role == Role.LEARNER else None
    return Participation.objects.create(
        session=session,
        member=member,
        role=role,
        accompanies=accompanies,
        serves=serves,
        date=session.date,
        period=session.period,
    )


def _invite(session: Session) -> int:
    lines = session.participations.filter(answer=Answer.PREPARED).select_related("member__companion").order_by("pk")
    lines = list(lines)
    for line in lines:
        line.session = session
        line.answer = Answer.INVITED
        line.invited_at = timezone.now()
        line.save(update_fields=["answer", "invited_at"])
    tell(lines, Call.About.INVITATION)
    return len(lines)
