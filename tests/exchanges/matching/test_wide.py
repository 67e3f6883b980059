"""A round planned in parts keeps every rule of the whole, and its bound holds for the whole."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exchanges.matching import LIMITS, PlannedSession, Problem, Progress, check_plan, score_plan
from exchanges.matching import Effort as Limit
from exchanges.matching.clusters import cluster_venues
from exchanges.matching.crew import Crew
from exchanges.matching.parts import Map
from exchanges.matching.wide import WideSearch, plan_widely
from exchanges.matching.workshop import Effort
from tests.exchanges.matching.households import household_problems, tiny_households
from tests.exchanges.matching.rounds import best_of_all, draw_problem, possible_sessions, problems, seeds, tiny_problems

HASTE = replace(LIMITS[Limit.QUICK], descent=12, sharpen=6, leg=0.5)
scattered = seeds.map(lambda seed: draw_problem(seed, people=16, venues=5, slots=3, skills=2))


def plan_in_parts(problem: Problem, *, processes: int = 1, most_rooms: int = 1, seed: int = 0) -> WideSearch:
    """With so few rooms a part, every commune is a part of its own, and most people are on the border."""
    return plan_widely(problem, lambda progress: True, HASTE, seed=seed, processes=processes, most_rooms=most_rooms)


@settings(max_examples=12, deadline=None)
@given(problems | household_problems | scattered)
def test_the_sessions_of_all_parts_keep_every_rule(problem):
    search = plan_in_parts(problem)

    assert check_plan(problem, search.best) == []
    assert check_plan(problem, search.plan()) == []
    assert score_plan(problem, search.best).total == search.objective <= search.bound


@settings(max_examples=12, deadline=None)
@given(tiny_problems | tiny_households)
def test_the_bound_is_never_below_the_best_of_all_plans(problem):
    assert plan_in_parts(problem).bound >= best_of_all(problem)


@settings(max_examples=12, deadline=None)
@given(problems | household_problems, st.randoms(use_true_random=False))
def test_pinned_sessions_stay_and_parts_plan_around_them(problem, rng):
    pinned = replace(problem, pinned=draw_pins(problem, rng))
    search = plan_in_parts(pinned)

    assert check_plan(pinned, search.best) == []
    assert search.objective <= search.bound


def draw_pins(problem: Problem, rng) -> tuple[PlannedSession, ...]:
    """Up to three sessions that can be held together, wherever they are."""
    pins: list[PlannedSession] = []
    rooms = [(venue.id, slot) for venue in problem.venues for slot in sorted(venue.open)]
    for venue, slot in rng.sample(rooms, min(3, len(rooms))):
        skill = rng.randrange(problem.skills)
        for session in possible_sessions(problem, venue, slot, skill):
            if not check_plan(problem, [*pins, session]):
                pins.append(session)
                break
    return tuple(pins)


@settings(max_examples=8, deadline=None)
@given(problems | household_problems | scattered)
@example(draw_problem(7031761, people=16, venues=5, slots=3, skills=2))  # an adult who comes along with two
def test_small_steps_in_every_part_keep_the_rules_of_the_whole(problem):
    anew = Effort(anew=True, small=0.0, steps=0.0, turn=2, share=0.2)
    with Crew(1) as crew:
        search = WideSearch(problem, crew, lambda progress: True, seed=0, most_rooms=1)
        search.fill()
        search.lay_out()
        search.lower_bound(0.1, 0.3, 12, hope=1.1)
        search.improve(0.3, 0.5, anew)
        before = score_plan(problem, search.plan()).total
        search.improve(0.5, 1.0, replace(anew, anew=False, small=4.0))

    assert check_plan(problem, search.plan()) == []
    assert before <= score_plan(problem, search.plan()).total <= search.bound


@settings(max_examples=20, deadline=None)
@given(scattered, st.integers(min_value=1, max_value=9))
def test_parts_have_all_venues_once_and_those_of_a_turn_nobody_in_common(problem, most_rooms):
    parts = Map(problem, most_rooms)

    assert sorted(venue for venues in parts.clusters for venue in venues) == [venue.id for venue in problem.venues]
    assert sorted(number for turn in parts.colours() for number in turn) == list(range(len(parts.clusters)))
    for turn in parts.colours():
        people = [member for number in turn for member in parts.members[number]]
        assert len(people) == len(set(people))


def test_villages_whose_people_go_to_both_make_one_part():
    problem = draw_problem(3, people=16, venues=5, slots=3)

    assert len(cluster_venues(problem, most_rooms=1000)) == 1
    assert len(cluster_venues(problem, most_rooms=1)) == len({venue.commune for venue in problem.venues})


@pytest.mark.parametrize("seed", [1])
def test_the_plan_is_the_same_in_one_process_and_in_two(seed):
    problem = draw_problem(seed, people=30, venues=6, slots=4)
    alone, together = plan_in_parts(problem, seed=seed), plan_in_parts(problem, processes=2, seed=seed)

    assert alone.best
    assert (alone.best, alone.bound) == (together.best, together.bound)


def test_who_stops_the_search_keeps_the_best_plan_so_far():
    problem = draw_problem(7, people=30, venues=6, slots=4)
    told: list[str] = []

    def stop_at_prices(progress: Progress) -> bool:
        told.append(progress.phase)
        return progress.phase != "bound"

    search = plan_widely(problem, stop_at_prices, HASTE, seed=0, processes=1, most_rooms=1)

    assert set(told) == {"greedy", "bound"}
    assert check_plan(problem, search.best) == []
    assert 0 < search.objective <= search.bound
