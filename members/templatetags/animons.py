"""Tags of every page: pictograms, faces, the menu, date tiles, seats, what is left to see in a form."""

import re
from datetime import date
from functools import lru_cache

from django import template
from django.template.defaultfilters import capfirst
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy

from members import menus, wording

register = template.Library()

MOST_SEATS_DRAWN = 20
COUNTS = (
    pgettext_lazy("count", "one"),
    pgettext_lazy("count", "two"),
    pgettext_lazy("count", "three"),
    pgettext_lazy("count", "four"),
    pgettext_lazy("count", "five"),
    pgettext_lazy("count", "six"),
    pgettext_lazy("count", "seven"),
)


@register.simple_tag
def icon(name: str, extra: str = "") -> str:
    """``{% icon "clock" %}``: a pictogram, hidden from screen readers: its word always stands beside it."""
    return drawing(name or "help-circle", f"picto {extra}".strip())


@register.simple_tag
@lru_cache(maxsize=512)
def drawing(name: str, css_class: str) -> str:
    """``{% drawing "village" "village" %}``: a drawing of the sprite, hidden from screen readers."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        css_class,
        static("img/pictos.svg"),
        name,
    )


@register.simple_tag
@lru_cache(maxsize=2048)
def row_url(name: str, key: object) -> str:
    """``{% row_url "skill" skill.pk %}``: `url` for the rows of a list, where making each address anew costs."""
    return reverse(name, args=[key])


@register.inclusion_tag("_menu.html", takes_context=True)
def menu(context: dict) -> dict[str, object]:
    """The menu of whoever reads the page, with the current item marked."""
    request = context.get("request")
    return {"items": list(menus.items_for(getattr(request, "user", None), menus.url_name_of(request)))}


@register.simple_tag
def date_tile(day: date) -> str:
    """``{% date_tile session.date %}``: day, number, month. Decoration: write the full date beside it."""
    parts = wording.say_date_parts(day, lang=get_language() or "fr")
    tile = '<div class="date-tile" aria-hidden="true"><span>{}</span><b>{}</b><span>{}</span></div>'
    return format_html(tile, *parts)


@register.simple_tag
def seats(taken: int, capacity: int, text: str = "") -> str:
    """``{% seats session.taken session.capacity %}``: a pebble per place, then « Il reste 2 places » or `text`."""
    free = capacity - taken
    pebbles = '<span class="seat taken"></span>' * taken + '<span class="seat"></span>' * free
    return format_html(
        '<p class="seats"><span class="seats-row" aria-hidden="true">{}</span> {}</p>',
        mark_safe(pebbles if capacity <= MOST_SEATS_DRAWN else ""),
        text or said_places_left(free),
    )


@register.inclusion_tag("_form_errors.html")
def form_errors(form, title: str = "") -> dict[str, object]:
    """``{% form_errors form %}``: a summary on top, each line leads to its field; nothing without errors."""
    lines = [("", message) for message in form.non_field_errors()]
    for field in form:
        lines += [(field.id_for_label or field.auto_id, message) for message in field.errors]
    return {"lines": lines, "title": title or (say_things_left(len(lines)) if lines else "")}


def say_things_left(number: int) -> str:
    """« Il reste deux choses à voir »."""
    count = COUNTS[number - 1] if number <= len(COUNTS) else number
    return ngettext("There is %(count)s thing left to see", "There are %(count)s things left to see", number) % {
        "count": count
    }


@register.filter
def said_places_left(free: int) -> str:
    """``{{ session.free|said_places_left }}``: « Il reste 2 places », « C’est complet »."""
    if free <= 0:
        return gettext("It is full")
    return ngettext("%(free)s place left", "%(free)s places left", free) % {"free": free}


@register.filter
def said_people(number: int) -> str:
    """``{{ group.people|said_people }}``: « 5 personnes »."""
    return ngettext("%(number)s person", "%(number)s people", number) % {"number": number}


@register.filter
def may_stay_empty(field) -> bool:
    """Whether « Si vous voulez » stands beside a field: it may stay empty, and its form says such things.

    A field of which one must be filled, it or another, bears `or_another`.
    """
    says = getattr(field.form, "says_optional", False) and not getattr(field.field, "or_another", False)
    return says and not field.field.required


@register.filter
def keep_hours_whole(text: str) -> str:
    """« 9 h à 12 h 30 » as somebody typed it: no line ends between a number and its « h »."""
    return re.sub(r"(?<=\d) (?=h\b)|(?<=\dh) (?=\d\d)|(?<=\d h) (?=\d\d)", "\u00a0", text)


@register.filter
def starts_upper(text: object) -> str:
    """« le matin » → « Le matin »: the first letter only."""
    return capfirst(str(text))
