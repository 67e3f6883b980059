"""What people asked for, and distances within a day, give way to a pinned group: somebody decided about it.

The wish of a household, or two villages that are far from each other, then count for nobody in that round.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from exchanges import matching

Pin = matching.PlannedSession


@dataclass(frozen=True, slots=True)
class GivenUp:
    """What a pinned group goes against, by people: a household asked otherwise; they are far away that day."""

    wish: tuple[int, ...] = ()
    far: tuple[int, ...] = ()


def give_way(problem: matching.Problem) -> tuple[matching.Problem, dict[Pin, GivenUp]]:
    """The problem that its pinned groups do not contradict, and what each of them goes against."""
    wish: dict[Pin, set[int]] = defaultdict(set)
    far: dict[Pin, set[int]] = defaultdict(set)
    split, out_at_once, far_apart = set(), set(), set()
    for pin, group in product(problem.pinned, problem.together):
        if party := _split(problem, pin, group):
            wish[pin] |= party
            split.add(group)
    for one, other in product(problem.pinned, repeat=2):
        here, there = (set(matching.everybody_at(problem.people, pin)) for pin in (one, other))
        for group in problem.by_turns if one.slot == other.slot else ():
            if len((here | there) & set(group)) > 1:
                wish[one] |= here & set(group)
                out_at_once.add(group)
        if (pair := _far_villages(problem, one, other)) and here & there:
            far[one] |= here & there
            far_apart.add(pair)
    return replace(
        problem,
        together=tuple(group for group in problem.together if group not in split),
        by_turns=tuple(group for group in problem.by_turns if group not in out_at_once),
        far=problem.far - far_apart,
    ), {pin: GivenUp(_ids(wish[pin]), _ids(far[pin])) for pin in problem.pinned}


def with_chaperone(pin: Pin, people: tuple[matching.Person, ...]) -> Pin:
    """The pinned group with the chaperone it needs: the one it had, or somebody cleared who is there anyhow."""
    if not any(people[one].chaperoned for one in pin.people):
        return replace(pin, chaperone=None)
    if pin.chaperone is not None and people[pin.chaperone].cleared:
        return pin
    return replace(pin, chaperone=next((one for one in pin.people if people[one].cleared), None))


def unless_pinned(
    refusals: Iterable[matching.Refusal], pins: Iterable[Pin], people: tuple[matching.Person, ...]
) -> Iterator[matching.Refusal]:
    """The refusals of a person, a place and a half-day that no pinned group goes against."""
    held = {(one, pin.venue, pin.slot) for pin in pins for one in matching.everybody_at(people, pin)}
    return (one for one in refusals if (one.person, one.venue, one.slot) not in held)


def _split(problem: matching.Problem, pin: Pin, group: tuple[int, ...]) -> set[int]:
    """Those of the group who ask for the savoir, when some of them learn it there without the others."""
    party = {request.person for request in problem.requests if request.skill == pin.skill} & set(group)
    return party if party & set(pin.learners) and not party <= set(pin.learners) else set()


def _far_villages(problem: matching.Problem, one: Pin, other: Pin) -> tuple[int, int] | None:
    """The villages of two groups in half-days next to each other, when they are far apart."""
    slots = problem.slots[one.slot], problem.slots[other.slot]
    if (slots[0].week, slots[0].day) != (slots[1].week, slots[1].day) or abs(slots[0].period - slots[1].period) != 1:
        return None
    first, second = sorted(problem.venues[pin.venue].commune for pin in (one, other))
    return (first, second) if (first, second) in problem.far else None


def _ids(people: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(people))
