"""Half-days as people write them -> the half-days of a week.

A half-day is `(day, period)`: Monday is 0, morning 0, afternoon 1, evening 2; there are 21.

How a text is read:

1. It is folded, turns of phrase become single words (« tous les jours », « fin de journée »), hours become half-days.
2. Commas and « et » cut it into pieces; each piece says days, periods or both. A piece of days alone borrows the
   periods of the next one (« lundi, jeudi soir »), a piece of periods alone those days said just before (« mercredi
   matin et soir »), unless it is a plural (« lundi matin, les soirs »). Days alone mean all day; periods alone,
   every day.
3. What follows « sauf », « pas », « jamais »… is taken away from what was said before, or from the whole week when
   nothing was. « ; », a new line or « mais » end it.

When a text may be read in two ways, the fewer half-days win: better to ask again than to promise for somebody.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from members.sheets.halfday_tokens import Token, cut_words, sentences
from members.sheets.halfday_words import ALL_DAYS, ALL_PERIODS, NOTHING, TRAILING_NEGATIONS

HalfDay = tuple[int, int]
WEEK = frozenset(product(range(7), range(3)))
_TICKS = frozenset({"x", "oui", "o", "1", "ok", "yes", "y", "v", "✓", "✔", "☑", "vrai", "true"})
_CROSSES = frozenset({"non", "n", "0", "no", "-", "faux", "false"})


@dataclass(frozen=True)
class HalfDays:
    """`slots`: the half-days understood. `unread`: the words that were not.

    Without any slot, `said` tells an answer (« jamais ») from silence or from words not understood.
    """

    slots: frozenset[HalfDay] = frozenset()
    unread: tuple[str, ...] = ()
    said: bool = False


@dataclass(frozen=True)
class _Piece:
    """Days and periods said together; an empty set was not said."""

    days: frozenset[int] = frozenset()
    periods: frozenset[int] = frozenset()
    plural: bool = False
    periods_first: bool = False
    anytime: bool = False
    slots: frozenset[HalfDay] = frozenset()

    def expand(self) -> frozenset[HalfDay]:
        return self.slots or frozenset(product(self.days or ALL_DAYS, self.periods or ALL_PERIODS))


@lru_cache(maxsize=4096)
def read_half_days(text: str) -> HalfDays:
    """The half-days a text says, and the words not understood."""
    tokens, unread = cut_words(text)
    if not any(token.speaks for token in tokens):
        denied = any(token.kind == "not" and token.word in NOTHING for token in tokens)
        blank = not any(sign.isalnum() for sign in text)
        if unread or not (denied or blank):
            return HalfDays(unread=tuple(unread) or (" ".join(text.split()),))
        return HalfDays(said=denied or text.strip() in ("-", "/"))
    slots: set[HalfDay] = set()
    withheld: set[HalfDay] = set()
    said_free = False
    for sentence in sentences(tokens):
        said, denied, idle = _split_at_denial(sentence)
        unread += idle
        fresh, taken = _weigh(said, denied, slots if said_free else WEEK)
        said_free = said_free or bool(fresh)
        if fresh:
            slots |= fresh - taken
        elif said_free:
            slots -= taken
        else:
            withheld |= taken
    return HalfDays(frozenset((slots if said_free else WEEK) - withheld), tuple(unread), said=True)


def read_half_day_cell(header: str, cell: str) -> HalfDays:
    """A cell of a grid: under « lundi matin » a cross is enough, under « lundi » the cell says the periods."""
    text = cell.strip()
    column = read_half_days(header) if header and text else HalfDays()
    if not column.slots or column.unread:
        return read_half_days(text)
    if text.casefold() in _TICKS:
        return column
    if text.casefold() in _CROSSES:
        return HalfDays(said=True)
    return read_half_days(f"{header} {text}")


def _weigh(said: list[Token], denied: list[Token], before: set[HalfDay] | frozenset[HalfDay]):
    """Half-days added and taken away by a sentence."""
    fresh = {half_day for piece in _join(_cut(said)) for half_day in piece.expand()}
    taken: set[HalfDay] = set()
    for piece in _join(_cut(denied), lend=False):
        if taken and fresh and not piece.expand() & fresh:
            fresh |= piece.expand()  # « les soirs sauf vendredi, samedi matin »: not there to be taken away, so added
        else:
            taken |= piece.expand() & (fresh or before)
    return fresh, taken


def _split_at_denial(tokens: list[Token]) -> tuple[list[Token], list[Token], list[str]]:
    """What a sentence says, what it denies, and the denials of nothing we know."""
    idle: list[str] = []
    for i, token in enumerate(tokens):
        if token.kind != "not":
            continue
        end = next((j for j in range(i, len(tokens)) if tokens[j].kind == "comma"), len(tokens))
        if any(other.speaks for other in tokens[i:end]):
            return tokens[:i], [other for other in tokens[i:] if other.kind != "not"], idle
        start = max((j + 1 for j in range(i) if tokens[j].kind == "comma"), default=0)
        if token.word in TRAILING_NEGATIONS and any(other.speaks for other in tokens[start:i]):
            said, denied, more = _split_at_denial(tokens[:start] + tokens[end:])
            return said, [*tokens[start:i], Token("comma"), *denied], idle + more
        if not any(other.kind == "unread" for other in tokens[i:end]):
            idle.append(token.word)
    return tokens, [], idle


def _cut(tokens: list[Token]) -> list[_Piece]:
    """Pieces between commas and « et »; inside one, « lundi soir mardi matin » is two."""
    pieces: list[_Piece] = []
    current: list[Token] = []
    for token in [*tokens, Token("comma")]:
        if token.kind in ("comma", "and"):
            pieces += _pieces(current)
            current = []
        else:
            current.append(token)
    return pieces


def _pieces(tokens: list[Token]) -> list[_Piece]:
    """Runs of days and runs of periods, married to each other; « toujours le lundi » is only Monday."""
    groups: list[_Piece] = []
    range_at = 0
    dashed_list = sum(token.word == "-" for token in tokens) > 1  # « lundi - mercredi - vendredi »
    for i, token in enumerate(tokens):
        follows_range = i > 0 and tokens[i - 1].kind == "to" and not (dashed_list and tokens[i - 1].word == "-")
        last = groups[-1] if groups else None
        if token.kind not in ("days", "periods"):
            continue
        if follows_range and last and last.days and token.days:
            groups[-1] = replace(last, days=last.days | _days_between(last.days, token.days))
        elif last and bool(last.days) == bool(token.days):
            groups[-1] = replace(
                last,
                days=last.days | token.days,
                periods=last.periods | token.periods,
                plural=last.plural or token.plural,
            )
        else:
            range_at = len(groups) if follows_range else range_at
            groups.append(_Piece(days=token.days, periods=token.periods, plural=token.plural))
    if not groups:
        return [_Piece(anytime=True)] if any(token.kind == "any" for token in tokens) else []
    if range_at == 2 and len(groups) == 4 and groups[0].days:
        return _stretch(groups)
    return _marry(groups)


def _days_between(first: frozenset[int], last: frozenset[int]) -> frozenset[int]:
    """« lundi au jeudi », « vendredi au lundi »: from one to the other, round the end of the week if need be."""
    start = max(first)
    return frozenset((start + step) % 7 for step in range((min(last) - start) % 7 + 1))


def _stretch(groups: list[_Piece]) -> list[_Piece]:
    """« du lundi matin au mercredi soir »: every half-day from one to the other."""
    first = (min(groups[0].days), min(groups[1].periods))
    last = (max(groups[2].days), max(groups[3].periods))
    between = frozenset(half_day for half_day in WEEK if first <= half_day <= last)
    return [_Piece(days=ALL_DAYS, periods=ALL_PERIODS, slots=between)] if between else _marry(groups)


def _marry(groups: list[_Piece]) -> list[_Piece]:
    """Give days the periods beside them: « lundi soir », or « le soir du lundi au jeudi »."""
    pieces: list[_Piece] = []
    waiting = list(groups)
    if len(waiting) > 1 and not waiting[0].days and not waiting[-1].days:
        pieces.append(waiting.pop(0))
    while waiting:
        piece = waiting.pop(0)
        if waiting:
            partner = waiting.pop(0)
            piece = _Piece(
                days=piece.days | partner.days,
                periods=piece.periods | partner.periods,
                periods_first=not piece.days,
            )
        pieces.append(piece)
    return pieces


def _join(pieces: list[_Piece], *, lend: bool = True) -> list[_Piece]:
    """Lend periods to days said without them, and days to periods said without them.

    `lend=False` where lending would take away too little (« sauf lundi et mercredi matin »).
    """
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else _Piece(anytime=True)
        if last.anytime or piece.anytime or last.slots or piece.slots:
            joined.append(piece)
        elif _belongs(last, piece, lend):
            joined[-1] = replace(
                last,
                days=last.days | piece.days,
                periods=last.periods | piece.periods,
                periods_first=last.periods_first or piece.periods_first or not last.days,
            )
        else:
            joined.append(piece)
    return joined


def _belongs(last: _Piece, piece: _Piece, lend: bool) -> bool:
    """Whether a piece completes the one before it."""
    if piece.days and piece.periods:
        if not last.days:  # « matin et soir du lundi »
            return piece.periods_first and not last.plural
        return lend and not last.periods and not piece.periods_first  # « lundi, jeudi soir »
    if piece.days:
        return (not last.periods) or (last.periods_first and lend) or (not last.days and not last.plural)
    if not last.days:  # « matin et soir »
        return True
    return not last.periods or not piece.plural  # « mercredi matin et soir »
