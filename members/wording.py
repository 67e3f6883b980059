"""How Animons says dates, hours and short lists, in French and in English.

The one place for this wording: pages, letters, mails and rosters all call it. Pure Python: no Django, no clock, no
locale of the machine. ``lang`` is a language code (``"fr"``, ``"fr-ca"``, ``"en"``…); what is not French is English.

No-break spaces hold a number to the word that explains it: « samedi 13 », « 10 h 30 ». The month is left free when a
weekday is said, so that a long date still wraps on a narrow screen with enlarged text.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, time

NBSP = "\u00a0"

WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
# The parts of a day (0 morning, 1 afternoon, 2 evening), in their weekly form (« mardi après-midi ») and beside a date.
PERIODS = {
    "fr": (("matin", "le matin"), ("après-midi", "l’après-midi"), ("soir", "le soir")),
    "en": (("morning", "in the morning"), ("afternoon", "in the afternoon"), ("evening", "in the evening")),
}

# Short forms for the date tile, which is decoration: the date in full always stands beside it.
SHORT_WEEKDAYS = {
    "fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
SHORT_MONTHS = {
    "fr": ("janv.", "févr.", "mars", "avril", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"),
}


def say_date(day: date, *, lang: str = "fr", weekday: bool = True, year: bool = True) -> str:
    """« samedi 13 mars 2027 », « dimanche 1er août », "Saturday 13 March 2027"; without a weekday « 13 mars 2027 »."""
    lang = _known(lang)
    number = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    month = MONTHS[lang][day.month - 1]
    said = f"{WEEKDAYS[lang][day.weekday()]}{NBSP}{number} {month}" if weekday else f"{number}{NBSP}{month}"
    return f"{said} {day.year}" if year else said


def say_date_parts(day: date, *, lang: str = "fr") -> tuple[str, str, str]:
    """« sam. », « 13 », « mars »: the three lines of a date tile."""
    lang = _known(lang)
    return SHORT_WEEKDAYS[lang][day.weekday()], str(day.day), SHORT_MONTHS[lang][day.month - 1]


def say_month(day: date, *, lang: str = "fr") -> str:
    """« mars 2027 », "March 2027"."""
    return f"{MONTHS[_known(lang)][day.month - 1]} {day.year}"


def say_hour(moment: time, *, lang: str = "fr") -> str:
    """« 10 h », « 14 h 30 », "10 am", "2:30 pm", "noon"; seconds are not said."""
    if _known(lang) == "fr":
        return f"{moment.hour}{NBSP}h" + (f"{NBSP}{moment.minute:02d}" if moment.minute else "")
    if moment.minute == 0 and moment.hour in (0, 12):
        return "noon" if moment.hour else "midnight"
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{NBSP}{'am' if moment.hour < 12 else 'pm'}"


def say_hours(start: time, end: time, *, lang: str = "fr") -> str:
    """« de 10 h à 12 h », "from 10 am to noon"; a line breaks in the middle only."""
    first, to = ("de", "à") if _known(lang) == "fr" else ("from", "to")
    return f"{first}{NBSP}{say_hour(start, lang=lang)} {to}{NBSP}{say_hour(end, lang=lang)}"


def say_date_and_hours(
    day: date, start: time | None, end: time | None = None, *, lang: str = "fr", year: bool = True
) -> str:
    """« samedi 13 mars 2027, de 10 h à 12 h »; without an end « mardi 3 mars 2027 à 14 h 30 »; the date alone."""
    said = say_date(day, lang=lang, year=year)
    if start is None:
        return said
    if end is None:
        return f"{said} {'à' if _known(lang) == 'fr' else 'at'} {say_hour(start, lang=lang)}"
    return f"{said}, {say_hours(start, end, lang=lang)}"


def say_date_range(first: date, last: date, *, lang: str = "fr") -> str:
    """« du 8 au 14 mars 2027 », « du 29 mars au 4 avril 2027 », "8–14 March 2027"; both days are included."""
    lang = _known(lang)
    if first == last:
        return ("le " if lang == "fr" else "") + say_date(first, lang=lang, weekday=False)
    end = say_date(last, lang=lang, weekday=False)
    if (first.year, first.month) == (last.year, last.month):
        start = say_date(first, lang=lang, weekday=False, year=False).split(NBSP)[0]
    else:
        start = say_date(first, lang=lang, weekday=False, year=first.year != last.year)
    if lang == "fr":
        return f"du {start} au {end}"
    return f"{start}–{end}" if NBSP not in start else f"{start} to {end}"


def say_week(monday: date, *, lang: str = "fr") -> str:
    """« la semaine du 7 décembre », "the week of 7 December"."""
    day = say_date(monday, lang=lang, weekday=False, year=False)
    return f"la semaine du {day}" if _known(lang) == "fr" else f"the week of {day}"


def say_half_day(day: date, period: int, *, lang: str = "fr", year: bool = False) -> str:
    """« mardi 3 mars, l’après-midi »; ``period`` is 0 morning, 1 afternoon, 2 evening."""
    sep = ", " if _known(lang) == "fr" else " "
    return f"{say_date(day, lang=lang, year=year)}{sep}{PERIODS[_known(lang)][period][1]}"


def say_weekly_half_day(weekday: int, period: int, *, lang: str = "fr") -> str:
    """« mardi après-midi », "Tuesday afternoon"; ``weekday`` from Monday = 0, ``period`` as in `say_half_day`."""
    lang = _known(lang)
    return f"{WEEKDAYS[lang][weekday]} {PERIODS[lang][period][0]}"


def say_in_village(name: str, *, lang: str = "fr") -> str:
    """« à Valcroze », « au Vigan », « aux Ormeaux », "in Valcroze"."""
    if _known(lang) == "en":
        return f"in {name}"
    for article, at in (("Le ", "au "), ("Les ", "aux ")):
        if name.startswith(article):
            return at + name.removeprefix(article)
    return f"à {name}"


def say_first_names(people: Iterable[tuple[str, str]]) -> list[str]:
    """First names of people given as (first, family) names, in their order: « Louna », and « Karim B. », « Karim T. »
    for those whom the first name alone would not tell apart."""
    people = list(people)
    alike = Counter(first.casefold() for first, _family in people)
    return [
        f"{first}{NBSP}{family[:1].upper()}." if alike[first.casefold()] > 1 and family else first
        for first, family in people
    ]


def join_words(words: Sequence[str], *, lang: str = "fr") -> str:
    """« Awa, Léo et Mai », "Awa, Léo and Mai"; an empty list is an empty string."""
    *first, last = words or ("",)
    link = "et" if _known(lang) == "fr" else "and"
    return f"{', '.join(first)} {link} {last}" if first else last


def quote_words(words: str, *, lang: str = "fr") -> str:
    """« du pain au levain », "“du pain au levain”": somebody's own words."""
    return f"«{NBSP}{words}{NBSP}»" if _known(lang) == "fr" else f"“{words}”"


def _known(lang: str) -> str:
    return "fr" if lang.lower().startswith("fr") else "en"
