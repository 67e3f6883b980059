"""What else a room could have held, were its session not there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .fill import fill_group
from .greedy import groups_by_room
from .problem import Plan, PlannedSession, Problem
from .rooms import Group, Room, list_groups
from .state import State
from .ties import mix


@dataclass(frozen=True, slots=True)
class OtherUse:
    """The best session of another savoir; the plan's own is worth `points` more than it (negative: less)."""

    skill: int
    requests: int
    points: int


def find_other_uses(problem: Problem, plan: Plan) -> tuple[OtherUse | None, ...]:
    """Session by session of `plan`, what its room could have held with the people free beside the other sessions.

    None where nothing else was possible. Tried out: the session is lifted, and those it frees may sit in the other one.
    """
    state = State(problem, plan.sessions)
    empty = {(venue.id, slot) for venue in problem.venues for slot in venue.open} - state.sessions.keys()
    groups = groups_by_room(list_groups(problem, plan.seed, closed=empty))
    return tuple(_find(state, session, groups, plan.seed) for session in plan.sessions)


def _find(state: State, session: PlannedSession, groups: Mapping[Room, Sequence[Group]], seed: int) -> OtherUse | None:
    room = session.venue, session.slot
    whole = state.objective
    state.lift(room)
    worth = whole - state.objective
    fillings = [fill_group(state, group) for group in groups.get(room, ()) if group.skill != session.skill]
    state.place(session)
    others = [filling for filling in fillings if filling is not None and filling.gain > 0]
    if not others:
        return None
    best = max(others, key=lambda filling: (filling.gain, mix(seed, *room, filling.session.skill)))
    return OtherUse(best.session.skill, len(best.session.learners), worth - best.gain)
