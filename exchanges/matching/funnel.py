"""The first thing that stands between a request and a session, the round's other choices aside."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from .companions import outside_adults
from .problem import Offer, Problem, Request
from .rooms import Presence, Room, pairs_apart
from .seating import Table


class Stage(StrEnum):
    """Where a request stopped; from OWN_LIMIT on, it could have been served alone."""

    NO_OFFER = "no_offer"
    LEVEL = "level"
    TRAVEL = "travel"
    NO_COMMON_HALF_DAY = "no_common_half_day"
    NO_OPEN_VENUE = "no_open_venue"
    REFUSED = "refused"
    TOO_FEW_LEARNERS = "too_few_learners"
    OWN_LIMIT = "own_limit"
    OWN_CONFLICT = "own_conflict"
    SHARER_LIMIT = "sharer_limit"
    GROUP_FULL = "group_full"
    VENUE_TAKEN = "venue_taken"
    OUTWEIGHED = "outweighed"


class UnblockCode(StrEnum):
    """One thing that would open the way; no code names a person."""

    A_SHARER = "a_sharer"
    ONE_MORE_LEARNER = "one_more_learner"
    A_LIFT = "a_lift"
    MORE_AVAILABILITY = "more_availability"
    OPEN_VENUE = "open_venue"
    ONE_MORE_SEAT = "one_more_seat"
    RAISE_LIMIT = "raise_limit"
    LIFT_REFUSAL = "lift_refusal"
    LATER_ROUND = "later_round"


@dataclass(frozen=True, slots=True)
class Unblock:
    """What, where and when: `missing` counts learners or sessions, `level` is the least level of a sharer.

    OPEN_VENUE without a venue asks for any room of the commune in the slot.
    """

    code: UnblockCode
    missing: int | None = None
    level: int | None = None
    venue: int | None = None
    commune: int | None = None
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """An able sharer and a room where they could meet the person."""

    offer: Offer
    venue: int
    slot: int


class Funnel:
    """Every request of a problem, sifted stage by stage."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.presence = Presence(problem)
        self.requests: dict[int, list[Request]] = defaultdict(list)
        self.offers: dict[int, list[Offer]] = defaultdict(list)
        rules = problem.rules
        for offer in problem.offers:
            if offer.max_learners >= max(rules.min_learners, rules.min_people - rules.max_sharers):
                self.offers[offer.skill].append(offer)
        for request in problem.requests:
            if problem.people[request.person].max_learn > 0:
                self.requests[request.skill].append(request)
        self._tables: dict[tuple[int, int, int], Table] = {}

    def table(self, skill: int, venue: int, slot: int) -> Table:
        """Everybody who could be there for the savoir, limits of sharers and other sessions aside."""
        key = (skill, venue, slot)
        if key not in self._tables:
            offers = tuple(offer for offer in self.offers[skill] if self._comes(offer.person, skill, venue, slot))
            requests = tuple(
                request for request in self.requests[skill] if self._comes(request.person, skill, venue, slot)
            )
            group = {offer.person for offer in offers} | {request.person for request in self.requests[skill]}
            apart = pairs_apart(self.problem, venue, slot, skill, group)
            self._tables[key] = Table(self.problem, self.seats(venue), offers, requests, apart)
        return self._tables[key]

    def seats(self, venue: int) -> int:
        """Seats of a session there."""
        return min(self.problem.rules.max_people, self.problem.venues[venue].capacity)

    def sift(self, request: Request) -> tuple[Stage, Unblock] | list[Room]:
        """The stage that stops `request`, or the rooms in which it could be served alone, by slot then venue."""
        shared = [offer for offer in self.offers[request.skill] if offer.person != request.person]
        wanted = Unblock(UnblockCode.A_SHARER, level=request.min_level)
        if not shared:
            return Stage.NO_OFFER, wanted
        able = [offer for offer in shared if offer.level >= request.min_level]
        if not able:
            return Stage.LEVEL, wanted
        near = [venue.id for venue in self.problem.venues if self.presence.reaches(request.person, venue.id)]
        shared_near = [(offer, venue) for offer in able for venue in near if self.presence.reaches(offer.person, venue)]
        if not shared_near:
            return Stage.TRAVEL, self._unblock_travel(request, able)
        common = [
            Way(offer, venue, slot)
            for offer, venue in shared_near
            for slot in sorted(
                self.problem.people[request.person].available & self.problem.people[offer.person].available
            )
            if self.presence.available(request.person, slot) and self.presence.available(offer.person, slot)
        ]
        if not common:
            return Stage.NO_COMMON_HALF_DAY, self._unblock_half_day(request, shared_near)
        return self._sift_rooms(request, common)

    def _sift_rooms(self, request: Request, common: list[Way]) -> tuple[Stage, Unblock] | list[Room]:
        venues = self.problem.venues
        ways = [way for way in common if way.slot in venues[way.venue].open and self._fits(request, way)]
        if not ways:
            roomy = [way for way in common if way.slot not in venues[way.venue].open and self._fits(request, way)]
            best = self._liveliest(request, roomy or common)
            place = best.venue if roomy else None
            return Stage.NO_OPEN_VENUE, Unblock(
                UnblockCode.OPEN_VENUE, venue=place, commune=venues[best.venue].commune, slot=best.slot
            )
        welcome = [way for way in ways if self._welcome(request, way)]
        if not welcome:
            best = self._liveliest(request, ways)
            return Stage.REFUSED, Unblock(UnblockCode.LIFT_REFUSAL, venue=best.venue, slot=best.slot)
        rooms = sorted({(way.slot, way.venue) for way in welcome})
        lacking = [
            (self.table(request.skill, venue, slot).missing_learners(request), slot, venue) for slot, venue in rooms
        ]
        if held := [(venue, slot) for missing, slot, venue in lacking if missing == 0]:
            return held
        short = [(missing, slot, venue) for missing, slot, venue in lacking if missing is not None]
        if not short:
            return self._sift_company(request, rooms)
        missing, slot, venue = min(short)
        return Stage.TOO_FEW_LEARNERS, Unblock(UnblockCode.ONE_MORE_LEARNER, missing=missing, venue=venue, slot=slot)

    def _sift_company(self, request: Request, rooms: list[tuple[int, int]]) -> tuple[Stage, Unblock]:
        """When more learners alone cannot help: a larger room, a second sharer, or nothing single."""
        for slot, venue in rooms:
            table = self.table(request.skill, venue, slot)
            if replace(table, seats=self.problem.rules.max_people).missing_learners(request) == 0:
                commune = self.problem.venues[venue].commune
                return Stage.NO_OPEN_VENUE, Unblock(UnblockCode.OPEN_VENUE, commune=commune, slot=slot)
            if table.missing_learners(request, guest=True) == 0:
                sharer = Unblock(UnblockCode.A_SHARER, level=request.min_level, venue=venue, slot=slot)
                return Stage.TOO_FEW_LEARNERS, sharer
        return Stage.TOO_FEW_LEARNERS, Unblock(UnblockCode.LATER_ROUND)

    def _comes(self, member: int, skill: int, venue: int, slot: int) -> bool:
        return self.presence.free(member, venue, slot) and self.presence.welcome(member, venue, slot, skill)

    def _fits(self, request: Request, way: Way) -> bool:
        """Whether the smallest session of the two could fit; a known adult may be one of the others."""
        outside = outside_adults(self.problem.people, (way.offer.person, request.person))
        return self.problem.rules.min_people + outside <= self.seats(way.venue)

    def _welcome(self, request: Request, way: Way) -> bool:
        pair = {way.offer.person, request.person}
        if not all(self.presence.welcome(member, way.venue, way.slot, request.skill) for member in pair):
            return False
        return not pairs_apart(self.problem, way.venue, way.slot, request.skill, pair)

    def _unblock_travel(self, request: Request, able: list[Offer]) -> Unblock:
        """A lift to the venue where most ways would open, or somebody nearer when no able sharer can travel at all."""
        ways = [
            Way(offer, venue.id, slot)
            for offer in able
            for venue in self.problem.venues
            if self.presence.reaches(offer.person, venue.id)
            for slot in sorted(venue.open)
            if self.presence.available(offer.person, slot) and self.presence.available(request.person, slot)
        ]
        if not ways:
            return Unblock(UnblockCode.A_SHARER, level=request.min_level)
        return Unblock(UnblockCode.A_LIFT, venue=self._liveliest(request, ways).venue)

    def _unblock_half_day(self, request: Request, near: list[tuple[Offer, int]]) -> Unblock:
        """The half-day to free for the liveliest room a sharer can be in, or another sharer when there is none."""
        ways = [
            Way(offer, venue, slot)
            for offer, venue in near
            for slot in sorted(self.problem.venues[venue].open)
            if self.presence.available(offer.person, slot)
        ]
        if not ways:
            return Unblock(UnblockCode.A_SHARER, level=request.min_level)
        best = self._liveliest(request, ways)
        return Unblock(UnblockCode.MORE_AVAILABILITY, venue=best.venue, slot=best.slot)

    def _liveliest(self, request: Request, ways: Iterable[Way]) -> Way:
        """The way with most other learners, then the earliest."""

        def rank(way: Way) -> tuple[int, int, int]:
            others = self.table(request.skill, way.venue, way.slot).requests
            return -sum(other.person != request.person for other in others), way.slot, way.venue

        return min(ways, key=rank)
