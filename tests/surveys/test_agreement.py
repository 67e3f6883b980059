"""Cohen's kappa against known values, its bounds, and where it cannot be said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.agreement import Decisions, add_up, compare_readings


@pytest.mark.parametrize(
    ("table", "kappa", "strength"),
    [
        ((20, 5, 10, 15), 0.40, "weak"),  # the worked example of textbooks: po = 0.70, pe = 0.50
        ((45, 15, 25, 15), 0.1304, "weak"),
        ((25, 35, 5, 35), 0.2593, "weak"),
        ((10, 0, 0, 10), 1.0, "very_good"),
        ((0, 10, 10, 0), -1.0, "weak"),
        ((25, 25, 25, 25), 0.0, "weak"),
        ((40, 5, 5, 50), 0.7980, "good"),
        ((30, 12, 10, 48), 0.5455, "moderate"),
    ],
)
def test_kappa_of_known_tables(table, kappa, strength):
    decisions = Decisions(*table)
    assert decisions.kappa == pytest.approx(kappa, abs=5e-5)
    assert decisions.strength == strength


@pytest.mark.parametrize("table", [(0, 0, 0, 0), (7, 0, 0, 0), (0, 0, 0, 7)])
def test_kappa_cannot_be_said_when_nothing_varies(table):
    assert (Decisions(*table).kappa, Decisions(*table).strength) == (None, "none")


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[st.integers(0, 40)] * 4))
def test_kappa_is_the_same_whoever_comes_first(table):
    both, first, second, neither = table
    kappa = Decisions(*table).kappa
    assert kappa == Decisions(both, second, first, neither).kappa == Decisions(neither, first, second, both).kappa
    assert kappa is None or (-1 <= kappa <= 1 and (kappa == 1) == (first == second == 0))


def test_readings_are_compared_answer_by_answer():
    first = {1: {"bus", "café"}, 2: {"bus"}, 3: set()}
    second = {1: {"bus"}, 2: set(), 4: {"arbres"}}
    tables = compare_readings([1, 2, 3], first, second)
    assert tables == {"bus": Decisions(1, 1, 0, 1), "café": Decisions(0, 1, 0, 2)}
    assert add_up(tables.values()) == Decisions(1, 2, 0, 3)
