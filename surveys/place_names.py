"""Names of villages and places in a text: those may tell who spoke. No Django."""

import re
from collections.abc import Iterable

from members.folding import fold

CUT = "[…]"
_ARTICLE = re.compile(r"^(?:le |la |les |l')")
_SHORTEST = 4


class PlaceNames:
    """Finds names of places however they are typed: no accents, other dashes, « aux Ormeaux » for Les Ormeaux."""

    def __init__(self, names: Iterable[str]) -> None:
        folded = {_ARTICLE.sub("", fold(name).replace("-", " ")) for name in names}
        known = sorted((name for name in folded if len(name) >= _SHORTEST), key=lambda name: (-len(name), name))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)") if known else None

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where each name stands: `text[start:end]`."""
        if self._pattern is None:
            return []
        folded, places = _fold_letters(text)
        return [(places[found.start()], places[found.end() - 1] + 1) for found in self._pattern.finditer(folded)]

    def cut_out(self, text: str) -> str:
        """The same text with « […] » in place of each name."""
        for start, end in reversed(self.find(text)):
            text = text[:start] + CUT + text[end:]
        return text


def _fold_letters(text: str) -> tuple[str, list[int]]:
    """The text folded, and for each of its signs the place it comes from; several spaces or a dash are one space."""
    signs: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for sign in " " if letter.isspace() else fold(letter).replace("-", " "):
            if sign != " " or not signs or signs[-1] != " ":
                signs.append(sign)
                places.append(place)
    return "".join(signs), places
