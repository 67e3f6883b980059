"""From plain values to the bytes of a PDF: the only place that calls typst."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import typst

from exchanges.rosters.lettering import FONTS, clean_data, find_foreign_letters

TEMPLATES = Path(__file__).parent
Gettext = Callable[[str], str]


@dataclass(frozen=True)
class CentreHeader:
    """What stands at the head of every sheet. ``logo`` is the text of an SVG drawing; without one, the mark of Animons stands there."""

    name: str
    address: str = ""
    phone: str = ""
    logo: str | None = None


def typeset(template: str, data: dict, *, title: str, day: date, lang: str, drawings: dict[str, str] | None = None) -> bytes:
    """The PDF of ``template`` (a file beside this one), tagged and checked against PDF/UA-1.

    ``data`` holds plain JSON values and reaches the template as data, never as markup; ``drawings`` are SVG texts by name, left as they are.
    The PDF is dated ``day`` (midnight, UTC), so that the same values give the same bytes.
    """
    plain = clean_data(data)
    sent = {
        "data": json.dumps(plain, ensure_ascii=False),
        "drawings": json.dumps(drawings or {}),
        "title": clean_data(title),
        "lang": "fr" if lang.lower().startswith("fr") else "en",
        "foreign": "".join(f"\\u{{{ord(c):x}}}" for c in find_foreign_letters(f"{title} {json.dumps(plain, ensure_ascii=False)}")),
    }
    return typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs=sent,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
    )


def name_person(first: str, last: str) -> str:
    """« Marie-Thérèse BENALI »: the family name in capitals, as on any sheet people sign."""
    return f"{first} {last.upper()}".strip()
