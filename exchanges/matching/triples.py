"""A sharper look at a list of sessions: of any three things that can be had once, one session at most uses two.

Two sessions that each use two of the three share one of them. Sessions held in part can get round the limits of the
three, each by a half; not round this. Where every session that could matter is listed, prices on such sets of sessions
prove a bound well below that of the rooms alone, in whole numbers again, and leave far fewer sessions to choose among.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .ledger import DEAR, SCALE
from .master import Master
from .pick import Choice
from .relaxation import Relaxation
from .state import State

TURNS = 30
AT_ONCE = 30  # sets that join in one turn
EACH = 5  # of them, with the same thing
MOST_ROWS = 150
CLEARLY = 0.02  # more than one is held by so much

Parts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sifted:
    """Sessions that could be part of a better filling, those nearest to the best of their room first.

    No filling from the list gains more than `bound` less any of the `shortfalls` of the sessions that it holds (both in
    1/SCALE); of each set in `apart`, one session at most is held.
    """

    bound: int
    kept: list[Choice]
    shortfalls: list[int]
    apart: list[list[Choice]]

    def useful(self, gain: int) -> list[Choice]:
        """Those that a filling from the list can hold which gains more than `gain` points."""
        most = self.bound - (gain + 1) * SCALE
        return [choice for choice, missing in zip(self.kept, self.shortfalls, strict=True) if missing <= most]


def sift(state: State, relaxation: Relaxation, listed: Sequence[Choice], gain: int) -> Sifted:
    """Leave out what no filling of the listed sessions can hold that gains more than `gain` points."""
    master, ledger = Master(state, relaxation), relaxation.ledger
    master.add(listed)
    table = master.table()
    rows, rooms = table[: len(ledger.limits)], table[len(ledger.limits) :]
    room = rooms.argmax(axis=0) if len(listed) else np.zeros(0, dtype=np.int64)
    gains = master.gains
    once = np.append((ledger.limits == 1) & (ledger.ceilings == DEAR), np.ones(len(rooms), dtype=bool))
    single = table[once] > 0
    apart: dict[tuple[int, ...], NDArray[np.bool_]] = {}
    enough = (gain + 1) * SCALE
    best, shortfalls = sum(gains.tolist()) + SCALE, np.zeros(len(listed), dtype=np.int64)
    for _ in range(TURNS):
        _, prices, extra = master.solve()
        worth = gains - prices @ rows
        for price, members in zip(extra.tolist(), apart.values(), strict=True):
            worth[members] -= price
        tops = np.zeros(len(rooms), dtype=np.int64)
        np.maximum.at(tops, room, worth)
        bound = ledger.held_back(prices) + int(extra.sum()) + int(tops.sum())
        if bound < best:
            best, shortfalls = bound, tops[room] - worth
        parts = master.parts()
        held = np.array([parts.get(choice, 0.0) for choice in listed])
        fresh = [three for three in _overheld(single, held) if three not in apart]
        if best < enough or not fresh:
            break
        for three in fresh[:AT_ONCE]:
            apart[three] = single[list(three)].sum(axis=0) >= 2
            master.keep_apart(listed[at] for at in np.nonzero(apart[three])[0].tolist())
    order = np.argsort(shortfalls, kind="stable")
    order = order[shortfalls[order] <= best - enough]
    sets = [[listed[at] for at in np.nonzero(members)[0].tolist()] for members in apart.values()]
    return Sifted(best, [listed[at] for at in order.tolist()], shortfalls[order].tolist(), sets)


def _overheld(single: NDArray[np.bool_], held: Parts) -> list[tuple[int, ...]]:
    """Threes of rows of which sessions that use two are held more than once in all, worst first."""
    torn = np.nonzero((held > 0) & (held < 1))[0]
    used = single[:, torn].astype(np.float64)
    active = np.nonzero((used @ held[torn] > 0.4) & (used.sum(axis=1) >= 2))[0][:MOST_ROWS]
    used = used[active]
    both = (used * held[torn]) @ used.T
    found: list[tuple[int, tuple[int, ...]]] = []
    for one in range(len(active)):
        pairs = both + both[one] + both[one][:, np.newaxis]
        for other, last in np.argwhere(np.triu(pairs, 1) > 1 + CLEARLY).tolist():
            if other <= one:
                continue
            thrice = float((used[one] * used[other] * used[last]) @ held[torn])
            excess = float(pairs[other, last]) - 2 * thrice - 1
            if excess > CLEARLY:
                found.append((-round(excess * 1000), (int(active[one]), int(active[other]), int(active[last]))))
    taken: dict[int, int] = {}
    chosen = []
    for _, three in sorted(found):
        if all(taken.get(row, 0) < EACH for row in three):
            chosen.append(three)
            for row in three:
                taken[row] = taken.get(row, 0) + 1
    return chosen
