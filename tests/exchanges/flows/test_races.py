"""Many people at the same moment: a seat or a rank on the waiting list; never one too many, never an error."""

import pytest

from exchanges.flows.answers import answer_invitation, join_session
from exchanges.flows.moving import move_session
from exchanges.flows.proposals import adopt_proposal
from exchanges.flows.refused import Refused
from exchanges.flows.sessions import create_session, send_invitations
from exchanges.models import ActionGroup, Participation, Session
from members.models import Period
from tests.factories import exchanges, members
from tests.races import run_together

Answer = Participation.Answer
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nearly_full():
    """Seven seats taken of eight."""
    return exchanges.make_full_session(learners=6, capacity=8)


def counters_match(session: Session) -> bool:
    session.refresh_from_db()
    coming = session.participations.coming()
    counts = {role: coming.filter(role=role).count() for role in ("sharer", "learner", "companion")}
    return (session.sharers, session.learners, session.companions) == tuple(counts.values())


def test_the_last_seat_goes_to_one_and_the_others_wait_in_a_row(nearly_full):
    lines = [exchanges.ParticipationFactory(session=nearly_full) for _turn in range(8)]
    results = run_together(
        lambda line: answer_invitation(participation=line, answer=Answer.YES, by=None), [(line,) for line in lines]
    )
    answers = sorted(line.answer for line in results)
    assert answers == [Answer.WAITING] * 7 + [Answer.YES]
    assert counters_match(nearly_full)
    assert nearly_full.taken == nearly_full.capacity
    waiting = nearly_full.participations.waiting()
    assert len({line.waiting_since for line in waiting}) == 7


def test_the_last_seat_joined_from_the_public_page(nearly_full):
    people = members.MemberFactory.create_batch(6)
    results = run_together(
        lambda person: join_session(session=nearly_full, member=person, by=person), [(p,) for p in people]
    )
    assert sorted(line.answer for line in results) == [Answer.WAITING] * 5 + [Answer.YES]
    assert counters_match(nearly_full)
    assert nearly_full.taken == nearly_full.capacity


def test_somebody_who_clicks_many_times_takes_one_seat():
    session = exchanges.SessionFactory(capacity=8)
    line = exchanges.ParticipationFactory(session=session)
    results = run_together(lambda: answer_invitation(participation=line, answer=Answer.YES, by=None), [()] * 6)
    assert [result.answer for result in results] == [Answer.YES] * 6
    assert counters_match(session)
    assert session.learners == 1


def test_somebody_who_joins_many_times_takes_one_seat(member):
    session = exchanges.SessionFactory(capacity=8)
    results = run_together(lambda: join_session(session=session, member=member, by=member), [()] * 6)
    assert [result.answer for result in results] == [Answer.YES] * 6
    assert session.participations.count() == 1
    assert counters_match(session)


def test_nobody_is_expected_in_two_places_at_once(member):
    sessions = [exchanges.SessionFactory() for _turn in range(4)]
    lines = [exchanges.ParticipationFactory(session=session, member=member) for session in sessions]
    results = run_together(
        lambda line: answer_invitation(participation=line, answer=Answer.YES, by=member), [(line,) for line in lines]
    )
    assert sum(isinstance(result, Refused) for result in results) == 3
    assert sum(getattr(result, "answer", None) == Answer.YES for result in results) == 1
    assert all(counters_match(session) for session in sessions)


def test_a_room_is_taken_once(team_member, venue):
    teams = [(members.MemberFactory(), members.MemberFactory.create_batch(2)) for _turn in range(4)]

    def make(sharer, learners):
        return create_session(
            by=team_member, title="Tricot", venue=venue, date=exchanges.in_days(10), period=Period.MORNING,
            sharers=[sharer], learners=learners,
        )  # fmt: skip

    results = run_together(make, teams)
    assert sum(isinstance(result, Refused) for result in results) == 3
    assert Session.objects.filter(venue=venue).count() == 1
    assert ActionGroup.objects.count() == 1


def test_a_proposal_is_kept_once(team_member):
    proposal = exchanges.ProposalFactory(sharers=1, learners=3)
    results = run_together(lambda: adopt_proposal(proposal=proposal, by=team_member), [()] * 4)
    assert sum(isinstance(result, Refused) for result in results) == 3
    assert (ActionGroup.objects.count(), Session.objects.count()) == (1, 1)


def test_invitations_leave_once(team_member):
    proposal = exchanges.ProposalFactory(sharers=1, learners=3)
    session = adopt_proposal(proposal=proposal, by=team_member)
    results = run_together(lambda: send_invitations(session=session, by=team_member), [()] * 4)
    assert sorted(results) == [0, 0, 0, 4]


def test_answers_withdrawals_and_a_move_at_once_keep_the_counters(team_member):
    session = exchanges.make_full_session(learners=5, capacity=7)
    elsewhere = exchanges.SessionFactory(date=exchanges.in_days(21))
    coming = list(session.participations.filter(role="learner").order_by("pk"))
    exchanges.seat(elsewhere, member=coming[0].member)
    newcomers = [exchanges.ParticipationFactory(session=session) for _turn in range(4)]

    def act(verb, arguments):
        return verb(**arguments)

    calls = [(answer_invitation, {"participation": line, "answer": Answer.YES, "by": None}) for line in newcomers]
    calls += [(answer_invitation, {"participation": line, "answer": Answer.NO, "by": None}) for line in coming[1:4]]
    place = {name: getattr(session, name) for name in ("venue", "period", "starts_at", "ends_at")}
    calls.append((move_session, {"session": session, "by": team_member, "date": elsewhere.date, **place}))
    results = run_together(act, calls)
    assert [result for result in results if isinstance(result, Exception)] == []
    assert counters_match(session)
    assert counters_match(elsewhere)
    assert session.taken <= session.capacity
    assert set(session.participations.values_list("date", flat=True)) == {elsewhere.date}
