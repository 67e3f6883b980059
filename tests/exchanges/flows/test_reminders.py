"""Two days before, once."""

import pytest

from exchanges.flows.reminders import send_reminders
from exchanges.models import Call
from tests.factories import exchanges, members

pytestmark = pytest.mark.django_db


def test_two_days_before_those_who_come_are_reminded_once(on_commit, mailoutbox):
    session = exchanges.make_full_session(learners=2, date=exchanges.in_days(2))
    by_phone = exchanges.seat(session, member=members.MemberFactory(without_email=True))
    exchanges.ParticipationFactory(session=session)
    with on_commit():
        assert send_reminders() == 1
        assert send_reminders() == 0
    assert len(mailoutbox) == 3
    assert [(call.member, call.about) for call in Call.objects.all()] == [(by_phone.member, Call.About.REMINDER)]


def test_the_reminder_says_what_a_call_not_made_had_to_say():
    session = exchanges.make_full_session(date=exchanges.in_days(2))
    by_phone = exchanges.seat(session, member=members.MemberFactory(without_email=True)).member
    for about in (Call.About.CONFIRMED, Call.About.MOVED):
        exchanges.CallFactory(session=session, member=by_phone, about=about)
    send_reminders()
    assert set(Call.objects.values_list("about", flat=True)) == {Call.About.MOVED, Call.About.REMINDER}


def test_what_is_said_of_a_child_names_the_child(on_commit, mailoutbox):
    session = exchanges.make_full_session(date=exchanges.in_days(2))
    child = exchanges.seat(session, member=members.MemberFactory(child=True)).member
    parent = members.MemberFactory()
    child.guardians.add(parent)
    with on_commit():
        send_reminders()
    [mail] = [mail for mail in mailoutbox if mail.to == [parent.email]]
    assert f"On attend {child.first_name}." in mail.body


@pytest.mark.parametrize("days", [-1, 0, 3])
def test_neither_sooner_nor_on_the_day(days):
    exchanges.make_full_session(date=exchanges.in_days(days))
    assert send_reminders() == 0


def test_a_day_without_chores_is_made_up_for():
    exchanges.make_full_session(date=exchanges.in_days(1))
    assert send_reminders() == 1


@pytest.mark.parametrize("state", ["to_settle", "cancelled", "held"])
def test_only_sessions_people_were_told_of(state):
    exchanges.make_full_session(state=state, date=exchanges.in_days(2))
    assert send_reminders() == 0


def test_without_three_people_the_facilitators_are_told(on_commit, mailoutbox, facilitator):
    session = exchanges.SessionFactory(date=exchanges.in_days(2))
    exchanges.seat(session)
    session.group.facilitators.add(facilitator)
    with on_commit():
        assert send_reminders() == 1
    assert [mail.to for mail in mailoutbox] == [[facilitator.email]]
