"""Another day, hour or place."""

import datetime

import pytest

from exchanges.flows.moving import move_session
from exchanges.flows.refused import Refused
from exchanges.models import Call, Participation
from tests.factories import exchanges, members

Answer = Participation.Answer
pytestmark = pytest.mark.django_db


def move(session, **fields):
    place = {name: getattr(session, name) for name in ("venue", "date", "period", "starts_at", "ends_at")}
    return move_session(session=session, by=members.MemberFactory(team=True), **place | fields)


def test_everybody_follows_and_everybody_is_told(on_commit, mailoutbox):
    session = exchanges.make_full_session(learners=2)
    by_phone = exchanges.seat(session, member=members.MemberFactory(without_email=True))
    refused = exchanges.ParticipationFactory(session=session, answer=Answer.NO)
    new_day = exchanges.in_days(21)
    with on_commit():
        assert move(session, date=new_day) == []
    session.refresh_from_db()
    assert session.date == new_day
    assert set(session.participations.values_list("date", flat=True)) == {new_day}
    assert len(mailoutbox) == 3
    assert [(call.member, call.about) for call in Call.objects.to_make()] == [(by_phone.member, Call.About.MOVED)]
    assert refused.member.email not in {mail.to[0] for mail in mailoutbox}
    assert session.state == "confirmed"


def test_who_is_expected_elsewhere_is_asked_again(on_commit, mailoutbox):
    session = exchanges.make_full_session(learners=2)
    line = session.participations.filter(role="learner").order_by("pk")[0]
    exchanges.seat(exchanges.SessionFactory(date=exchanges.in_days(21)), member=line.member)
    with on_commit():
        asked_again = move(session, date=exchanges.in_days(21))
    session.refresh_from_db()
    line.refresh_from_db()
    assert [one.pk for one in asked_again] == [line.pk]
    assert (line.answer, line.holds_slot, line.date) == (Answer.INVITED, False, session.date)
    assert (session.state, session.learners) == ("announced", 1)
    [mail] = [mail for mail in mailoutbox if mail.to == [line.member.email]]
    assert "?answer=yes" in mail.body


def test_a_child_is_asked_again_with_the_adult_who_cannot(on_commit):
    household = members.HouseholdFactory()
    adult = members.MemberFactory(household=household)
    child = members.MemberFactory(child=True, household=household, companion=adult)
    session = exchanges.make_full_session(learners=2)
    line = exchanges.seat(session, member=child)
    exchanges.seat(session, role="companion", member=adult, accompanies=line)
    exchanges.seat(exchanges.SessionFactory(date=exchanges.in_days(21)), member=adult)
    move(session, date=exchanges.in_days(21))
    session.refresh_from_db()
    assert (session.learners, session.companions) == (2, 0)
    assert set(session.participations.filter(answer=Answer.INVITED).values_list("member", flat=True)) == {
        adult.pk,
        child.pk,
    }


def test_a_taken_room_is_refused_and_nothing_moves():
    session, other = exchanges.make_full_session(), exchanges.SessionFactory()
    with pytest.raises(Refused):
        move(session, venue=other.venue)
    session.refresh_from_db()
    assert session.venue != other.venue


def test_a_room_too_small_for_those_who_come_is_refused():
    session = exchanges.make_full_session(learners=5)
    with pytest.raises(Refused, match="4"):
        move(session, venue=exchanges.VenueFactory(capacity=4))


def test_a_larger_room_asks_who_waits(on_commit, mailoutbox):
    session = exchanges.make_full_session(
        learners=3, capacity=4, max_learners=7, venue=exchanges.VenueFactory(capacity=4)
    )
    waiting = exchanges.ParticipationFactory(
        session=session, answer=Answer.WAITING, waiting_since=datetime.datetime.now(datetime.UTC)
    )
    move(session, venue=exchanges.VenueFactory(capacity=12))
    waiting.refresh_from_db()
    session.refresh_from_db()
    assert (session.capacity, waiting.offered_at is not None) == (8, True)


def test_nobody_is_told_before_the_invitations(on_commit, mailoutbox):
    session = exchanges.SessionFactory(state="to_settle")
    line = exchanges.ParticipationFactory(session=session, answer=Answer.PREPARED)
    with on_commit():
        move(session, date=exchanges.in_days(21))
    line.refresh_from_db()
    assert (line.date, mailoutbox) == (exchanges.in_days(21), [])


def test_the_reminder_leaves_again_for_the_new_day():
    session = exchanges.make_full_session(reminded_at=datetime.datetime.now(datetime.UTC))
    move(session, date=exchanges.in_days(21))
    session.refresh_from_db()
    assert session.reminded_at is None


@pytest.mark.parametrize("state", ["held", "not_held", "cancelled"])
def test_what_is_over_does_not_move(state):
    session = exchanges.make_full_session(state=state)
    with pytest.raises(Refused):
        move(session, date=exchanges.in_days(21))


def test_nothing_moves_to_the_past():
    with pytest.raises(Refused):
        move(exchanges.make_full_session(), date=exchanges.in_days(-1))
