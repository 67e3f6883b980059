"""The relaxed round as a linear program over the sessions seen so far: in a small round, its best prices at once.

HiGHS mixes those sessions as if each could be held in part, and its prices say which are missing; they join, until none
is. Its figures are only advice: a bound comes from the rooms, looked at in whole numbers at these prices.
"""

from collections.abc import Callable, Iterable

import numpy as np

from .ledger import DEAR, SCALE, Whole
from .mip import Program
from .objective import pairs_met
from .pick import Choice
from .relaxation import CLOSE, Look, Relaxation
from .rooms import Room
from .state import State

TURNS = 40
IDLE = 8  # turns without a lower bound, after which there are no more
HALFWAY = 0.5  # towards the newest prices, so that they swing less
SHARE = 0.12  # of the rooms that the mix has not settled, filled at each turn
MOST_TURNS = 200
OUT_OF_REACH = DEAR >> 8  # a price that nobody pays, small enough to be summed
NOTHING = 1e-6  # a part so small is none


class Master:
    """Columns are sessions; rows are the ledger's, the rooms, and sets of sessions of which one at most can be held.

    What goes beyond a soft row is paid by a column of its own, and the two halves of reciprocity give their gain back
    by another. `gains` says what every session gains by itself.
    """

    def __init__(self, state: State, relaxation: Relaxation) -> None:
        self.relaxation = relaxation
        self.columns: dict[Choice, int] = {}
        self.gains: Whole = np.zeros(0, dtype=np.int64)
        self._problem, self._crowd = state.problem, state.crowd
        ledger = relaxation.ledger
        self.room: dict[Room, int] = {}
        for group in relaxation.groups:
            self.room.setdefault(group.room, len(ledger.limits) + len(self.room))
        self._people: Whole = np.array(ledger.people, dtype=np.int64)
        self._uses: list[tuple[Whole, Whole]] = []
        self._program = Program(np.append(ledger.limits, np.ones(len(self.room))).astype(np.float64))
        soft = np.nonzero(ledger.ceilings < DEAR)[0]
        paid = -ledger.ceilings[soft] / SCALE
        self._program.add(paid, np.arange(len(soft)), soft, np.full(len(soft), -1.0))
        halves: Whole = np.array(ledger.halves(), dtype=np.int64).reshape(-1, 3)
        pairs = halves[:, :2].ravel()
        self._program.add(halves[:, 2] / SCALE, np.arange(0, len(pairs), 2), pairs, np.ones(len(pairs)))
        self._given_back = int(halves[:, 2].sum())
        self._others = len(self._program)

    def add(self, choices: Iterable[Choice]) -> int:
        """Let sessions join; how many were not there yet."""
        fresh = [choice for choice in dict.fromkeys(choices) if choice not in self.columns]
        ledger, problem, groups = self.relaxation.ledger, self._problem, self.relaxation.groups
        held = [[*sharers, *learners] for _, sharers, learners in fresh]
        of: Whole = np.repeat(np.arange(len(fresh)), [len(places) for places in held])
        places: Whole = np.array([place for session in held for place in session], dtype=np.int64)
        company = self._crowd.mixed_points(of, self._people[places], len(fresh))
        if problem.met and problem.weights.repeat_pair:
            met = [pairs_met(problem, self._people[session].tolist()) for session in held]
            company -= problem.weights.repeat_pair * np.array(met, dtype=np.int64)
        gains = company * SCALE
        np.add.at(gains, of, ledger.gains[ledger.wish[places]])
        rows = len(ledger.limits) + len(self.room)
        rooms: Whole = np.array([self.room[groups[number].room] for number, _, _ in fresh], dtype=np.int64)
        every: Whole = ledger.rows(places).astype(np.int64)
        known = every < len(ledger.limits)
        every = np.append((every + of[:, np.newaxis] * rows)[known], rooms + np.arange(len(fresh)) * rows)
        used, much = np.unique(every, return_counts=True)
        column, row = np.divmod(used, rows)
        starts = np.searchsorted(column, np.arange(len(fresh)))
        self._program.add(gains / SCALE, starts, row, much.astype(np.float64))
        before = len(self.columns)
        self.columns.update(zip(fresh, range(self._others + before, len(self._program)), strict=True))
        self._uses.append((every % rows, every // rows + before))
        self.gains = np.append(self.gains, gains)
        return len(fresh)

    def table(self) -> Whole:
        """How often every session, in columns as they joined, uses up every row of the ledger, and then every room."""
        rows = len(self.relaxation.ledger.limits) + len(self.room)
        table: Whole = np.zeros((rows, len(self.columns)), dtype=np.int64)
        for at in self._uses:
            np.add.at(table, at, 1)
        return table

    def keep_apart(self, choices: Iterable[Choice]) -> None:
        """Hold one at most of these sessions, all of which are there."""
        self._program.limit(1.0, {self.columns[choice]: 1.0 for choice in choices})

    def solve(self) -> tuple[float, Whole, Whole]:
        """What the mix gains in 1/SCALE, the prices of the ledger's rows, and those of the sets kept apart."""
        gain, duals = self._program.solve()
        ledger = self.relaxation.ledger
        prices = np.rint(duals * SCALE).astype(np.int64)
        ours, apart = prices[: len(ledger.limits)], prices[len(ledger.limits) + len(self.room) :]
        return gain * SCALE - self._given_back, ledger.bring_into_bounds(ours), apart

    def parts(self) -> dict[Choice, float]:
        """How much of every session the last mix holds, where it holds any."""
        values = self._program.values()
        return {choice: values[column] for choice, column in self.columns.items() if values[column] > NOTHING}

    def hold(self, choice: Choice, *, held: bool) -> None:
        """From now on hold a session whole, or not at all."""
        self._program.fix(self.columns[choice], 1.0 if held else 0.0)


def settle(
    master: Master,
    prices: Whole,
    *,
    turns: int = TURNS,
    keep_going: Callable[[float, int], bool] = lambda part, bound: True,
) -> tuple[Whole, Look]:
    """The prices of the lowest bound, and how the rooms look at them; the sessions met join the master.

    `keep_going(part, bound)` hears how far this has come, and the best bound in 1/SCALE; it may end it.
    """
    relaxation, ledger = master.relaxation, master.relaxation.ledger
    best = relaxation.look(prices, CLOSE)
    master.add(best.picks)
    towards, idle = HALFWAY, 0
    for turn in range(turns):
        gain, newest, _ = master.solve()
        trial = newest
        if towards < 1.0:
            trial = ledger.bring_into_bounds(prices + np.rint(towards * (newest - prices)).astype(np.int64))
        look = relaxation.look(trial, CLOSE)
        missing = master.add(look.picks)
        idle += 1
        if look.bound < best.bound:
            best, prices, idle = look, trial, 0
        if (
            idle == IDLE
            or (not missing and towards == 1.0)
            or best.bound - gain < SCALE
            or not keep_going(turn / turns, best.bound)
        ):
            break
        towards = HALFWAY if missing else 1.0
    return prices, best


def round_off(master: Master, state: State, *, keep_going: Callable[[float], bool] = lambda part: True) -> None:
    """Fill rooms from the mix: hold what it holds most, let what is left mix again with what comes up, go on.

    `keep_going(part)` hears how many of the rooms are settled; it may end it.
    """
    relaxation, ledger = master.relaxation, master.relaxation.ledger
    left = ledger.limits.copy()
    for _ in range(MOST_TURNS):
        if not keep_going(len(state.sessions) / max(1, len(master.room))):
            break
        _, prices, _ = master.solve()
        prices = np.where((left <= 0) & (ledger.ceilings == DEAR), OUT_OF_REACH, prices)
        empty = (c for c in relaxation.look(prices).picks if relaxation.groups[c[0]].room not in state.sessions)
        parts = {c: part for c, part in master.parts().items() if relaxation.groups[c[0]].room not in state.sessions}
        master.add(empty)
        if not parts:
            break
        wanted = max(1, int(SHARE * len({relaxation.groups[number].room for number, _, _ in parts})))
        for choice in sorted(parts, key=lambda choice: (-round(parts[choice], 6), choice)):
            if wanted <= 0 and parts[choice] < 1 - NOTHING:
                break
            session = relaxation.session(choice)
            allowed = state.allows(session)
            master.hold(choice, held=allowed)
            if allowed:
                state.place(session)
                rows = ledger.rows([*choice[1], *choice[2]]).ravel()
                np.subtract.at(left, rows[rows < len(left)], 1)
                wanted -= 1
