"""A first plan: again and again, the session that gains most goes into its room."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from .fill import Filling, fill_group
from .rooms import Group, Room
from .state import State
from .ties import mix

TRIED = 4


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


def fill_in_passing(state: State, rooms: Mapping[Room, Sequence[Group]], seed: int) -> None:
    """Fill the empty rooms one after the other, in an order drawn from `seed`, each with the best of a few groups.

    Ten times quicker than `fill_rooms`, and not as good: something to show at once.
    """
    for room in sorted(rooms, key=lambda room: mix(seed, *room)):
        if room in state.sessions:
            continue
        groups = rooms[room]
        promise = [_promise(state, group) for group in groups]
        order = sorted(range(len(groups)), key=lambda number: -promise[number])
        found = [fill_group(state, groups[number]) for number in order[:TRIED] if promise[number]]
        best = max((filling for filling in found if filling), key=lambda filling: filling.gain, default=None)
        if best is not None and best.gain > 0:
            state.place(best.session)


def _promise(state: State, group: Group) -> int:
    """What those could gain who are still free to learn here, the dearest of them."""
    out = state.where[group.slot]
    gains = [state.learn_gain(r) for r in group.requests if r.person not in out and state.is_open(r)]
    gains.sort(reverse=True)
    return sum(gains[: group.seats - 1])


def groups_by_room(groups: Sequence[Group]) -> dict[Room, list[Group]]:
    """The groups of each room, rooms by slot then venue."""
    rooms: dict[Room, list[Group]] = {}
    for group in groups:
        rooms.setdefault(group.room, []).append(group)
    return rooms
