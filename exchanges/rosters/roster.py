"""The roster (« feuille d'émargement »): the list people sign when they come."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, time

import segno

from exchanges.rosters.typesetting import CentreHeader, Gettext, name_person, typeset
from members.wording import join_words, say_date, say_date_and_hours

WALK_IN_ROWS = 4


@dataclass(frozen=True)
class Line:
    """One person who holds a seat. ``companion`` is the full name of the adult who comes along, who also has a line of their own."""

    first: str
    last: str
    companion: str | None = None


@dataclass(frozen=True)
class Roster:
    """One session's roster. Lines, names of waiting people (``waiting``), facilitators and sharers are printed in the order given.

    ``pictogram`` is the text of an SVG drawing in black; ``close_url`` is where the session is closed, printed as a QR code;
    ``code`` names the session in a few letters; after ``destroy_after`` the paper is destroyed.
    """

    centre: CentreHeader
    title: str
    day: date
    start: time
    end: time
    place: str
    destroy_after: date
    code: str
    address: str = ""
    facilitators: tuple[str, ...] = ()
    sharers: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    waiting: tuple[str, ...] = ()
    pictogram: str | None = None
    close_url: str | None = None


def render_rosters(rosters: Sequence[Roster], *, lang: str = "en", gettext: Gettext = str) -> bytes:
    """One PDF for one or many sessions; each begins on its own page and counts its own pages. Raises ValueError for no roster at all."""
    if not rosters:
        raise ValueError("at least one roster is needed")
    drawings = {}
    for number, roster in enumerate(rosters):
        named = {"logo": roster.centre.logo, "pictogram": roster.pictogram, "close": roster.close_url and _draw_qr(roster.close_url)}
        drawings |= {f"{name}-{number}": drawing for name, drawing in named.items() if drawing}
    return typeset(
        "roster.typ",
        {
            "words": _say_words(gettext),
            "walk_in_rows": WALK_IN_ROWS,
            "rosters": [_say_roster(roster, lang, gettext) for roster in rosters],
        },
        title=_say_title(rosters, lang, gettext),
        day=min(roster.day for roster in rosters),
        lang=lang,
        drawings=drawings,
    )


def _say_title(rosters: Sequence[Roster], lang: str, gettext: Gettext) -> str:
    if len(rosters) > 1:
        return gettext("Rosters")
    roster = rosters[0]
    return f"{gettext('Roster')} – {roster.title}, {say_date(roster.day, lang=lang)}"


def _say_roster(roster: Roster, lang: str, gettext: Gettext) -> dict:
    """What the template prints of a roster: its words, all said."""
    when = say_date_and_hours(roster.day, roster.start, roster.end, lang=lang)
    centre = asdict(roster.centre)
    del centre["logo"]
    return {
        "centre": centre,
        "title": roster.title,
        "when": when,
        "place": roster.place,
        "address": roster.address,
        "facilitators": join_words(roster.facilitators, lang=lang),
        "sharers": join_words(roster.sharers, lang=lang),
        "lines": [
            {
                "name": name_person(line.first, line.last),
                "note": gettext("with %(name)s") % {"name": line.companion} if line.companion else "",
            }
            for line in roster.lines
        ],
        "waiting": roster.waiting,
        "destroy": gettext("Destroy after %(date)s.") % {"date": say_date(roster.destroy_after, lang=lang, weekday=False)},
        "code": gettext("Session %(code)s") % {"code": roster.code},
    }


def _say_words(gettext: Gettext) -> dict[str, str]:
    return {
        "name": gettext("First and family name"),
        "signature": gettext("Signature"),
        "present": gettext("Here"),
        "walk_in": gettext("You are not on the list? Welcome, write your name here."),
        "waiting": gettext("Waiting list"),
        "run_by": gettext("Run by"),
        "shared_by": gettext("Shared by"),
        "to_sign": gettext("Signature:"),
        "purpose": gettext("This sheet tells who came. It stays at the centre."),
        "close": gettext("To close the session, aim here"),
        "page": gettext("page {page} of {pages}"),
    }


def _draw_qr(url: str) -> str:
    return segno.make(url, error="m", micro=False).svg_inline(border=0, omitsize=True)
