"""A first plan: again and again, the session that gains most goes into its room."""

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

from .fill import Filling, fill_group
from .rooms import Group, Room
from .state import State
from .ties import mix


def fill_rooms(state: State, groups: Iterable[Group], seed: int) -> None:
    """Place sessions of `groups` into rooms still empty, best gain first, until no session gains anything.

    Gains are recomputed when a group comes up: places taken meanwhile lower them (reciprocity may add a few points).
    """
    heap: list[tuple[int, int, int, Filling, Group]] = []
    for number, group in enumerate(groups):
        if group.room in state.sessions:
            continue
        filling = fill_group(state, group)
        if filling is not None and filling.gain > 0:
            heap.append((-filling.gain, mix(seed, number), number, filling, group))
    heapify(heap)
    while heap:
        gain, tie, number, filling, group = heappop(heap)
        if group.room in state.sessions:
            continue
        fresh = fill_group(state, group)
        if fresh is None or fresh.gain <= 0:
            continue
        if -fresh.gain > gain:
            heappush(heap, (-fresh.gain, tie, number, fresh, group))
        else:
            state.place(fresh.session)


def groups_by_room(groups: Sequence[Group]) -> dict[Room, list[Group]]:
    """The groups of each room, rooms by slot then venue."""
    rooms: dict[Room, list[Group]] = {}
    for group in groups:
        rooms.setdefault(group.room, []).append(group)
    return rooms
