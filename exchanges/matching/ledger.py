"""What ties rooms together, and its price.

Every place (somebody who may share or learn in a group) uses up *rows*: an evening, a request, a limit. A hard row may
be used `limit` times and its price has no ceiling. What counts once a person (being reached, a first time) is given
to every place of theirs, and a soft row takes it back from the second on: its price is at most that gain.

Prices, gains and values are whole numbers in 1/SCALE of a point, so that sums are exact in any order.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .rooms import Group, Room
from .state import State

SCALE = 1 << 10
DEAR = 1 << 40  # more than any gain: the ceiling of hard rows
WIDTH = 6  # rows of one place, at most

Whole = NDArray[np.int64]
Key = tuple[str, int, int]  # kind, person, slot or savoir
PriceBook = dict[Key, int]


class Ledger:
    """The places of `groups` beside the sessions of `state`: what each gains by itself, and the rows it uses.

    Places stand group by group, learners first. `learners[g]:sharers[g]` are the learners of group g,
    `sharers[g]:learners[g + 1]` its sharers. `rows` has WIDTH columns, the spare ones pointing at a row without price.
    """

    def __init__(self, state: State, groups: Sequence[Group]) -> None:
        self._state = state
        self._index: dict[Key, int] = {}
        self._limits: list[int] = []
        self._ceilings: list[int] = []
        self._rooms: dict[int, set[Room]] = defaultdict(set)
        self._learning: dict[int, tuple[int, list[int]]] = {}
        self._sharing: dict[int, tuple[int, list[int]]] = {}
        self._both: dict[int, tuple[int, int]] = {}
        self._can_learn = {request.person for group in groups for request in group.requests}
        self._can_share = {offer.person for group in groups for offer in group.offers}
        self.people: list[int] = []
        self.learners: list[int] = []
        self.sharers: list[int] = []
        gains: list[int] = []
        rows: list[list[int]] = []
        for group in groups:
            self.learners.append(len(self.people))
            for request in group.requests:
                gain, used = self._learner(request.person)
                gains.append(gain + state.points[request.person, request.skill])
                served = self._row("request", request.person, request.skill, 1)
                rows.append([self._evening(request.person, group), served, *used])
                self.people.append(request.person)
            self.sharers.append(len(self.people))
            for offer in group.offers:
                gain, used = self._sharer(offer.person)
                gains.append(gain)
                rows.append([self._evening(offer.person, group), *used])
                self.people.append(offer.person)
        self.learners.append(len(self.people))
        self.gains: Whole = np.array(gains, dtype=np.int64) * SCALE
        self._settle_rows(rows)

    def values(self, prices: Whole) -> Whole:
        """What every place gains once its rows are paid."""
        paid: Whole = np.append(prices, 0)[self.rows].sum(axis=1)
        return self.gains - paid

    def held_back(self, prices: Whole) -> int:
        """What the prices bring in, whatever the rooms hold: limits times prices, less what no second half earns."""
        return int((self.limits * prices).sum()) - self._both_gains

    def overuse(self, places: Sequence[int]) -> Whole:
        """How far the chosen places use every row beyond its limit (below zero: left over)."""
        rows = self.rows[np.array(places, dtype=np.int64)].ravel() if places else np.zeros(0, dtype=np.int64)
        used: Whole = np.bincount(rows, minlength=len(self.limits) + 1)[:-1]
        return used - self.limits

    def bring_into_bounds(self, prices: Whole) -> Whole:
        """The nearest prices allowed: from zero to their ceilings, two halves together at least the gain they share."""
        prices = np.minimum(np.maximum(prices, 0), self.ceilings)
        if len(self._first_halves):
            one, other = prices[self._first_halves], prices[self._second_halves]
            lacking = np.maximum(0, self.ceilings[self._first_halves] - one - other)
            prices[self._first_halves] = one + (lacking + 1) // 2
            prices[self._second_halves] = other + lacking - (lacking + 1) // 2
        return prices

    def halves(self) -> list[tuple[int, int, int]]:
        """The two rows of everybody who may share and learn for the first time, and the gain that they give back."""
        rows = zip(self._first_halves.tolist(), self._second_halves.tolist(), strict=True)
        return [(one, other, int(self.ceilings[one])) for one, other in rows]

    def read(self, book: PriceBook) -> Whole:
        """Prices as they stand in `book`; rows it does not know cost nothing."""
        return self.bring_into_bounds(np.array([book.get(key, 0) for key in self.keys], dtype=np.int64))

    def write(self, book: PriceBook, prices: Whole) -> None:
        """Keep the prices in `book`."""
        book.update(zip(self.keys, prices.tolist(), strict=True))

    def _row(self, kind: str, member: int, other: int, limit: int, ceiling: int = DEAR) -> int:
        key = (kind, member, other)
        row = self._index.get(key)
        if row is None:
            row = self._index[key] = len(self._limits)
            self._limits.append(limit)
            self._ceilings.append(ceiling)
        return row

    def _evening(self, member: int, group: Group) -> int:
        """The half-day of the person, and of those who go out by turns with them: none of them meet in one room."""
        row = self._row("evening", self._state.conflicts.keeper(member), group.slot, 1)
        self._rooms[row].add(group.room)
        return row

    def _learner(self, member: int) -> tuple[int, list[int]]:
        """What learning brings this person beside the request, and the rows it uses."""
        if member not in self._learning:
            state, person, weights = self._state, self._state.people[member], self._state.problem.weights
            gain, rows = self._reach(member)
            rows.append(self._row("learns", member, 0, person.max_learn - state.learns[member]))
            if not state.learns[member] and not person.received:
                if person.given:
                    gain += self._once("receive", member, weights.first_receive, rows)
                elif state.shares[member]:
                    gain += self._once("receive", member, weights.both_in_round, rows)
                elif member in self._can_share:
                    gain += weights.both_in_round
                    rows.append(self._halves(member)[1])
            self._learning[member] = gain, rows
        return self._learning[member]

    def _sharer(self, member: int) -> tuple[int, list[int]]:
        """What sharing brings this person, less what it costs, and the rows it uses."""
        if member not in self._sharing:
            state, person, weights = self._state, self._state.people[member], self._state.problem.weights
            gain, rows = self._reach(member)
            rows.append(self._row("shares", member, 0, person.max_share - state.shares[member]))
            if not state.shares[member] and not person.given:
                if person.received:
                    gain += self._once("give", member, weights.first_give, rows)
                elif state.learns[member]:
                    gain += self._once("give", member, weights.both_in_round, rows)
                elif member in self._can_learn:
                    gain += weights.both_in_round
                    rows.append(self._halves(member)[0])
            self._sharing[member] = gain - weights.sharer_session, rows
        return self._sharing[member]

    def _reach(self, member: int) -> tuple[int, list[int]]:
        rows: list[int] = []
        if self._state.shares[member] or self._state.learns[member]:
            return 0, rows
        return self._once("reach", member, self._state.problem.weights.reach, rows), rows

    def _once(self, kind: str, member: int, gain: int, rows: list[int]) -> int:
        if gain:
            rows.append(self._row(kind, member, 0, 1, gain * SCALE))
        return gain

    def _halves(self, member: int) -> tuple[int, int]:
        """Who shares and learns gains once: each half is given the whole gain, and the two prices take one back."""
        gain = self._state.problem.weights.both_in_round * SCALE
        self._both[member] = self._row("gives half", member, 0, 1, gain), self._row("learns half", member, 0, 1, gain)
        return self._both[member]

    def _settle_rows(self, rows: list[list[int]]) -> None:
        """Keep the rows that can bind, in arrays."""
        entries = np.array([row for used in rows for row in used], dtype=np.int64)
        uses = np.bincount(entries, minlength=len(self._limits))
        for row, rooms in self._rooms.items():
            uses[row] = len(rooms)
        halves = {half for pair in self._both.values() for half in pair}
        kept = [row for row in range(len(self._limits)) if uses[row] > self._limits[row] or row in halves]
        number = dict(zip(kept, range(len(kept)), strict=True))
        keys = list(self._index)
        self.keys = [keys[row] for row in kept]
        self.limits: Whole = np.array([self._limits[row] for row in kept], dtype=np.int64)
        self.ceilings: Whole = np.array([self._ceilings[row] for row in kept], dtype=np.int64)
        self.rows: Whole = np.full((len(rows), WIDTH), len(kept), dtype=np.int64)
        for place, used in enumerate(rows):
            binding = [number[row] for row in used if row in number]
            self.rows[place, : len(binding)] = binding
        self._first_halves: Whole = np.array([number[give] for give, _ in self._both.values()], dtype=np.int64)
        self._second_halves: Whole = np.array([number[learn] for _, learn in self._both.values()], dtype=np.int64)
        self._both_gains = sum(self._ceilings[give] for give, _ in self._both.values())
