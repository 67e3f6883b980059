"""What differs between two plans, group by group and request by request. Pure: no rows, no words.

Turning the two plans round turns the answer round: what is new becomes gone, who joined becomes who left.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Group:
    """A group as a plan has it. `asked` are those who learn because they asked to: a request of theirs is served.

    Two groups are the same with the same savoir, place, half-day and people in the same roles.
    """

    skill: int
    venue: int
    date: datetime.date
    period: int
    sharers: frozenset[int]
    learners: frozenset[int]
    asked: frozenset[int] = field(default=frozenset(), compare=False)

    @property
    def people(self) -> frozenset[int]:
        return self.sharers | self.learners

    @property
    def half_day(self) -> tuple[datetime.date, int]:
        return self.date, self.period

    @property
    def order(self) -> tuple[object, ...]:
        """By date, then by everything that makes two groups differ."""
        return (*self.half_day, self.skill, self.venue, sorted(self.sharers), sorted(self.learners))


@dataclass(frozen=True, slots=True)
class Changed:
    """One group that is in both plans, not as it was."""

    before: Group
    after: Group

    @property
    def joined(self) -> frozenset[int]:
        return self.after.people - self.before.people

    @property
    def left(self) -> frozenset[int]:
        return self.before.people - self.after.people

    @property
    def now_share(self) -> frozenset[int]:
        """Those who learned and now share."""
        return self.before.learners & self.after.sharers

    @property
    def now_learn(self) -> frozenset[int]:
        return self.before.sharers & self.after.learners

    @property
    def moved_place(self) -> bool:
        return self.before.venue != self.after.venue

    @property
    def moved_time(self) -> bool:
        return self.before.half_day != self.after.half_day


@dataclass(frozen=True, slots=True)
class Changes:
    """Groups by date; requests as (person, savoir)."""

    kept: tuple[Group, ...]
    changed: tuple[Changed, ...]
    gone: tuple[Group, ...]
    new: tuple[Group, ...]
    newly_served: frozenset[tuple[int, int]]
    no_longer_served: frozenset[tuple[int, int]]

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.gone or self.new or self.newly_served or self.no_longer_served)


def compare(before: Iterable[Group], after: Iterable[Group]) -> Changes:
    """From one plan to the next.

    Groups that are the same are kept. Then, within a savoir, the two groups most alike are taken for one that changed,
    again and again: first by the people they have in common, then by half-day, then by place. Groups with nobody in
    common are not one that changed, unless they meet in the same place at the same time.
    """
    before, after = Counter(before), Counter(after)
    kept = before & after
    changed, gone, new = _pair((before - kept).elements(), (after - kept).elements())
    served_before, served_after = _served(before), _served(after)
    return Changes(
        kept=_in_order(kept.elements()),
        changed=tuple(sorted(changed, key=lambda pair: pair.after.order)),
        gone=_in_order(gone),
        new=_in_order(new),
        newly_served=served_after - served_before,
        no_longer_served=served_before - served_after,
    )


def _pair(before: Iterable[Group], after: Iterable[Group]) -> tuple[list[Changed], list[Group], list[Group]]:
    earlier, later = _by_skill(before), _by_skill(after)
    changed: list[Changed] = []
    gone: list[Group] = []
    new: list[Group] = []
    for skill in earlier.keys() | later.keys():
        pairs, alone, come = _pair_one_skill(earlier[skill], later[skill])
        changed += pairs
        gone += alone
        new += come
    return changed, gone, new


def _pair_one_skill(before: Sequence[Group], after: Sequence[Group]) -> tuple[list[Changed], list[Group], list[Group]]:
    ranked = sorted(
        (_rank(one, other), i, j) for i, one in enumerate(before) for j, other in enumerate(after) if _alike(one, other)
    )
    taken: dict[int, int] = {}
    for _rank_of_pair, i, j in ranked:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return (
        [Changed(before[i], after[j]) for i, j in taken.items()],
        [group for i, group in enumerate(before) if i not in taken],
        [group for j, group in enumerate(after) if j not in taken.values()],
    )


def _alike(one: Group, other: Group) -> bool:
    return bool(one.people & other.people) or (one.half_day, one.venue) == (other.half_day, other.venue)


def _rank(one: Group, other: Group) -> tuple[object, ...]:
    """Most alike first; the same whichever plan came first, ties included."""
    return (
        -len(one.people & other.people),
        one.half_day != other.half_day,
        one.venue != other.venue,
        *sorted((one.order, other.order)),
    )


def _by_skill(groups: Iterable[Group]) -> defaultdict[int, list[Group]]:
    sorted_out: defaultdict[int, list[Group]] = defaultdict(list)
    for group in _in_order(groups):
        sorted_out[group.skill].append(group)
    return sorted_out


def _in_order(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda group: group.order))


def _served(groups: Iterable[Group]) -> frozenset[tuple[int, int]]:
    return frozenset((person, group.skill) for group in groups for person in group.asked)
