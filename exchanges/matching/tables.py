"""Who could sit together for a savoir, in every room of a problem, whatever the rest of the round is."""

from collections import defaultdict
from dataclasses import replace
from itertools import chain

from .parties import Parties
from .presence import Presence, pairs_apart
from .problem import Offer, Problem, Request
from .seating import Table


class Tables:
    """The tables of a problem, made as they are asked for."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.presence = Presence(problem)
        self.parties = Parties(problem)
        self.requests: dict[int, list[Request]] = defaultdict(list)
        self.offers: dict[int, list[Offer]] = defaultdict(list)
        rules = problem.rules
        for offer in problem.offers:
            if offer.max_learners >= max(rules.min_learners, rules.min_people - rules.max_sharers):
                self.offers[offer.skill].append(offer)
        for request in problem.requests:
            if problem.people[request.person].max_learn > 0:
                self.requests[request.skill].append(request)
        self._tables: dict[tuple[int, int, int, int | None], Table] = {}

    def table(self, skill: int, venue: int, slot: int, chaperone: int | None = None) -> Table:
        """Everybody who could be there for the savoir, limits of sharers and other sessions aside."""
        key = (skill, venue, slot, chaperone)
        if key not in self._tables:
            offers = tuple(o for o in self.offers[skill] if self._comes(o.person, skill, venue, slot, chaperone))
            requests = tuple(r for r in self.requests[skill] if self._comes(r.person, skill, venue, slot, chaperone))
            group = {offer.person for offer in offers} | {request.person for request in self.requests[skill]}
            apart = pairs_apart(self.problem, venue, slot, skill, group, chaperone)
            self._tables[key] = Table(self.problem, self.parties, self.seats(venue), offers, requests, apart, chaperone)
        return self._tables[key]

    def chaperones(self, request: Request, venue: int, slot: int) -> list[int | None]:
        """Those with whom the person could come there, half-days of the person aside; nobody, when none is needed."""
        wishes = chain[Offer | Request](self.offers[request.skill], self.requests[request.skill])
        group = (wish.person for wish in wishes)
        able = self.presence.chaperones(venue, slot, request.skill, group)
        return [one for one in able if self._suits(request.person, request.skill, venue, slot, one)]

    def missing_learners(
        self, request: Request, venue: int, slot: int, *, guest: bool = False, alone: bool = False, seats: int = 0
    ) -> int | None:
        """As `Table.missing_learners`, with whichever chaperone helps most, and at least so many seats."""
        best: int | None = None
        for chaperone in self.chaperones(request, venue, slot):
            table = self.table(request.skill, venue, slot, chaperone)
            if seats > table.seats:
                table = replace(table, seats=seats)
            missing = table.missing_learners(request, guest=guest, alone=alone)
            if missing is not None and (best is None or missing < best):
                best = missing
        return best

    def seats(self, venue: int) -> int:
        """Seats of a session there."""
        return min(self.problem.rules.max_people, self.problem.venues[venue].capacity)

    def _comes(self, member: int, skill: int, venue: int, slot: int, chaperone: int | None) -> bool:
        return self.presence.available(member, slot) and self._suits(member, skill, venue, slot, chaperone)

    def _suits(self, member: int, skill: int, venue: int, slot: int, chaperone: int | None) -> bool:
        presence = self.presence
        return presence.reaches(member, venue) and presence.welcome(member, venue, slot, skill, chaperone)
