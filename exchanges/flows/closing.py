"""Closing a session: who came, who came besides, a word to remember it by. May be corrected for seven days."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exchanges.flows.answers import find_request
from exchanges.flows.refused import Refused
from exchanges.flows.seats import COUNTERS, Answer, Role, State, join_group, lock_session, unseat
from exchanges.models import Call, Participation, Session
from exchanges.notifications import drop_calls
from members.models import Member, Request


@dataclass(frozen=True)
class WalkIn:
    """Somebody who came without being on the list: a known member, or a name alone, who becomes one."""

    member: Member | None = None
    first_name: str = ""
    last_name: str = ""
    shares: bool = False


@transaction.atomic
def close_session(
    *,
    session: Session,
    by: Member,
    came: Collection[int],
    walk_ins: Iterable[WalkIn] = (),
    memory: str = "",
    continues: bool | None = None,
) -> Session:
    """Write down who came: `came` holds primary keys of participations. Look at `.state` afterwards.

    With one person who shares and two who learn it was held, and the requests of those who learned are met; with
    fewer it did not take place. `continues` False ends the group, True opens it again, None leaves it. Called again
    within seven days, it corrects. Raises Refused before the day, after the seven days, or with more people than the
    room holds.
    """
    session = lock_session(session)
    require_closable(session)
    lines = list(session.participations.select_related("member", "serves").order_by("member_id"))
    besides = [_line_of(session, lines, walk_in) for walk_in in walk_ins]
    here = {line.member_id: line for line in lines if line.pk in came} | {line.member_id: line for line in besides}
    lines = list(({line.member_id: line for line in lines} | here).values())
    _require_room(session, len(here))
    counts = Counter(COUNTERS[line.role] for line in here.values())
    held = counts["sharers"] >= 1 and counts["learners"] >= 2
    session.participations.filter(holds_slot=True).update(holds_slot=False)
    _write_state(session, State.HELD if held else State.NOT_HELD, counts, lines, memory=memory, by=by)
    for line in lines:
        _write_presence(session, line, is_here=line.member_id in here, held=held)
    if continues is not None:
        session.group.ended_at = None if continues else timezone.now()
        session.group.save(update_fields=["ended_at"])
    return session


def report_not_held(*, session: Session, by: Member, memory: str = "") -> Session:
    """« La séance n'a pas eu lieu »: nobody is noted, everybody's request stays. Raises Refused as `close_session`."""
    return close_session(session=session, by=by, came=(), memory=memory)


def require_closable(session: Session) -> None:
    """Raises Refused before the day of the session, or when it can no longer be corrected."""
    if session.date > timezone.localdate():
        raise Refused(_("This session has not taken place yet."))
    if session.state == State.CANCELLED:
        raise Refused(_("This session is cancelled."))
    if not session.is_ahead and not session.is_correctable:
        raise Refused(_("This session was closed more than seven days ago. The centre can still help you."))


def _line_of(session: Session, lines: Sequence[Participation], walk_in: WalkIn) -> Participation:
    member = walk_in.member or Member.objects.create_user(first_name=walk_in.first_name, last_name=walk_in.last_name)
    line = next((line for line in lines if line.member_id == member.pk), None)
    if line is None:
        line = Participation(
            session=session,
            member=member,
            role=Role.SHARER if walk_in.shares else Role.LEARNER,
            answer=Answer.YES,
            is_walk_in=True,
            date=session.date,
            period=session.period,
        )
    return line


def _require_room(session: Session, count: int) -> None:
    if count > session.venue.capacity:
        raise Refused(
            _("%(place)s holds %(places)s people at most, and %(count)s are noted. Look at the list again.")
            % {"place": session.venue.name, "places": session.venue.capacity, "count": count}
        )


def _write_state(
    session: Session, state: State, counts: Counter, lines: Sequence[Participation], *, memory: str, by: Member
) -> None:
    """State and counters in one update: those who came when it was held, those who had said yes when it was not."""
    if state == State.NOT_HELD:
        coming = (line for line in lines if line.answer == Answer.YES and not line.is_walk_in)
        counts = Counter(COUNTERS[line.role] for line in coming)
    for name in COUNTERS.values():
        setattr(session, name, counts[name])
    session.state, session.memory, session.closed_by = state, memory, by
    session.closed_at = session.closed_at or timezone.now()
    session.save()
    drop_calls(session, *Call.About)


def _write_presence(session: Session, line: Participation, *, is_here: bool, held: bool) -> None:
    if line.is_walk_in and not is_here:
        _follow_request(line, learned=False)
        line.delete()
        return
    learned = is_here and held and line.role == Role.LEARNER
    if learned and line.serves is None:
        line.serves = find_request(session, line.member)
    _follow_request(line, learned=learned)
    expected = line.answer == Answer.YES
    line.came = is_here if is_here or expected else None
    line.holds_slot = is_here and held
    _save_alone(session, line)
    if is_here:
        join_group(session, line)


def _save_alone(session: Session, line: Participation) -> None:
    """Nobody was in two places: who came here did not go where they were expected, unless they were noted there."""
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError:
        other = Participation.objects.select_related("session", "member").get(
            member=line.member_id, date=line.date, period=line.period, holds_slot=True
        )
        if other.session.state == State.HELD:
            raise Refused(
                _("%(name)s is noted as present elsewhere on that half-day.") % {"name": line.member.get_full_name()}
            ) from None
        unseat(lock_session(other.session), [other], answer=Answer.WITHDRAWN, by=session.closed_by)
        line.save()


def _follow_request(line: Participation, *, learned: bool) -> None:
    """A request is met when its person learned; a correction opens it again, unless they asked anew in the meantime."""
    request = line.serves
    if request is None:
        return
    if learned and request.is_living:
        request.state = Request.State.MET
        request.save(update_fields=["state"])
    elif not learned and line.came and request.state == Request.State.MET:
        anew = Request.objects.living().filter(member=request.member_id, skill=request.skill_id).exists()
        if not anew:
            request.state = Request.State.ACTIVE
            request.save(update_fields=["state"])
