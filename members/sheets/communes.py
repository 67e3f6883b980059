"""Find a village among those known, however it is spelled."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from members.folding import fold


def commune_key(name: str) -> str:
    """« St-Aubin s/ Loue » and « Saint Aubin sur Loue » have the same key."""
    text = re.sub(r"\bs/\s*", "sur ", fold(name))
    text = re.sub(r"\bste\b", "sainte", re.sub(r"\bst\b", "saint", text))
    return " ".join(re.findall(r"[a-z0-9]+", text))


class Gazetteer:
    """Known villages; a new one is known from its first mention on."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {commune_key(name): name for name in names}

    def find(self, name: str) -> tuple[str, bool]:
        """The known name, and whether it was read across a slip of spelling; ("", False) for an unknown village."""
        key = commune_key(name)
        if key in self._names:
            return self._names[key], False
        if len(key) >= 6:
            near = [known for known in self._names if len(known) >= 6 and OSA.distance(key, known, score_cutoff=1) <= 1]
            if len(near) == 1:
                return self._names[near[0]], True
        return "", False

    def add(self, name: str) -> None:
        self._names[commune_key(name)] = name
