"""A date, however the cell says it."""

import datetime
import re

from members.folding import fold
from members.wording import MONTHS

_NUMBERS = re.compile(r"^\D{0,12}?(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_WORDS = re.compile(r"(\d{1,2})(?:er)?\s+([a-z]{3,})\.?\s+(\d{4})")
_MONTHS = {fold(name)[:length]: month for month, name in enumerate(MONTHS["fr"], start=1) for length in (len(name), 4)}


def read_day(text: str) -> datetime.date | None:
    """« 12/03/2026 », « 12.3.26 », « 2026-03-12 14:05 », « jeudi 12 mars 2026 »; None when it is no day of a calendar.

    The day comes before the month; a year of two digits is of this century.
    """
    words = fold(text).strip()
    if found := _ISO.match(words):
        year, month, day = map(int, found.groups())
    elif found := _NUMBERS.match(words):
        day, month, year = map(int, found.groups())
    elif (found := _WORDS.search(words)) and (month := _MONTHS.get(found[2], _MONTHS.get(found[2][:4], 0))):
        day, year = int(found[1]), int(found[3])
    else:
        return None
    try:
        return datetime.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
