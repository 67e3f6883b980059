"""The last plan again, changed as little as what has happened since asks for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from .check import check_plan
from .greedy import fill_rooms
from .improve import Neighbours, refill
from .ledger import PriceBook
from .problem import PlannedSession
from .rooms import Group, Room
from .state import State
from .ties import mix

BESIDE = 5  # rooms that may change with each room that lost its session
MOST_BESIDE = 20  # one room in so many, at most, changes although its session could have stayed


def keep_sessions(state: State, earlier: Iterable[PlannedSession]) -> list[Room]:
    """Place the earlier sessions that the rules still allow; the rooms of those they no longer do."""
    alone = replace(state.problem, pinned=())
    lost = []
    for session in sorted(earlier, key=lambda session: (session.slot, session.venue)):
        room = session.venue, session.slot
        if room in state.sessions:
            continue
        if not check_plan(alone, [session]) and state.allows(session):
            state.place(session)
        else:
            lost.append(room)
    return lost


def mend(
    state: State, rooms: Mapping[Room, Sequence[Group]], lost: Sequence[Room], book: PriceBook, *, seed: int
) -> None:
    """Fill the rooms that lost their session, with a few rooms near them, and any other that stands empty.

    Of the sessions that could stay, one in MOST_BESIDE changes at most.
    """
    if not rooms:
        return
    near = Neighbours(state, rooms)
    left = len(state.sessions) // MOST_BESIDE
    for room in lost:
        if room not in rooms:
            continue
        beside = [other for other in near.around(room, mix(seed, *room)) if other in state.sessions]
        beside = beside[: min(BESIDE, left)]
        left -= len(beside)
        refill(state, rooms, [room, *beside], book, seed=mix(seed, *room), wobble=0)
    fill_rooms(state, [group for groups in rooms.values() for group in groups], seed)
