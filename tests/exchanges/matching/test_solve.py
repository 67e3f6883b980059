"""Plans keep every rule, are the best there are in a small round, and never change without a cause."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from exchanges.matching import (
    Limits,
    Offer,
    Person,
    PlannedSession,
    Problem,
    ProblemError,
    Refusal,
    Request,
    Slot,
    Stop,
    Venue,
    check_plan,
    score_plan,
    seats_taken,
    solve,
)
from exchanges.matching.greedy import fill_rooms, groups_by_room
from exchanges.matching.improve import improve
from exchanges.matching.rooms import list_groups
from exchanges.matching.state import State
from tests.exchanges.matching.rounds import (
    best_of_all,
    change_person,
    circle,
    draw_problem,
    problems,
    tiny_problems,
)


@settings(max_examples=12, deadline=None)
@given(problems)
def test_a_plan_keeps_every_rule(problem):
    plan = solve(problem)

    assert check_plan(problem, plan.sessions) == []
    assert plan.objective == score_plan(problem, plan.sessions).total
    assert plan.optimal
    assert plan.upper_bound == plan.objective


@settings(max_examples=8, deadline=None)
@given(problems)
def test_a_session_is_never_a_pair(problem):
    for session in solve(problem).sessions:
        assert len(session.sharers) >= 1
        assert len(session.learners) >= 2
        assert len(set(session.people)) >= 3
        assert seats_taken(problem.people, session.people) <= problem.venues[session.venue].capacity


@settings(max_examples=12, deadline=None)
@given(problems)
def test_quick_plans_keep_every_rule_too(problem):
    groups = list_groups(problem, 0)
    state = State(problem)
    fill_rooms(state, groups, 0)
    first = state.plan()
    assert check_plan(problem, first) == []
    assert state.objective == score_plan(problem, first).total

    for better in improve(state, groups_by_room(groups), {}, steps=3, seed=0):
        assert check_plan(problem, better.plan()) == []
        assert better.objective == score_plan(problem, better.plan()).total >= score_plan(problem, first).total


@settings(max_examples=15, deadline=None)
@given(tiny_problems)
def test_a_small_plan_is_the_best_of_all_plans(problem):
    assert solve(problem).objective == best_of_all(problem)


def test_another_seed_scores_the_same():
    problem = draw_problem(11)
    assert len({solve(problem, seed=seed).objective for seed in range(4)}) == 1


def test_an_empty_round_has_an_empty_plan():
    plan = solve(Problem((), (), (), (), (), skills=0, communes=0))

    assert plan.sessions == ()
    assert (plan.objective, plan.upper_bound, plan.optimal, plan.gap) == (0, 0, True, 0.0)


def test_the_longest_waiting_come_first_when_seats_lack():
    problem = circle(6, venues=(Venue(0, 0, 4, frozenset({0})),))

    assert solve(problem).sessions == (PlannedSession(0, 0, 0, (0,), (3, 4, 5)),)


def test_equals_are_told_apart_by_the_seed_and_not_by_their_place():
    problem = circle(12, venues=(Venue(0, 0, 4, frozenset({0})),))
    problem = replace(problem, requests=tuple(replace(request, waiting_weeks=3) for request in problem.requests))
    for number in range(12):
        problem = change_person(problem, number, age_band=0)

    chosen = [set(solve(problem, seed=seed).sessions[0].learners) for seed in range(8)]

    assert len({frozenset(learners) for learners in chosen}) > 4
    assert any(max(learners) > 8 for learners in chosen)


class TestSteering:
    def test_a_pinned_session_stays_as_it_is(self):
        pin = PlannedSession(0, 0, 0, (0,), (1, 2))
        plan = solve(circle(6, pinned=(pin,)))

        assert plan.sessions == (pin,)

    @settings(max_examples=8, deadline=None)
    @given(problems)
    def test_whatever_is_pinned_is_kept(self, problem):
        free = solve(problem)
        pinned = replace(problem, pinned=free.sessions[:1])

        plan = solve(pinned)

        assert check_plan(pinned, plan.sessions) == []
        assert plan.objective == free.objective

    def test_an_impossible_pin_is_named(self):
        with pytest.raises(ProblemError, match="only 1 learners") as caught:
            solve(circle(pinned=(PlannedSession(0, 0, 0, (0,), (1,)),)))
        assert caught.value.field == "pinned[0]"

    def test_pins_that_exclude_each_other_are_named(self):
        pin = PlannedSession(0, 0, 0, (0,), (1, 2))
        with pytest.raises(ProblemError, match="with the pinned sessions before it") as caught:
            solve(circle(6, pinned=(pin, replace(pin, learners=(3, 4)))))
        assert caught.value.field == "pinned[1]"

    @pytest.mark.parametrize(
        "refusal, learners",
        [
            (Refusal(person=3), {1, 2, 4}),
            (Refusal(person=3, venue=0), {1, 2, 4}),
            (Refusal(person=3, slot=1), {1, 2, 3, 4}),
            (Refusal(person=1, with_person=4), {2, 3, 4}),
            (Refusal(skill=0), set()),
            (Refusal(person=0, skill=0), set()),
        ],
    )
    def test_a_refusal_is_obeyed(self, refusal, learners):
        plan = solve(circle(5, refused=(refusal,)))

        assert {member for session in plan.sessions for member in session.learners} == learners


class TestCompanions:
    def test_the_adult_takes_a_seat(self):
        problem = circle(5, venues=(Venue(0, 0, 4, frozenset({0})),))
        problem = change_person(problem, 4, companion=1)

        session = solve(problem).sessions[0]

        assert seats_taken(problem.people, session.people) <= 4
        assert 4 not in session.learners or len(session.people) == 3

    def test_two_young_people_share_their_adult(self):
        problem = circle(6, venues=(Venue(0, 0, 4, frozenset({0})),))
        for child in (4, 5):
            problem = change_person(problem, child, companion=1, accompanied_by=3)
        problem = replace(problem, requests=tuple(r for r in problem.requests if r.person in (4, 5)))

        assert solve(problem).sessions == (PlannedSession(0, 0, 0, (0,), (4, 5)),)

    def test_a_young_person_whose_adult_is_away_stays_home(self):
        problem = change_person(circle(5), 4, companion=1, accompanied_by=3)
        problem = change_person(problem, 3, available=frozenset())

        assert solve(problem).sessions == (PlannedSession(0, 0, 0, (0,), (1, 2)),)

    def test_a_young_person_who_refuses_their_adult_stays_home(self):
        problem = change_person(
            circle(5, refused=(Refusal(person=4, with_person=3),)), 4, companion=1, accompanied_by=3
        )

        assert solve(problem).sessions == (PlannedSession(0, 0, 0, (0,), (1, 2, 3)),)


class TestProgress:
    def test_progress_goes_forward_to_the_end(self):
        seen = []
        plan = solve(draw_problem(3, people=12, slots=5), progress=seen.append)

        assert [progress.fraction for progress in seen] == sorted(progress.fraction for progress in seen)
        assert all(0 <= progress.fraction <= 1 for progress in seen)
        assert seen[-1].fraction == 1
        assert seen[-1].objective == plan.objective
        assert not plan.stopped

    @pytest.mark.parametrize("raises", [True, False])
    def test_the_caller_may_stop_and_keep_the_best(self, raises):
        problem = draw_problem(3, people=12, slots=5)

        def stop(progress):
            if progress.objective > 0:
                if raises:
                    raise Stop
                return False
            return True

        plan = solve(problem, progress=stop)

        assert plan.stopped
        assert plan.objective > 0
        assert plan.upper_bound is None
        assert check_plan(problem, plan.sessions) == []


class TestLargeRounds:
    """The way of a round too large to prove: step by step, with a bound."""

    LARGE = Limits(exact_sessions=0, exact_places=0, small=0)

    @settings(max_examples=8, deadline=None)
    @given(problems)
    def test_the_plan_lies_below_its_bound(self, problem):
        plan = solve(problem, limits=self.LARGE)

        assert check_plan(problem, plan.sessions) == []
        assert plan.objective <= solve(problem).objective <= plan.upper_bound

    def test_the_plan_is_as_good_as_filling_rooms(self):
        problem = draw_problem(3, people=12, slots=5)
        state = State(problem)
        fill_rooms(state, list_groups(problem, 0), 0)

        assert solve(problem, limits=self.LARGE).objective >= state.objective

    def test_pins_are_kept(self):
        pin = PlannedSession(0, 0, 0, (0,), (1, 2))

        assert solve(circle(6, pinned=(pin,)), limits=self.LARGE).sessions == (pin,)


def test_a_level_can_come_from_the_second_sharer():
    crowd = tuple(Person(n, 0, 0, frozenset({0}), frozenset({0}), 1, 1, received=n < 2) for n in range(4))
    problem = Problem(
        slots=(Slot(0, 0, 0, 0),),
        venues=(Venue(0, 0, 8, frozenset({0})),),
        people=crowd,
        offers=(Offer(0, 0, 1, 5), Offer(1, 0, 3, 5)),
        requests=(Request(2, 0, 0), Request(3, 0, 3)),
        skills=1,
        communes=1,
    )

    assert solve(problem).sessions == (PlannedSession(0, 0, 0, (0, 1), (2, 3)),)
