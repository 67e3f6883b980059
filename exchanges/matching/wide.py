"""A large round, planned part by part in several processes, with one bound for the whole.

**The bound.** Every row (somebody's half-day, a request, a limit) has one price for the whole round, even where
several parts use it: prices make rooms independent, so that every part can look at its own rooms, and what the prices
bring in, counted once a row, plus the best of every room is a bound for every plan (`relaxation`), whatever the parts
are. A row that binds only when two parts come together is kept in both (`Beyond`), and who could share in one part and
learn in another is given both halves of that gain, as in the whole. Sums are whole and exact, in any order.

**The plan.** Parts that have nobody in common are planned at the same time, turn after turn; each keeps to what its
people do in those planned before. So the sessions of all parts can be held together, and the order is always the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from .clusters import MOST_ROOMS
from .crew import Crew
from .descent import descend_towards
from .effort import Limits
from .ledger import Numbers, Whole, split_gains
from .objective import score_plan
from .parts import Map
from .pick import Choice
from .problem import Plan, PlannedSession, Problem, Progress
from .relaxation import CAREFUL, Care, whole_points
from .stats import plan_stats
from .ties import mix
from .workshop import Codes, Effort, Rows

Teller = Callable[[Progress], bool]  # whether to go on
SOON = 6  # parts handed out at once for their first plan; the first of them are shown
TURN, SHARE = 30, 0.2  # steps between two turns of a first plan from prices, and rooms filled then
LEAST = 0.6  # large steps a room, when the limits say fewer
LARGE = 600  # rooms: with more, small steps go before the large ones
SMALL = 150.0  # of them a room
MANY = 5000  # rooms: with more, less is done for each of them, in several processes, and nothing by large steps
HANDS = 2  # these processes: each takes 150 MB by itself
FEWER_PRICES = 0.8  # of the steps that lower the bound
SHORT_TURN, MORE_AT_ONCE = 20, 0.35  # instead of TURN and SHARE
FEWER_SMALL = 50.0  # instead of SMALL


@dataclass(frozen=True, slots=True)
class WideLook:
    """What all rooms would hold at some prices."""

    bound: int
    uses: Numbers
    picks: tuple[Choice, ...] = ()


class WideLedger:
    """The rows of all parts, each once."""

    def __init__(self, parts: dict[int, Rows]) -> None:
        everything = np.unique(np.concatenate([rows.codes for rows in parts.values()]))
        self.limits: Whole = np.zeros(len(everything), dtype=np.int64)
        self.ceilings: Whole = np.zeros(len(everything), dtype=np.int64)
        self.rows_of: dict[int, Whole] = {}
        pairs = set[tuple[int, int]]()
        for number, rows in parts.items():
            at = self.rows_of[number] = np.searchsorted(everything, rows.codes)
            self.limits[at], self.ceilings[at] = rows.limits, rows.ceilings
            pairs.update((int(at[one]), int(at[other])) for one, other in rows.halves)
        halves = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
        self._halves = halves[:, 0], halves[:, 1]
        self._both_gains = int(self.ceilings[self._halves[0]].sum())

    def held_back(self, prices: Whole) -> int:
        """What the prices bring in: see `Ledger.held_back`."""
        return int((self.limits * prices).sum()) - self._both_gains

    def bring_into_bounds(self, prices: Whole) -> Whole:
        """The nearest prices allowed: see `Ledger.bring_into_bounds`."""
        return split_gains(np.minimum(np.maximum(prices, 0), self.ceilings), self.ceilings, *self._halves)


class WideRelaxation:
    """The rooms of all parts, each on its own."""

    def __init__(self, crew: Crew, ledger: WideLedger) -> None:
        self._crew = crew
        self.ledger = ledger

    def look(self, prices: Whole, care: Care) -> WideLook:
        """The best session of every room at `prices`, and the bound that they prove together."""
        answers = self._crew.everybody("look", prices, care)
        uses: Numbers = sum((uses for _, uses in answers), np.zeros(len(prices), dtype=np.int32))
        return WideLook(self.ledger.held_back(prices) + sum(worth for worth, _ in answers), uses)

    def overuse(self, look: WideLook) -> Whole:
        """How far the best sessions use every row beyond its limit."""
        return look.uses - self.ledger.limits


class WideSearch:
    """Plans the parts and proves the bound; `sessions` are those at hand, by part, and `best` the best plan met."""

    def __init__(self, problem: Problem, crew: Crew, tell: Teller, *, seed: int, most_rooms: int = MOST_ROOMS) -> None:
        self.problem = problem
        self.crew = crew
        self.seed = seed
        self.tell = tell
        self.map = Map(problem, most_rooms)
        self.turns = self.map.colours()
        self.base = score_plan(problem, problem.pinned).total
        self.sessions: dict[int, list[PlannedSession]] = {number: [] for number in range(len(self.map.clusters))}
        self.bound: int | None = None
        self.going = True
        self.groups = 0
        self.objective = self.base
        self.best = self.plan()

    def plan(self) -> tuple[PlannedSession, ...]:
        """Every session, pinned ones too, by slot then venue."""
        planned = [*self.problem.pinned, *(session for part in self.sessions.values() for session in part)]
        return tuple(sorted(planned, key=lambda session: (session.slot, session.venue)))

    def say(self, phase: str, fraction: float) -> None:
        """Tell how far the search is; it ends when nobody wants more."""
        if self.going:
            self.going = self.tell(Progress(phase, fraction, self.objective, self.bound))

    def fill(self) -> None:
        """A first plan at once."""
        pins = self.map.elsewhere(self.problem.pinned)
        for at, turn in enumerate(self.turns):
            beside = self._elsewhere()
            for first in range(0, len(turn), SOON):
                tasks = {
                    number: (self.map.part(number), pins.get(number, ()), beside.get(number, ()), self.seed)
                    for number in turn[first : first + SOON]
                }
                filled = self.crew.share("fill", tasks)
                self.groups += sum(groups for groups, _ in filled.values())
                self.sessions |= {number: sessions for number, (_, sessions) in filled.items()}
                if not at and not first:
                    self._learn({})
                    self.say("greedy", 0.01)
            self._learn({})
            self.say("greedy", 0.01 + 0.09 * (at + 1) / len(self.turns))

    def lay_out(self) -> None:
        """Get ready for prices."""
        numbering = Codes(len(self.problem.people), 1 + max(len(self.problem.slots), self.problem.skills))
        rows = self.crew.share("lay_out", dict.fromkeys(self.sessions, (numbering,)))
        ledger = WideLedger(rows)
        self.crew.share("number_rows", {number: (places,) for number, places in ledger.rows_of.items()})
        ledger.rows_of.clear()
        self.relaxation = WideRelaxation(self.crew, ledger)
        self.prices = ledger.bring_into_bounds(np.zeros(len(ledger.limits), dtype=np.int64))

    def lower_bound(self, start: float, end: float, steps: int, *, hope: float) -> None:
        """Lower the prices' bound towards what the best plan might gain: `hope` times the present one."""
        gain = self.objective - self.base

        def keep_going(step: int, bound: int) -> bool:
            self.bound = self._lowest(bound)
            self.say("bound", start + (end - start) * step / steps)
            return self.going

        descent = descend_towards(self.relaxation, self.prices, steps, gain=gain, hope=hope, keep_going=keep_going)
        self.prices = descent.prices
        self.bound = self._lowest(self.relaxation.look(descent.prices, CAREFUL).bound)
        self.say("bound", end)

    def improve(self, start: float, end: float, effort: Effort) -> None:
        """Plan every part beside the others, turn after turn.

        With `anew`, beside those already planned again; who is on the border comes for no less than their price, as
        long as another of their parts is not planned.
        """
        self.crew.everybody("settle", self.prices)
        held = dict(self.sessions)
        waiting: set[int] = set()
        if effort.anew:
            self.sessions = {number: [] for number in held}
            waiting.update(held)
        for at, turn in enumerate(self.turns):
            if not self.going:
                break
            beside = self._elsewhere()
            tasks = {}
            for number in turn:
                wanted = self.map.wanted(number, waiting - {number})
                seed = mix(self.seed, number, round(1000 * start))
                tasks[number] = beside.get(number, ()), held[number], wanted, effort, seed
            self._learn(self.crew.share("plan", tasks))
            waiting.difference_update(turn)
            self.say("improve", start + (end - start) * (at + 1) / len(self.turns))

    def answer(self, *, algorithm: str, effort: str) -> Plan:
        """The best plan met, with its bound and figures."""
        return Plan(
            sessions=self.best,
            objective=self.objective,
            upper_bound=self.bound,
            optimal=self.bound == self.objective,
            stats=replace(plan_stats(self.problem, self.best, ()), groups=self.groups),
            algorithm=algorithm,
            seed=self.seed,
            effort=effort,
            stopped=not self.going,
        )

    def _elsewhere(self) -> dict[int, list[tuple[PlannedSession, tuple[int, ...]]]]:
        return self.map.elsewhere(self.plan())

    def _lowest(self, bound: int) -> int:
        points = max(self.objective, self.base + whole_points(bound))
        return points if self.bound is None else min(points, self.bound)

    def _learn(self, sessions: dict[int, list[PlannedSession]]) -> None:
        self.sessions |= sessions
        plan = self.plan()
        objective = score_plan(self.problem, plan).total
        if objective > self.objective:
            self.objective, self.best = objective, plan


def plan_widely(
    problem: Problem, tell: Teller, limits: Limits, *, seed: int, processes: int | None, most_rooms: int = MOST_ROOMS
) -> WideSearch:
    """Go through the phases of a large round, as long as somebody wants more."""
    rooms = sum(len(venue.open) for venue in problem.venues)
    many = rooms > MANY
    down = ceil((limits.descent + limits.sharpen) * (FEWER_PRICES if many else 1.0))
    turn, share = (SHORT_TURN, MORE_AT_ONCE) if many else (TURN, SHARE)
    small = FEWER_SMALL if many else SMALL if rooms > LARGE else 0.0
    steps = 0.0 if many else max(LEAST, limits.leg + limits.steps)
    with Crew(processes or (HANDS if many else 1)) as crew:
        search = WideSearch(problem, crew, tell, seed=seed, most_rooms=most_rooms)
        search.fill()
        if search.going:
            search.lay_out()
            search.lower_bound(0.1, 0.4, down, hope=1.14)
            crew.everybody("close")
        for start, end, effort in (
            (0.4, 0.6, Effort(anew=True, small=0.0, steps=0.0, turn=turn, share=share)),
            (0.6, 1.0, Effort(anew=False, small=small, steps=steps, turn=turn, share=share)),
        ):
            if search.going:
                search.improve(start, end, effort)
    return search
