"""The roster (« feuille d'émargement »): the list people sign when they come."""

from collections.abc import Sequence
from dataclasses import dataclass

import segno

from exchanges.rosters.heads import SessionHead, name_person, say_title
from exchanges.rosters.typesetting import Gettext, typeset
from members.wording import join_words

WALK_IN_ROWS = 4


@dataclass(frozen=True)
class Line:
    """One person who holds a seat.

    ``companion`` is the full name of the adult who comes along, and who also has a line of their own.
    """

    first: str
    last: str
    companion: str | None = None


@dataclass(frozen=True)
class Roster:
    """One session's roster. Names are printed in the order given.

    ``facilitators``, ``sharers`` and ``waiting`` are full names; ``close_url``, where the session is closed, is printed
    as a QR code.
    """

    head: SessionHead
    lines: tuple[Line, ...] = ()
    facilitators: tuple[str, ...] = ()
    sharers: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    close_url: str | None = None


def render_rosters(rosters: Sequence[Roster], *, lang: str = "en", gettext: Gettext = str) -> bytes:
    """One PDF for one or many sessions; each begins on its own page and counts its own pages.

    Raises ValueError for no roster at all.
    """
    if not rosters:
        raise ValueError("at least one roster is needed")
    heads = [roster.head for roster in rosters]
    return typeset(
        "roster.typ",
        {
            "words": _say_words(gettext),
            "walk_in_rows": WALK_IN_ROWS,
            "rosters": [_say_roster(roster, lang, gettext) for roster in rosters],
        },
        title=say_title(gettext("Roster"), gettext("Rosters"), heads, lang),
        day=min(head.day for head in heads),
        lang=lang,
        drawings={
            f"{name}-{number}": drawing
            for number, roster in enumerate(rosters)
            for name, drawing in _draw_roster(roster).items()
        },
    )


def _say_roster(roster: Roster, lang: str, gettext: Gettext) -> dict:
    return roster.head.say(lang, gettext) | {
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


def draw_qr(url: str) -> str:
    """The text of an SVG drawing of the QR code of ``url``, without a margin."""
    return segno.make(url, error="m", micro=False).svg_inline(border=0, omitsize=True)


def _draw_roster(roster: Roster) -> dict[str, str | None]:
    return roster.head.draw() | {"close": roster.close_url and draw_qr(roster.close_url)}
