"""What one process does for its parts of a large round: list rooms, look at them at some prices, plan them."""

import pickle
from collections.abc import Sequence, Set
from dataclasses import dataclass
from math import ceil
from zlib import compress, decompress

import numpy as np

from .dive import dive
from .greedy import fill_in_passing, fill_rooms, groups_by_room
from .improve import improve
from .ledger import Ledger, Numbers, PriceBook, Whole
from .parts import Attended, Elsewhere, Part, begin, globalise, localise, localise_elsewhere
from .problem import PlannedSession
from .relaxation import HASTY, Care, Relaxation
from .reseat import reseat
from .rooms import Group, list_groups
from .state import State, open_groups
from .ties import mix

KINDS = ("evening", "request", "learns", "shares", "reach", "receive", "give", "gives half", "learns half")

QUICKLY = 1  # how hard to compress


@dataclass(frozen=True, slots=True)
class Codes:
    """How the rows of all parts are numbered: by kind, person of the whole round, and half-day or savoir."""

    people: int
    others: int

    def of(self, part: Part, ledger: Ledger) -> Whole:
        """The numbers of the rows of a part."""
        return np.array(
            [
                (KINDS.index(kind) * self.people + part.people[member]) * self.others + other
                for kind, member, other in ledger.keys
            ],
            dtype=np.int64,
        )

    def book(self, part: Part, codes: Whole, prices: Whole) -> PriceBook:
        """The prices of a part in its own numbers."""
        local = {member: at for at, member in enumerate(part.people)}
        keys, others = np.divmod(codes, self.others)
        kinds, members = np.divmod(keys, self.people)
        return {
            (KINDS[kind], local[member], other): price
            for kind, member, other, price in zip(
                kinds.tolist(), members.tolist(), others.tolist(), prices.tolist(), strict=True
            )
        }


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a part, with the pairs of them that are two halves of one gain."""

    codes: Whole
    limits: Whole
    ceilings: Whole
    halves: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Effort:
    """How a part is planned: on from the sessions given, or anew from the prices, a `share` of its rooms at each turn.

    Then, so many small steps a room (`reseat`), and so many large ones (`improve`).
    """

    anew: bool
    small: float
    steps: float
    turn: int
    share: float


class Workshop:
    """The parts of one process. They are kept packed, since only one is worked at."""

    def __init__(self) -> None:
        self._packed: dict[int, bytes] = {}
        self._relaxations: dict[int, Relaxation] = {}
        self._codes: dict[int, Whole] = {}
        self._rows: dict[int, Whole] = {}
        self._numbering = Codes(1, 1)
        self._prices: Whole = np.zeros(0, dtype=np.int64)

    def fill(
        self, number: int, part: Part, pinned: Sequence[Attended], elsewhere: Sequence[Attended], seed: int
    ) -> tuple[int, list[PlannedSession]]:
        """Take the part, list its groups, and fill its rooms at once beside what its people do elsewhere."""
        pins = localise_elsewhere(part, pinned)
        fixed = begin(part, pins)
        groups = open_groups(fixed, list_groups(part.problem, seed, closed=fixed.sessions))
        self._packed[number] = compress(pickle.dumps((part, pins, groups), pickle.HIGHEST_PROTOCOL), QUICKLY)
        state = begin(part, localise_elsewhere(part, elsewhere))
        fill_in_passing(state, groups_by_room(groups), mix(seed, number))
        return len(groups), _planned(part, state, fixed)

    def lay_out(self, number: int, numbering: Codes) -> Rows:
        """Get the rooms ready to be looked at; the rows that tie them together."""
        part, pins, groups = self._unpack(number)
        relaxation = Relaxation(begin(part, pins), groups, part.beyond)
        ledger = relaxation.ledger
        self._numbering = numbering
        codes = self._codes[number] = numbering.of(part, ledger)
        rows = Rows(codes, ledger.limits, ledger.ceilings, [(one, other) for one, other, _ in ledger.halves()])
        relaxation.slim()
        self._relaxations[number] = relaxation
        return rows

    def number_rows(self, number: int, rows: Whole) -> None:
        """The places of the part's rows among those of the whole round."""
        self._rows[number] = rows.astype(np.int32)

    def look(self, prices: Whole, care: Care) -> tuple[int, Numbers]:
        """What the rooms of all parts of the workshop are worth together, and how often they use every row."""
        worth = 0
        uses: Numbers = np.zeros(len(prices), dtype=np.int32)
        for number, relaxation in self._relaxations.items():
            rows = self._rows[number]
            look = relaxation.look(prices[rows], care)
            worth += sum(look.worths)
            uses[rows] += relaxation.uses(look).astype(np.int32)
        return worth, uses

    def settle(self, prices: Whole) -> None:
        """Keep the prices."""
        self._prices = prices

    def close(self) -> None:
        """Forget how rooms are looked at."""
        self._relaxations.clear()

    def plan(
        self,
        number: int,
        elsewhere: Sequence[Attended],
        held: Sequence[PlannedSession],
        wanted: Set[int],
        effort: Effort,
        seed: int,
    ) -> list[PlannedSession]:
        """Plan the part beside what its people do elsewhere: anew, or on from the sessions `held`.

        People `wanted` by parts not planned yet come only where they are worth their prices.
        """
        part, _pins, listed = self._unpack(number)
        fixed = begin(part, localise_elsewhere(part, elsewhere))
        groups = open_groups(fixed, listed)
        rooms = groups_by_room(groups)
        book = self._numbering.book(part, self._codes[number], self._prices[self._rows[number]])
        state = fixed.copy()
        if effort.anew:
            tolled = part.beyond.among(part.localise(wanted))
            dive(state, rooms, book, turn=effort.turn, share=effort.share, swift=True, care=HASTY, tolled=tolled)
        else:
            for session in (localise(part, session) for session in held):
                if state.allows(session):
                    state.place(session)
            fill_rooms(state, groups, seed)
        if effort.small:
            reseat(state, groups, Ledger(fixed, groups, part.beyond), book, steps=effort.small, seed=seed)
        for best in improve(state, rooms, book, steps=ceil(effort.steps * len(rooms)), seed=seed):
            state = best
        return _planned(part, state, fixed)

    def _unpack(self, number: int) -> tuple[Part, Sequence[Elsewhere], list[Group]]:
        unpacked: tuple[Part, Sequence[Elsewhere], list[Group]] = pickle.loads(decompress(self._packed[number]))
        return unpacked


def _planned(part: Part, state: State, fixed: State) -> list[PlannedSession]:
    """The sessions of the state that were not pinned, in the numbers of the whole round."""
    return [globalise(part, session) for room, session in sorted(state.sessions.items()) if room not in fixed.sessions]
