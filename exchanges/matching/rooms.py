"""Candidate groups: who could sit together, for each savoir, in each open room.

A room is one venue in one slot. A group is a room and a savoir, with everybody who could share it there and
everybody who could learn it there, other sessions aside; and, when young people among them need a chaperone, the one
who comes along. A group is kept only if it could hold a session.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .parties import Parties, Party, are_whole
from .presence import Pair, Presence, pairs_apart
from .problem import Offer, PlannedSession, Problem, Request, Venue
from .ties import mix

Room = tuple[int, int]  # venue, slot


@dataclass(frozen=True, slots=True)
class Group:
    """One savoir in one room: its possible sharers and learners, the seats, and the pairs who refuse to meet there.

    Of every one of its `parties`, all learn or none. Those `chaperoned` come with the chaperone of the group; where
    there is a chaperone, one of them is there.
    """

    skill: int
    venue: int
    slot: int
    seats: int
    offers: tuple[Offer, ...]
    requests: tuple[Request, ...]
    apart: frozenset[Pair] = field(default=frozenset())
    parties: tuple[Party, ...] = ()
    chaperone: int | None = None
    chaperoned: frozenset[int] = frozenset()

    @property
    def room(self) -> Room:
        """The venue and the slot."""
        return self.venue, self.slot

    @property
    def people(self) -> tuple[int, ...]:
        """Everybody who could share or learn here, in ascending order."""
        return tuple(sorted({offer.person for offer in self.offers} | {request.person for request in self.requests}))

    def admits(self, sharers: Sequence[int], learners: Sequence[int]) -> bool:
        """Whether these people, each of whom may be here beside the others, keep what only a whole session can keep."""
        if self.chaperone is not None and self.chaperoned.isdisjoint((*sharers, *learners)):
            return False
        return not self.parties or are_whole(self.parties, learners)

    def session(self, sharers: Iterable[int], learners: Iterable[int]) -> PlannedSession:
        """The session of these people here."""
        shared, learned = tuple(sorted(sharers)), tuple(sorted(learners))
        needed = not self.chaperoned.isdisjoint(shared + learned)
        return PlannedSession(
            self.skill, self.venue, self.slot, shared, learned, chaperone=self.chaperone if needed else None
        )


def list_groups(problem: Problem, seed: int, *, closed: Iterable[Room] = ()) -> list[Group]:
    """Every group that could hold a session, by slot, venue and skill; `closed` rooms are left out.

    Inside a group, people stand in an order drawn from `seed`.
    """
    maker = GroupMaker(problem)
    presence, taken = maker.presence, set(closed)
    offers: dict[int, list[Offer]] = defaultdict(list)
    requests: dict[int, list[Request]] = defaultdict(list)
    for offer in problem.offers:
        offers[offer.person].append(offer)
    for request in problem.requests:
        requests[request.person].append(request)
    wishful = sorted(offers.keys() | requests.keys(), key=lambda member: mix(seed, member))
    groups: list[Group] = []
    for venue in problem.venues:
        there: dict[int, list[int]] = {slot: [] for slot in sorted(venue.open) if (venue.id, slot) not in taken}
        for member in wishful:
            if venue.id in problem.people[member].reach and presence.reaches(member, venue.id):
                for slot in presence.half_days(member):
                    if slot in there:
                        there[slot].append(member)
        for slot, members in there.items():
            shared: dict[int, list[Offer]] = defaultdict(list)
            wanted: dict[int, list[Request]] = defaultdict(list)
            for member in members:
                for offer in offers.get(member, ()):
                    shared[offer.skill].append(offer)
                for request in requests.get(member, ()):
                    wanted[request.skill].append(request)
            for skill in sorted(shared.keys() & wanted.keys()):
                groups += maker.make(venue, slot, skill, shared[skill], wanted[skill])
    return sorted(groups, key=lambda group: (group.slot, group.venue, group.skill))


class GroupMaker:
    """Makes the groups of a problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.presence = Presence(problem)
        self.parties = Parties(problem)

    def make(
        self, venue: Venue, slot: int, skill: int, shared: Sequence[Offer], wanted: Sequence[Request]
    ) -> Iterator[Group]:
        """The group of those who are free there for the savoir: without a chaperone, then with each who could come."""
        group = [offer.person for offer in shared] + [request.person for request in wanted]
        for chaperone in self.presence.chaperones(venue.id, slot, skill, group):
            made = self._make(venue, slot, skill, shared, wanted, chaperone)
            if made is not None and (chaperone is None or made.chaperoned):
                yield made

    def _make(
        self,
        venue: Venue,
        slot: int,
        skill: int,
        shared: Sequence[Offer],
        wanted: Sequence[Request],
        chaperone: int | None,
    ) -> Group | None:
        """Keep those whom levels, limits and refusals let in; None when what remains can hold no session."""
        rules, people, presence = self.problem.rules, self.problem.people, self.presence
        offers = [
            offer
            for offer in shared
            if people[offer.person].max_share > 0
            and offer.max_learners >= rules.min_learners
            and presence.welcome(offer.person, venue.id, slot, skill, chaperone)
        ]
        if not offers or len(wanted) < rules.min_learners:
            return None
        alone = offers[0].person if len(offers) == 1 else None
        highest = max(offer.level for offer in offers)
        requests = self.parties.whole(
            [
                request
                for request in wanted
                if people[request.person].max_learn > 0
                and request.min_level <= highest
                and request.person != alone
                and presence.welcome(request.person, venue.id, slot, skill, chaperone)
                and any(offer.level >= request.min_level and offer.person != request.person for offer in offers)
            ]
        )
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
            requests,
            pairs_apart(self.problem, venue.id, slot, skill, everybody, chaperone),
            self.parties.among(requests),
            chaperone,
            frozenset(member for member in everybody if people[member].chaperoned),
        )
