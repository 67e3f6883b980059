"""What ties rooms together, and its price.

Every place (somebody who may share or learn in a group) uses up *rows*: an evening, a request, a limit. A hard row may
be used `limit` times and its price has no ceiling. What counts once a person (being reached, a first time) is given
to every place of theirs, and a soft row takes it back from the second on: its price is at most that gain.

Prices, gains and values are whole numbers in 1/SCALE of a point, so that sums are exact in any order.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .problem import Offer, Request
from .rooms import Group
from .state import State

SCALE = 1 << 10
DEAR = 1 << 40  # more than any gain: the ceiling of hard rows
WIDTH = 5  # rows of one place, at most

Whole = NDArray[np.int64]
Numbers = NDArray[np.int32]
Key = tuple[str, int, int]  # kind, person, slot or savoir
PriceBook = dict[Key, int]


@dataclass(frozen=True, slots=True)
class Beyond:
    """What lies outside the rooms of a ledger: people who could also be in others, and what they could do there."""

    people: frozenset[int] = frozenset()
    learning: frozenset[int] = frozenset()
    sharing: frozenset[int] = frozenset()

    def among(self, people: Set[int]) -> "Beyond":
        """The same of some people alone."""
        return Beyond(self.people & people, self.learning & people, self.sharing & people)


NOTHING_BEYOND = Beyond()


class Ledger:
    """The places of `groups` beside the sessions of `state`: what each gains by itself, and the rows it uses.

    Places stand group by group, learners first. `learners[g]:sharers[g]` are the learners of group g,
    `sharers[g]:learners[g + 1]` its sharers; `wishes[wish[i]]` is the request or the offer of place i. What a wish
    gains and uses is kept once, not for each place. All rows of the people `beyond` are kept.
    """

    def __init__(self, state: State, groups: Sequence[Group], beyond: Beyond = NOTHING_BEYOND) -> None:
        self._state = state
        self._index: dict[Key, int] = {}
        self._limits: list[int] = []
        self._ceilings: list[int] = []
        self._both: dict[int, tuple[int, int]] = {}
        self._can_learn = beyond.learning.union(request.person for group in groups for request in group.requests)
        self._can_share = beyond.sharing.union(offer.person for group in groups for offer in group.offers)
        self._learning: dict[int, tuple[int, list[int]]] = {}
        self._gains: list[int] = []
        self._used: list[list[int]] = []
        self.wishes: list[Request | Offer] = []
        self.people: list[int] = []
        self.learners: list[int] = []
        self.sharers: list[int] = []
        wish: list[int] = []
        requests: dict[tuple[int, int], int] = {}
        offers: dict[tuple[int, int], int] = {}
        for group in groups:
            skill = group.skill
            self.learners.append(len(self.people))
            for request in group.requests:
                member = request.person
                if (number := requests.get((member, skill))) is None:
                    number = requests[member, skill] = self._add_request(request)
                wish.append(number)
                self.people.append(member)
            self.sharers.append(len(self.people))
            for offer in group.offers:
                member = offer.person
                if (number := offers.get((member, skill))) is None:
                    number = offers[member, skill] = self._add_offer(offer)
                wish.append(number)
                self.people.append(member)
        self.learners.append(len(self.people))
        self.wish: Numbers = np.array(wish, dtype=np.int32)
        self.gains: Whole = np.array(self._gains, dtype=np.int64) * SCALE
        self._settle_rows(groups, beyond.people)

    def values(self, prices: Whole) -> Whole:
        """What every place gains once its rows are paid."""
        known = np.append(prices, 0)
        left = self.gains - known[self.wish_rows].sum(axis=1)
        values: Whole = left[self.wish] - known[self.evenings]
        return values

    def rows(self, places: Sequence[int] | Whole) -> Numbers:
        """The rows that every one of the places uses, in a line of WIDTH; spare ones point at a row without price."""
        chosen = np.array(places, dtype=np.int64)
        return np.concatenate([self.evenings[chosen, np.newaxis], self.wish_rows[self.wish[chosen]]], axis=1)

    def held_back(self, prices: Whole) -> int:
        """What the prices bring in, whatever the rooms hold: limits times prices, less what no second half earns."""
        return int((self.limits * prices).sum()) - self._both_gains

    def uses(self, places: Sequence[int]) -> Whole:
        """How often the chosen places use every row."""
        used: Whole = np.bincount(self.rows(places).ravel(), minlength=len(self.limits) + 1)[:-1]
        return used

    def bring_into_bounds(self, prices: Whole) -> Whole:
        """The nearest prices allowed: from zero to their ceilings, two halves together at least the gain they share."""
        prices = np.minimum(np.maximum(prices, self._floors), self.ceilings)
        return split_gains(prices, self.ceilings, self._first_halves, self._second_halves)

    def halves(self) -> list[tuple[int, int, int]]:
        """The two rows of everybody who may share and learn for the first time, and the gain that they give back."""
        rows = zip(self._first_halves.tolist(), self._second_halves.tolist(), strict=True)
        return [(one, other, int(self.ceilings[one])) for one, other in rows]

    def slim(self) -> None:
        """Forget all but what places gain and use, and what prices bring in."""
        del self._state, self._floors, self.ceilings, self.keys
        del self.wishes, self.people, self.learners, self.sharers

    def raise_floors(self, book: PriceBook, people: Set[int]) -> None:
        """From now on, rows of these people cost no less than in `book`."""
        self._floors[:] = [book.get(key, 0) if key[1] in people else 0 for key in self.keys]

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

    def _add_request(self, request: Request) -> int:
        gain, used = self._learner(request.person)
        self.wishes.append(request)
        self._gains.append(gain + self._state.points[request.person, request.skill])
        self._used.append([self._row("request", request.person, request.skill, 1), *used])
        return len(self.wishes) - 1

    def _add_offer(self, offer: Offer) -> int:
        gain, used = self._sharer(offer.person)
        self.wishes.append(offer)
        self._gains.append(gain)
        self._used.append(used)
        return len(self.wishes) - 1

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
        return gain - weights.sharer_session, rows

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

    def _settle_rows(self, groups: Sequence[Group], beyond: Set[int]) -> None:
        """Keep the rows that can bind, in arrays.

        Those who go out by turns have their half-days in common: none of them meet in one room. Somebody takes part in
        a room once, whatever the savoir: a half-day binds from two rooms on.
        """
        state = self._state
        slots = len(state.problem.slots)
        keeper: Whole = np.array([state.conflicts.keeper(member) for member in self.people], dtype=np.int64)
        sizes = np.diff(self.learners)
        slot: Whole = np.repeat(np.array([group.slot for group in groups], dtype=np.int64), sizes)
        venue: Whole = np.repeat(np.array([group.venue for group in groups], dtype=np.int64), sizes)
        evenings, evening = np.unique(keeper * slots + slot, return_inverse=True)
        rooms = np.unique(evening * len(state.problem.venues) + venue) // max(1, len(state.problem.venues))
        lines = np.full((len(self.wishes) + 1, WIDTH - 1), -1, dtype=np.int64)
        for number, used in enumerate(self._used):
            lines[number, : len(used)] = used
        others = lines[self.wish]
        halves = {half for pair in self._both.values() for half in pair}
        keys = list(self._index)
        uses = np.bincount(others[others >= 0], minlength=len(keys))
        kept = np.nonzero(
            (uses > np.array(self._limits, dtype=np.int64))
            | np.array([row in halves or key[1] in beyond for row, key in enumerate(keys)], dtype=bool)
        )[0]
        people, times = evenings // slots, evenings % slots
        bound = np.bincount(rooms, minlength=len(evenings)) > 1
        if beyond:
            bound |= np.isin(people, list(beyond))
        busy = np.nonzero(bound)[0]
        self.keys: list[Key] = [keys[row] for row in kept.tolist()]
        self.keys += [("evening", one, at) for one, at in zip(people[busy].tolist(), times[busy].tolist(), strict=True)]
        self.limits: Whole = np.ones(len(self.keys), dtype=np.int64)
        self.limits[: len(kept)] = np.array(self._limits, dtype=np.int64)[kept]
        self.ceilings: Whole = np.full(len(self.keys), DEAR, dtype=np.int64)
        self.ceilings[: len(kept)] = np.array(self._ceilings, dtype=np.int64)[kept]
        self._floors: Whole = np.zeros(len(self.keys), dtype=np.int64)
        spare = len(self.keys)
        number_of = np.full(len(keys) + 1, spare, dtype=np.int32)  # the last one stands for -1
        number_of[kept] = np.arange(len(kept))
        evening_of = np.full(len(evenings), spare, dtype=np.int32)
        evening_of[busy] = np.arange(len(kept), spare)
        self.evenings: Numbers = evening_of[evening]
        self.wish_rows: Numbers = number_of[lines[:-1]]
        self._first_halves: Numbers = number_of[np.array([give for give, _ in self._both.values()], dtype=np.int64)]
        self._second_halves: Numbers = number_of[np.array([learn for _, learn in self._both.values()], dtype=np.int64)]
        self._both_gains = sum(self._ceilings[give] for give, _ in self._both.values())
        del self._index, self._limits, self._ceilings, self._both, self._learning, self._gains, self._used


def split_gains(prices: Whole, ceilings: Whole, first: Numbers | Whole, second: Numbers | Whole) -> Whole:
    """The prices with those of two halves together at least the gain they share."""
    if len(first):
        one, other = prices[first], prices[second]
        lacking = np.maximum(0, ceilings[first] - one - other)
        prices[first] = one + (lacking + 1) // 2
        prices[second] = other + lacking - (lacking + 1) // 2
    return prices
