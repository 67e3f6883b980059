"""An invented session and its sheets, and how to read a PDF back."""

import datetime
import io

import pypdf
from django.utils import translation

from exchanges.rosters import CentreHeader, Line, Roster, SessionHead, render_rosters

CENTRE = CentreHeader("Centre social des Trois Rivières", "4 rue du Moulin, Vaubrune", "05 55 00 00 01")
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M4 4h16v16z"/></svg>'


def make_head(**fields) -> SessionHead:
    said = {
        "centre": CENTRE,
        "title": "Greffer un arbre",
        "day": datetime.date(2027, 3, 13),
        "start": datetime.time(10),
        "end": datetime.time(12),
        "place": "Salle des Tilleuls",
        "address": "1 place de l’Orme, Vaubrune",
        "code": "K7P4M",
        "destroy_after": datetime.date(2027, 9, 13),
    }
    return SessionHead(**said | fields)


def make_roster(lines=(), **fields) -> Roster:
    head = {name: fields.pop(name) for name in ("title", "code", "pictogram") if name in fields}
    return Roster(head=make_head(**head), lines=tuple(lines), **fields)


def make_lines(number: int) -> list[Line]:
    return [Line(f"Prénom{rank}", f"Nom{rank}") for rank in range(1, number + 1)]


def render_in_french(*rosters: Roster) -> bytes:
    with translation.override("fr"):
        return render_rosters(rosters, lang="fr", gettext=translation.gettext)


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def read_words(pdf: bytes, page: int | None = None) -> str:
    """The words of the sheet in their order, with plain spaces between; invisible break marks left out."""
    pages = read(pdf).pages
    text = " ".join(p.extract_text() for p in (pages if page is None else [pages[page]]))
    return " ".join(text.replace("\u200b", "").split())


def read_tags(pdf: bytes) -> list[str]:
    """The structure tags of a tagged PDF, in reading order: H1, Table, TH, TD, Figure…"""
    tags = []

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                tags.append(str(node["/S"])[1:])
            walk(node.get("/K", []))

    walk(read(pdf).trailer["/Root"]["/StructTreeRoot"])
    return tags
