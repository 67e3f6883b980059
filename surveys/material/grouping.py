"""Group what could tell who answered, so that each line looks like four others at least (k-anonymity, 5). No Django.

Age, village, place and month together may point at one person. A line keeps them all when five sheets at least share
them; else the month goes, then the place, then the age becomes a wider one, then the village goes, and at last
everything (Samarati and Sweeney, 1998; here line by line: a line loses no more than it must). The last lines, when they
are fewer than five, are joined by the smallest group kept, which loses its traits with them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

SMALLEST_GROUP = 5
WIDE_AGES = {
    "under_15": "under_26",
    "15_25": "under_26",
    "26_39": "26_59",
    "40_59": "26_59",
    "60_74": "60_plus",
    "75_plus": "60_plus",
    "unknown": "unknown",
}


@dataclass(frozen=True, order=True)
class Traits:
    """What is known of who answered and where; "" where it was not said, None where it is grouped."""

    age: str | None
    village: str | None = None
    place: str | None = None
    month: str | None = None


def _widen(traits: Traits) -> Traits:
    return replace(traits, age=WIDE_AGES[traits.age or "unknown"])


STEPS: tuple[Callable[[Traits], Traits], ...] = (
    lambda traits: traits,
    lambda traits: replace(traits, month=None),
    lambda traits: replace(traits, month=None, place=None),
    lambda traits: _widen(replace(traits, month=None, place=None)),
    lambda traits: Traits(traits.age),
    lambda traits: _widen(Traits(traits.age)),
    lambda traits: Traits(None),
)
"""From everything to nothing. Each is coarser than the one before, but for the fifth: an age alone, rather than a wider
one with the village, keeps more when villages are small."""
NOTHING = STEPS[-1](Traits(None))


def group_traits(lines: Sequence[Traits], *, smallest: int = SMALLEST_GROUP) -> list[Traits]:
    """The traits each line may show, in the same order. With at least `smallest` lines, every combination shown is that
    of `smallest` lines or more; with fewer, nothing is shown of any."""
    shown: dict[int, Traits] = {}
    for step in STEPS:
        groups: dict[Traits, list[int]] = defaultdict(list)
        for place, traits in enumerate(lines):
            if place not in shown:
                groups[step(traits)].append(place)
        for traits, places in groups.items():
            if len(places) >= smallest:
                shown.update(dict.fromkeys(places, traits))
    left = [place for place in range(len(lines)) if place not in shown]
    if left and (sizes := Counter(shown.values())):
        joined = min(sizes, key=lambda traits: (sizes[traits], str(traits)))
        left += [place for place, traits in shown.items() if traits == joined]
    shown.update(dict.fromkeys(left, NOTHING))
    return [shown[place] for place in range(len(lines))]


def step_of(traits: Traits, shown: Traits) -> int:
    """How far a line was grouped: the first of `STEPS` that gives what is shown."""
    return next(number for number, step in enumerate(STEPS) if step(traits) == shown)
