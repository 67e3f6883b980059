"""What keeps people of one plan from being where they are: the half-days next to it, and who stays at home."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .problem import Problem

Key = tuple[str, int, int]
Whereabouts = Sequence[Mapping[int, int]]  # for each slot, the venue of everybody who is in a session


class Conflicts:
    """The rules between two sessions that go beyond « one place at a time »: far villages, and going out by turns."""

    def __init__(self, problem: Problem) -> None:
        slots = problem.slots
        self._turn = {member: min(group) for group in problem.by_turns for member in group}
        self._others = {
            member: tuple(other for other in group if other != member) for group in problem.by_turns for member in group
        }
        self._far = _list_far_venues(problem) if problem.far else []
        number = {(slot.week, slot.day, slot.period): slot.id for slot in slots}
        self._next = [number.get((slot.week, slot.day, slot.period + 1)) for slot in slots]
        self._before = [number.get((slot.week, slot.day, slot.period - 1)) for slot in slots]

    def allow(self, where: Whereabouts, member: int, venue: int, slot: int) -> bool:
        """Whether `member` may be in the venue in the slot, beside what `where` says."""
        if self._others and any(other in where[slot] for other in self._others.get(member, ())):
            return False
        return self.keep_near(where, member, venue, slot)

    def keep_near(self, where: Whereabouts, member: int, venue: int, slot: int) -> bool:
        """The same of `member` alone: nowhere else then, nor far away just before or after."""
        if member in where[slot]:
            return False
        if not self._far or not self._far[venue]:
            return True
        beside = (self._before[slot], self._next[slot])
        return all(other is None or where[other].get(member) not in self._far[venue] for other in beside)

    def keeper(self, member: int) -> int:
        """One person for all those who go out by turns with `member`: their half-days are used up together."""
        return self._turn.get(member, member)

    def keys(self, venue: int, slot: int, present: Iterable[int]) -> Iterator[Key]:
        """What being there uses up for everybody of `present`: nothing with the same key can be had twice.

        Any two places in conflict share a key. One of a far village stands for a person, a venue in a slot, and the
        venues far from it in the next slot.
        """
        present = tuple(present) if self._turn or self._far else ()
        for keeper in sorted({self._turn[member] for member in present if member in self._turn}):
            yield "turn", keeper, slot
        for place in self._places(venue, slot):
            for member in present:
                yield "far", member, place

    def _places(self, venue: int, slot: int) -> list[int]:
        """Of each venue in a slot, with what is far from it in the next slot, a number; those that contain this."""
        if not self._far or not self._far[venue]:
            return []
        count = len(self._far)
        found = [] if self._next[slot] is None else [slot * count + venue]
        if (before := self._before[slot]) is not None:
            found += [before * count + other for other in sorted(self._far[venue])]
        return found


def _list_far_venues(problem: Problem) -> list[frozenset[int]]:
    """For each venue, those in a commune far from its own."""
    far_communes: dict[int, set[int]] = defaultdict(set)
    for one, other in problem.far:
        far_communes[one].add(other)
        far_communes[other].add(one)
    venues_of: dict[int, list[int]] = defaultdict(list)
    for venue in problem.venues:
        venues_of[venue.commune].append(venue.id)
    return [
        frozenset(other for commune in far_communes[venue.commune] for other in venues_of.get(commune, ()))
        for venue in problem.venues
    ]
