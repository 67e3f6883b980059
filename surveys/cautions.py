"""Does a free text seem to say too much: health, religion, origin, politics, a hard time, a name, a phone, an e-mail?

A caution is soft: it is shown once and never holds anybody back; what is sent all the same waits for a person's eye.
The words are in `data/cautions.json`, French and English together, folded; a term that ends with « * » is the
beginning of a word. They are few and plain on purpose: « un médecin au village » is a wish, not somebody's health.
The interviewer's phone has the same lists and patterns from `as_json`, which JavaScript reads as Python does.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from members.folding import fold
from surveys.questionnaire import Answer

DATA = Path(__file__).parent / "data" / "cautions.json"
KINDS = {
    "health": _("health"),
    "religion": _("religion"),
    "origin": _("origins"),
    "politics": _("political views"),
    "hardship": _("a hard time in somebody’s life"),
    "name": _("somebody’s name"),
    "phone": _("a phone number"),
    "email": _("an e-mail address"),
}
"""What a text may seem to hold, and how it is said on screens."""

WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:-[A-Za-zÀ-ÖØ-öø-ÿ]+)*")


def find_cautions(text: str) -> tuple[str, ...]:
    """Kinds of `KINDS` the text seems to hold, in that order; none for most texts."""
    if not text.strip():
        return ()
    found = {kind for kind, pattern in _patterns().items() if pattern.search(text)}
    words = f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "
    found |= {kind for kind, pattern in _terms().items() if pattern.search(words)}
    if _names_somebody(text):
        found.add("name")
    return tuple(kind for kind in KINDS if kind in found)


def flag_sheet(answers: Mapping[str, Answer]) -> dict[str, tuple[str, ...]]:
    """By key of a question, the kinds its words seem to hold: what `record_response` takes as `flags`."""
    found = {key: find_cautions(answer.text) for key, answer in answers.items()}
    return {key: kinds for key, kinds in found.items() if kinds}


@cache
def as_json() -> dict[str, Any]:
    """`terms` and `patterns` by kind, `first_names`, `not_people` (words before a first name that make it a place)."""
    return json.loads(DATA.read_text(encoding="utf-8"))


def _names_somebody(text: str) -> bool:
    """A first name with its capital letter; « rue Jean-Moulin » and « école Louise-Michel » are places."""
    (names, not_people), before = _lists_of_names(), ""
    for word in WORD.findall(text):
        first = fold(word).split("-")[0]
        if word[0].isupper() and first in names and before not in not_people:
            return True
        before = fold(word).split("-")[-1]
    return False


@cache
def _lists_of_names() -> tuple[frozenset[str], frozenset[str]]:
    lists = as_json()
    return frozenset(lists["first_names"]), frozenset(lists["not_people"])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Read on the text as it was written."""
    return {kind: re.compile("|".join(patterns)) for kind, patterns in as_json()["patterns"].items()}


@cache
def _terms() -> dict[str, re.Pattern[str]]:
    """Read on folded words with one space around each."""
    return {
        kind: re.compile(" (?:" + "|".join(re.escape(term).replace(r"\*", "[a-z0-9]*") for term in terms) + ") ")
        for kind, terms in as_json()["terms"].items()
    }
