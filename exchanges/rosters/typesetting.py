"""From plain values to the bytes of a PDF: the only place that calls typst."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import typst

from exchanges.rosters.lettering import FONTS, clean_data, find_foreign_letters

TEMPLATES = Path(__file__).parent
# Turns an English message id into the words of the sheet.
Gettext = Callable[[str], str]


def typeset(
    template: str, data: dict, *, title: str, day: date, lang: str, drawings: dict[str, str | None] | None = None
) -> bytes:
    """The PDF of ``template`` (a file beside this one), tagged and checked against PDF/UA-1.

    ``data`` holds plain JSON values and reaches the template as data, never as markup; ``drawings`` are SVG texts by
    name, left as they are. The PDF is dated ``day`` (midnight, UTC), so that the same values give the same bytes.
    """
    return typst.compile(
        **_compiling(template, {"title": title, **data}, drawings=drawings, lang=lang),
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
    )


def count_pages(template: str, data: dict, *, lang: str, drawings: dict[str, str | None] | None = None) -> int:
    """How many pages `typeset` would make: ``template`` says it in metadata labelled ``<pages>``."""
    compiling = _compiling(template, {"title": "", **data}, drawings=drawings, lang=lang)
    found = json.loads(typst.query(selector="<pages>", field="value", one=True, **compiling))
    return int(found)


def _compiling(template: str, data: dict, *, drawings: dict[str, str | None] | None, lang: str) -> dict:
    plain = json.dumps(clean_data(data), ensure_ascii=False)
    return {
        "input": str(TEMPLATES / template),
        "root": str(TEMPLATES),
        "font_paths": [str(FONTS)],
        "ignore_system_fonts": True,
        "sys_inputs": {
            "data": plain,
            "drawings": json.dumps({name: drawing for name, drawing in (drawings or {}).items() if drawing}),
            "lang": "fr" if lang.lower().startswith("fr") else "en",
            "foreign": "".join(f"\\u{{{ord(letter):x}}}" for letter in find_foreign_letters(plain)),
        },
    }
