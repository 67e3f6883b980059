"""How far a room is from holding a session for one request: the yardstick of every explanation."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from .companions import seats_taken
from .problem import Offer, Problem, Request
from .rooms import Pair


@dataclass(frozen=True, slots=True)
class Table:
    """Those who could share and learn one savoir in one room, and the pairs among them who may not meet."""

    problem: Problem
    seats: int
    offers: tuple[Offer, ...]
    requests: tuple[Request, ...]
    apart: frozenset[Pair]

    def missing_learners(self, request: Request, *, guest: bool = False) -> int | None:
        """How many more learners a session serving `request` needs: 0 if it could be held, None if more cannot help.

        With `guest`, one more sharer comes: of any level, with seats for all, bringing nobody, alone or beside others.
        """
        best: int | None = None
        for team in self._teams(request, guest):
            missing = self._missing_with(request, team, 1 if guest else 0)
            if missing == 0:
                return 0
            if missing is not None and (best is None or missing < best):
                best = missing
        return best

    def _teams(self, request: Request, guest: bool) -> Iterator[tuple[Offer, ...]]:
        """Every team whose level suits the request; a guest takes one place in it and suits everybody."""
        offers = [offer for offer in self.offers if offer.person != request.person]
        fewest, most = (0, self.problem.rules.max_sharers - 1) if guest else (1, self.problem.rules.max_sharers)
        for size in range(fewest, most + 1):
            for team in combinations(offers, size):
                if guest or max(offer.level for offer in team) >= request.min_level:
                    yield team

    def _missing_with(self, request: Request, team: Sequence[Offer], guests: int) -> int | None:
        rules, people = self.problem.rules, self.problem.people
        core = [*(offer.person for offer in team), request.person]
        need = max(rules.min_learners, rules.min_people - len(team) - guests)
        if any(offer.max_learners < need for offer in team) or not self._may_meet(core):
            return None
        level = None if guests else max(offer.level for offer in team)
        others = [
            other.person
            for other in self.requests
            if other.person not in core
            and (level is None or other.min_level <= level)
            and self._may_meet([*core, other.person])
        ]
        for fellows in range(min(need - 1, len(others)), -1, -1):
            missing = need - 1 - fellows
            for chosen in combinations(others, fellows):
                group = [*core, *chosen]
                if self._may_meet(group) and seats_taken(people, group) + guests + missing <= self.seats:
                    return missing
        return None

    def _may_meet(self, group: Iterable[int]) -> bool:
        return not self.apart or not any(pair in self.apart for pair in combinations(sorted(group), 2))
