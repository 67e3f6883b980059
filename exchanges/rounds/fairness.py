"""Whom the rounds forget: requests served and people reached, group by group. Pure arithmetic, no rows, no words.

A group is an age band or a village: everybody who asks is in one group of each table. A group is said to be reached
less, or more, than the whole only when chance would not easily do it. The rule, for n people who ask in the group, of
whom k are reached, among N who ask and K reached in all, in a table of G groups:

    had the K been drawn blindly among the N, the number reached in the group would follow the hypergeometric law;
    a difference is said when 2 G P(X <= k) < 5 %, or the same with P(X >= k).

So a table in which nothing but chance is at work names somebody wrongly less than once in twenty, however many
villages it has. People are judged, not requests: one person's requests hang together (their own limits, their free
half-days), and somebody who says ten wishes is not forgotten because one of them is met.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import exp, lgamma
from typing import TypeVar

WRONG_AT_MOST = 0.05
FEWEST_FOR_A_PERCENTAGE = 5

Key = TypeVar("Key", bound=Hashable)


class Difference(StrEnum):
    LESS = "less"
    MORE = "more"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that went through a round. `reason` is the code of what keeps it waiting, empty when it is served."""

    request: int
    person: int
    band: str
    village: int | None
    served: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """Requests and those served; people who ask and those reached, that is with at least one request served.

    `held_back` counts, by reason, the waiting requests of the people who are not reached.
    """

    requests: int = 0
    served: int = 0
    people: int = 0
    reached: int = 0
    held_back: Mapping[str, int] = field(default_factory=dict)

    @property
    def main_reason(self) -> tuple[str, int] | None:
        """What holds back most requests, with their number; ties go to the first code in alphabetical order."""
        return min(self.held_back.items(), key=lambda held: (-held[1], held[0]), default=None)


def sum_up(lines: Iterable[Asked]) -> Share:
    """The share of all these requests together. A request is one line at most."""
    lines = list(lines)
    reached = {line.person for line in lines if line.served}
    return Share(
        requests=len(lines),
        served=sum(line.served for line in lines),
        people=len({line.person for line in lines}),
        reached=len(reached),
        held_back=dict(Counter(line.reason for line in lines if line.person not in reached)),
    )


def share_by(lines: Iterable[Asked], group_of: Callable[[Asked], Key]) -> dict[Key, Share]:
    """The share of each group that asks for something."""
    groups: dict[Key, list[Asked]] = defaultdict(list)
    for line in lines:
        groups[group_of(line)].append(line)
    return {key: sum_up(group) for key, group in groups.items()}


def judge(share: Share, *, whole: Share, groups: int) -> Difference:
    """Whether a group is reached less or more than the whole; `groups` is how many the table compares."""
    few, many = tails(share.reached, of=share.people, reached=whole.reached, people=whole.people)
    if 2 * groups * few < WRONG_AT_MOST:
        return Difference.LESS
    if 2 * groups * many < WRONG_AT_MOST:
        return Difference.MORE
    return Difference.UNSURE


def tails(count: int, *, of: int, reached: int, people: int) -> tuple[float, float]:
    """How likely chance reaches at most, and at least, `count` of a group, when it reaches `reached` of all people."""
    fewest, most = max(0, of + reached - people), min(of, reached)
    chances = {k: _chance(k, of=of, reached=reached, people=people) for k in range(fewest, most + 1)}
    at_most = sum(chance for k, chance in chances.items() if k <= count)
    at_least = sum(chance for k, chance in chances.items() if k >= count)
    return at_most, at_least


def percent(part: int, whole: int) -> int | None:
    """The nearest whole percentage; None on fewer than five, which are better said one by one."""
    return None if whole < FEWEST_FOR_A_PERCENTAGE else (200 * part + whole) // (2 * whole)


def _chance(count: int, *, of: int, reached: int, people: int) -> float:
    """The hypergeometric probability, by logarithms: the factorials of a federation are too large."""
    ways = _log_ways(of, count) + _log_ways(people - of, reached - count) - _log_ways(people, reached)
    return exp(ways)


def _log_ways(of: int, chosen: int) -> float:
    return lgamma(of + 1) - lgamma(chosen + 1) - lgamma(of - chosen + 1)
