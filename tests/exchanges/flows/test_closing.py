"""Who came, who came besides, what becomes of requests, and corrections."""

import datetime

import pytest
from django.utils import timezone

from exchanges.flows.closing import WalkIn, close_session, report_not_held
from exchanges.flows.refused import Refused
from exchanges.models import Participation, Session
from members.models import Member, Request
from tests.factories import exchanges, members

Answer = Participation.Answer
pytestmark = pytest.mark.django_db


@pytest.fixture
def yesterday():
    """One who shared, three who learned, yesterday; not closed."""
    return exchanges.make_full_session(learners=3, date=exchanges.in_days(-1))


def everybody(session):
    return set(session.participations.values_list("pk", flat=True))


def close(session, came=None, **fields):
    by = members.MemberFactory(team=True)
    return close_session(session=session, by=by, came=everybody(session) if came is None else came, **fields)


def counts(session):
    return session.sharers, session.learners, session.companions


def test_everybody_came(yesterday):
    session = close(yesterday, memory="On a bien ri.")
    assert (session.state, counts(session), session.memory) == ("held", (1, 3, 0), "On a bien ri.")
    assert set(session.participations.values_list("came", flat=True)) == {True}
    assert session.closed_by is not None


def test_who_did_not_come_was_free_after_all(yesterday):
    absent = yesterday.participations.filter(role="learner").order_by("pk")[0]
    session = close(yesterday, everybody(yesterday) - {absent.pk})
    absent.refresh_from_db()
    assert (session.state, counts(session)) == ("held", (1, 2, 0))
    assert (absent.came, absent.holds_slot, absent.answer) == (False, False, Answer.YES)


@pytest.mark.parametrize(("sharers", "learners"), [(1, 1), (0, 3), (1, 0), (0, 0)])
def test_with_fewer_than_three_it_did_not_take_place(yesterday, sharers, learners):
    roles = {"sharer": sharers, "learner": learners}
    came = set()
    for role, number in roles.items():
        came |= set(yesterday.participations.filter(role=role).order_by("pk").values_list("pk", flat=True)[:number])
    session = close(yesterday, came)
    assert session.state == "not_held"
    assert not session.participations.filter(holds_slot=True).exists()
    assert counts(session) == (1, 3, 0)


def test_it_did_not_take_place_is_a_normal_answer(yesterday):
    request = members.RequestFactory(skill=yesterday.skill)
    exchanges.seat(yesterday, member=request.member, serves=request)
    session = report_not_held(session=yesterday, by=members.MemberFactory(team=True), memory="Trop de neige.")
    request.refresh_from_db()
    assert (session.state, request.state) == ("not_held", "active")


def test_requests_of_those_who_learned_are_met(yesterday):
    came, absent = (members.RequestFactory(skill=yesterday.skill) for _turn in range(2))
    elsewhere = members.RequestFactory(member=came.member)
    lines = [exchanges.seat(yesterday, member=request.member) for request in (came, absent)]
    close(yesterday, everybody(yesterday) - {lines[1].pk})
    assert [Request.objects.get(pk=row.pk).state for row in (came, absent, elsewhere)] == ["met", "active", "active"]


def test_people_who_just_came_are_added_even_beyond_registration(yesterday):
    Session.objects.filter(pk=yesterday.pk).update(capacity=4)
    known = members.RequestFactory(skill=yesterday.skill).member
    session = close(yesterday, walk_ins=[WalkIn(member=known), WalkIn(first_name="Ahmet", last_name="Kaya")])
    assert counts(session) == (1, 5, 0)
    new = Member.objects.get(first_name="Ahmet")
    assert not new.has_usable_password()
    assert (new.username, new.email) == (None, None)
    assert set(session.participations.filter(is_walk_in=True).values_list("member", flat=True)) == {known.pk, new.pk}
    assert known.requests.get().state == "met"
    assert session.group.members.filter(member=new).exists()


def test_somebody_who_just_came_may_have_shared(yesterday):
    absent = yesterday.participations.get(role="sharer")
    session = close(yesterday, everybody(yesterday) - {absent.pk}, walk_ins=[WalkIn(first_name="Bernard", shares=True)])
    assert (session.state, counts(session)) == ("held", (1, 3, 0))


def test_never_more_than_the_room(yesterday):
    yesterday.venue.capacity = 5
    yesterday.venue.save()
    with pytest.raises(Refused, match="5"):
        close(yesterday, walk_ins=[WalkIn(first_name="Ahmet"), WalkIn(first_name="Noé")])
    yesterday.refresh_from_db()
    assert yesterday.state == "confirmed"
    assert not Member.objects.filter(first_name="Ahmet").exists()


def test_somebody_who_waited_and_came_is_no_newcomer(yesterday):
    line = exchanges.ParticipationFactory(session=yesterday, answer=Answer.WAITING, waiting_since=timezone.now())
    session = close(yesterday)
    line.refresh_from_db()
    assert (line.came, line.holds_slot, line.answer, line.is_walk_in) == (True, True, Answer.WAITING, False)
    assert counts(session) == (1, 4, 0)


def test_who_came_here_did_not_go_where_they_were_expected(yesterday):
    other = exchanges.make_full_session(learners=3, date=yesterday.date)
    line = other.participations.filter(role="learner").order_by("pk")[0]
    close(yesterday, walk_ins=[WalkIn(member=line.member)])
    line.refresh_from_db()
    other.refresh_from_db()
    assert (line.answer, line.holds_slot, counts(other)) == (Answer.WITHDRAWN, False, (1, 2, 0))


def test_nobody_is_noted_in_two_places(yesterday):
    other = close(exchanges.make_full_session(learners=3, date=yesterday.date))
    line = other.participations.filter(role="learner").order_by("pk")[0]
    with pytest.raises(Refused, match=line.member.get_full_name()):
        close(yesterday, walk_ins=[WalkIn(member=line.member)])


def test_a_correction_within_seven_days(yesterday, time_machine):
    request = members.RequestFactory(skill=yesterday.skill)
    line = exchanges.seat(yesterday, member=request.member)
    close(yesterday, walk_ins=[WalkIn(first_name="Ahmet")])
    walk_in = yesterday.participations.get(is_walk_in=True)
    session = close(yesterday, everybody(yesterday) - {line.pk, walk_in.pk})
    request.refresh_from_db()
    assert (counts(session), request.state) == ((1, 3, 0), "active")
    assert not Participation.objects.filter(pk=walk_in.pk).exists()
    time_machine.move_to(timezone.now() + datetime.timedelta(days=6, hours=23))
    close(yesterday)
    time_machine.move_to(timezone.now() + datetime.timedelta(hours=2))
    with pytest.raises(Refused):
        close(yesterday)


def test_a_correction_from_held_to_not_held_and_back(yesterday):
    close(yesterday)
    session = report_not_held(session=yesterday, by=members.MemberFactory(team=True))
    assert (session.state, counts(session)) == ("not_held", (1, 3, 0))
    session = close(yesterday)
    assert (session.state, session.participations.filter(holds_slot=True).count()) == ("held", 4)


def test_a_correction_does_not_reopen_a_request_made_anew(yesterday):
    request = members.RequestFactory(skill=yesterday.skill)
    line = exchanges.seat(yesterday, member=request.member)
    close(yesterday)
    members.RequestFactory(member=request.member, skill=yesterday.skill)
    close(yesterday, everybody(yesterday) - {line.pk})
    request.refresh_from_db()
    assert request.state == "met"


def test_the_group_ends_goes_on_or_will_see(yesterday):
    close(yesterday, continues=None)
    assert yesterday.group.ended_at is None
    assert close(yesterday, continues=False).group.ended_at is not None
    assert close(yesterday, continues=None).group.ended_at is not None
    assert close(yesterday, continues=True).group.ended_at is None


def test_calls_that_wait_are_dropped(yesterday):
    exchanges.CallFactory(session=yesterday)
    close(yesterday)
    assert not yesterday.calls.exists()


def test_not_before_the_day():
    with pytest.raises(Refused):
        close(exchanges.make_full_session(date=exchanges.in_days(1)))


def test_on_the_day_itself():
    assert close(exchanges.make_full_session(date=exchanges.in_days(0))).state == "held"


def test_a_cancelled_session_is_not_closed():
    with pytest.raises(Refused):
        close(exchanges.make_full_session(date=exchanges.in_days(-1), state="cancelled"))
