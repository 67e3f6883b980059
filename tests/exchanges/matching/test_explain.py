"""Every reason said of a session is a fact of the round."""

from dataclasses import asdict, replace

import pytest

from exchanges.matching import (
    Offer,
    PlannedSession,
    Reason,
    ReasonCode,
    Request,
    check_plan,
    explain_sessions,
    score_plan,
    solve,
)
from tests.exchanges.matching.rounds import add_people, change_person, circle, draw_problem, possible_sessions


def reasons_of(problem):
    """The reasons for the only session of the plan, by code."""
    plan = solve(problem)
    return {reason.code: reason for reason in explain_sessions(problem, plan)[0]}


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


@pytest.mark.parametrize("seed", range(6))
def test_merits_come_before_cautions_and_no_code_twice(seed):
    problem = draw_problem(seed)
    plan = solve(problem)

    for session, reasons in zip(plan.sessions, explain_sessions(problem, plan), strict=True):
        assert [reason.caution for reason in reasons] == sorted(reason.caution for reason in reasons)
        assert len({reason.code for reason in reasons}) == len(reasons)
        assert all(set(asdict(reason)) >= {"code", "people"} for reason in reasons)
        assert {member for reason in reasons for member in reason.people} <= people_near(problem, session)


def people_near(problem, session: PlannedSession) -> set[int]:
    """The people of the session and the adults who come along."""
    along = {problem.people[member].accompanied_by for member in session.people}
    return set(session.people) | along


def test_what_else_the_room_could_have_held():
    """Persons 4 to 6 wait for another savoir, which person 4 shares, in the same room at the same time."""
    problem, people = add_people(circle(4), 3, given=1, received=1)
    offers = (*problem.offers, Offer(people[0], 1, 2, 7))
    problem = replace(problem, offers=offers, requests=(*problem.requests, *(Request(n, 1) for n in people[1:])))

    reason = reasons_of(problem)[ReasonCode.OTHER_USE]
    other = replace(problem, requests=tuple(request for request in problem.requests if request.skill == 1))

    assert (reason.skill, reason.count, reason.total, reason.people) == (1, 2, 3, ())
    assert reason.points == solve(problem).objective - solve(other).objective


@pytest.mark.parametrize("seed", range(6))
def test_the_other_use_is_a_session_that_the_plan_allows(seed):
    """Tried in full: without the session, with what it could have been, nothing is worth more."""
    problem = draw_problem(seed, people=7, slots=2, skills=3)
    plan = solve(problem)

    for place, reasons in enumerate(explain_sessions(problem, plan)):
        reason = next((reason for reason in reasons if reason.code == ReasonCode.OTHER_USE), None)
        session, rest = plan.sessions[place], [*plan.sessions[:place], *plan.sessions[place + 1 :]]
        worths = {
            score_plan(problem, [*rest, other]).total
            for skill in set(range(problem.skills)) - {session.skill}
            for other in possible_sessions(problem, session.venue, session.slot, skill)
            if (reason is None or reason.skill == skill) and not check_plan(problem, [*rest, other])
        }
        if reason is None:
            assert all(worth <= score_plan(problem, rest).total for worth in worths)
        else:
            assert plan.objective - reason.points in worths
            assert reason.points >= 0
