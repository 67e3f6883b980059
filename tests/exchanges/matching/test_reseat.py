"""Many small steps keep every rule, never end below where they began, and count what they gain exactly."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from exchanges.matching import check_plan
from exchanges.matching.greedy import fill_in_passing, groups_by_room
from exchanges.matching.ledger import SCALE, Ledger, PriceBook
from exchanges.matching.reseat import may_reseat, reseat
from exchanges.matching.rooms import list_groups
from exchanges.matching.state import State
from tests.exchanges.matching.households import household_problems
from tests.exchanges.matching.rounds import draw_problem, problems, seeds

crowds = seeds.map(lambda seed: draw_problem(seed, people=16, venues=3, slots=3, skills=2))


@settings(max_examples=20, deadline=None)
@given(problems | household_problems | crowds, st.randoms(use_true_random=False))
def test_small_steps_keep_every_rule_and_count_exactly(problem, rng):
    problem = replace(problem, far=frozenset(), by_turns=())
    state, ledger, groups, book = begin(problem, rng)
    before = state.objective

    gain = reseat(state, groups, ledger, book, steps=4, seed=rng.randrange(99))

    assert check_plan(problem, state.plan()) == []
    assert gain >= 0
    assert State(problem, state.plan()).objective == state.objective == before + gain // SCALE


@settings(max_examples=10, deadline=None)
@given(crowds, st.randoms(use_true_random=False))
def test_the_same_seed_takes_the_same_steps(problem, rng):
    state, ledger, groups, book = begin(problem, rng)
    other = state.copy()

    reseat(state, groups, ledger, book, steps=4, seed=5)
    reseat(other, groups, ledger, book, steps=4, seed=5)

    assert state.plan() == other.plan()


def test_small_steps_fill_empty_rooms():
    problem = draw_problem(3, people=30, venues=3, slots=4)
    state, groups = State(problem), list_groups(problem, 0)

    reseat(state, groups, Ledger(state, groups), {}, steps=8, seed=0)

    assert state.sessions
    assert check_plan(problem, state.plan()) == []


def test_rooms_tied_by_more_than_people_are_left_alone():
    problem = replace(draw_problem(3, people=30, venues=3, slots=4), by_turns=((0, 1),))
    state, groups = State(problem), list_groups(problem, 0)

    assert not may_reseat(problem)
    assert reseat(state, groups, Ledger(state, groups), {}, steps=8, seed=0) == 0
    assert not state.sessions


def begin(problem, rng):
    """A first plan, and prices drawn at random."""
    state, groups = State(problem), list_groups(problem, 0)
    ledger = Ledger(state, groups)
    book: PriceBook = {key: rng.randrange(80 * SCALE) * rng.randrange(2) for key in ledger.keys}
    fill_in_passing(state, groups_by_room(groups), 0)
    return state, ledger, groups, book
