"""The groups of many rooms laid out in arrays, for the machine code of `compiled_rooms`.

A room is *plain* when it asks for nothing beyond places, seats, levels and adults who come along: no pair that refuses
to meet, no party, no chaperone. The others are looked at one by one (`teams`, `pick`).
"""

from bisect import bisect_left
from collections.abc import Sequence
from importlib.util import find_spec

import numpy as np

from .ledger import SCALE, Ledger, Whole
from .marks import ALONE, BANDS_ABOVE, COMMUNES, MOST_BANDS, NOBODY, OUTSIDER
from .pick import Choice
from .problem import Offer, Person, Problem, Request
from .rooms import Group
from .state import State

MOST_SHARERS = 2


def is_fast(problem: Problem) -> bool:
    """Whether machine code is there, and serves for such rules."""
    return find_spec("numba") is not None and suits(problem)


def suits(problem: Problem) -> bool:
    """Whether the loops of `compiled` serve for such rules."""
    return problem.rules.max_sharers <= MOST_SHARERS


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

    def __init__(self, state: State, groups: Sequence[Group], ledger: Ledger, spans: Sequence[tuple[int, int]]) -> None:
        from .compiled_rooms import best_of_rooms  # numba takes a second to load, and 90 MB: only where it is of use

        problem = state.problem
        self._best_of_rooms = best_of_rooms
        people = problem.people
        wishes = ledger.wishes
        levels = sorted({wish.level for wish in wishes if isinstance(wish, Offer)})
        rank = np.array([_rank(levels, wish) for wish in wishes], dtype=np.int16)
        most = np.array([wish.max_learners if isinstance(wish, Offer) else 0 for wish in wishes], dtype=np.int64)
        along = np.array([_adult_with(people[wish.person]) for wish in wishes], dtype=np.int32)
        sizes = np.diff(ledger.learners)
        seats: Whole = np.array([group.seats for group in groups], dtype=np.int64)
        person = np.array(ledger.people, dtype=np.int32)
        adult = along[ledger.wish]
        most_of = np.minimum(most[ledger.wish], np.repeat(seats, sizes)).astype(np.int16)
        starts = np.array(ledger.learners[:-1], dtype=np.int64)
        known = _known_marks(problem, wishes)
        if known is None:
            marks = [_marks([people[wishes[at].person] for at in part]) for part in np.split(ledger.wish, starts[1:])]
            fitting = np.array([bool(mark) for mark in marks])
            places = [mark or [0] * size for mark, size in zip(marks, sizes.tolist(), strict=True)]
            mark: Whole = np.array([one for part in places for one in part], dtype=np.int64)
        else:
            mark = known[ledger.wish]
            fitting = np.ones(len(groups), dtype=bool)
        company = _company(problem, np.bitwise_or.reduceat(mark, starts))
        chaperoned = np.array([people[wish.person].chaperoned for wish in wishes], dtype=bool)[ledger.wish]
        plain = np.array([not (g.apart or g.parties) and g.chaperone is None for g in groups], dtype=bool) & fitting
        plain &= ~np.logical_or.reduceat(chaperoned, starts)
        accompanied = np.logical_or.reduceat(adult != ALONE, starts)
        ranks = np.full(len(groups), len(levels))
        ends = np.array(ledger.learners[1:])
        columns = (starts, np.array(ledger.sharers), ends, seats, company, ranks, accompanied)
        self.groups: Whole = np.stack([np.asarray(column, dtype=np.int64) for column in columns], axis=1)
        self.plain = [bool(plain[first:end].all()) for first, end in spans]
        rooms = [(number, *span) for number, span in enumerate(spans) if self.plain[number]]
        self.rooms: Whole = np.array(rooms, dtype=np.int64).reshape(-1, 3)
        met_first, met = state.acquaintances()
        self.columns = person, adult, mark, rank[ledger.wish], most_of, met_first, met, rules_of(problem)
        self.width = 4 + problem.rules.max_people + 1
        self._count = len(spans)

    def best(self, values: Whole, nodes: int, teams: int) -> tuple[list[int], list[Choice | None]]:
        """For each room a proven most (0: it may stay empty), and the best session found; nothing for other rooms."""
        worths: Whole = np.zeros(self._count, dtype=np.int64)
        choices: Whole = np.full((self._count, self.width), NOBODY, dtype=np.int64)
        self._best_of_rooms(self.rooms, self.groups, values, *self.columns, nodes, teams, worths, choices)
        return worths.tolist(), [read_choice(line) for line in choices.tolist()]


def read_choice(line: list[int]) -> Choice | None:
    """What a line of `choices` stands for."""
    group, learners, one, other = line[:4]
    if group == NOBODY:
        return None
    return group, (one,) if other == NOBODY else (one, other), tuple(line[4 : 4 + learners])


def _adult_with(person: Person) -> int:
    if person.accompanied_by is not None:
        return person.accompanied_by
    return OUTSIDER if person.companion else ALONE


def _rank(levels: Sequence[int], wish: Offer | Request) -> int:
    """The level of an offer among all those taught; the lowest one that suits a request."""
    return bisect_left(levels, wish.level if isinstance(wish, Offer) else wish.min_level)


def _known_marks(problem: Problem, wishes: Sequence[Offer | Request]) -> Whole | None:
    """For each wish a bit for the age band and one for the commune of the person; None when there are too many."""
    people = [problem.people[wish.person] for wish in wishes]
    if max(person.age_band for person in people) >= MOST_BANDS or problem.communes > BANDS_ABOVE:
        return None
    return np.array([1 << (BANDS_ABOVE + p.age_band) | 1 << p.commune for p in people], dtype=np.int64)


def _marks(people: Sequence[Person]) -> list[int]:
    """The same inside one group, where there may be fewer; none when even those are too many."""
    bands: dict[int, int] = {}
    communes: dict[int, int] = {}
    for person in people:
        bands.setdefault(person.age_band, BANDS_ABOVE + len(bands))
        communes.setdefault(person.commune, len(communes))
    if len(bands) > MOST_BANDS or len(communes) > BANDS_ABOVE:
        return []
    return [1 << bands[person.age_band] | 1 << communes[person.commune] for person in people]


def _company(problem: Problem, marks: Whole) -> Whole:
    """What ages and villages bring at most where everybody's marks are put together."""
    rules, weights = problem.rules, problem.weights
    bands = np.minimum(_count_bits(marks >> BANDS_ABOVE), rules.max_bonus_bands) - 1
    communes = np.minimum(_count_bits(marks & COMMUNES), rules.max_bonus_communes) - 1
    company: Whole = (weights.age_band * bands + weights.commune * communes) * SCALE
    return company


def _count_bits(marks: Whole) -> Whole:
    return np.bitwise_count(marks).astype(np.int64)
