"""Advice to the centre: which places to open and when, and for which savoirs to look for somebody who shares.

Both are tried out beside the plan as it is: nobody's session changes, people come from those who are still free.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush, nsmallest

from .fill import Filling, fill_group
from .presence import Presence
from .problem import Offer, Person, Plan, Problem, Request
from .rooms import Group, GroupMaker, Room
from .state import State
from .ties import mix

PIECES = 3
"""How many pieces of advice of each kind."""
TRIED = 240
"""How many groups of each kind are filled, the most promising ones; the work stays bounded in a large network."""
ABLE = 1_000_000
"""A level that suits every request."""

Rank = tuple[int, int, int]  # fewest first: less the requests, less the gain, a hash


@dataclass(frozen=True, slots=True)
class Advice:
    """The sessions that would help most, best first: by requests served, then by what they add to the objective.

    `openings` stand in rooms that are closed. `sharers` stand in rooms that are open and still empty, each around a
    guest of `invite_guests`, alone to share. The sessions of one kind can be held together, beside the plan.
    """

    openings: tuple[Filling, ...]
    sharers: tuple[Filling, ...]


def advise(problem: Problem, plan: Plan, *, out_of_hand: Collection[Room] = ()) -> Advice:
    """What would help most beside `plan`. Rooms `out_of_hand` are closed for a reason nobody here can change."""
    opened = {(venue.id, slot) for venue in problem.venues for slot in venue.open}
    every = {(venue.id, slot.id) for venue in problem.venues for slot in problem.slots}
    state = State(problem, plan.sessions)
    waiting = {request.skill for request in problem.requests if (request.person, request.skill) not in state.served}
    openings = _pick(state, problem.offers, every - opened - set(out_of_hand), plan.seed)
    invited = invite_guests(problem, waiting)
    guests = invited.offers[len(problem.offers) :]
    beside = State(invited, plan.sessions)
    return Advice(openings, _pick(beside, guests, opened - beside.sessions.keys(), plan.seed))


def invite_guests(problem: Problem, skills: Iterable[int]) -> Problem:
    """The same round with a guest more for each savoir, in ascending order.

    A guest shares it once, far enough for everybody, with seats for all, and is free and able to come everywhere.
    Nothing is won by their own age, village or first time but what every guest would bring.
    """
    first = len(problem.people)
    slots, venues = frozenset(range(len(problem.slots))), frozenset(range(len(problem.venues)))
    wanted = sorted(skills)
    people = tuple(
        Person(first + place, 0, 0, slots, venues, max_share=1, max_learn=0, given=1, received=1)
        for place in range(len(wanted))
    )
    offers = tuple(Offer(first + place, skill, ABLE, problem.rules.max_people) for place, skill in enumerate(wanted))
    return replace(problem, people=problem.people + people, offers=problem.offers + offers)


def _pick(state: State, offers: Sequence[Offer], rooms: Iterable[Room], seed: int) -> tuple[Filling, ...]:
    """The best session, then the best beside it, and so on; they are placed in `state`."""
    heap: list[tuple[Rank, int, Group]] = []
    for number, group in enumerate(_promising_groups(state, offers, rooms, seed)):
        filling = fill_group(state, group)
        if filling is not None and filling.gain > 0:
            heap.append((_rank(filling, seed), number, group))
    heapify(heap)
    picked: list[Filling] = []
    while heap and len(picked) < PIECES:
        rank, number, group = heappop(heap)
        filling = None if group.room in state.sessions else fill_group(state, group)
        if filling is None or filling.gain <= 0:
            continue
        fresh = _rank(filling, seed)
        if fresh > rank:
            heappush(heap, (fresh, number, group))
        else:
            state.place(filling.session)
            picked.append(filling)
    return tuple(picked)


def _rank(filling: Filling, seed: int) -> Rank:
    session = filling.session
    return -len(session.learners), -filling.gain, mix(seed, session.venue, session.slot, session.skill)


def _promising_groups(state: State, offers: Sequence[Offer], rooms: Iterable[Room], seed: int) -> list[Group]:
    """The groups that could serve most at best: `TRIED` of them, when there are more."""
    venues, maker = state.problem.venues, GroupMaker(state.problem)
    best = nsmallest(TRIED, _hopes(state, maker.presence, offers, rooms, seed), key=lambda hope: hope.rank)
    return [
        group
        for hope in best
        for group in maker.make(venues[hope.venue], hope.slot, hope.skill, hope.shared, hope.wanted)
    ]


@dataclass(frozen=True, slots=True)
class _Hope:
    """A savoir in a room, with those whom the plan leaves free; `rank` hopes that all who fit can be served."""

    rank: Rank
    venue: int
    slot: int
    skill: int
    shared: tuple[Offer, ...]
    wanted: tuple[Request, ...]


def _hopes(
    state: State, presence: Presence, offers: Sequence[Offer], rooms: Iterable[Room], seed: int
) -> Iterator[_Hope]:
    problem = state.problem
    near = {
        venue.id: {person.id for person in problem.people if presence.reaches(person.id, venue.id)}
        for venue in problem.venues
    }
    venues: dict[int, list[int]] = defaultdict(list)
    for venue, slot in sorted(rooms):
        venues[slot].append(venue)
    for slot in sorted(venues):
        shared: dict[int, list[Offer]] = defaultdict(list)
        wanted: dict[int, list[Request]] = defaultdict(list)
        for offer in offers:
            if (
                presence.available(offer.person, slot)
                and state.has_share_left(offer)
                and state.stays(offer.person, slot)
            ):
                shared[offer.skill].append(offer)
        for request in problem.requests:
            if (
                request.skill in shared
                and presence.available(request.person, slot)
                and state.is_open(request)
                and state.stays(request.person, slot)
            ):
                wanted[request.skill].append(request)
        for venue in venues[slot]:
            for skill in sorted(wanted):
                hosts = tuple(offer for offer in shared[skill] if offer.person in near[venue])
                here = tuple(request for request in wanted[skill] if request.person in near[venue])
                if not hosts or len(here) < problem.rules.min_learners:
                    continue
                rank = _best_hope(state, venue, hosts, here)
                yield _Hope((*rank, mix(seed, venue, slot, skill)), venue, slot, skill, hosts, here)


def _best_hope(state: State, venue: int, hosts: Sequence[Offer], here: Sequence[Request]) -> tuple[int, int]:
    """At most so many requests, and so many points for serving them."""
    problem = state.problem
    seats = min(problem.rules.max_people, problem.venues[venue].capacity) - 1
    most = min(len(here), seats, max(offer.max_learners for offer in hosts))
    points = sorted((state.learn_gain(request) for request in here), reverse=True)
    return -most, -sum(points[: max(0, most)])
