"""Every reason said of a session is a fact of the round."""

from dataclasses import asdict, replace

import pytest

from exchanges.matching import Offer, PlannedSession, Reason, ReasonCode, Request, explain_session, solve
from tests.exchanges.matching.rounds import change_person, circle, draw_problem


def reasons_of(problem):
    """The reasons for the only session of the plan, by code."""
    plan = solve(problem)
    return {reason.code: reason for reason in explain_session(problem, plan, plan.sessions[0])}


def test_a_plain_group():
    problem = circle(4, met=frozenset({(1, 2)}))
    for number in range(4):
        problem = change_person(problem, number, age_band=2, given=1, received=1)

    assert reasons_of(problem) == {
        ReasonCode.WAITING_LONGEST: Reason(ReasonCode.WAITING_LONGEST, people=(3,), weeks=3),
        ReasonCode.ALL_FREE: Reason(ReasonCode.ALL_FREE, count=4),
        ReasonCode.NEW_ENCOUNTERS: Reason(ReasonCode.NEW_ENCOUNTERS, count=5, total=6),
    }


def test_ages_villages_and_first_times():
    problem = change_person(circle(4), 0, received=2)
    problem = change_person(problem, 2, commune=1, received=1)

    reasons = reasons_of(problem)

    assert reasons[ReasonCode.AGES_TOGETHER].bands == (0, 1, 2)
    assert reasons[ReasonCode.COMMUNES_TOGETHER].communes == (0, 1)
    assert reasons[ReasonCode.FIRST_GIVE].people == (0,)
    assert reasons[ReasonCode.FIRST_RECEIVE].people == (1, 3)


def test_who_gives_and_receives_in_the_round():
    problem = circle(4, offers=(Offer(0, 0, 2, 7), Offer(1, 1, 2, 7)))
    problem = replace(problem, requests=(*problem.requests, *(Request(n, 1) for n in (0, 2, 3))))
    problem = replace(problem, venues=(replace(problem.venues[0], open=frozenset({0, 1})),))
    for number in range(4):
        problem = change_person(problem, number, available=frozenset({0, 1}), max_learn=2)

    assert reasons_of(problem)[ReasonCode.GIVES_AND_RECEIVES].people == (0, 1)


def test_nobody_waited_and_everybody_met():
    problem = circle(3, met=frozenset({(0, 1), (0, 2), (1, 2)}))
    problem = replace(problem, requests=tuple(replace(request, waiting_weeks=0) for request in problem.requests))

    reasons = reasons_of(problem)

    assert ReasonCode.WAITING_LONGEST not in reasons
    assert ReasonCode.NEW_ENCOUNTERS not in reasons
    assert reasons[ReasonCode.JUST_ENOUGH].count == 3


def test_cautions():
    problem = change_person(circle(6), 1, companion=1, accompanied_by=5)
    problem = change_person(problem, 2, companion=1)
    problem = change_person(problem, 5, unsure=frozenset({0}))
    problem = replace(problem, requests=problem.requests[:4])

    reasons = reasons_of(problem)

    assert reasons[ReasonCode.ALL_FREE].count == 6
    assert reasons[ReasonCode.ADULT_ALONG] == Reason(ReasonCode.ADULT_ALONG, people=(1, 2), count=2)
    assert reasons[ReasonCode.TRAVEL_UNSURE].people == (5,)
    assert ReasonCode.JUST_ENOUGH not in reasons
    assert {code for code, reason in reasons.items() if reason.caution} == {
        ReasonCode.ADULT_ALONG,
        ReasonCode.TRAVEL_UNSURE,
    }


@pytest.mark.parametrize("seed", range(10))
def test_merits_come_before_cautions_and_no_code_twice(seed):
    problem = draw_problem(seed)
    plan = solve(problem)

    for session in plan.sessions:
        reasons = explain_session(problem, plan, session)
        assert [reason.caution for reason in reasons] == sorted(reason.caution for reason in reasons)
        assert len({reason.code for reason in reasons}) == len(reasons)
        assert all(set(asdict(reason)) >= {"code", "people"} for reason in reasons)
        assert {member for reason in reasons for member in reason.people} <= people_near(problem, session)


def people_near(problem, session: PlannedSession) -> set[int]:
    """The people of the session and the adults who come along."""
    along = {problem.people[member].accompanied_by for member in session.people}
    return set(session.people) | along
