"""The groups of many rooms laid out in arrays, for the machine code of `compiled_rooms`.

A room is *plain* when it asks for nothing beyond places, seats, levels and adults who come along: no pair that refuses
to meet, no party, no chaperone. The others are looked at one by one (`teams`, `pick`).
"""

from collections.abc import Sequence

import numpy as np

from .compiled import ALONE, BANDS_ABOVE, MOST_BANDS, OUTSIDER, numba
from .compiled_rooms import NOBODY, best_of_rooms
from .ledger import SCALE, Ledger, Whole
from .pick import Choice
from .problem import Person, Problem
from .rooms import Group
from .state import State

MOST_SHARERS = 2


def are_fast(problem: Problem) -> bool:
    """Whether machine code is there, and serves for such rules."""
    return numba is not None and problem.rules.max_sharers <= MOST_SHARERS


def rules_of(problem: Problem) -> Whole:
    """The rules and weights that matter inside a room."""
    rules, weights = problem.rules, problem.weights
    return np.array(
        [
            rules.min_people,
            rules.min_learners,
            weights.age_band * SCALE,
            weights.commune * SCALE,
            rules.max_bonus_bands,
            rules.max_bonus_communes,
            weights.repeat_pair * SCALE,
            rules.max_people,
            rules.max_sharers,
        ],
        dtype=np.int64,
    )


class Board:
    """The plain rooms among `spans`: of each room, its first group and the end of its groups."""

    def __init__(
        self, state: State, groups: Sequence[Group], ledger: Ledger, spans: Sequence[tuple[int, int]]
    ) -> None:
        problem = state.problem
        self._rules = rules_of(problem)
        lines, marks, ranks, mosts, adults = [], [], [], [], []
        plain = np.zeros(len(groups), dtype=bool)
        for number, group in enumerate(groups):
            levels = sorted({offer.level for offer in group.offers})
            members = [request.person for request in group.requests] + [offer.person for offer in group.offers]
            people = [problem.people[member] for member in members]
            mark, company = _marks(problem, people)
            along = [_adult_with(person) for person in people]
            plain[number] = bool(mark) and not group.apart and not group.parties and group.chaperone is None
            plain[number] &= not any(person.chaperoned for person in people)
            marks += mark or [0] * len(people)
            adults += along
            rank = {level: at for at, level in enumerate(levels)}
            ranks += [sum(level < request.min_level for level in levels) for request in group.requests]
            ranks += [rank[offer.level] for offer in group.offers]
            mosts += [0] * len(group.requests) + [min(offer.max_learners, group.seats) for offer in group.offers]
            first, sharers = ledger.learners[number], ledger.sharers[number]
            accompanied = int(any(one != ALONE for one in along))
            end = first + len(people)
            lines.append((first, sharers, end, group.seats, company * SCALE, len(levels), accompanied))
        self.plain = [bool(plain[first:end].all()) for first, end in spans]
        rooms = [(number, *span) for number, span in enumerate(spans) if self.plain[number]]
        self._rooms: Whole = np.array(rooms, dtype=np.int64).reshape(-1, 3)
        self._groups: Whole = np.array(lines, dtype=np.int64).reshape(-1, 7)
        self._person = np.array(ledger.people, dtype=np.int32)
        self._adult = np.array(adults, dtype=np.int32)
        self._mark: Whole = np.array(marks, dtype=np.int64)
        self._rank = np.array(ranks, dtype=np.int16)
        self._most = np.array(mosts, dtype=np.int16)
        self._met_first, self._met = state.acquaintances()
        self._count = len(spans)

    def best(self, values: Whole, nodes: int, teams: int) -> tuple[list[int], list[Choice | None]]:
        """For each room a proven most (0: it may stay empty), and the best session found; nothing for other rooms."""
        worths: Whole = np.zeros(self._count, dtype=np.int64)
        choices: Whole = np.full((self._count, 4 + int(self._rules[7]) + 1), NOBODY, dtype=np.int64)
        best_of_rooms(
            self._rooms,
            self._groups,
            values,
            self._person,
            self._adult,
            self._mark,
            self._rank,
            self._most,
            self._met_first,
            self._met,
            self._rules,
            nodes,
            teams,
            worths,
            choices,
        )
        return worths.tolist(), [_choice(line) for line in choices.tolist()]


def _choice(line: list[int]) -> Choice | None:
    group, learners, one, other = line[:4]
    if group == NOBODY:
        return None
    return group, (one,) if other == NOBODY else (one, other), tuple(line[4 : 4 + learners])


def _adult_with(person: Person) -> int:
    if person.accompanied_by is not None:
        return person.accompanied_by
    return OUTSIDER if person.companion else ALONE


def _marks(problem: Problem, people: Sequence[Person]) -> tuple[list[int], int]:
    """For each person a bit for their age band and one for their commune, and what they mix at most.

    No marks when there are more bands or communes than bits.
    """
    bands: dict[int, int] = {}
    communes: dict[int, int] = {}
    for person in people:
        bands.setdefault(person.age_band, BANDS_ABOVE + len(bands))
        communes.setdefault(person.commune, len(communes))
    rules, weights = problem.rules, problem.weights
    company = weights.age_band * (min(len(bands), rules.max_bonus_bands) - 1)
    company += weights.commune * (min(len(communes), rules.max_bonus_communes) - 1)
    if len(bands) > MOST_BANDS or len(communes) > BANDS_ABOVE:
        return [], company
    return [1 << bands[person.age_band] | 1 << communes[person.commune] for person in people], company
