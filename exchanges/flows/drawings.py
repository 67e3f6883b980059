"""Drawings for printed sheets, as the text of an SVG: a pictogram of the sprite, the centre's logo."""

import base64
import mimetypes
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings

from members.models import Centre

SVG = "http://www.w3.org/2000/svg"
SPRITE = Path(settings.BASE_DIR) / "static" / "img" / "pictos.svg"
# A picture is put inside a square drawing; its own shape is kept.
FRAMED = (
    '<svg xmlns="{svg}" viewBox="0 0 100 100"><image width="100" height="100" href="data:{kind};base64,{data}"/></svg>'
)


@cache
def draw_pictogram(name: str) -> str | None:
    """The pictogram in black, or None for a name the sprite does not have."""
    symbol = (
        ElementTree.parse(SPRITE).find(f".//{{{SVG}}}symbol[@id='{name}']") if name.replace("-", "").isalnum() else None
    )
    if symbol is None:
        return None
    ElementTree.register_namespace("", SVG)
    symbol.tag = f"{{{SVG}}}svg"
    symbol.set("stroke", "#000")
    del symbol.attrib["id"]
    return ElementTree.tostring(symbol, encoding="unicode")


def draw_logo(centre: Centre) -> str | None:
    """The centre's logo, or None when it has none or its file is gone."""
    if not centre.logo:
        return None
    try:
        with centre.logo.open("rb") as file:
            data = base64.b64encode(file.read()).decode()
    except OSError:
        return None
    return FRAMED.format(svg=SVG, kind=mimetypes.guess_type(centre.logo.name)[0] or "image/png", data=data)
