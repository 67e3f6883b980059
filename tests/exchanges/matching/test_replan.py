"""An earlier plan comes again, changed as little as what has happened asks for."""

from dataclasses import replace

from hypothesis import given, settings

from exchanges.matching import PlannedSession, Refusal, check_plan, score_plan, solve
from tests.exchanges.matching.rounds import circle, draw_problem, problems


def with_one_less(problem, session):
    """The session without its last learner, which no fresh plan would do; as it is, where that leaves too few."""
    smaller = replace(session, learners=session.learners[:-1])
    return session if check_plan(problem, [smaller]) else smaller


def earlier_plan(problem):
    """Sessions that can stay, and that a plan made afresh would not hold."""
    return tuple(with_one_less(problem, session) for session in solve(problem).sessions)


@settings(max_examples=8, deadline=None)
@given(problems)
def test_when_nothing_has_happened_nothing_changes(problem):
    before = earlier_plan(problem)

    assert set(before) <= set(solve(problem, earlier=before).sessions)


@settings(max_examples=5, deadline=None)
@given(problems)
def test_what_is_refused_goes_and_rules_hold(problem):
    before = solve(problem).sessions
    for session in before[:1]:
        refusal = Refusal(session.learners[0], venue=session.venue, slot=session.slot)
        after = replace(problem, refused=(*problem.refused, refusal))
        plan = solve(after, earlier=before)

        assert check_plan(after, plan.sessions) == []
        assert plan.objective == score_plan(after, plan.sessions).total
        assert plan.objective <= solve(after).objective <= plan.upper_bound


def test_after_a_refusal_the_other_groups_stay():
    problem = draw_problem(5, people=14, venues=2, slots=5, skills=5)
    before = earlier_plan(problem)
    refused = before[0]
    after = replace(problem, refused=(*problem.refused, Refusal(refused.learners[0], slot=refused.slot)))

    plan = solve(after, earlier=before)

    assert refused not in plan.sessions
    assert set(before[1:]) <= set(plan.sessions)
    assert not set(before[1:]) <= set(solve(after).sessions)


def test_an_empty_place_is_filled():
    assert solve(circle(5), earlier=()).sessions == solve(circle(5)).sessions


def test_pins_come_first():
    pin = PlannedSession(0, 0, 0, (0,), (1, 2))

    assert solve(circle(6, pinned=(pin,)), earlier=[PlannedSession(0, 0, 0, (0,), (3, 4))]).sessions == (pin,)
