"""Short answers in a cell: yes or no, a number of places, a place that is somebody's home."""

import re

from members.folding import fold
from members.sheets.vocabulary import words_of

_YES = words_of("oui o x yes y ok 1 vrai true v d'accord accessible tout pmr ✓ ✔ ☑ check coche")
_NO = words_of("non n no 0 faux false pas - aucun inaccessible ✗ ✘ escalier escaliers marches etage")
_HOME = re.compile(
    r"^chez (?!les? (jeunes|associations?))|\bchez (m|mr|mme|monsieur|madame|moi|nous|lui|elle)\b"
    r"|\b(domicile|a la maison|ma maison|mon salon|mon garage|ma cuisine|mon jardin)\b"
    r"|\b(maison|salon|garage|jardin) de (m|mr|mme|monsieur|madame)\b"
    r"|\b(residence privee|appartement|appart|particulier)\b"
)


def read_yes_no(text: str) -> bool | None:
    """True or False; None when the cell is empty or says neither (« à voir »)."""
    words = fold(text).strip(" .!")
    first = re.split(r"[\s,;:(/]+", words)[0] if words else ""
    if words in _YES or first in _YES:
        return not re.search(r"\b(pas|non)\b", words)
    return False if words in _NO or first in _NO else None


def read_places(text: str) -> int | None:
    """« 12 », « 12 personnes », « 10 à 12 » (the lower), « max 8 »; None when no number from 1 to 999 is said."""
    numbers = [int(found) for found in re.findall(r"(?<!\d)\d{1,3}(?!\d)", text)]
    return min((number for number in numbers if number > 0), default=None)


def names_a_home(text: str) -> bool:
    """Whether a venue's name or address says it is somebody's home (« chez Paulette », « à mon domicile »)."""
    return bool(_HOME.search(fold(text).strip()))
