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

    @cached_property
    def met(self) -> NDArray[np.bool_]:
        """Whether two people met, in a table."""
        count = len(self._problem.people) + 1
        table = np.zeros((count, count), dtype=np.bool_)
        pairs = np.array(sorted(self._problem.met), dtype=np.int64).reshape(-1, 2)
        table[pairs[:, 0], pairs[:, 1]] = table[pairs[:, 1], pairs[:, 0]] = True
        return table
