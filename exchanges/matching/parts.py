"""A large round in parts: clusters of villages whose people seldom go to another, each small enough to be planned.

Every venue is in one part. People are in each part with a venue they can reach, with their household and the adults
who come along; whoever is in several parts is on the *border*. A part is a round of its own, with numbers of its own:
what people of it do in other parts is told to its state as `Elsewhere`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeVar

from .clusters import MOST_ROOMS, cluster_venues
from .companions import everybody_at
from .ledger import Beyond
from .problem import Offer, PlannedSession, Problem, Refusal, Request
from .state import State

Attended = tuple[PlannedSession, tuple[int, ...]]  # a session, and everybody who is there

Wish = TypeVar("Wish", Offer, Request)


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its round, and for each of its people and venues the number in the whole round."""

    number: int
    problem: Problem
    people: tuple[int, ...]
    venues: tuple[int, ...]
    beyond: Beyond

    def localise(self, members: Set[int]) -> frozenset[int]:
        """Those of the members who are in the part, in its numbers."""
        return frozenset(at for at, member in enumerate(self.people) if member in members)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What people of a part do in a session of another: who shares, who learns, who is there. Numbers of the part."""

    skill: int
    venue: int
    slot: int
    sharers: tuple[int, ...]
    learners: tuple[int, ...]
    present: tuple[int, ...]


def begin(part: Part, elsewhere: Iterable[Elsewhere]) -> State:
    """A state of the part with its pinned sessions, beside what its people do elsewhere."""
    state = State(part.problem)
    for session in elsewhere:
        for member in session.sharers:
            state.shares[member] += 1
        for member in session.learners:
            state.learns[member] += 1
            state.served.add((member, session.skill))
        state.where[session.slot].update(dict.fromkeys(session.present, session.venue))
    for pin in part.problem.pinned:
        state.place(pin)
    return state


class Map:
    """A round and its parts."""

    def __init__(self, problem: Problem, most_rooms: int = MOST_ROOMS) -> None:
        self.problem = problem
        self.clusters = cluster_venues(problem, most_rooms)
        self.cluster_of = {venue: number for number, venues in enumerate(self.clusters) for venue in venues}
        self._offers, self._requests = _by_person(problem.offers), _by_person(problem.requests)
        self.members = self._list_members()
        parts_of: dict[int, list[int]] = defaultdict(list)
        for number, members in enumerate(self.members):
            for member in members:
                parts_of[member].append(number)
        self.parts_of = {member: tuple(numbers) for member, numbers in parts_of.items()}
        self._border = frozenset(member for member, numbers in self.parts_of.items() if len(numbers) > 1)
        self._met: dict[int, list[int]] = defaultdict(list)
        for one, other in problem.met:
            self._met[one].append(other)
        self.locals: dict[int, dict[int, int]] = {}

    def _list_members(self) -> list[list[int]]:
        """The people of each part, with everybody whose whereabouts matter to them."""
        problem = self.problem
        reached: dict[frozenset[int], frozenset[int]] = {}
        members: list[set[int]] = [set() for _ in self.clusters]
        for person in problem.people:
            if person.id in self._offers or person.id in self._requests or person.cleared:
                if person.reach not in reached:
                    reached[person.reach] = frozenset(self.cluster_of[venue] for venue in person.reach)
                for number in reached[person.reach]:
                    members[number].add(person.id)
        household: dict[int, set[int]] = defaultdict(set)
        for group in (*problem.together, *problem.by_turns):
            for member in group:
                household[member].update(group)
        for part in members:
            new = list(part)
            while new:
                member = new.pop()
                adult = problem.people[member].accompanied_by
                beside = household.get(member, set()) | (set() if adult is None else {adult})
                new += beside - part
                part |= beside
        return [sorted(part) for part in members]

    def part(self, number: int) -> Part:
        """The part as a round of its own."""
        problem, people = self.problem, self.members[number]
        local = {member: at for at, member in enumerate(people)}
        own = frozenset(self.clusters[number])
        reached = sorted(own.union(*{problem.people[member].reach for member in people}))
        place = {venue: at for at, venue in enumerate(reached)}
        crowd = []
        communes: dict[int, int] = {}  # by their number in the whole round
        for member in people:
            person = problem.people[member]
            adult = None if person.accompanied_by is None else local[person.accompanied_by]
            reach = frozenset(place[venue] for venue in person.reach)
            home = communes.setdefault(person.commune, len(communes))
            crowd.append(
                replace(
                    person,
                    id=local[member],
                    commune=home,
                    available=frozenset(person.available),
                    reach=reach,
                    accompanied_by=adult,
                    unsure=frozenset(),
                )
            )
        venues = []
        for number_of_all, at in place.items():
            venue = problem.venues[number_of_all]
            home = communes.setdefault(venue.commune, len(communes))
            opening = venue.open if number_of_all in own else frozenset[int]()
            venues.append(replace(venue, id=at, commune=home, open=opening))
        offers = [replace(o, person=local[member]) for member in people for o in self._offers.get(member, ())]
        requests = [replace(r, person=local[member]) for member in people for r in self._requests.get(member, ())]
        pinned = [self._localise(pin, local, place) for pin in problem.pinned if pin.venue in own]
        border = self._border.intersection(people)
        return Part(
            number,
            replace(
                problem,
                people=tuple(crowd),
                venues=tuple(venues),
                offers=tuple(offers),
                requests=tuple(requests),
                communes=len(communes),
                far=_localise_pairs(problem.far, communes),
                met=frozenset(
                    (local[one], local[other]) for one in people for other in self._met.get(one, ()) if other in local
                ),
                pinned=tuple(pinned),
                refused=tuple(_localise_refusals(problem.refused, local, place)),
                together=_localise_groups(problem.together, local),
                by_turns=_localise_groups(problem.by_turns, local),
            ),
            tuple(people),
            tuple(reached),
            Beyond(
                people=frozenset(local[member] for member in border),
                learning=frozenset(local[member] for member in border if member in self._requests),
                sharing=frozenset(local[member] for member in border if member in self._offers),
            ),
        )

    def _localise(self, session: PlannedSession, local: Mapping[int, int], place: Mapping[int, int]) -> PlannedSession:
        sharers, learners = ([local[member] for member in members] for members in (session.sharers, session.learners))
        chaperone = None if session.chaperone is None else local[session.chaperone]
        return PlannedSession(
            session.skill, place[session.venue], session.slot, tuple(sharers), tuple(learners), chaperone
        )

    def elsewhere(self, sessions: Iterable[PlannedSession]) -> dict[int, list[Attended]]:
        """For each part, the sessions of others where its people are, and who of the whole round is there."""
        found: dict[int, list[Attended]] = defaultdict(list)
        for session in sessions:
            present = everybody_at(self.problem.people, session)
            home = self.cluster_of[session.venue]
            for number in sorted({number for member in present for number in self.parts_of[member]}):
                if number != home:
                    found[number].append((session, present))
        return found

    def wanted(self, number: int, parts: Set[int]) -> frozenset[int]:
        """People of a part who are in one of `parts` too."""
        shared = self._border.intersection(self.members[number])
        return frozenset(member for member in shared if not parts.isdisjoint(self.parts_of[member]))

    def colours(self) -> list[list[int]]:
        """The parts in turns: those of one turn have nobody in common."""
        near: list[set[int]] = [set() for _ in self.clusters]
        for numbers in set(self.parts_of.values()):
            for number in numbers:
                near[number].update(numbers)
        turns: list[list[int]] = []
        turn_of: dict[int, int] = {}
        for number, others in enumerate(near):
            taken = {turn_of[other] for other in others if other in turn_of}
            turn = next(turn for turn in range(len(turns) + 1) if turn not in taken)
            turn_of[number] = turn
            if turn == len(turns):
                turns.append([])
            turns[turn].append(number)
        return turns


def localise_elsewhere(part: Part, sessions: Sequence[Attended]) -> list[Elsewhere]:
    """The sessions of other parts as far as the people of this one are concerned."""
    local = {member: at for at, member in enumerate(part.people)}
    place = {venue: at for at, venue in enumerate(part.venues)}

    def here(members: Iterable[int]) -> tuple[int, ...]:
        return tuple(local[member] for member in members if member in local)

    return [
        Elsewhere(s.skill, place[s.venue], s.slot, here(s.sharers), here(s.learners), here(present))
        for s, present in sessions
    ]


def globalise(part: Part, session: PlannedSession) -> PlannedSession:
    """A session of the part in the numbers of the whole round."""
    people = part.people
    return PlannedSession(
        session.skill,
        part.venues[session.venue],
        session.slot,
        tuple(people[member] for member in session.sharers),
        tuple(people[member] for member in session.learners),
        None if session.chaperone is None else people[session.chaperone],
    )


def localise(part: Part, session: PlannedSession) -> PlannedSession:
    """A session of the whole round in the numbers of the part, in one of whose venues it is."""
    local = {member: at for at, member in enumerate(part.people)}
    return PlannedSession(
        session.skill,
        part.venues.index(session.venue),
        session.slot,
        tuple(local[member] for member in session.sharers),
        tuple(local[member] for member in session.learners),
        None if session.chaperone is None else local[session.chaperone],
    )


def _by_person(wishes: Iterable[Wish]) -> dict[int, list[Wish]]:
    found: dict[int, list[Wish]] = defaultdict(list)
    for wish in wishes:
        found[wish.person].append(wish)
    return dict(found)


def _localise_pairs(pairs: Iterable[tuple[int, int]], local: Mapping[int, int]) -> frozenset[tuple[int, int]]:
    known = [(local[one], local[other]) for one, other in pairs if one in local and other in local]
    return frozenset((min(pair), max(pair)) for pair in known)


def _localise_groups(groups: Iterable[tuple[int, ...]], local: Mapping[int, int]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(local[member] for member in group) for group in groups if group[0] in local)


def _localise_refusals(
    refusals: Iterable[Refusal], local: Mapping[int, int], place: Mapping[int, int]
) -> list[Refusal]:
    """Those that could keep somebody of the part out of a venue of it."""
    return [
        replace(
            refusal,
            person=None if refusal.person is None else local[refusal.person],
            with_person=None if refusal.with_person is None else local[refusal.with_person],
            venue=None if refusal.venue is None else place[refusal.venue],
        )
        for refusal in refusals
        if (refusal.person is None or refusal.person in local)
        and (refusal.with_person is None or refusal.with_person in local)
        and (refusal.venue is None or refusal.venue in place)
    ]
