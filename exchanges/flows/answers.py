"""What people answer: yes, not this time, not any more; and somebody who joins without having been invited."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exchanges.flows.groups import hand_back
from exchanges.flows.parties import companion_to_seat, speaks_for, who_leaves_with
from exchanges.flows.people import require_may_come
from exchanges.flows.refused import Refused
from exchanges.flows.seats import Answer, Role, lock_session, put_on_waiting_list, require_open, seat, unseat
from exchanges.flows.waiting import ask_next, count_kept
from exchanges.models import Call, GroupMember, Participation, Session
from members.models import Member, Request


@transaction.atomic
def answer_invitation(*, participation: Participation, answer: Answer, by: Member | None) -> Participation:
    """Record « Je viens » (Answer.YES) or « Pas cette fois » (Answer.NO); the line as it stands afterwards.

    A yes takes a seat, or the next rank of the waiting list when the session is full: look at `.answer`. The answer
    to the invitation of an adult who only comes along is their children's. Raises Refused, with nothing changed.
    """
    session = lock_session(participation.session)
    require_open(session)
    line = _fresh(session, participation)
    if line.answer == Answer.PREPARED:
        raise Refused(_("The invitations have not left yet."))
    for acting in speaks_for(session, line):
        if answer == Answer.YES:
            _say_yes(session, acting, by=by)
        else:
            _say_no(session, acting, by=by)
    ask_next(session)
    line.refresh_from_db()
    return line


@transaction.atomic
def join_session(*, session: Session, member: Member, by: Member | None) -> Participation:
    """Come without an invitation, to learn: a seat, or the next rank of the waiting list. Raises Refused."""
    session = lock_session(session)
    require_open(session)
    line, _new = Participation.objects.get_or_create(
        session=session,
        member=member,
        defaults={
            "role": Role.LEARNER,
            "answer": Answer.INVITED,
            "serves": find_request(session, member),
            "date": session.date,
            "period": session.period,
        },
    )
    line = _fresh(session, line)
    if line.role == Role.COMPANION and line.answer != Answer.YES:
        line.role, line.accompanies = Role.LEARNER, None
    _say_yes(session, line, by=by)
    line.refresh_from_db()
    return line


@transaction.atomic
def withdraw(*, participation: Participation, by: Member | None) -> Participation:
    """« Je ne peux plus venir »: give the seat back, and ask the next person who waits."""
    return answer_invitation(participation=participation, answer=Answer.NO, by=by)


def find_request(session: Session, member: Member) -> Request | None:
    """The living request of this person that the session would answer."""
    if session.skill_id is None:
        return None
    return Request.objects.living().filter(member=member, skill=session.skill_id).order_by("pk").first()


def _fresh(session: Session, participation: Participation) -> Participation:
    line = session.participations.select_related("member__companion").get(pk=participation.pk)
    line.session = session
    return line


def _say_yes(session: Session, line: Participation, *, by: Member | None) -> None:
    if line.answer == Answer.YES:
        return
    require_may_come(line.member, on=session.date)
    party = [line, *companion_to_seat(session, line)]
    if not seat(session, party, by=by, kept=count_kept(session, besides=party)):
        put_on_waiting_list(party, by=by)
    _close_calls(session, party, by=by)


def _say_no(session: Session, line: Participation, *, by: Member | None) -> None:
    if line.answer in (Answer.NO, Answer.WITHDRAWN):
        return
    party = who_leaves_with(session, line)
    was_coming = line.answer in (Answer.YES, Answer.WAITING)
    unseat(session, party, answer=Answer.WITHDRAWN if was_coming else Answer.NO, by=by)
    _close_calls(session, party, by=by)
    for left in party:
        _leave_group(session, left.member_id)


def _close_calls(session: Session, party: Sequence[Participation], *, by: Member | None) -> None:
    """They answered: nobody needs to call them for that."""
    abouts = (Call.About.INVITATION, Call.About.PLACE_FREE, Call.About.MOVED)
    members = [line.member_id for line in party]
    calls = Call.objects.to_make().filter(session=session, member__in=members, about__in=abouts)
    calls.update(done_at=timezone.now(), done_by=by)


def _leave_group(session: Session, member_id: int) -> None:
    """Who has no seat left in the group's sessions is no longer in it, nor holds its tasks and things to bring."""
    stays = Participation.objects.filter(session__group=session.group_id, member=member_id)
    if stays.filter(answer=Answer.YES).exclude(session__state=Session.State.CANCELLED).exists():
        return
    GroupMember.objects.filter(group=session.group_id, member=member_id, left_at=None).update(left_at=timezone.now())
    hand_back(group_id=session.group_id, member_id=member_id)
