"""Cut a text about half-days into words that mean something, mend slips, and keep the words that do not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from members.folding import fold
from members.sheets import halfday_words as w

_HOUR = r"(\d{1,2})\s?(?:h|:|heures?)\s?(\d{2})?(?!\d)"
_HOURS = re.compile(
    rf"(?:(?P<open>apres|a partir de|des|avant|jusqu'a|jusque)\s+)?(?:de\s+|entre\s+)?(?<![\d])(?P<a>\d{{1,2}})"
    rf"(?:\s?(?:h|:|heures?)\s?(?:\d{{2}})?)?\s?(?:-|a|/|et|au)\s?{_HOUR}"
    rf"|(?:(?P<open2>apres|a partir de|des|avant|jusqu'a|jusque)\s+)?{_HOUR.replace('(', '(?:', 0)}"
)
_SPLIT = re.compile(r"[a-z0-9']+|[,;\n./+&()-]|[^\s]")
_PERIOD_HOURS = ((7, 12), (12, 18), (18, 23))
_NOT_MENDED = frozenset("mari mars midi marie marche soit soin soins main demain".split())
_MENDABLE = {word for word in [*w.DAYS, *w.PERIODS, "toujours", "jamais", "excepte"] if len(word) >= 5}


@dataclass(frozen=True)
class Token:
    """`kind`: days, periods, slots (« n'importe quand »), to, and, comma, stop, not."""

    kind: str
    days: frozenset[int] = frozenset()
    periods: frozenset[int] = frozenset()
    slots: frozenset[tuple[int, int]] = frozenset()
    plural: bool = False
    trails: bool = False


@dataclass(frozen=True)
class Words:
    tokens: tuple[Token, ...]
    unread: tuple[str, ...]
    denied: bool

    def sentences(self) -> Iterator[list[Token]]:
        """Runs of tokens between stops."""
        run: list[Token] = []
        for token in self.tokens:
            if token.kind == "stop":
                if run:
                    yield run
                run = []
            else:
                run.append(token)
        if run:
            yield run
