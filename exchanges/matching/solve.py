"""From a problem to a plan: greedy, then exact when the round is small, step by step and bounded when it is not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import floor, inf

from .bound import prove_bound
from .check import check_plan
from .exact import TINY, Effort, solve_exactly
from .greedy import fill_rooms
from .improve import improve
from .objective import score_plan
from .problem import Plan, PlannedSession, PlanStats, Problem, Progress
from .rooms import Group, list_groups
from .state import State, open_groups
from .validate import validate

ALGORITHM = "animons-matching/1"


@dataclass(frozen=True, slots=True)
class Limits:
    """How far to go, counted in work. A place is one possible learner in one candidate group.

    Up to `exact_places` the round goes whole to HiGHS, for `exact_nodes` branches at most; above, it is improved in at
    most `steps` steps, and bounded up to `bound_places`.
    """

    exact_places: int = 2_600
    exact_nodes: int = 2_000
    bound_places: int = 10_000
    steps: int = 400


class Stop(Exception):
    """Raised by a progress callback to end the search and keep the best plan so far; returning False does the same."""


Listener = Callable[[Progress], object]


def solve(problem: Problem, *, seed: int = 0, progress: Listener | None = None, limits: Limits = Limits()) -> Plan:
    """Plan a round: the same problem, seed and limits always give the same plan.

    Raises ProblemError, naming the field, when the problem contradicts itself.
    """
    validate(problem)
    plan = _Search(problem, seed, progress, limits).run()
    if faults := check_plan(problem, plan.sessions):
        raise RuntimeError(f"the plan breaks a rule: {faults[0]}")
    return plan


@dataclass(frozen=True, slots=True)
class _Share:
    """The part of the whole work that a phase is, for the progress bar."""

    start: float
    end: float


GREEDY = _Share(0.0, 0.02)
WARM = _Share(0.02, 0.2)
EXACT = _Share(0.2, 1.0)
IMPROVE = _Share(0.02, 0.7)
BOUND = _Share(0.7, 1.0)


class _Search:
    def __init__(self, problem: Problem, seed: int, listener: Listener | None, limits: Limits) -> None:
        self.problem = problem
        self.seed = seed
        self.listener = listener
        self.limits = limits
        self.stopped = False
        self.fixed = State(problem, problem.pinned)
        self.groups = open_groups(self.fixed, list_groups(problem, seed, closed=self.fixed.sessions))
        self.places = sum(len(group.requests) for group in self.groups)

    def run(self) -> Plan:
        """Go through the phases that this size of problem deserves."""
        state = State(self.problem, self.problem.pinned)
        self.tell("greedy", GREEDY, 0.0, state.objective)
        fill_rooms(state, self.groups, self.seed)
        self.tell("greedy", GREEDY, 1.0, state.objective)
        bound: int | None = None
        if self.places <= self.limits.exact_places:
            self.improve(state, WARM, steps=self.places // 100 if self.places > 400 else 0)
            return self.finish_exactly(state)
        self.improve(state, IMPROVE, steps=min(self.limits.steps, 30 + self.places // 110))
        if self.places <= self.limits.bound_places and not self.stopped:
            self.tell("bound", BOUND, 0.0, state.objective)
            bound = prove_bound(self.fixed, self.groups)
            bound = None if bound is None else self.fixed.objective + bound
            self.tell("bound", BOUND, 1.0, state.objective, bound)
        return self.plan(state.plan(), bound)

    def improve(self, state: State, share: _Share, *, steps: int) -> None:
        """Run the improvement steps unless the caller has stopped the search."""

        def keep_going(step: int) -> bool:
            self.tell("improve", share, step / steps, state.objective)
            return not self.stopped

        if steps and not self.stopped:
            improve(state, self.groups, steps=steps, seed=self.seed, keep_going=keep_going)

    def finish_exactly(self, state: State) -> Plan:
        """Prove the plan, or find the better one, by the whole model at once."""
        if self.stopped:
            return self.plan(state.plan(), None)
        base = self.fixed.objective
        start = [session for room, session in sorted(state.sessions.items()) if room not in self.fixed.sessions]

        def on_progress(spent: float, gain: float, bound: float) -> bool:
            best = state.objective if gain == -inf else max(state.objective, base + round(gain))
            self.tell("exact", EXACT, spent, best, None if bound == inf else max(best, base + floor(bound + TINY)))
            return not self.stopped

        effort = exact_effort(self.places, self.limits.exact_nodes)
        answer = solve_exactly(self.fixed, self.groups, start, seed=self.seed, effort=effort, on_progress=on_progress)
        sessions = (*self.problem.pinned, *answer.sessions)
        if base + answer.gain < state.objective:
            sessions = state.plan()
        plan = self.plan(sessions, None if answer.bound is None else base + answer.bound)
        self.tell("exact", EXACT, 1.0, plan.objective, plan.upper_bound)
        return plan

    def tell(self, phase: str, share: _Share, part: float, objective: int, bound: int | None = None) -> None:
        """Report progress; the listener ends the search by returning False or raising Stop."""
        if self.listener is None or self.stopped:
            return
        fraction = share.start + (share.end - share.start) * min(1.0, max(0.0, part))
        try:
            answer = self.listener(Progress(phase, fraction, objective, bound))
        except Stop:
            answer = False
        self.stopped = answer is False

    def plan(self, sessions: Iterable[PlannedSession], bound: int | None) -> Plan:
        """Put sessions, bound and figures together."""
        ordered = tuple(sorted(sessions, key=lambda session: (session.slot, session.venue)))
        objective = score_plan(self.problem, ordered).total
        if bound is not None:
            bound = max(bound, objective)
        return Plan(
            sessions=ordered,
            objective=objective,
            upper_bound=bound,
            optimal=bound == objective,
            stats=plan_stats(self.problem, ordered, self.groups),
            algorithm=ALGORITHM,
            seed=self.seed,
            stopped=self.stopped,
        )


def exact_effort(places: int, nodes: int) -> Effort:
    """How long the exact phase may try: larger rounds take longer between two checks, so they get fewer."""
    return Effort(nodes=nodes, checks=max(60, min(1_500, 600 * 1_000**2 // max(1, places) ** 2)))


def plan_stats(problem: Problem, sessions: Iterable[PlannedSession], groups: Iterable[Group]) -> PlanStats:
    """Count rooms, candidate groups, requests served and people reached."""
    sessions, groups = tuple(sessions), tuple(groups)
    return PlanStats(
        rooms=sum(len(venue.open) for venue in problem.venues),
        groups=len(groups),
        requests=len(problem.requests),
        served=sum(len(session.learners) for session in sessions),
        reached=len({member for session in sessions for member in session.people}),
    )
