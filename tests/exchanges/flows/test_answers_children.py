"""Children, and the adult who comes along."""

import pytest

from exchanges.flows.answers import withdraw
from exchanges.flows.refused import Refused
from exchanges.models import Participation
from tests.exchanges.flows.answering import invite, say
from tests.factories import exchanges, members

Answer = Participation.Answer
pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return exchanges.SessionFactory(capacity=6, max_learners=5)


def child_of(adult, **fields):
    household = members.HouseholdFactory()
    adult.household = household
    adult.save()
    child = members.MemberFactory(child=True, household=household, companion=adult, **fields)
    members.AuthorisationFactory(member=child)
    return child


def test_a_child_comes_with_an_adult_and_takes_two_seats(session):
    adult = members.MemberFactory()
    line = say(invite(session, member=child_of(adult)))
    session.refresh_from_db()
    assert (session.learners, session.companions) == (1, 1)
    companion = session.participations.get(member=adult)
    assert (companion.role, companion.answer, companion.accompanies) == ("companion", Answer.YES, line)


def test_a_child_with_one_seat_left_waits_with_the_adult(session):
    for _turn in range(5):
        exchanges.seat(session)
    adult = members.MemberFactory()
    line = say(invite(session, role="sharer", member=child_of(adult)))
    assert line.answer == Answer.WAITING
    assert session.participations.get(member=adult).answer == Answer.WAITING
    assert [waiting.member for waiting in session.participations.waiting()] == [line.member]


def test_an_adult_with_a_seat_of_their_own_takes_no_second_one(session):
    adult = members.MemberFactory()
    say(invite(session, member=adult))
    say(invite(session, member=child_of(adult)))
    session.refresh_from_db()
    assert (session.learners, session.companions) == (2, 0)


def test_an_invited_adult_answers_before_the_child(session):
    adult = members.MemberFactory(first_name="Karim")
    own = invite(session, member=adult)
    child = invite(session, member=child_of(adult))
    with pytest.raises(Refused, match="Karim"):
        say(child)
    say(own, Answer.NO)
    say(child)
    own.refresh_from_db()
    assert (own.role, own.answer) == ("companion", Answer.YES)


def test_two_children_share_their_adult_until_the_last_leaves(session):
    adult = members.MemberFactory()
    first = child_of(adult)
    second = members.MemberFactory(child=True, household=first.household, companion=adult)
    members.AuthorisationFactory(member=second)
    lines = [say(invite(session, member=child)) for child in (first, second)]
    session.refresh_from_db()
    assert (session.learners, session.companions) == (2, 1)
    withdraw(participation=lines[0], by=None)
    companion = session.participations.get(member=adult)
    assert (companion.answer, companion.accompanies) == (Answer.YES, lines[1])
    withdraw(participation=lines[1], by=None)
    session.refresh_from_db()
    assert session.taken == 0


def test_when_the_adult_cannot_come_the_child_does_not_stay_alone(session):
    adult = members.MemberFactory()
    own = say(invite(session, member=adult))
    child = say(invite(session, member=child_of(adult)))
    withdraw(participation=own, by=None)
    child.refresh_from_db()
    session.refresh_from_db()
    assert (child.answer, session.taken) == (Answer.WITHDRAWN, 0)


def test_a_child_whose_adult_is_neither_family_nor_cleared_does_not_come(session):
    child = child_of(members.MemberFactory())
    child.companion = members.MemberFactory()
    child.save()
    line = invite(session, member=child)
    with pytest.raises(Refused, match="15"):
        say(line)
    child.companion.is_cleared_for_minors = True
    child.companion.save()
    assert say(line).answer == Answer.YES


def test_the_companion_of_a_child_answers_for_the_child(session):
    adult = members.MemberFactory()
    line = say(invite(session, member=child_of(adult)))
    withdraw(participation=session.participations.get(member=adult), by=adult)
    line.refresh_from_db()
    assert line.answer == Answer.WITHDRAWN


class TestFacilitators:
    """A child whom nobody is named for comes with somebody who may accompany children."""

    @pytest.fixture
    def child(self):
        child = members.MemberFactory(child=True, household=members.HouseholdFactory(), comes_with_facilitator=True)
        members.AuthorisationFactory(member=child)
        return child

    @pytest.fixture
    def cleared(self):
        return members.MemberFactory(facilitator=True, is_cleared_for_minors=True)

    def test_who_holds_the_session_comes_along(self, session, child, cleared):
        session.facilitators.set([members.MemberFactory(facilitator=True), cleared])
        line = say(invite(session, member=child))
        companion = session.participations.get(member=cleared)
        assert (companion.role, companion.answer, companion.accompanies) == ("companion", Answer.YES, line)

    def test_who_shares_there_takes_no_second_seat(self, session, child, cleared):
        say(invite(session, role="sharer", member=cleared))
        say(invite(session, member=child))
        session.refresh_from_db()
        assert (session.sharers, session.learners, session.companions) == (1, 1, 0)

    def test_without_anybody_the_child_cannot_come(self, session, child):
        with pytest.raises(Refused, match=child.first_name):
            say(invite(session, member=child))

    def test_they_answer_for_themselves_alone(self, session, child, cleared):
        line = invite(session, member=child)
        own = say(invite(session, role="companion", member=cleared))
        line.refresh_from_db()
        assert (own.answer, line.answer) == (Answer.YES, Answer.INVITED)

    def test_when_they_cannot_come_the_children_leave_too(self, session, child, cleared):
        session.facilitators.set([cleared])
        line = say(invite(session, member=child))
        withdraw(participation=session.participations.get(member=cleared), by=None)
        line.refresh_from_db()
        assert line.answer == Answer.WITHDRAWN
        with pytest.raises(Refused, match=child.first_name):
            say(line)

    def test_they_leave_with_the_last_child(self, session, child, cleared):
        session.facilitators.set([cleared])
        line = say(invite(session, member=child))
        withdraw(participation=line, by=None)
        session.refresh_from_db()
        assert (session.learners, session.companions) == (0, 0)
