"""Template filters over `members.wording`, in the language of the page: ``{% load wording %}``."""

import re
from datetime import date, time

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from members import wording

register = template.Library()


def _lang() -> str:
    return get_language() or "fr"


@register.filter
def said_date(day: date | None) -> str:
    """``{{ session.date|said_date }}``: « samedi 13 mars 2027 »; nothing for no date."""
    return wording.say_date(day, lang=_lang()) if day else ""


@register.filter
def said_day(day: date | None) -> str:
    """``{{ session.date|said_day }}``: « samedi 13 mars », for dates close enough to need no year."""
    return wording.say_date(day, lang=_lang(), year=False) if day else ""


@register.filter
def said_month(day: date | None) -> str:
    """``{{ wish.said_on|said_month }}``: « mars 2027 »."""
    return wording.say_month(day, lang=_lang()) if day else ""


@register.filter
def said_week(monday: date | None) -> str:
    """``{{ monday|said_week }}``: « la semaine du 7 décembre »."""
    return wording.say_week(monday, lang=_lang()) if monday else ""


@register.filter
def said_hour(moment: time | None) -> str:
    """``{{ session.starts_at|said_hour }}``: « 14 h 30 »."""
    return wording.say_hour(moment, lang=_lang()) if moment else ""


HEADINGS = re.compile(r"<(h[1-4]|legend|label)\b[^>]*>.*?</\1>", re.DOTALL)
INVERSION = re.compile(
    r"(?<![\w’'-])((?:\w+[’'])?\w+(?:-t)?-(?:ce|elles?|en|ils?|je|la|les?|leur|lui|moi|nous|on|toi|tu|vous|y))(?![\w-])(?![^<]*>)"
)


@register.filter(is_safe=True)
def hold_inversions(page: str) -> str:
    """``{% filter hold_inversions %}``: in titles and names of fields, « êtes-vous » stays on one line. There is no
    such rule in CSS, and a no-break hyphen would be read out, searched and copied as another sign."""
    return mark_safe(HEADINGS.sub(_hold, page))  # noqa: S308 (the page is made already, and only gets spans)


def _hold(heading: re.Match) -> str:
    return INVERSION.sub(r'<span class="held">\1</span>', heading[0]) if "-" in heading[0] else heading[0]


@register.filter
def said_words(words) -> str:
    """``{{ names|said_words }}``: « Awa, Léo et Mai »."""
    return wording.join_words([str(word) for word in words], lang=_lang())


@register.filter
def in_quotes(words: str) -> str:
    """``{{ wish.words|in_quotes }}``: « du pain au levain »."""
    return wording.quote_words(words, lang=_lang())


@register.simple_tag
def say_date_and_hours(day: date, start: time | None, end: time | None = None, year: bool = True) -> str:
    """``{% say_date_and_hours s.date s.starts_at s.ends_at year=False %}``: « samedi 13 mars, de 10 h à 12 h »."""
    return wording.say_date_and_hours(day, start, end, lang=_lang(), year=year)


@register.simple_tag
def say_hours(start: time, end: time) -> str:
    """``{% say_hours s.starts_at s.ends_at %}``: « de 10 h à 12 h »."""
    return wording.say_hours(start, end, lang=_lang())


@register.simple_tag
def say_half_day(day: date, period: int, year: bool = False) -> str:
    """``{% say_half_day s.date s.period %}``: « mardi 3 mars, l’après-midi »."""
    return wording.say_half_day(day, period, lang=_lang(), year=year)


@register.simple_tag
def say_date_range(first: date, last: date) -> str:
    """``{% say_date_range monday sunday %}``: « du 8 au 14 mars 2027 »."""
    return wording.say_date_range(first, last, lang=_lang())
