"""Why each request was not served: its first blocking stage, and one thing, tried out, that would open the way."""

from collections.abc import Callable
from dataclasses import dataclass

from .companions import seats_taken
from .funnel import Funnel, Stage, Unblock, UnblockCode
from .problem import Plan, PlannedSession, Problem, Request
from .rooms import Room
from .seating import Table
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
        self._tables: dict[tuple[int, int, int], Table] = {}

    def explain(self, request: Request, rooms: list[Room]) -> tuple[Stage, Unblock]:
        """The first stage of the plan that stops the request, among the rooms in which it could be served alone."""
        state = self.state
        person = state.people[request.person]
        idle = [room for room in rooms if self._idle(request, room[1])]
        if state.learns[request.person] >= person.max_learn:
            room = self._first(idle, lambda room: self._opens(request, room))
            return Stage.OWN_LIMIT, LATER if room is None else Unblock(
                UnblockCode.RAISE_LIMIT, missing=1, venue=room[0], slot=room[1]
            )
        if not idle:
            return Stage.OWN_CONFLICT, self._another_time(request)
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

    def _idle(self, request: Request, slot: int) -> bool:
        """Whether the person, and their adult, are in no session of the slot."""
        adult = self.state.people[request.person].accompanied_by
        busy = self.state.busy[slot]
        return request.person not in busy and (adult is None or adult not in busy)

    def _session(self, request: Request, room: Room) -> PlannedSession | None:
        """The session of the room when it is one of this savoir."""
        session = self.state.sessions.get(room)
        return session if session is not None and session.skill == request.skill else None

    def _table(self, skill: int, room: Room) -> Table:
        """Those of the room whom the plan leaves free."""
        key = (skill, *room)
        if key not in self._tables:
            whole = self.funnel.table(skill, *room)
            offers = tuple(offer for offer in whole.offers if self.state.may_share(offer, room[1]))
            requests = tuple(request for request in whole.requests if self.state.may_learn(request, room[1]))
            self._tables[key] = Table(self.state.problem, whole.seats, offers, requests, whole.apart)
        return self._tables[key]

    def _missing(self, request: Request, room: Room, *, guest: bool = False) -> int | None:
        return self._table(request.skill, room).missing_learners(request, guest=guest)

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

    def _fits_company(self, request: Request, session: PlannedSession) -> bool:
        """Whether the levels and the people of a session would suit the request."""
        whole = self.funnel.table(session.skill, session.venue, session.slot)
        level = max(offer.level for offer in self.funnel.offers[session.skill] if offer.person in session.sharers)
        pairs = [(min(request.person, other), max(request.person, other)) for other in session.people]
        return level >= request.min_level and not any(pair in whole.apart for pair in pairs)

    def _has_seat(self, request: Request, session: PlannedSession) -> bool:
        hosts = [offer for offer in self.funnel.offers[session.skill] if offer.person in session.sharers]
        seats = seats_taken(self.state.people, [*session.people, request.person])
        return len(session.learners) < min(offer.max_learners for offer in hosts) and seats <= self.funnel.seats(
            session.venue
        )

    def _is_full(self, request: Request, room: Room) -> bool:
        session = self._session(request, room)
        return session is not None and self._fits_company(request, session) and not self._has_seat(request, session)

    def _opens(self, request: Request, room: Room) -> bool:
        """Whether the plan could serve the request there as it stands, the person's own limit and half-days aside."""
        if room not in self.state.sessions:
            return self._missing(request, room) == 0
        session = self._session(request, room)
        return session is not None and self._fits_company(request, session) and self._has_seat(request, session)

    def _another_time(self, request: Request) -> Unblock:
        """A half-day that the person did not give, in which the plan has room for them."""
        presence, problem = self.funnel.presence, self.state.problem
        for slot in problem.slots:
            if presence.available(request.person, slot.id) or not self._idle(request, slot.id):
                continue
            for venue in problem.venues:
                if slot.id not in venue.open or not presence.reaches(request.person, venue.id):
                    continue
                welcome = presence.welcome(request.person, venue.id, slot.id, request.skill)
                if welcome and self._opens(request, (venue.id, slot.id)):
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
