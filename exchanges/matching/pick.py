"""The sessions worth most around one team, when every place has a value: branch and bound over the learners."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from .companions import seats_taken
from .ledger import SCALE
from .rooms import Group
from .state import State

NEVER = -(1 << 60)

Choice = tuple[int, tuple[int, ...], tuple[int, ...]]  # group, places of sharers, places of learners


@dataclass(slots=True)
class Quest:
    """What is looked for: sessions worth more than `floor`, in at most `nodes` half-filled sessions.

    `unseen` is what the sessions left unlooked at could be worth at most.
    """

    floor: int
    nodes: int
    unseen: int = NEVER


@dataclass(frozen=True, slots=True)
class Team:
    """Those who share, their group, what their places are worth, and how many may learn from them."""

    group: Group
    sharers: tuple[int, ...]
    value: int
    fewest: int
    most: int


class Candidate(NamedTuple):
    """Somebody who could learn here: what their place is worth, and who they are. Band and commune are single bits."""

    value: int
    place: int
    person: int
    band: int
    commune: int


class Picker:
    """Finds learners for a team."""

    def __init__(self, state: State) -> None:
        weights, self._rules = state.problem.weights, state.problem.rules
        self._people = state.people
        self._accompanied = state.accompanied
        self._met = state.met
        self._band = [1 << person.age_band for person in state.people]
        self._commune = [1 << person.commune for person in state.people]
        self._repeat = weights.repeat_pair * SCALE
        self._per_band, self._per_commune = weights.age_band * SCALE, weights.commune * SCALE

    def pool(self, learners: Iterable[tuple[int, int, int]]) -> list[Candidate]:
        """Candidates of learners given as (value, place, person), dearest first."""
        order = sorted(learners, key=lambda learner: (-learner[0], learner[1]))
        return [Candidate(value, place, p, self._band[p], self._commune[p]) for value, place, p in order]

    def beside(self, team: Sequence[int], pool: Sequence[Candidate]) -> list[Candidate]:
        """The pool without the team; whoever already met somebody of the team is worth less."""
        beside = [candidate for candidate in pool if candidate.person not in team]
        if not self._repeat:
            return beside
        people = {candidate.person for candidate in beside}
        cost: Counter[int] = Counter()
        for member in team:
            cost.update(self._met[member] & people)
        if cost:
            beside = [
                c._replace(value=c.value - self._repeat * cost[c.person]) if c.person in cost else c for c in beside
            ]
            beside.sort(key=lambda candidate: (-candidate.value, candidate.place))
        return beside

    def sessions(self, team: Team, pool: Sequence[Candidate], quest: Quest) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Every session of the team worth more than the floor of the quest: its value, and the places of its learners.

        Whoever takes them may raise the floor meanwhile.
        """
        group, fewest, most = team.group, team.fewest, team.most
        if len(pool) < fewest:
            return
        met, repeat = self._met, self._repeat
        sums = [0]
        for candidate in pool:
            sums.append(sums[-1] + candidate.value)
        gainful = sum(candidate.value > 0 for candidate in pool)
        bands = communes = 0
        for member in team.sharers:
            bands |= self._band[member]
            communes |= self._commune[member]
        pairs = combinations(team.sharers, 2)
        begun = team.value - repeat * sum(other in met[member] for member, other in pairs)
        mixed = self._mixable(pool, bands, communes)
        richest = self._per_band * (mixed[0] - 1) + self._per_commune * (mixed[1] - 1)
        size = len(pool)
        seen = 0
        # (next candidate, value, places, people, bands, communes, whether it is a session not yet weighed)
        stack: list[tuple[int, int, tuple[int, ...], tuple[int, ...], int, int, bool]]
        stack = [(0, begun, (), team.sharers, bands, communes, True)]
        while stack:
            at, value, places, people, bands, communes, fresh = stack.pop()
            count = len(places)
            if fresh and count >= fewest:
                total = value + self._company(bands, communes)
                if total > quest.floor and group.admits(team.sharers, people[len(team.sharers) :]):
                    yield total, tuple(sorted(places))
            if count == most or at == size or size - at < fewest - count:
                continue
            needed, last = at + fewest - count, gainful
            if last < needed:
                last = needed
            if last > at + most - count:
                last = at + most - count
            if last < at:
                last = at
            ceiling = value + sums[last] - sums[at] + richest
            if ceiling <= quest.floor:
                continue
            if seen >= quest.nodes or ceiling - richest + self._company(bands, communes) <= quest.floor:
                ceiling += self._company_ceiling(pool, at, last, most - count, bands, communes, mixed) - richest
                if ceiling <= quest.floor:
                    continue
            seen += 1
            if seen > quest.nodes:
                quest.unseen = max(quest.unseen, ceiling)
                continue
            taken = pool[at]
            stack.append((at + 1, value, places, people, bands, communes, False))
            if self._may_join(group, people, taken.person):
                known = met[taken.person]
                again = sum(member in known for member in people[len(team.sharers) :])
                stack.append(
                    (
                        at + 1,
                        value + taken.value - repeat * again,
                        (*places, taken.place),
                        (*people, taken.person),
                        bands | taken.band,
                        communes | taken.commune,
                        True,
                    )
                )

    def _mixable(self, pool: Sequence[Candidate], bands: int, communes: int) -> tuple[int, int]:
        """How many bands and communes could count at most."""
        for candidate in pool:
            bands |= candidate.band
            communes |= candidate.commune
        rules = self._rules
        return min(bands.bit_count(), rules.max_bonus_bands), min(communes.bit_count(), rules.max_bonus_communes)

    def _company(self, bands: int, communes: int) -> int:
        rules = self._rules
        counted = min(bands.bit_count(), rules.max_bonus_bands), min(communes.bit_count(), rules.max_bonus_communes)
        return self._per_band * (counted[0] - 1) + self._per_commune * (counted[1] - 1)

    def _company_ceiling(
        self,
        pool: Sequence[Candidate],
        at: int,
        last: int,
        room: int,
        bands: int,
        communes: int,
        mixed: tuple[int, int],
    ) -> int:
        """No more than this for the mix of ages and villages, less what bringing in a new one costs at least.

        The candidates `at:last` are already counted, for `room` chairs. A new age or village comes with somebody among
        those left: at best the dearest such person takes the chair of the last counted, or an empty one.
        """
        more_bands = min(mixed[0] - min(bands.bit_count(), mixed[0]), room)
        more_communes = min(mixed[1] - min(communes.bit_count(), mixed[1]), room)
        sure = self._company(bands, communes)
        if not more_bands and not more_communes:
            return sure
        threshold = pool[last - 1].value if last > at else 0
        if last < at + room:
            threshold = min(0, threshold)
        band_cost = commune_cost = None
        for place in range(at, len(pool)):
            candidate = pool[place]
            if band_cost is None and more_bands and not candidate.band & bands:
                band_cost = max(0, threshold - candidate.value)
            if commune_cost is None and more_communes and not candidate.commune & communes:
                commune_cost = max(0, threshold - candidate.value)
            if (band_cost is not None or not more_bands) and (commune_cost is not None or not more_communes):
                break
        extra = 0
        for_bands, for_communes = self._per_band * more_bands, self._per_commune * more_communes
        if band_cost is not None:
            extra = max(extra, for_bands - band_cost)
        if commune_cost is not None:
            extra = max(extra, for_communes - commune_cost)
        if band_cost is not None and commune_cost is not None:
            extra = max(extra, for_bands + for_communes - max(band_cost, commune_cost))
        return sure + extra

    def is_wary(self, group: Group) -> bool:
        """Whether `admits` can say no of people who could each be in the group."""
        return bool(self._accompanied or group.apart or group.parties or group.chaperone is not None)

    def admits(self, group: Group, sharers: Sequence[int], learners: Sequence[int]) -> bool:
        """Whether these people can be in a session of the group together."""
        people = [*sharers, *learners]
        if group.apart and any(pair in group.apart for pair in combinations(sorted(people), 2)):
            return False
        if self._accompanied and seats_taken(self._people, people, group.chaperone) > group.seats:
            return False
        return group.admits(sharers, learners)

    def _may_join(self, group: Group, people: Sequence[int], newcomer: int) -> bool:
        if group.apart and any((min(newcomer, p), max(newcomer, p)) in group.apart for p in people):
            return False
        return not self._accompanied or seats_taken(self._people, [*people, newcomer], group.chaperone) <= group.seats
