"""From a problem to a plan: a first plan, prices and their bound, then better plans; proven when the round is small."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import ceil

from .check import check_plan
from .descent import Pace, descend, descend_towards, points
from .dive import dive
from .effort import LIMITS, Effort, Limits
from .greedy import fill_in_passing, fill_rooms, groups_by_room
from .improve import improve, nearest
from .ledger import PriceBook, Whole
from .master import Master, round_off, settle
from .objective import score_plan
from .phases import AT_ONCE, DIVE, EXACT, FIRST_EXACT, FIRST_LEG, GREEDY, LAST_LEG, LEGS, PRICES, SHARPEN, Share
from .pick import Choice
from .problem import Plan, PlannedSession, Problem, Progress
from .proof import Proof, Reach
from .relaxation import CAREFUL, SWIFT, Relaxation, whole_points
from .replan import keep_sessions, mend
from .rooms import list_groups
from .state import State, open_groups
from .stats import plan_stats
from .ties import mix
from .validate import validate
from .wide import plan_widely

ALGORITHM = "animons-matching/2"


WIDE = 300  # rooms: with more, the round is planned part by part
FEW = Reach(sessions=800, places=0, nodes=200, work=60_000)
MIXED = 20  # sessions a room in the first mix
SETTLING = 3  # turns in which others join it
FILLED = 0.1  # of the empty rooms, at each turn of the first plan
FIRST_STEPS = 40  # steps into prices, before they are settled at once


class Stop(Exception):
    """Raised by a progress callback to end the search and keep the best plan so far; returning False does the same."""


Listener = Callable[[Progress], object]


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    progress: Listener | None = None,
    limits: Limits = LIMITS[Effort.NORMAL],
    earlier: Sequence[PlannedSession] | None = None,
    processes: int | None = None,
) -> Plan:
    """Plan a round: the same problem, seed and limits always give the same plan.

    With the sessions of an `earlier` plan, it is changed as little as the problem now asks for. A round of very many
    rooms is planned part by part in so many `processes`, which changes nothing but the time it takes.
    Raises ProblemError, naming the field, when the problem contradicts itself.
    """
    validate(problem)
    if earlier is None and sum(len(venue.open) for venue in problem.venues) > WIDE:
        plan = _solve_widely(problem, seed, progress, limits, processes)
    else:
        search = _Search(problem, seed, progress, limits)
        plan = search.run() if earlier is None else search.run_again(earlier)
    if faults := check_plan(problem, plan.sessions):
        raise RuntimeError(f"the plan breaks a rule: {faults[0]}")
    return plan


def _solve_widely(
    problem: Problem, seed: int, listener: Listener | None, limits: Limits, processes: int | None
) -> Plan:
    def tell(progress: Progress) -> bool:
        try:
            return listener is None or listener(progress) is not False
        except Stop:
            return False

    search = plan_widely(problem, tell, limits, seed=seed, processes=processes)
    return search.answer(algorithm=ALGORITHM, effort=limits.effort)


class _Search:
    def __init__(self, problem: Problem, seed: int, listener: Listener | None, limits: Limits) -> None:
        self.problem = problem
        self.seed = seed
        self.listener = listener
        self.limits = limits
        self.stopped = False
        self.fixed = State(problem, problem.pinned)
        self.groups = open_groups(self.fixed, list_groups(problem, seed, closed=self.fixed.sessions))
        self.rooms = groups_by_room(self.groups)
        self.relaxation = Relaxation(self.fixed, self.groups)
        self.state = State(problem, problem.pinned)
        self.bound: int | None = None
        self.book: PriceBook = {}
        self.seen: Mapping[Choice, int] = {}
        self.prices = self.relaxation.ledger.read(self.book)
        self.reach = Reach(limits.exact_sessions, limits.exact_places, limits.exact_nodes, limits.exact_work)
        self.small = len(self.groups) < limits.small
        self.first_leg = (8 if self.small else 4) + len(self.rooms) // 4
        self.mixed = len(self.groups) < limits.mixed
        self.leg = ceil((limits.leg_after_mix if self.mixed else limits.leg) * len(self.rooms))
        self.steps = ceil(limits.steps * len(self.rooms))

    def run(self) -> Plan:
        """Go through the phases, as long as nobody stops and the plan is not proven."""
        self.tell("greedy", GREEDY, 0.0)
        if self.small:
            fill_rooms(self.state, self.groups, self.seed)
        else:
            fill_in_passing(self.state, self.rooms, self.seed)
        self.tell("greedy", GREEDY, 1.0)
        if not self.finished():
            if self.small:
                self.settle_prices(PRICES)
            else:
                self.lower_bound(PRICES, self.limits.descent, hope=1.12)
        self.prove(AT_ONCE, replace(FEW, sessions=self.reach.sessions) if self.small else FEW)
        if not self.finished():
            self.dive()
        first = self.state
        if not self.finished():
            self.improve(FIRST_LEG, self.first_leg)
        if not self.finished():
            self.lower_bound(SHARPEN, self.limits.sharpen, hope=1.0)
        self.prove(FIRST_EXACT, self.reach)
        if not self.finished() and self.steps + self.leg > self.first_leg:
            self.improve_from(first)
            self.improve(LAST_LEG, self.steps, way=self.limits.starts)
            self.prove(EXACT, self.reach)
        plan = self.plan()
        self.tell("exact", EXACT, 1.0)
        return plan

    def run_again(self, earlier: Sequence[PlannedSession]) -> Plan:
        """Keep what can stay of the earlier plan, and mend the rest."""
        self.tell("greedy", GREEDY, 0.0)
        lost = keep_sessions(self.state, earlier)
        self.lower_bound(PRICES, LIMITS[Effort.QUICK].descent, hope=1.02)
        if not self.finished():
            mend(self.state, self.rooms, lost, self.book, seed=self.seed)
            self.learn_bound(self.bound or 0)
        plan = self.plan()
        self.tell("improve", EXACT, 1.0)
        return plan

    @property
    def base(self) -> int:
        """What the pinned sessions score by themselves."""
        return self.fixed.objective

    def finished(self) -> bool:
        """Whether somebody stopped the search, or the plan is proven."""
        return self.stopped or self.bound == self.state.objective

    def lower_bound(self, share: Share, steps: int, *, hope: float) -> None:
        """Lower the prices' bound towards what the best plan might gain: `hope` times the present one."""
        hear = self.hearing("bound", share)
        descent = descend_towards(
            self.relaxation,
            self.prices,
            steps,
            gain=self.state.objective - self.base,
            hope=hope,
            care=SWIFT,
            keep_going=lambda step, bound: hear(step / steps),
        )
        self.seen = descent.seen
        self.keep_prices(descent.prices)
        self.tell("bound", share, 1.0)

    def settle_prices(self, share: Share) -> None:
        """In a small round, go down to the lowest bound that prices can prove, and fill the rooms as they say."""
        aim = points(int(1.05 * (self.state.objective - self.base)))
        pace = Pace(FIRST_STEPS, stride=0.3)
        descent = descend(self.relaxation, self.prices, pace, target=aim)
        self.seen = descent.seen
        master = Master(self.fixed, self.relaxation)
        master.add(descent.seen)
        prices, _ = settle(master, descent.prices, keep_going=self.hearing("bound", share))
        self.keep_prices(prices)
        state = State(self.problem, self.problem.pinned)
        round_off(master, state)
        fill_rooms(state, self.groups, self.seed)
        self.keep(state)
        self.tell("bound", share, 1.0)

    def keep_prices(self, prices: Whole) -> None:
        """Go on from these prices, and learn the bound that they prove."""
        self.prices = prices
        self.relaxation.ledger.write(self.book, prices)
        self.learn_bound(self.base + whole_points(self.relaxation.look(prices, CAREFUL).bound))

    def keep(self, state: State) -> None:
        """Keep the plan if it is better."""
        if state.objective > self.state.objective:
            self.state = state

    def learn_bound(self, bound: int) -> None:
        """Keep the lowest bound, which is never below the plan at hand."""
        self.bound = max(self.state.objective, bound if self.bound is None else min(bound, self.bound))

    def dive(self) -> None:
        """A first plan from the prices, kept if it is better."""
        state = State(self.problem, self.problem.pinned)
        keep_going = self.hearing("greedy", DIVE)
        if self.mixed:
            self.mix(state, keep_going)
        else:
            dive(state, self.rooms, self.book, turn=self.limits.turn, share=FILLED, swift=True, keep_going=keep_going)
        fill_rooms(state, self.groups, self.seed)
        self.keep(state)

    def mix(self, state: State, keep_going: Callable[[float], bool]) -> None:
        """Fill the rooms from a mix of the sessions that the prices brought up."""
        master = Master(self.fixed, self.relaxation)
        look = self.relaxation.look(self.prices, SWIFT)
        master.add(nearest(self.relaxation, look, self.seen, MIXED * len(self.rooms)))
        settle(master, self.prices, turns=SETTLING)
        round_off(master, state, keep_going=keep_going)

    def improve_from(self, first: State) -> None:
        """Go several ways: on from the plan at hand, and anew from the `first` one."""
        starts = self.limits.starts
        for way in range(starts):
            part = (LEGS.end - LEGS.start) / starts
            share = Share(LEGS.start + way * part, LEGS.start + (way + 1) * part)
            self.improve(share, self.leg - (0 if way else self.first_leg), way=way, start=first if way else None)

    def improve(self, share: Share, steps: int, *, way: int = 0, start: State | None = None) -> None:
        """Improve the plan at hand, or one to `start` from, for so many steps; the best plan met is kept."""
        if self.finished():
            return
        seed = mix(self.seed, way, self.state.objective)
        begun = start or self.state
        for step, best in enumerate(improve(begun, self.rooms, self.book, steps=steps, seed=seed, care=SWIFT)):
            if best.objective > self.state.objective:
                self.state = best
            self.tell("improve", share, step / steps)
            if self.finished():
                break

    def prove(self, share: Share, reach: Reach) -> None:
        """Prove the plan, or find the better one, when few sessions could still be part of it."""
        if self.finished():
            return
        hear = self.hearing("exact", share)
        proof = Proof(self.fixed, self.relaxation, reach=reach, seed=self.seed, on_progress=hear)
        held = [session for room, session in sorted(self.state.sessions.items()) if room not in self.fixed.sessions]
        answer = proof.close_in(self.prices, held) if self.small else None
        if answer is None:
            answer = proof.look_at_all(self.prices, held)
        if answer is None:
            return
        self.keep(State(self.problem, (*self.problem.pinned, *answer.sessions)))
        if answer.bound is not None:
            self.learn_bound(self.base + answer.bound)

    def tell(self, phase: str, share: Share, part: float) -> None:
        """Report progress; the listener ends the search by returning False or raising Stop."""
        if self.listener is None or self.stopped:
            return
        fraction = share.start + (share.end - share.start) * min(1.0, max(0.0, part))
        try:
            answer = self.listener(Progress(phase, fraction, self.state.objective, self.bound))
        except Stop:
            answer = False
        self.stopped = answer is False

    def hearing(self, phase: str, share: Share) -> Callable[..., bool]:
        """What tells how much of a phase is done, whatever else it hears, and says whether to go on."""

        def hear(part: float, *figures: float) -> bool:
            self.tell(phase, share, part)
            return not self.stopped

        return hear

    def plan(self) -> Plan:
        """Put sessions, bound and figures together."""
        sessions = self.state.plan()
        objective = score_plan(self.problem, sessions).total
        return Plan(
            sessions=sessions,
            objective=objective,
            upper_bound=self.bound,
            optimal=self.bound == objective,
            stats=plan_stats(self.problem, sessions, self.groups),
            algorithm=ALGORITHM,
            seed=self.seed,
            effort=self.limits.effort,
            stopped=self.stopped,
        )
