"""What people answer, the waiting list."""

import datetime

import pytest
from django.utils import timezone

from exchanges.flows.answers import join_session, withdraw
from exchanges.flows.refused import Refused
from exchanges.flows.waiting import pass_on_places
from exchanges.models import Call, Participation
from tests.exchanges.flows.answering import invite, say
from tests.factories import exchanges, members

Answer = Participation.Answer
pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return exchanges.SessionFactory(capacity=6, max_learners=5)


@pytest.fixture
def full(session):
    exchanges.seat(session, role="sharer")
    for _turn in range(5):
        exchanges.seat(session)
    session.state = "confirmed"
    session.confirmed_at = timezone.now()
    session.save()
    return session


def test_a_yes_takes_a_seat_a_half_day_and_a_place_in_the_group(session):
    line = say(invite(session))
    session.refresh_from_db()
    assert (line.answer, line.holds_slot, session.learners) == (Answer.YES, True, 1)
    assert session.group.members.get().member == line.member


def test_the_third_yes_confirms_and_everybody_is_told_once(session, on_commit, mailoutbox):
    lines = [
        invite(session, role="sharer"),
        invite(session),
        invite(session, member__without_email=True),
        invite(session),
    ]
    with on_commit():
        say(lines[0])
        say(lines[1])
    session.refresh_from_db()
    assert (session.state, mailoutbox) == ("announced", [])
    with on_commit():
        say(lines[2])
    session.refresh_from_db()
    assert session.state == "confirmed"
    assert {mail.to[0] for mail in mailoutbox} == {lines[0].member.email, lines[1].member.email}
    assert Call.objects.get().about == Call.About.CONFIRMED
    with on_commit():
        say(lines[3])
    assert len(mailoutbox) == 2


def test_learners_alone_never_confirm(session):
    for _turn in range(5):
        say(invite(session))
    session.refresh_from_db()
    assert (session.learners, session.state) == (5, "announced")


def test_one_who_shares_and_one_who_learns_are_not_a_session(session):
    say(invite(session, role="sharer"))
    say(invite(session, role="sharer"))
    say(invite(session))
    session.refresh_from_db()
    assert (session.taken, session.state) == (3, "announced")


def test_when_it_is_full_people_wait_in_their_order(full):
    first, second = say(invite(full)), say(invite(full))
    assert (first.answer, second.answer) == (Answer.WAITING, Answer.WAITING)
    assert list(full.participations.waiting()) == [first, second]
    full.refresh_from_db()
    assert full.taken == full.capacity


def test_the_limit_of_who_shares_counts_though_the_room_is_larger():
    session = exchanges.SessionFactory(capacity=8, max_learners=2)
    answers = [say(invite(session)).answer for _turn in range(3)]
    assert answers == [Answer.YES, Answer.YES, Answer.WAITING]
    assert say(invite(session, role="sharer")).answer == Answer.YES


def test_who_withdraws_leaves_a_place_that_is_kept_for_the_next(full, on_commit, mailoutbox):
    first, second = say(invite(full)), say(invite(full))
    with on_commit():
        withdraw(participation=full.participations.coming().filter(role="learner").order_by("pk")[0], by=None)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.offered_at is not None, second.offered_at) == (True, None)
    assert [mail.to for mail in mailoutbox] == [[first.member.email]]
    assert say(invite(full)).answer == Answer.WAITING
    assert say(first).answer == Answer.YES


def test_a_place_refused_goes_to_the_one_after(full):
    first, second = say(invite(full)), say(invite(full))
    withdraw(participation=full.participations.coming().filter(role="learner").order_by("pk")[0], by=None)
    say(first, Answer.NO)
    second.refresh_from_db()
    assert second.offered_at is not None


def test_a_place_kept_two_days_goes_to_the_one_after(full, time_machine):
    first, second = say(invite(full)), say(invite(full))
    withdraw(participation=full.participations.coming().filter(role="learner").order_by("pk")[0], by=None)
    pass_on_places()
    first.refresh_from_db()
    assert first.answer == Answer.WAITING
    time_machine.move_to(timezone.now() + datetime.timedelta(days=2, minutes=1))
    pass_on_places()
    pass_on_places()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.answer, first.offered_at) == (Answer.INVITED, None)
    assert second.offered_at is not None


def test_people_without_mail_are_called_for_the_free_place(full):
    waiting = say(invite(full, member__without_email=True))
    withdraw(participation=full.participations.coming().filter(role="learner").order_by("pk")[0], by=None)
    call = Call.objects.get()
    assert (call.member, call.about) == (waiting.member, Call.About.PLACE_FREE)
    say(waiting)
    call.refresh_from_db()
    assert call.done_at is not None


def test_below_three_the_facilitators_are_told(on_commit, mailoutbox, facilitator):
    session = exchanges.make_full_session(learners=2, confirmed_at=timezone.now())
    session.facilitators.add(facilitator)
    line = session.participations.filter(role="learner").order_by("pk")[0]
    with on_commit():
        withdraw(participation=line, by=None)
    session.refresh_from_db()
    assert (session.state, session.learners) == ("announced", 1)
    assert [mail.to for mail in mailoutbox] == [[facilitator.email]]


def test_confirmed_again_only_newcomers_are_told(on_commit, mailoutbox, time_machine):
    session = exchanges.make_full_session(learners=2)
    session.confirmed_at = timezone.now()
    session.save()
    newcomer = invite(session)
    time_machine.move_to(timezone.now() + datetime.timedelta(minutes=1))
    with on_commit():
        withdraw(participation=session.participations.filter(role="learner").order_by("pk")[0], by=None)
        say(newcomer)
    session.refresh_from_db()
    assert session.state == "confirmed"
    assert [mail.to for mail in mailoutbox] == [[newcomer.member.email]]


def test_who_leaves_hands_back_tasks_and_things(session):
    line = say(invite(session))
    task = exchanges.TaskFactory(group=session.group, held_by=line.member)
    item = exchanges.ItemFactory(group=session.group, brought_by=line.member)
    withdraw(participation=line, by=None)
    task.refresh_from_db()
    item.refresh_from_db()
    assert (task.held_by, item.brought_by) == (None, None)
    assert session.group.members.get().left_at is not None


def test_one_may_change_ones_mind(session):
    line = say(invite(session), Answer.NO)
    assert line.answer == Answer.NO
    line = say(line)
    assert line.answer == Answer.YES
    line = say(line, Answer.NO)
    assert (line.answer, line.holds_slot) == (Answer.WITHDRAWN, False)
    session.refresh_from_db()
    assert session.taken == 0


def test_expected_elsewhere_the_answer_says_where(session, member):
    other = exchanges.SessionFactory(title="Tricoter une écharpe")
    exchanges.seat(other, member=member)
    line = invite(session, member=member)
    with pytest.raises(Refused, match="Tricoter une écharpe"):
        say(line, by=member)
    with pytest.raises(Refused) as refused:
        say(line, by=members.MemberFactory())
    assert "Tricoter" not in str(refused.value)
    line.refresh_from_db()
    session.refresh_from_db()
    assert (line.answer, session.taken) == (Answer.INVITED, 0)


def test_half_days_of_one_day_do_not_clash(session, member):
    other = exchanges.SessionFactory(period=0, starts_at=datetime.time(10), ends_at=datetime.time(12))
    exchanges.seat(other, member=member)
    assert say(invite(session, member=member)).answer == Answer.YES


@pytest.mark.parametrize("state", ["to_settle", "cancelled", "held", "not_held"])
def test_nobody_answers_before_or_after(state):
    session = exchanges.make_full_session(state=state)
    with pytest.raises(Refused):
        say(invite(session))


def test_nobody_answers_once_the_day_is_gone():
    session = exchanges.SessionFactory(date=exchanges.in_days(-1))
    with pytest.raises(Refused):
        say(invite(session))


def test_a_line_that_was_only_prepared_is_not_answered(session):
    with pytest.raises(Refused):
        say(invite(session, answer=Answer.PREPARED))


def test_anybody_may_join_to_learn_and_their_request_is_followed(session, member):
    request = members.RequestFactory(member=member, skill=session.skill)
    line = join_session(session=session, member=member, by=member)
    assert (line.role, line.answer, line.serves) == ("learner", Answer.YES, request)


def test_a_minor_without_authorisation_may_not_join(session):
    minor = members.MemberFactory(under_age=True)
    with pytest.raises(Refused, match="18"):
        join_session(session=session, member=minor, by=minor)
    assert not session.participations.exists()
    members.AuthorisationFactory(member=minor)
    assert join_session(session=session, member=minor, by=minor).answer == Answer.YES


def test_a_minor_invited_before_the_authorisation_ended_may_not_come(session):
    minor = members.AuthorisationFactory(ended_on=exchanges.in_days(1)).member
    with pytest.raises(Refused):
        say(invite(session, member=minor))
