"""A proof, or a better plan: what a better plan could hold is little enough to look at it all.

A filling with a given session gains no more than the bound at some prices, less the best of its room, plus that
session: where this is no more than the plan at hand, the session is of no use. When few sessions are left, HiGHS
chooses among them; when they are many but stand in few groups, it is asked about the groups, place by place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .choose import Chosen, choose_sessions
from .ledger import SCALE, Whole
from .mip import Budget, Watcher, maximise
from .model import Model
from .problem import PlannedSession
from .relaxation import CAREFUL, Relaxation
from .rooms import Group
from .state import State

BY_SESSIONS = 1_500_000  # checks times sessions
BY_PLACES = 600_000_000  # checks times places squared
MOST_CHECKS = 1_500


@dataclass(frozen=True, slots=True)
class Reach:
    """What is looked at: so many sessions at most, or else so many places (possible learners over all groups).

    HiGHS branches `nodes` times at most, and is stopped the sooner the larger the question: a check then takes longer.
    """

    sessions: int
    places: int
    nodes: int


def find_best(
    state: State,
    relaxation: Relaxation,
    prices: Whole,
    held: Sequence[PlannedSession],
    *,
    reach: Reach,
    seed: int,
    on_progress: Watcher,
) -> Chosen | None:
    """A filling that gains more than the sessions `held`, or as much; its bound holds for every filling.

    None when there is too much to look at.
    """
    gain = State(state.problem, [*state.sessions.values(), *held]).objective - state.objective
    look = relaxation.look(prices, CAREFUL)
    slack = look.bound - (gain + 1) * SCALE
    useful = relaxation.sessions_within(look, slack, reach.sessions)
    if useful is not None:
        offered = list(dict.fromkeys([*held, *map(relaxation.session, useful)]))
        budget = Budget(reach.nodes, BY_SESSIONS // max(1, len(offered)), presolve=False)
        return choose_sessions(state, offered, held, seed=seed, budget=budget, on_progress=on_progress)
    shortfalls = relaxation.shortfalls(look)
    rooms = {(session.venue, session.slot, session.skill) for session in held}
    groups = [
        group
        for group, missing in zip(relaxation.groups, shortfalls, strict=True)
        if missing <= slack or (*group.room, group.skill) in rooms
    ]
    places = sum(len(group.requests) for group in groups)
    if places > reach.places:
        return None
    budget = Budget(reach.nodes, min(MOST_CHECKS, BY_PLACES // max(1, places) ** 2))
    return _choose_places(state, groups, held, seed=seed, budget=budget, on_progress=on_progress)


def _choose_places(
    state: State,
    groups: Sequence[Group],
    held: Sequence[PlannedSession],
    *,
    seed: int,
    budget: Budget,
    on_progress: Watcher,
) -> Chosen:
    model = Model(state, groups)
    answer = maximise(model.rows, model.start(held), seed=seed, budget=budget, on_progress=on_progress)
    sessions = model.sessions(answer.values) if answer.values else list(held)
    return Chosen(sessions, answer.bound, answer.optimal)
