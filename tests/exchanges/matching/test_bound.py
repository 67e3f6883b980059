"""A bound is never below what a plan can reach, whatever prices it comes from."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from exchanges.matching import solve
from exchanges.matching.bound import SCALE, certify, prove_bound
from exchanges.matching.model import Model
from exchanges.matching.rooms import list_groups
from exchanges.matching.state import State
from tests.exchanges.matching.rounds import problems


@settings(max_examples=25, deadline=None)
@given(problems)
def test_the_bound_holds_and_is_not_idle(problem):
    groups = list_groups(problem, 0)
    bound = prove_bound(State(problem), groups)

    assert bound is not None
    assert bound >= solve(problem).objective
    assert bound <= certify(Model(State(problem), groups), [0] * len(Model(State(problem), groups).rows.limits))


@settings(max_examples=25, deadline=None)
@given(problems, st.randoms(use_true_random=False))
def test_any_prices_prove_a_bound(problem, rng: random.Random):
    model = Model(State(problem), list_groups(problem, 0))
    prices = [rng.randrange(200 * SCALE) for _ in model.rows.limits]

    assert certify(model, prices) >= solve(problem).objective
