"""Candidate groups: who could sit together, for each savoir, in each open room.

A room is one venue in one slot. A group is a room and a savoir, with everybody who could share it there and
everybody who could learn it there, other sessions aside. A group is kept only if it could hold a session.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from .problem import Offer, Problem, Refusal, Request, Venue
from .ties import mix

Room = tuple[int, int]  # venue, slot
Pair = tuple[int, int]  # two people, the smaller id first


@dataclass(frozen=True, slots=True)
class Group:
    """One savoir in one room: its possible sharers and learners, the seats, and the pairs who refuse to meet there."""

    skill: int
    venue: int
    slot: int
    seats: int
    offers: tuple[Offer, ...]
    requests: tuple[Request, ...]
    apart: frozenset[Pair] = field(default=frozenset())

    @property
    def room(self) -> Room:
        """The venue and the slot."""
        return self.venue, self.slot

    @property
    def people(self) -> tuple[int, ...]:
        """Everybody who could share or learn here, in ascending order."""
        return tuple(sorted({offer.person for offer in self.offers} | {request.person for request in self.requests}))


class Presence:
    """Who may be where: availability, travel, plain refusals, and the same for the adult who comes along."""

    def __init__(self, problem: Problem) -> None:
        self.people = problem.people
        self.refused: dict[int | None, list[Refusal]] = defaultdict(list)
        for refusal in problem.refused:
            if refusal.with_person is None:
                self.refused[refusal.person].append(refusal)
            elif refusal.person is not None:
                self._refuse_own_adult(refusal, refusal.person, refusal.with_person)

    def _refuse_own_adult(self, refusal: Refusal, one: int, other: int) -> None:
        """A young person who may not meet their own adult cannot come at all: one never comes without the other."""
        for child, adult in ((one, other), (other, one)):
            if self.people[child].accompanied_by == adult:
                self.refused[child].append(replace(refusal, person=child, with_person=None))

    def available(self, member: int, slot: int) -> bool:
        """Whether the person, and the adult who accompanies them, are free in the slot."""
        person = self.people[member]
        return slot in person.available and (
            person.accompanied_by is None or self.available(person.accompanied_by, slot)
        )

    def reaches(self, member: int, venue: int) -> bool:
        """Whether the person, and the adult who accompanies them, can travel to the venue."""
        person = self.people[member]
        return venue in person.reach and (person.accompanied_by is None or self.reaches(person.accompanied_by, venue))

    def free(self, member: int, venue: int, slot: int) -> bool:
        """Whether the person, and the adult who accompanies them, can come to the venue in the slot."""
        return self.available(member, slot) and self.reaches(member, venue)

    def welcome(self, member: int, venue: int, slot: int, skill: int) -> bool:
        """Whether no refusal keeps the person, or their adult, out of such a session."""
        for refusal in (*self.refused.get(None, ()), *self.refused.get(member, ())):
            if refusal.matches(venue=venue, slot=slot, skill=skill):
                return False
        adult = self.people[member].accompanied_by
        return adult is None or self.welcome(adult, venue, slot, skill)


def list_groups(problem: Problem, seed: int, *, closed: Iterable[Room] = ()) -> list[Group]:
    """Every group that could hold a session, by slot, venue and skill; `closed` rooms are left out.

    Inside a group, people stand in an order drawn from `seed`.
    """
    presence = Presence(problem)
    taken = set(closed)
    offers: dict[int, list[Offer]] = defaultdict(list)
    requests: dict[int, list[Request]] = defaultdict(list)
    for offer in problem.offers:
        offers[offer.person].append(offer)
    for request in problem.requests:
        requests[request.person].append(request)
    wishful = sorted(offers.keys() | requests.keys(), key=lambda member: mix(seed, member))
    groups = []
    for venue in problem.venues:
        near = [member for member in wishful if venue.id in problem.people[member].reach]
        for slot in sorted(venue.open):
            if (venue.id, slot) in taken:
                continue
            there = [member for member in near if presence.free(member, venue.id, slot)]
            shared: dict[int, list[Offer]] = defaultdict(list)
            wanted: dict[int, list[Request]] = defaultdict(list)
            for member in there:
                for offer in offers.get(member, ()):
                    shared[offer.skill].append(offer)
                for request in requests.get(member, ()):
                    wanted[request.skill].append(request)
            for skill in sorted(shared.keys() & wanted.keys()):
                group = make_group(problem, presence, venue, slot, skill, shared[skill], wanted[skill])
                if group is not None:
                    groups.append(group)
    return sorted(groups, key=lambda group: (group.slot, group.venue, group.skill))


def make_group(
    problem: Problem,
    presence: Presence,
    venue: Venue,
    slot: int,
    skill: int,
    shared: Sequence[Offer],
    wanted: Sequence[Request],
) -> Group | None:
    """Keep those whom levels, limits and refusals let in; None when what remains can hold no session."""
    rules, people = problem.rules, problem.people
    offers = [
        offer
        for offer in shared
        if people[offer.person].max_share > 0
        and offer.max_learners >= rules.min_learners
        and presence.welcome(offer.person, venue.id, slot, skill)
    ]
    requests = [
        request
        for request in wanted
        if people[request.person].max_learn > 0
        and presence.welcome(request.person, venue.id, slot, skill)
        and any(offer.level >= request.min_level and offer.person != request.person for offer in offers)
    ]
    seats = min(rules.max_people, venue.capacity)
    everybody = {offer.person for offer in offers} | {request.person for request in requests}
    if (
        not offers
        or len(requests) < rules.min_learners
        or len(everybody) < rules.min_people
        or seats < rules.min_people
    ):
        return None
    return Group(
        skill,
        venue.id,
        slot,
        seats,
        tuple(offers),
        tuple(requests),
        pairs_apart(problem, venue.id, slot, skill, everybody),
    )


def pairs_apart(problem: Problem, venue: int, slot: int, skill: int, group: Iterable[int]) -> frozenset[Pair]:
    """Pairs of the group that may not sit together; what an accompanying adult refuses counts for the young person."""
    bans = [r for r in problem.refused if r.with_person is not None and r.matches(venue=venue, slot=slot, skill=skill)]
    if not bans:
        return frozenset()
    brought: dict[int | None, set[int]] = defaultdict(set)
    for member in group:
        brought[member].add(member)
        adult = problem.people[member].accompanied_by
        if adult is not None:
            brought[adult].add(member)
    pairs = set()
    for ban in bans:
        for one in brought.get(ban.person, ()):
            for other in brought.get(ban.with_person, ()):
                if one != other:
                    pairs.add((min(one, other), max(one, other)))
    return frozenset(pairs)
