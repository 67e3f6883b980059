"""Read the catalogue and the everyday words that come with Animons (`members/data/`)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from members.recogniser.answers import Term

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class ShippedSkill:
    theme: str
    name: str
    pictogram: str


def read_catalogue() -> list[ShippedSkill]:
    """The savoirs of the starter catalogue, in the order of the file, themes together."""
    return [ShippedSkill(row["theme"], row["skill"], row["pictogram"]) for row in _read(DATA / "catalogue.csv")]


def read_theme_pictograms() -> dict[str, str]:
    """The pictogram of each theme, in the order themes are shown."""
    return {row["theme"]: row["pictogram"] for row in _read(DATA / "themes.csv")}


def read_terms() -> list[Term]:
    """The shipped everyday words, keyed by the names of the savoirs; one file per theme."""
    return [
        Term(row["skill"], row["phrase"], float(row["weight"]))
        for path in sorted((DATA / "terms").glob("*.csv"))
        for row in _read(path)
    ]


@cache
def read_asides() -> tuple[tuple[str, str], ...]:
    """Pairs (kind, phrase): words that are no savoir (« nothing ») or a savoir of no catalogue line (« elsewhere »)."""
    return tuple((row["kind"], row["phrase"]) for row in _read(DATA / "asides.csv"))


def read_little_words() -> frozenset[str]:
    """Folded words that carry no savoir: articles, « je voudrais apprendre », days of the week."""
    lines = (DATA / "little_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")
