"""A bound is never below what a plan can reach, whatever prices it comes from."""

import random
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from exchanges.matching import check_plan, score_plan, solve
from exchanges.matching.descent import Pace, descend, share_of
from exchanges.matching.ledger import SCALE
from exchanges.matching.master import Master, round_off, settle
from exchanges.matching.relaxation import CAREFUL, HASTY, SWIFT, Relaxation
from exchanges.matching.rooms import list_groups
from exchanges.matching.state import State
from exchanges.matching.triples import sift
from tests.exchanges.matching.households import household_problems, tiny_households
from tests.exchanges.matching.rounds import best_of_all, draw_problem, problems, seeds, tiny_problems

crowds = seeds.map(lambda seed: draw_problem(seed, people=14, venues=2, slots=2, skills=1))


def relax(problem):
    return Relaxation(State(problem), list_groups(problem, 0))


def draw_prices(relaxation, rng: random.Random):
    prices = [rng.randrange(200 * SCALE) * rng.randrange(2) for _ in relaxation.ledger.keys]
    return relaxation.ledger.bring_into_bounds(np.array(prices, dtype=np.int64))


@settings(max_examples=30, deadline=None)
@given(tiny_problems, st.randoms(use_true_random=False))
def test_any_prices_prove_a_bound_above_the_best_of_all_plans(problem, rng):
    relaxation = relax(problem)
    best = best_of_all(problem)

    for care in (SWIFT, HASTY, CAREFUL):
        assert relaxation.look(draw_prices(relaxation, rng), care).bound >= best * SCALE


@settings(max_examples=10, deadline=None)
@given(problems)
def test_going_down_lowers_the_bound_and_never_below_a_plan(problem):
    relaxation = relax(problem)
    start = relaxation.ledger.read({})
    descent = descend(relaxation, start, Pace(60), target=share_of(0.02))

    assert solve(problem).objective * SCALE <= descent.bound <= relaxation.look(start).bound


@settings(max_examples=25, deadline=None)
@given(problems | crowds, st.randoms(use_true_random=False))
def test_a_hasty_look_is_never_below_a_careful_one(problem, rng):
    relaxation = relax(problem)
    prices = draw_prices(relaxation, rng)

    careful = relaxation.look(prices, CAREFUL)
    for care in (SWIFT, HASTY):
        look = relaxation.look(prices, care)
        assert all(worth >= least for worth, least in zip(look.worths, careful.worths, strict=True))


@settings(max_examples=40, deadline=None)
@given(st.one_of(problems, household_problems, crowds), st.randoms(use_true_random=False))
def test_all_rooms_in_one_go_show_sessions_that_can_be_held(problem, rng):
    """One session a room, which keeps every rule and is worth no more than the room is said to add at most."""
    relaxation = relax(problem)
    look = relaxation.look(draw_prices(relaxation, rng), SWIFT)
    rooms = [group.room for group in first_of_each_room(relaxation)]

    assert len({relaxation.groups[pick[0]].room for pick in look.picks}) == len(look.picks)
    for pick in look.picks:
        most = look.worths[rooms.index(relaxation.groups[pick[0]].room)]
        assert check_plan(problem, [relaxation.session(pick)]) == []
        assert 0 < worth_of(problem, relaxation, look.values, pick) <= most


@settings(max_examples=25, deadline=None)
@given(tiny_problems, st.randoms(use_true_random=False))
def test_every_room_shows_its_best_session(problem, rng):
    """The best session of each room, found again by trying them all."""
    relaxation = relax(problem)
    prices = draw_prices(relaxation, rng)
    look = relaxation.look(prices, CAREFUL)
    everything, _ = relaxation.sessions_within(look, 10**9 * SCALE, 10**6)
    shown = {relaxation.session(pick) for pick in look.picks}

    assert all(not check_plan(problem, [session]) for session in shown)
    for group, worth in zip(first_of_each_room(relaxation), look.worths, strict=True):
        room = [pick for pick in everything if relaxation.groups[pick[0]].room == group.room]
        values = [worth_of(problem, relaxation, look.values, pick) for pick in room]
        assert worth == max([0, *values])


@settings(max_examples=25, deadline=None)
@given(tiny_problems, st.randoms(use_true_random=False))
def test_a_list_too_long_keeps_the_sessions_nearest_to_the_best_of_their_room(problem, rng):
    """As when asked for just so near; and it is not shortened without need."""
    relaxation = relax(problem)
    look = relaxation.look(draw_prices(relaxation, rng), CAREFUL)
    wide, most = 1_000 * SCALE, rng.randrange(1, 40)
    everything = relaxation.sessions_within(look, wide, 10**6)[0].values()
    shortened = relaxation.sessions_within(look, wide, most, least=SCALE)
    if shortened is None:
        assert sum(missing <= SCALE for missing in everything) > most * 3 // 4
        return
    found, near = shortened

    assert len(found) <= most
    assert (found, near) == relaxation.sessions_within(look, near, most)
    assert near == wide or len(everything) > most
    assert near == wide or sum(missing <= near + 1 for missing in everything) > most * 3 // 4


def first_of_each_room(relaxation):
    return {group.room: group for group in reversed(relaxation.groups)}.values().__reversed__()


def worth_of(problem, relaxation, values, pick):
    """What a choice is worth at these values, ages and villages and acquaintances included, written another way."""
    people = [problem.people[member] for member in relaxation.session(pick).people]
    weights, rules = problem.weights, problem.rules
    bands = min(len({person.age_band for person in people}), rules.max_bonus_bands)
    communes = min(len({person.commune for person in people}), rules.max_bonus_communes)
    again = sum((a, b) in problem.met for a, b in combinations(sorted(person.id for person in people), 2))
    company = weights.age_band * (bands - 1) + weights.commune * (communes - 1) - weights.repeat_pair * again
    return int(values[[*pick[1], *pick[2]]].sum()) + SCALE * company


@settings(max_examples=15, deadline=None)
@given(problems)
def test_prices_at_nothing_count_every_gain(problem):
    """Without prices, each session alone is worth its own score and what counts once a person, given every time."""
    relaxation = relax(problem)
    free = np.zeros(len(relaxation.ledger.keys), dtype=np.int64)
    values = relaxation.ledger.values(free)
    for pick in relaxation.look(relaxation.ledger.bring_into_bounds(free), CAREFUL).picks:
        session = relaxation.session(pick)
        assert worth_of(problem, relaxation, values, pick) >= score_plan(problem, [session]).total * SCALE


@settings(max_examples=25, deadline=None)
@given(st.one_of(tiny_problems, tiny_households))
def test_settled_prices_prove_a_bound_between_the_best_plan_and_what_the_way_down_proves(problem):
    relaxation, state = relax(problem), State(problem)
    start = relaxation.ledger.read({})
    master = Master(State(problem), relaxation)

    prices, look = settle(master, start)
    round_off(master, state)

    assert check_plan(problem, state.plan()) == []
    assert best_of_all(problem) * SCALE <= relaxation.look(prices, CAREFUL).bound <= look.bound
    assert look.bound <= descend(relaxation, start, Pace(30), target=share_of(0.02)).bound + SCALE


@settings(max_examples=25, deadline=None)
@given(st.one_of(tiny_problems, tiny_households))
def test_nothing_of_the_best_plan_is_sifted_out(problem):
    """From all sessions there are: the bound holds, and whoever looks for the best plan still finds it."""
    relaxation, best = relax(problem), best_of_all(problem)
    look = relaxation.look(relaxation.ledger.read({}), CAREFUL)
    everything, _ = relaxation.sessions_within(look, 10**9 * SCALE, 10**6)
    plan = set(solve(problem).sessions)

    sifted = sift(State(problem), relaxation, list(everything), best - 1)

    kept = {relaxation.session(choice) for choice in sifted.kept}
    assert sifted.bound >= best * SCALE
    assert best == 0 or kept >= plan
    assert sifted.useful(best - 1) == sifted.kept
    assert sifted.useful(sifted.bound // SCALE) == []
    for together in sifted.apart:
        assert sum(relaxation.session(choice) in plan for choice in together) <= 1
