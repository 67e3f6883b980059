"""How far a room is from holding a session for one request: the yardstick of every explanation."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from .companions import seats_taken
from .parties import Parties, Party
from .presence import Pair
from .problem import Offer, Problem, Request


@dataclass(frozen=True, slots=True)
class Table:
    """Those who could share and learn one savoir in one room, and the pairs among them who may not meet.

    `chaperone` comes along with those who need one, who are here only then.
    """

    problem: Problem
    parties: Parties
    seats: int
    offers: tuple[Offer, ...]
    requests: tuple[Request, ...]
    apart: frozenset[Pair]
    chaperone: int | None = None

    def missing_learners(self, request: Request, *, guest: bool = False, alone: bool = False) -> int | None:
        """How many more learners a session serving `request` needs: 0 if it could be held, None if more cannot help.

        With `guest`, one more sharer comes: of any level, with seats for all, bringing nobody, alone or beside others.
        When `alone`, the person would come without their party.
        """
        party = frozenset({request.person}) if alone else self.parties.of(request.person, request.skill)
        if not party - {request.person} <= {other.person for other in self.requests}:
            return None
        best: int | None = None
        for team in self._teams(request, party, guest):
            missing = self._missing_with(party, team, 1 if guest else 0)
            if missing == 0:
                return 0
            if missing is not None and (best is None or missing < best):
                best = missing
        return best

    def _teams(self, request: Request, party: Party, guest: bool) -> Iterator[tuple[Offer, ...]]:
        """Every team whose level suits the party; a guest takes one place in it and suits everybody."""
        offers = [offer for offer in self.offers if offer.person not in party]
        asked = [other.min_level for other in self.requests if other.person in party]
        needed = max([request.min_level, *asked])
        fewest, most = (0, self.problem.rules.max_sharers - 1) if guest else (1, self.problem.rules.max_sharers)
        for size in range(fewest, most + 1):
            for team in combinations(offers, size):
                if guest or max(offer.level for offer in team) >= needed:
                    yield team

    def _missing_with(self, party: Party, team: Sequence[Offer], guests: int) -> int | None:
        rules, people = self.problem.rules, self.problem.people
        core = [*(offer.person for offer in team), *sorted(party)]
        need = max(rules.min_learners, rules.min_people - len(team) - guests)
        most = min((offer.max_learners for offer in team), default=self.seats)
        if most < max(need, len(party)) or not self._may_meet(core):
            return None
        others = self._others(core, None if guests else max(offer.level for offer in team))
        widest = max(map(len, others), default=1)
        best: int | None = None
        lacking = max(0, need - len(party))
        for count in range(min(lacking, len(others)), -1, -1):
            least = max(0, lacking - count * widest)  # with so many or fewer units, no less can be missing
            if best is not None and best <= least:
                break
            for chosen in combinations(others, count):
                group = core + [member for unit in chosen for member in unit]
                learners = len(group) - len(team)
                missing = max(0, need - learners)
                seats = seats_taken(people, group, self.chaperone) + guests + missing
                if learners <= most and seats <= self.seats and self._may_meet(group):
                    if missing == least:
                        return missing
                    best = missing if best is None else min(best, missing)
        return best

    def _others(self, core: Sequence[int], level: int | None) -> list[tuple[int, ...]]:
        """Who could join the core, as units: somebody alone, or a whole party."""
        able = [
            other
            for other in self.requests
            if other.person not in core
            and (level is None or other.min_level <= level)
            and self._may_meet([*core, other.person])
        ]
        units = [tuple(sorted(self.parties.of(other.person, other.skill))) for other in self.parties.whole(able)]
        return list(dict.fromkeys(units))

    def _may_meet(self, group: Iterable[int]) -> bool:
        return not self.apart or not any(pair in self.apart for pair in combinations(sorted(group), 2))
