"""How far two people who read the same answers apart agree. Plain Python.

The unit is a decision: one answer and one theme, seen in it or not. Cohen's kappa compares how often both decide alike
with how often they would by chance, each keeping their own habits: kappa = (po - pe) / (1 - pe), where po is the share
of like decisions and pe the share chance would give (J. Cohen, “A coefficient of agreement for nominal scales”,
Educational and Psychological Measurement 20, 1960, p. 37-46). 1: always alike; 0: no more than chance; below: less.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

MODERATE, GOOD, VERY_GOOD = 0.41, 0.61, 0.81
"""From which kappa on an agreement is so called (J. R. Landis and G. G. Koch, Biometrics 33, 1977, p. 159-174)."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Numbers of answers: both saw the theme in them, only the first person, only the second, neither."""

    both: int
    first: int
    second: int
    neither: int

    @property
    def total(self) -> int:
        return self.both + self.first + self.second + self.neither

    @property
    def alike(self) -> int:
        return self.both + self.neither

    @property
    def kappa(self) -> float | None:
        """None where the formula divides by nothing: no answer, or both always decided the same single way."""
        total = self.total
        by_chance = (self.both + self.first) * (self.both + self.second)
        by_chance += (self.second + self.neither) * (self.first + self.neither)
        if total == 0 or by_chance == total**2:
            return None
        return (total * self.alike - by_chance) / (total**2 - by_chance)

    @property
    def strength(self) -> str:
        """How to call it: "none" when there is no kappa, then "weak", "moderate", "good" or "very_good"."""
        if self.kappa is None:
            return "none"
        rounded = round(self.kappa, 2)
        names = ((VERY_GOOD, "very_good"), (GOOD, "good"), (MODERATE, "moderate"))
        return next((name for least, name in names if rounded >= least), "weak")


def compare_readings(
    answers: Collection[Hashable], first: Mapping[Hashable, set], second: Mapping[Hashable, set]
) -> dict[Hashable, Decisions]:
    """The decisions on each code that one of the two saw at least once; answer → codes seen, for each person."""
    codes = sorted({code for reader in (first, second) for answer in answers for code in reader.get(answer, ())})
    return {code: _count(answers, first, second, code) for code in codes}


def add_up(decisions: Iterable[Decisions]) -> Decisions:
    """Those on several themes put together: the table over all."""
    tables = list(decisions)
    return Decisions(*(sum(getattr(one, name) for one in tables) for name in ("both", "first", "second", "neither")))


def _count(answers, first: Mapping, second: Mapping, code: Hashable) -> Decisions:
    seen = [(code in first.get(answer, ()), code in second.get(answer, ())) for answer in answers]
    pairs = ((True, True), (True, False), (False, True), (False, False))
    return Decisions(*(seen.count(pair) for pair in pairs))
