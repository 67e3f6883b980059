"""Phrases with what they mean, and how well an ear hears them. Used by the tests and by `benchmarks.recogniser`.

A file has the columns phrase, skill and kind: `one` savoir, `several` (parted by |), or no savoir to accept: `nothing`,
`other` (« un repas de quartier »), `refused` (« tout sauf le tricot »), `unknown` (a savoir of no catalogue line).
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from members.recogniser import Recogniser, Recognition, Verdict

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Phrase:
    text: str
    skills: frozenset[str]
    kind: str


@dataclass(frozen=True)
class Heard:
    phrase: Phrase
    recognition: Recognition

    @property
    def is_first(self) -> bool:
        return self.is_among(1)

    def is_among(self, number: int) -> bool:
        """Whether one of the savoirs meant is among the first `number`."""
        return any(candidate.skill in self.phrase.skills for candidate in self.recognition.ranking[:number])

    @property
    def accepted(self) -> frozenset:
        return frozenset(part.skill for part in self.recognition.parts if part.verdict is Verdict.ACCEPT)

    @property
    def is_accepted_right(self) -> bool:
        return bool(self.accepted) and self.accepted <= self.phrase.skills


def read_phrases(name: str) -> list[Phrase]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Phrase(row["phrase"], frozenset(row["skill"].split("|")) - {""}, row["kind"])
            for row in csv.DictReader(file, delimiter=";")
        ]


def hear(recogniser: Recogniser, phrases: Iterable[Phrase], *kinds: str) -> list[Heard]:
    return [Heard(phrase, recogniser.recognise(phrase.text)) for phrase in phrases if phrase.kind in kinds]


def share(heard: Sequence, number: int) -> float:
    return number / len(heard) if heard else 0.0


@dataclass(frozen=True)
class Figures:
    """Shares in [0, 1]. `right_accepted` is over what was accepted, the others over all phrases of their kind."""

    first: float
    among_three: float
    accepted: float
    right_accepted: float
    several_right: float
    wrongly_accepted: float


def measure(recogniser: Recogniser, phrases: Sequence[Phrase]) -> Figures:
    one = hear(recogniser, phrases, "one")
    several = hear(recogniser, phrases, "several")
    none = hear(recogniser, phrases, "nothing", "other", "refused", "unknown")
    accepted = [heard for heard in one if heard.accepted]
    return Figures(
        first=share(one, sum(heard.is_first for heard in one)),
        among_three=share(one, sum(heard.is_among(3) for heard in one)),
        accepted=share(one, len(accepted)),
        right_accepted=share(accepted, sum(heard.is_accepted_right for heard in accepted)),
        several_right=share(several, sum(heard.accepted == heard.phrase.skills for heard in several)),
        wrongly_accepted=share(none, sum(bool(heard.accepted) for heard in none)),
    )
