"""What arrays of people need to know of them: ages, villages, and who met whom. Made when first asked for."""

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .problem import Problem

Kinds = NDArray[np.integer[Any]]


class Crowd:
    """The people of a problem, by their id; after the last, nobody, who is of no age and of no village."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem

    @cached_property
    def bands(self) -> Kinds:
        """The age band of everybody."""
        return np.array([*(person.age_band for person in self._problem.people), -1], dtype=np.int32)

    @cached_property
    def communes(self) -> Kinds:
        """The commune of everybody."""
        return np.array([*(person.commune for person in self._problem.people), -1], dtype=np.int32)

    def mixed_points(self, of: NDArray[np.int64], people: NDArray[np.int64], count: int) -> NDArray[np.int64]:
        """Points for the ages and villages of each of `count` companies; each of the people is `of` one of them."""
        rules, weights = self._problem.rules, self._problem.weights
        bands, communes = _kinds_in(of, self.bands[people], count), _kinds_in(of, self.communes[people], count)
        points: NDArray[np.int64] = weights.age_band * (np.minimum(bands, rules.max_bonus_bands) - 1)
        points += weights.commune * (np.minimum(communes, rules.max_bonus_communes) - 1)
        return points

    @cached_property
    def met(self) -> NDArray[np.bool_]:
        """Whether two people met, in a table."""
        count = len(self._problem.people) + 1
        table = np.zeros((count, count), dtype=np.bool_)
        pairs = np.array(sorted(self._problem.met), dtype=np.int64).reshape(-1, 2)
        table[pairs[:, 0], pairs[:, 1]] = table[pairs[:, 1], pairs[:, 0]] = True
        return table


def _kinds_in(companies: NDArray[np.int64], kinds: Kinds, count: int) -> NDArray[np.int64]:
    """How many different kinds each company has."""
    most = int(kinds.max(initial=0)) + 1
    return np.bincount(np.unique(companies * most + kinds) // most, minlength=count)
