"""The phone sheet: the numbers a facilitator may need, on a paper that is theirs and never lies on the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from exchanges.rosters.heads import SessionHead, name_person, say_title
from exchanges.rosters.typesetting import Gettext, typeset


@dataclass(frozen=True)
class PhoneLine:
    """One person of the session.

    ``phone`` is printed as given; when the number may not be shown, the caller says there what to do instead.
    """

    first: str
    last: str
    phone: str = ""


@dataclass(frozen=True)
class Contact:
    """Whom to call when something is wrong: ``role`` says for what (« Pour la clé », « Le centre »)."""

    role: str
    name: str
    phone: str


@dataclass(frozen=True)
class PhoneSheet:
    """The numbers of one session, for the facilitator named ``reader``; the caller decides whose may be shown.

    ``note`` is what is good to know about the place: the keys, the car park.
    """

    head: SessionHead
    reader: str
    lines: tuple[PhoneLine, ...] = ()
    contacts: tuple[Contact, ...] = ()
    note: str = ""


def render_phone_sheets(sheets: Sequence[PhoneSheet], *, lang: str = "en", gettext: Gettext = str) -> bytes:
    """One PDF; each session begins on its own page. Raises ValueError for no sheet at all."""
    if not sheets:
        raise ValueError("at least one phone sheet is needed")
    heads = [sheet.head for sheet in sheets]
    return typeset(
        "phone_sheet.typ",
        {"words": _say_words(gettext), "sheets": [_say_sheet(sheet, lang, gettext) for sheet in sheets]},
        title=say_title(gettext("Phone numbers"), gettext("Phone numbers"), heads, lang),
        day=min(head.day for head in heads),
        lang=lang,
        drawings={
            f"{name}-{number}": drawing for number, head in enumerate(heads) for name, drawing in head.draw().items()
        },
    )


def _say_sheet(sheet: PhoneSheet, lang: str, gettext: Gettext) -> dict:
    return sheet.head.say(lang, gettext) | {
        "reader": gettext("For %(name)s") % {"name": sheet.reader},
        "lines": [
            {"name": name_person(line.first, line.last), "phone": line.phone or gettext("no number")}
            for line in sheet.lines
        ],
        "note": sheet.note,
        "contacts": [
            {"role": contact.role, "name": contact.name, "phone": contact.phone} for contact in sheet.contacts
        ],
    }


def _say_words(gettext: Gettext) -> dict[str, str]:
    return {
        "kind": gettext("Phone numbers"),
        "yours": gettext("This sheet is yours alone. Keep it with you, do not leave it on the table."),
        "name": gettext("First and family name"),
        "phone": gettext("Phone"),
        "note": gettext("Good to know:"),
        "contacts": gettext("If you need help"),
        "page": gettext("page {page} of {pages}"),
    }
