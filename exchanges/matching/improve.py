"""Better plans by halves: empty a few rooms that depend on each other, fill them again as well as can be proven, go on.

Each step is a small exact question to HiGHS around the sessions that stay, so a step never makes the plan worse.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .exact import Effort, solve_exactly
from .greedy import groups_by_room
from .problem import PlannedSession
from .rooms import Group, Room
from .state import State, open_groups
from .ties import mix

KINDS = ("anywhere", "anywhere", "same half-days", "anywhere", "same people")
STEP = Effort(nodes=60, checks=60)
SCALE = 1 << 20


@dataclass(slots=True)
class Appetite:
    """How many places (possible learners) a step frees: more while steps bring nothing, fewer after a hard one."""

    places: float = 120.0
    least: float = 60.0
    most: float = 260.0

    def learn(self, *, proven: bool, gained: bool) -> None:
        """Adapt to how the last step went."""
        factor = 0.8 if not proven else 1.0 if gained else 1.03
        self.places = min(self.most, max(self.least, self.places * factor))


def improve(
    state: State,
    groups: Sequence[Group],
    *,
    steps: int,
    seed: int,
    keep_going: Callable[[int], bool] = lambda step: True,
) -> None:
    """Improve the plan in `state` over at most `steps` steps; `keep_going(step)` is asked before each."""
    rooms = groups_by_room(groups)
    if not rooms:
        return
    near = Neighbours(state, rooms)
    appetite = Appetite()
    for step in range(steps):
        if not keep_going(step):
            return
        order = near.order(mix(seed, step), KINDS[step % len(KINDS)])
        refill(state, rooms, order, appetite, seed=mix(seed, step, 1))


def refill(
    state: State, rooms: dict[Room, list[Group]], order: Sequence[Room], appetite: Appetite, *, seed: int
) -> None:
    """Empty the first rooms of `order`, as many as the appetite allows, and fill them again at best."""
    before = state.objective
    lifted: list[PlannedSession] = []
    chosen: list[Room] = []
    hunger = appetite.places
    for room in order:
        if hunger <= 0:
            break
        if room in state.sessions:
            lifted.append(state.lift(room))
        chosen.append(room)
        hunger -= sum(len(group.requests) for group in open_groups(state, rooms[room]))
    free = [group for room in chosen for group in open_groups(state, rooms[room])]
    answer = solve_exactly(state, free, lifted, seed=seed, effort=STEP)
    gained = state.objective + answer.gain > before
    appetite.learn(proven=answer.optimal, gained=gained)
    for session in answer.sessions if gained else lifted:
        state.place(session)


class Neighbours:
    """Which rooms to empty together."""

    def __init__(self, state: State, rooms: dict[Room, list[Group]]) -> None:
        self.rooms = list(rooms)
        self.people = {room: {member for group in groups for member in group.people} for room, groups in rooms.items()}
        self.slots = state.problem.slots

    def order(self, seed: int, kind: str) -> list[Room]:
        """All rooms, those nearest to a room drawn by `seed` first; chance shuffles what is about as near."""
        centre = self.rooms[mix(seed) % len(self.rooms)]

        def rank(room: Room) -> tuple[bool, float, Room]:
            return room != centre, self._distance(kind, centre, room, mix(seed, *room) % SCALE / SCALE), room

        return sorted(self.rooms, key=rank)

    def _distance(self, kind: str, centre: Room, room: Room, chance: float) -> float:
        if kind == "same half-days":
            one, other = self.slots[centre[1]], self.slots[room[1]]
            return abs(one.day - other.day) + abs(one.period - other.period) + 3 * chance
        if kind == "same people":
            return -len(self.people[centre] & self.people[room]) * (0.5 + chance)
        return chance
