"""The loops for plain rooms find what `teams` and `pick` find, compiled or not."""

import random

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exchanges.matching.boards import suits
from exchanges.matching.ledger import SCALE
from exchanges.matching.relaxation import CAREFUL, HASTY, Care, Relaxation
from exchanges.matching.rooms import list_groups
from exchanges.matching.state import State
from tests.exchanges.matching.households import household_problems
from tests.exchanges.matching.rounds import draw_problem, problems, seeds

crowds = seeds.map(lambda seed: draw_problem(seed, people=14, venues=2, slots=2, skills=1))
BLIND = Care(nodes=2, teams=1)


@settings(max_examples=25, deadline=None)
@given(problems | household_problems | crowds, st.randoms(use_true_random=False))
def test_plain_rooms_hold_the_same_either_way(problem, rng):
    assume(suits(problem))
    state, groups = State(problem), list_groups(problem, 0)
    compiled, plain = Relaxation(state, groups, fast=True), Relaxation(state, groups, fast=False)
    prices = draw_prices(plain, rng)

    for care in (BLIND, HASTY, CAREFUL):
        look, same = compiled.look(prices, care), plain.look(prices, care)
        assert (look.bound, look.worths, look.picks) == (same.bound, same.worths, same.picks)


def draw_prices(relaxation: Relaxation, rng: random.Random):
    prices = [rng.randrange(80 * SCALE) * rng.randrange(2) for _ in relaxation.ledger.keys]
    return relaxation.ledger.bring_into_bounds(np.array(prices, dtype=np.int64))
