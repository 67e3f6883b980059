"""Why each request was not served: its first blocking stage, and one thing, tried out, that would open the way."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations

from .companions import everybody_at, seats_taken
from .funnel import Funnel
from .problem import Plan, PlannedSession, Problem, Request
from .rooms import Room
from .seating import Table
from .stages import Stage, Unblock, UnblockCode
from .state import State

LATER = Unblock(UnblockCode.LATER_ROUND)


@dataclass(frozen=True, slots=True)
class Unserved:
    """A request that no session serves; `request` is its place in `problem.requests`."""

    request: int
    person: int
    skill: int
    stage: Stage
    unblock: Unblock


def explain_unserved(problem: Problem, plan: Plan) -> tuple[Unserved, ...]:
    """Exactly one reason for each request that `plan` does not serve, in the order of `problem.requests`."""
    state = State(problem, plan.sessions)
    funnel = Funnel(problem)
    choices = Choices(state, funnel)
    found = []
    for number, request in enumerate(problem.requests):
        if (request.person, request.skill) in state.served:
            continue
        sifted = funnel.sift(request)
        stage, unblock = choices.explain(request, sifted) if isinstance(sifted, list) else sifted
        found.append(Unserved(number, request.person, request.skill, stage, unblock))
    return tuple(found)


class Choices:
    """What the rest of the plan leaves to a request that could have been served alone."""

    def __init__(self, state: State, funnel: Funnel) -> None:
        self.state = state
        self.funnel = funnel
        self._tables: dict[tuple[int, int, int, int | None], Table | None] = {}

    def explain(self, request: Request, rooms: list[Room]) -> tuple[Stage, Unblock]:
        """The first stage of the plan that stops the request, among the rooms in which it could be served alone."""
        state = self.state
        person = state.people[request.person]
        idle = [room for room in rooms if self._idle(request.person, room)]
        if state.learns[request.person] >= person.max_learn:
            room = self._first(idle, lambda room: self._opens(request, room))
            return Stage.OWN_LIMIT, LATER if room is None else Unblock(
                UnblockCode.RAISE_LIMIT, missing=1, venue=room[0], slot=room[1]
            )
        if not idle:
            far = any(state.stays(request.person, slot) for _, slot in rooms)
            return Stage.FAR_THAT_DAY if far else Stage.OWN_CONFLICT, self._another_time(request)
        idle = [room for room in idle if self._household_lets(request, room)]
        if not idle:
            return Stage.HOUSEHOLD_BUSY, Unblock(UnblockCode.ASK_HOUSEHOLD)
        attended = [room for room in idle if self._chaperones(request, room)]
        if not attended:
            return Stage.ADULT_BUSY, self._an_adult(request, idle)
        idle = attended
        if not any(self._session(request, room) or self._has_sharer(request, room) for room in idle):
            return Stage.SHARER_LIMIT, self._a_sharer(request, idle) or LATER
        full = self._first(idle, lambda room: self._is_full(request, room))
        if full is not None:
            return Stage.GROUP_FULL, Unblock(UnblockCode.ONE_MORE_SEAT, venue=full[0], slot=full[1])
        taken = self._first(idle, lambda room: room in state.sessions and self._missing(request, room) == 0)
        if taken is not None:
            commune = state.problem.venues[taken[0]].commune
            return Stage.VENUE_TAKEN, Unblock(UnblockCode.OPEN_VENUE, commune=commune, slot=taken[1])
        return Stage.OUTWEIGHED, self._one_more_learner(request, idle) or self._a_sharer(request, idle) or LATER

    def _first(self, rooms: list[Room], test: Callable[[Room], bool]) -> Room | None:
        return next((room for room in rooms if test(room)), None)

    def _idle(self, member: int, room: Room) -> bool:
        """Whether the person, and the adult named to accompany them, are in no session then, nor too far away."""
        conflicts, where = self.state.conflicts, self.state.where
        adult = self.state.people[member].accompanied_by
        return all(conflicts.keep_near(where, one, *room) for one in (member, adult) if one is not None)

    def _household_lets(self, request: Request, room: Room) -> bool:
        """Whether nobody's turn to go out is taken, and whoever the person comes with may be there too."""
        state, (venue, slot) = self.state, room
        party = [Request(member, request.skill) for member in state.parties.of(request.person, request.skill)]
        return state.may_be(request.person, venue, slot) and all(
            state.may_learn(other, venue, slot) for other in party if other.person != request.person
        )

    def _chaperones(self, request: Request, room: Room) -> list[int | None]:
        """Those with whom the person could come there and whom the plan leaves free; nobody, when none is needed."""
        session = self._session(request, room)
        there = () if session is None else everybody_at(self.state.people, session)
        able = self.funnel.chaperones(request, *room)
        return [one for one in able if one is None or one in there or self.state.may_be(one, *room)]

    def _session(self, request: Request, room: Room) -> PlannedSession | None:
        """The session of the room when it is one of this savoir."""
        session = self.state.sessions.get(room)
        return session if session is not None and session.skill == request.skill else None

    def _table(self, skill: int, room: Room, chaperone: int | None) -> Table | None:
        """Those of the room whom the plan leaves free; None when it does not leave the chaperone free."""
        key = (skill, *room, chaperone)
        if key not in self._tables:
            state, whole = self.state, self.funnel.table(skill, *room, chaperone)
            offers = tuple(offer for offer in whole.offers if state.may_share(offer, *room, chaperone))
            requests = tuple(request for request in whole.requests if state.may_learn(request, *room, chaperone))
            free = chaperone is None or state.may_be(chaperone, *room)
            self._tables[key] = replace(whole, offers=offers, requests=requests) if free else None
        return self._tables[key]

    def _missing(self, request: Request, room: Room, *, guest: bool = False) -> int | None:
        tables = [self._table(request.skill, room, one) for one in self.funnel.chaperones(request, *room)]
        found = [table.missing_learners(request, guest=guest) for table in tables if table is not None]
        return min((missing for missing in found if missing is not None), default=None)

    def _has_sharer(self, request: Request, room: Room) -> bool:
        """Whether an able sharer of the room has sessions left, busy at that time or not."""
        shares, people = self.state.shares, self.state.people
        offers = self.funnel.table(request.skill, *room).offers
        return any(
            offer.level >= request.min_level
            and offer.person != request.person
            and shares[offer.person] < people[offer.person].max_share
            for offer in offers
        )

    def _joined(self, request: Request, session: PlannedSession) -> list[PlannedSession]:
        """The session with the person, and their party, wherever the levels and the people would suit."""
        party = self.state.parties.of(request.person, request.skill)
        if not party.isdisjoint(session.people):
            return []
        learners = tuple(sorted((*session.learners, *party)))
        able = self._chaperones(request, (session.venue, session.slot))
        kept = [one for one in able if session.chaperone is None or one in (None, session.chaperone)]
        found = [replace(session, learners=learners, chaperone=one or session.chaperone) for one in kept]
        return [joined for joined in found if self._suits(joined)]

    def _suits(self, session: PlannedSession) -> bool:
        """Whether the level is enough for all, and nobody there refuses anybody."""
        funnel, skill = self.funnel, session.skill
        whole = funnel.table(skill, session.venue, session.slot, session.chaperone)
        level = max(offer.level for offer in funnel.offers[skill] if offer.person in session.sharers)
        asked = max(request.min_level for request in funnel.requests[skill] if request.person in session.learners)
        return level >= asked and not any(pair in whole.apart for pair in combinations(sorted(session.people), 2))

    def _has_seats(self, session: PlannedSession) -> bool:
        hosts = [offer for offer in self.funnel.offers[session.skill] if offer.person in session.sharers]
        seats = seats_taken(self.state.people, session.people, session.chaperone)
        return len(session.learners) <= min(offer.max_learners for offer in hosts) and seats <= self.funnel.seats(
            session.venue
        )

    def _is_full(self, request: Request, room: Room) -> bool:
        session = self._session(request, room)
        joined = [] if session is None else self._joined(request, session)
        return bool(joined) and not any(map(self._has_seats, joined))

    def _opens(self, request: Request, room: Room) -> bool:
        """Whether the plan could serve the request there as it stands, the person's own limit and half-days aside."""
        if not self._household_lets(request, room):
            return False
        if room not in self.state.sessions:
            return self._missing(request, room) == 0
        session = self._session(request, room)
        return session is not None and any(map(self._has_seats, self._joined(request, session)))

    def _another_time(self, request: Request) -> Unblock:
        """A half-day that the person did not give, in which the plan has room for them."""
        presence, problem = self.funnel.presence, self.state.problem
        for slot in problem.slots:
            if presence.available(request.person, slot.id):
                continue
            for venue in problem.venues:
                room = venue.id, slot.id
                if slot.id not in venue.open or not self._idle(request.person, room):
                    continue
                if self.funnel.chaperones(request, *room) and self._opens(request, room):
                    return Unblock(UnblockCode.MORE_AVAILABILITY, venue=venue.id, slot=slot.id)
        return LATER

    def _a_sharer(self, request: Request, rooms: list[Room]) -> Unblock | None:
        """A room still empty where learners wait for nobody but a sharer."""
        room = self._first(
            rooms, lambda room: room not in self.state.sessions and self._missing(request, room, guest=True) == 0
        )
        return (
            None
            if room is None
            else Unblock(UnblockCode.A_SHARER, level=request.min_level, venue=room[0], slot=room[1])
        )

    def _an_adult(self, request: Request, rooms: list[Room]) -> Unblock:
        """The first room where one more adult to accompany children would do; no room, when that alone would not."""
        funnel = self.funnel.with_adult
        beside = Choices(State(funnel.problem, self.state.plan()), funnel)
        room = self._first(rooms, lambda room: beside._opens(request, room))
        venue, slot = (None, None) if room is None else room
        return Unblock(UnblockCode.AN_ADULT, venue=venue, slot=slot)

    def _one_more_learner(self, request: Request, rooms: list[Room]) -> Unblock | None:
        """The room still empty that lacks fewest learners; None when some lacks none: the plan chose otherwise."""
        lacking = [
            (self._missing(request, room), room[1], room[0]) for room in rooms if room not in self.state.sessions
        ]
        short = sorted((missing, slot, venue) for missing, slot, venue in lacking if missing is not None)
        if not short or short[0][0] == 0:
            return None
        missing, slot, venue = short[0]
        return Unblock(UnblockCode.ONE_MORE_LEARNER, missing=missing, venue=venue, slot=slot)
