"""A year of birth, however the cell says it. Only the year is kept: an age is never asked as a date."""

import re
from dataclasses import dataclass

FIRST_YEAR = 1900
_DATE = re.compile(r"\b\d{1,2}[/.\- ]\d{1,2}[/.\- ](\d{4}|\d{2})\b|\b(\d{4})[/.-]\d{1,2}[/.-]\d{1,2}\b")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_AGE = re.compile(r"(?<!\d)(\d{1,3})\s*(?:ans?|years?|a)\b", re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,2})\s*(?:ans?)?\s*(?:-|–|—|/|à|a|et|to)\s*(\d{1,3})\s*(?:ans?)?$", re.IGNORECASE)
_BELOW = re.compile(r"(?:(?:moins|-|–|under|avant)\s*(?:de)?|<)\s*(\d{1,2})\s*(?:ans?)?$", re.IGNORECASE)
_ABOVE = re.compile(
    r"^(?:(?:plus|over|\+)\s*(?:de)?|>)\s*(\d{1,3})\s*(?:ans?)?$"
    r"|^(\d{1,3})\s*(?:ans?)?\s*(?:et plus|et \+|ou plus|\+|and over)",
    re.IGNORECASE,
)
_OLDEST = 126
_SHORT = re.compile(r"^\D*?['’]?(\d{2})\D*$")
_UNKNOWN = frozenset({"", "-", "/", "?", "??", "nc", "n/a", "inconnu", "inconnue", "ne sait pas", "nsp"})


@dataclass(frozen=True)
class BirthYear:
    """`year` when it is known, `ages` (lowest and highest, both included) when only a band was said. Otherwise
    `problem` is "impossible" (the line is wrong), "unclear" (the words mean no year) or "" (nothing was said)."""

    year: int | None = None
    problem: str = ""
    ages: tuple[int, int] | None = None


def read_birth_year(text: str, *, this_year: int) -> BirthYear:
    """« 1946 », « né en 1946 », « 12/03/1946 », « 46 », « 78 ans » -> a year from 1900 to `this_year`.

    Two digits alone are a year of the last hundred years (« 46 » is 1946, « 12 » is 2012); an age is taken away from
    `this_year`, and may be wrong by one. « 60-74 ans », « moins de 15 », « 75 et plus » are bands.
    """
    words = " ".join(text.split()).strip()
    if words.casefold() in _UNKNOWN:
        return BirthYear()
    if found := _DATE.search(words):
        return _checked(int(found[2]) if found[2] else _century(found[1], this_year), this_year)
    if found := _YEAR.search(words):
        return _checked(int(found[1]), this_year)
    if ages := _read_ages(words):
        return BirthYear(ages=ages)
    if found := _AGE.search(words):
        return _checked(this_year - int(found[1]), this_year)
    if found := _SHORT.match(words):
        return _checked(_century(found[1], this_year), this_year)
    if re.fullmatch(r"\d{1,3}|\d{5,}", words):
        return BirthYear(problem="impossible")
    return BirthYear(problem="unclear")


def _read_ages(words: str) -> tuple[int, int] | None:
    if (found := _SPAN.search(words)) and int(found[1]) < int(found[2]):
        return int(found[1]), int(found[2])
    if found := _BELOW.search(words):
        return 0, int(found[1]) - 1
    if found := _ABOVE.search(words):
        return int(found[1] or found[2]), _OLDEST
    return None


def _century(digits: str, this_year: int) -> int:
    if len(digits) == 4:
        return int(digits)
    year = this_year // 100 * 100 + int(digits)
    return year if year <= this_year else year - 100


def _checked(year: int, this_year: int) -> BirthYear:
    return BirthYear(year) if FIRST_YEAR <= year <= this_year else BirthYear(problem="impossible")
