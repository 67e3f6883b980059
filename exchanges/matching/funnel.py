"""The first thing that stands between a request and a session, the round's other choices aside."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .companions import outside_adults
from .presence import pairs_apart
from .problem import Offer, Person, Problem, Request
from .rooms import Room
from .stages import Stage, Unblock, UnblockCode
from .tables import Tables


@dataclass(frozen=True, slots=True)
class Way:
    """An able sharer and a room where they could meet the person."""

    offer: Offer
    venue: int
    slot: int


class Funnel(Tables):
    """Every request of a problem, sifted stage by stage."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self._with_adult: Funnel | None = None

    @property
    def with_adult(self) -> "Funnel":
        """The same with one more person, cleared to accompany children, who is free and able to come everywhere."""
        if self._with_adult is None:
            problem = self.problem
            slots, venues = frozenset(range(len(problem.slots))), frozenset(range(len(problem.venues)))
            adult = Person(len(problem.people), 0, 0, slots, venues, max_share=0, max_learn=0, cleared=True)
            self._with_adult = Funnel(replace(problem, people=(*problem.people, adult)))
        return self._with_adult

    def sift(self, request: Request) -> tuple[Stage, Unblock] | list[Room]:
        """The stage that stops `request`, or the rooms in which it could be served alone, by slot then venue."""
        shared = [offer for offer in self.offers[request.skill] if offer.person != request.person]
        if not shared:
            return Stage.NO_OFFER, self._unblock_sharer(request)
        able = [offer for offer in shared if offer.level >= request.min_level]
        if not able:
            return Stage.LEVEL, self._unblock_sharer(request)
        near = [venue.id for venue in self.problem.venues if self.presence.reaches(request.person, venue.id)]
        shared_near = [(offer, venue) for offer in able for venue in near if self.presence.reaches(offer.person, venue)]
        if not shared_near:
            return self._sift_travel(request, able)
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
            return Stage.NO_OPEN_VENUE, self._unblock_venue(request, roomy or common, has_room=bool(roomy))
        attended = [way for way in ways if self._has_adult(request, way)]
        if not attended:
            return Stage.NO_ADULT, self._unblock_adult(request, ways)
        welcome = [way for way in attended if self._welcome(request, way)]
        if not welcome:
            if all(self._go_by_turns(request, way) for way in attended):
                return Stage.HOUSEHOLD_WISH, Unblock(UnblockCode.ASK_HOUSEHOLD)
            best = self._liveliest(request, attended)
            return Stage.REFUSED, Unblock(UnblockCode.LIFT_REFUSAL, venue=best.venue, slot=best.slot)
        rooms = _rooms_of(welcome)
        lacking = [(self.missing_learners(request, venue, slot), slot, venue) for slot, venue in rooms]
        if held := [(venue, slot) for missing, slot, venue in lacking if missing == 0]:
            return held
        if len(self.parties.of(request.person, request.skill)) > 1 and any(
            self.missing_learners(request, venue, slot, alone=True) == 0 for slot, venue in rooms
        ):
            return Stage.HOUSEHOLD_WISH, Unblock(UnblockCode.ASK_HOUSEHOLD)
        short = [(missing, slot, venue) for missing, slot, venue in lacking if missing is not None]
        if not short:
            return self._sift_company(request, rooms)
        missing, slot, venue = min(short)
        return Stage.TOO_FEW_LEARNERS, Unblock(UnblockCode.ONE_MORE_LEARNER, missing=missing, venue=venue, slot=slot)

    def _sift_company(self, request: Request, rooms: list[tuple[int, int]]) -> tuple[Stage, Unblock]:
        """When more learners alone cannot help: a larger room, a second sharer, or nothing single."""
        for slot, venue in rooms:
            if self.missing_learners(request, venue, slot, seats=self.problem.rules.max_people) == 0:
                commune = self.problem.venues[venue].commune
                return Stage.NO_OPEN_VENUE, Unblock(UnblockCode.OPEN_VENUE, commune=commune, slot=slot)
            if self.missing_learners(request, venue, slot, guest=True) == 0:
                sharer = Unblock(UnblockCode.A_SHARER, level=request.min_level, venue=venue, slot=slot)
                return Stage.TOO_FEW_LEARNERS, sharer
        return Stage.TOO_FEW_LEARNERS, Unblock(UnblockCode.LATER_ROUND)

    def _fits(self, request: Request, way: Way) -> bool:
        """Whether the smallest session of the two could fit; a known adult may be one of the others."""
        outside = outside_adults(self.problem.people, (way.offer.person, request.person))
        return self.problem.rules.min_people + outside <= self.seats(way.venue)

    def _has_adult(self, request: Request, way: Way) -> bool:
        """Whether an adult can come along with those of the two who need a chaperone."""
        pair = {way.offer.person, request.person}
        if not any(self.problem.people[member].chaperoned for member in pair):
            return True
        return len(self.presence.chaperones(way.venue, way.slot, request.skill, pair)) > 1

    def _welcome(self, request: Request, way: Way) -> bool:
        pair = {way.offer.person, request.person}
        skill, venue, slot = request.skill, way.venue, way.slot
        return any(
            all(self.presence.welcome(member, venue, slot, skill, chaperone) for member in pair)
            and not pairs_apart(self.problem, venue, slot, skill, pair, chaperone)
            for chaperone in self.presence.chaperones(venue, slot, skill, pair)
        )

    def _go_by_turns(self, request: Request, way: Way) -> bool:
        """Whether the two, or an adult with one of them, go out by turns."""
        pair = way.offer.person, request.person
        unrefused = replace(self.problem, refused=())
        return bool(pairs_apart(unrefused, way.venue, way.slot, request.skill, pair))

    def _sift_travel(self, request: Request, able: list[Offer]) -> tuple[Stage, Unblock]:
        """No place that both reach: for the steps there, or for the distance."""
        presence, venues = self.presence, self.problem.venues
        near = [venue for venue in venues if presence.travels(request.person, venue.id)]
        stepped = [v for v in near if any(presence.travels(offer.person, v.id) for offer in able)]
        if stepped:
            return Stage.STEPS, Unblock(UnblockCode.STEP_FREE_PLACE, commune=stepped[0].commune)
        return Stage.TRAVEL, self._unblock_travel(request, able)

    def _unblock_travel(self, request: Request, able: list[Offer]) -> Unblock:
        """A lift to where fewest others are missing besides, or another sharer when no lift would do."""
        ways = [
            Way(offer, venue.id, slot)
            for offer in able
            for venue in self.problem.venues
            if self.presence.reaches(offer.person, venue.id) and self.presence.enters(request.person, venue.id)
            for slot in sorted(venue.open)
            if self.presence.available(offer.person, slot) and self.presence.available(request.person, slot)
        ]
        fewest = self._freed(request.person, ways)._nearest(request, _rooms_of(ways)) if ways else None
        if fewest is None:
            return self._unblock_sharer(request)
        missing, _slot, venue = fewest
        return Unblock(UnblockCode.A_LIFT, missing=missing or None, venue=venue)

    def _freed(self, member: int, ways: list[Way]) -> "Funnel":
        """The same with the half-days of these ways, and a ride to them, for a person and the adult named with them."""
        slots, venues = {way.slot for way in ways}, {way.venue for way in ways}
        freed = {member, self.problem.people[member].accompanied_by}
        people = (
            replace(p, available=p.available | slots, reach=p.reach | venues) if p.id in freed else p
            for p in self.problem.people
        )
        return Funnel(replace(self.problem, people=tuple(people)))

    def _unblock_adult(self, request: Request, ways: list[Way]) -> Unblock:
        """The first room where one more adult would do; no room, when that alone would not."""
        for slot, venue in _rooms_of(ways):
            if self.with_adult.missing_learners(request, venue, slot) == 0:
                return Unblock(UnblockCode.AN_ADULT, venue=venue, slot=slot)
        return Unblock(UnblockCode.AN_ADULT)

    def _unblock_half_day(self, request: Request, near: list[tuple[Offer, int]]) -> Unblock:
        """The half-day to free where fewest others are missing besides, or another sharer when none would do."""
        ways = [
            Way(offer, venue, slot)
            for offer, venue in near
            for slot in sorted(self.problem.venues[venue].open)
            if self.presence.available(offer.person, slot)
        ]
        fewest = self._freed(request.person, ways)._nearest(request, _rooms_of(ways)) if ways else None
        if fewest is None:
            return self._unblock_sharer(request)
        missing, slot, venue = fewest
        return Unblock(UnblockCode.MORE_AVAILABILITY, missing=missing or None, venue=venue, slot=slot)

    def _unblock_sharer(self, request: Request) -> Unblock:
        """A sharer, in the room where fewest learners are missing besides; no room, when that would not do anywhere."""
        level, person = request.min_level, request.person
        rooms = (
            (slot, venue.id)
            for venue in self.problem.venues
            for slot in sorted(venue.open)
            if self.presence.available(person, slot) and self.presence.reaches(person, venue.id)
        )
        fewest = self._nearest(request, rooms, guest=True)
        if fewest is None:
            return Unblock(UnblockCode.A_SHARER, level=level)
        missing, slot, venue = fewest
        return Unblock(UnblockCode.A_SHARER, missing=missing or None, level=level, venue=venue, slot=slot)

    def _unblock_venue(self, request: Request, ways: list[Way], *, has_room: bool) -> Unblock:
        """The room to open, or a larger one of its commune, where fewest others are missing besides; or a sharer."""
        fewest = self._nearest(request, _rooms_of(ways), seats=0 if has_room else self.problem.rules.max_people)
        if fewest is None:
            return self._unblock_sharer(request)
        missing, slot, venue = fewest
        return Unblock(
            UnblockCode.OPEN_VENUE,
            missing=missing or None,
            venue=venue if has_room else None,
            commune=self.problem.venues[venue].commune,
            slot=slot,
        )

    def _nearest(
        self, request: Request, rooms: Iterable[tuple[int, int]], *, guest: bool = False, seats: int = 0
    ) -> tuple[int, int, int] | None:
        """Missing learners, slot and venue of the room where fewest are missing; None when learners cannot help."""
        best: tuple[int, int, int] | None = None
        for slot, venue in rooms:
            missing = self.missing_learners(request, venue, slot, guest=guest, seats=seats)
            if missing is not None and (best is None or (missing, slot, venue) < best):
                best = missing, slot, venue
            if best is not None and best[0] == 0:
                break
        return best

    def _liveliest(self, request: Request, ways: Iterable[Way]) -> Way:
        """The way with most other learners, then the earliest."""

        def rank(way: Way) -> tuple[int, int, int]:
            others = self.table(request.skill, way.venue, way.slot).requests
            return -sum(other.person != request.person for other in others), way.slot, way.venue

        return min(ways, key=rank)


def _rooms_of(ways: Iterable[Way]) -> list[tuple[int, int]]:
    """Slot and venue of each way, once."""
    return sorted({(way.slot, way.venue) for way in ways})
