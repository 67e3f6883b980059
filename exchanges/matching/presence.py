"""Who may be where, and with whom: half-days, travel, steps, refusals, and the adults who come along."""

from collections import defaultdict
from collections.abc import Iterable, Set
from itertools import combinations

from .companions import adult_of
from .problem import Problem, Refusal

Pair = tuple[int, int]  # two people, the smaller id first


class Presence:
    """What keeps a person, or the adult who comes along with them, out of a session, the rest of the plan aside.

    A chaperone is always somebody of `chaperones`: whoever needs one is nowhere without.
    """

    def __init__(self, problem: Problem) -> None:
        self.people = problem.people
        self._step_free = [venue.step_free for venue in problem.venues]
        self._cleared = [person.id for person in problem.people if person.cleared]
        self._turn = {member: number for number, group in enumerate(problem.by_turns) for member in group}
        self._refused: dict[int | None, list[Refusal]] = defaultdict(list)
        self._apart: dict[Pair, list[Refusal]] = defaultdict(list)
        for refusal in problem.refused:
            if refusal.with_person is None:
                self._refused[refusal.person].append(refusal)
            elif refusal.person is not None:
                self._apart[_pair(refusal.person, refusal.with_person)].append(refusal)

    def available(self, member: int, slot: int) -> bool:
        """Whether the person, and the adult named to accompany them, are free in the slot."""
        person = self.people[member]
        return slot in person.available and (
            person.accompanied_by is None or self.available(person.accompanied_by, slot)
        )

    def half_days(self, member: int) -> Set[int]:
        """When the person, and the adult named to accompany them, are free."""
        person = self.people[member]
        if person.accompanied_by is None:
            return person.available
        return person.available & self.half_days(person.accompanied_by)

    def reaches(self, member: int, venue: int) -> bool:
        """Whether the person, and the adult named to accompany them, can travel to the venue and enter it."""
        return self.enters(member, venue) and self.travels(member, venue)

    def travels(self, member: int, venue: int) -> bool:
        """Whether the venue is near enough for the person, and for the adult named to accompany them."""
        person = self.people[member]
        return venue in person.reach and (person.accompanied_by is None or self.travels(person.accompanied_by, venue))

    def enters(self, member: int, venue: int) -> bool:
        """Whether no step keeps the person, or the adult named to accompany them, out of the venue."""
        person = self.people[member]
        return (self._step_free[venue] or not person.needs_step_free) and (
            person.accompanied_by is None or self.enters(person.accompanied_by, venue)
        )

    def free(self, member: int, venue: int, slot: int) -> bool:
        """Whether the person, and the adult named to accompany them, can come to the venue in the slot."""
        return self.available(member, slot) and self.reaches(member, venue)

    def chaperones(self, venue: int, slot: int, skill: int, group: Iterable[int]) -> list[int | None]:
        """Who may come along with those of `group` who need a chaperone; first nobody, for those who need none."""
        if not self._cleared or not any(self.people[member].chaperoned for member in group):
            return [None]
        able = (
            member
            for member in self._cleared
            if self.free(member, venue, slot) and self._may(member, venue, slot, skill)
        )
        return [None, *able]

    def welcome(self, member: int, venue: int, slot: int, skill: int, chaperone: int | None = None) -> bool:
        """Whether no refusal keeps the person, or their adult, out of such a session, nor one from the other."""
        if self._refused and not self._may(member, venue, slot, skill):
            return False
        person = self.people[member]
        adult = adult_of(person, chaperone)
        if adult is None:
            return not person.chaperoned
        return self._may(adult, venue, slot, skill) and not self._are_apart(member, adult, venue, slot, skill)

    def _may(self, member: int, venue: int, slot: int, skill: int) -> bool:
        refusals = (*self._refused.get(None, ()), *self._refused.get(member, ()))
        return not any(refusal.matches(venue=venue, slot=slot, skill=skill) for refusal in refusals)

    def _are_apart(self, one: int, other: int, venue: int, slot: int, skill: int) -> bool:
        """A young person who may not be where their adult is cannot come at all: one never comes without the other."""
        if one in self._turn and self._turn[one] == self._turn.get(other):
            return True
        refusals = self._apart.get(_pair(one, other), ())
        return any(refusal.matches(venue=venue, slot=slot, skill=skill) for refusal in refusals)


def pairs_apart(
    problem: Problem, venue: int, slot: int, skill: int, group: Iterable[int], chaperone: int | None = None
) -> frozenset[Pair]:
    """Pairs of the group that may not sit together: by refusal, or since they go out by turns.

    What keeps an accompanying adult away counts for the young person.
    """
    bans = [
        (refusal.person, refusal.with_person)
        for refusal in problem.refused
        if refusal.with_person is not None and refusal.matches(venue=venue, slot=slot, skill=skill)
    ]
    bans += [pair for members in problem.by_turns for pair in combinations(members, 2)]
    if not bans:
        return frozenset()
    brought: dict[int | None, set[int]] = defaultdict(set)
    for member in group:
        brought[member].add(member)
        adult = adult_of(problem.people[member], chaperone)
        if adult is not None:
            brought[adult].add(member)
    pairs = set()
    for first, second in bans:
        for one in brought.get(first, ()):
            for other in brought.get(second, ()):
                if one != other:
                    pairs.add(_pair(one, other))
    return frozenset(pairs)


def _pair(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)
