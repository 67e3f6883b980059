"""Half-days as people write them -> the half-days of a week.

A half-day is `(day, period)`: Monday is 0, morning 0, afternoon 1, evening 2; there are 21.

How a text is read:

1. It is folded, turns of phrase become single words (« tous les jours », « fin de journée »), hours become half-days.
2. Commas and « et » cut it into pieces; each piece says days, periods or both. A piece of days alone borrows the
   periods of the next one (« lundi, jeudi soir »), a piece of periods alone those days said just before (« mercredi
   matin et soir »), unless it is a plural (« lundi matin, les soirs »). Days alone mean all day; periods alone, every day.
3. What follows « sauf », « pas », « jamais »… is taken away from what was said before, or from the whole week when
   nothing was. « ; », a new line or « mais » end it.

When a text may be read in two ways, the fewer half-days win: better to ask again than to promise for somebody.
"""

import re
from dataclasses import dataclass, field, replace
from itertools import product

from members.sheets.halfday_tokens import Token, cut_words
from members.sheets.halfday_words import ALL_DAYS, ALL_PERIODS

HalfDay = tuple[int, int]
WEEK = frozenset(product(range(7), range(3)))
_TICKS = frozenset({"x", "oui", "o", "1", "ok", "yes", "y", "v", "✓", "✔", "☑", "vrai", "true"})


@dataclass(frozen=True)
class HalfDays:
    """`slots`: the half-days understood. `unread`: the words that were not, as typed after folding.

    No slot and nothing unread is an answer when `said` is true (« jamais ») and silence when it is not.
    """

    slots: frozenset[HalfDay] = frozenset()
    unread: tuple[str, ...] = ()
    said: bool = False


@dataclass(frozen=True)
class _Piece:
    """Days and periods said together; an empty set was not said. `alone` stands by itself: a plural, « n'importe quand »."""

    days: frozenset[int] = frozenset()
    periods: frozenset[int] = frozenset()
    slots: frozenset[HalfDay] = frozenset()
    alone: bool = False

    def expand(self) -> frozenset[HalfDay]:
        if self.slots:
            return self.slots
        return frozenset(product(self.days or ALL_DAYS, self.periods or ALL_PERIODS))


@dataclass
class _Reading:
    """What has been added and taken away so far."""

    slots: set[HalfDay] = field(default_factory=set)
    withheld: set[HalfDay] = field(default_factory=set)
    said_free: bool = False


def read_half_days(text: str) -> HalfDays:
    """The half-days a text says, and the words not understood."""
    words = cut_words(text)
    if not words.tokens:
        return HalfDays(unread=words.unread, said=words.denied)
    reading = _Reading()
    for sentence in words.sentences():
        _read_sentence(sentence, reading)
    if not reading.said_free and reading.withheld:
        reading.slots = set(WEEK)
    return HalfDays(frozenset(reading.slots - reading.withheld), words.unread, said=True)


def read_half_day_cell(header: str, cell: str) -> HalfDays:
    """A cell of a grid: under « lundi matin » a cross is enough, under « lundi » the cell says the periods."""
    text = cell.strip()
    if not text:
        return HalfDays()
    column = read_half_days(header) if header else HalfDays()
    if not column.slots or column.unread:
        return read_half_days(text)
    if text.casefold() in _TICKS:
        return column
    if text.casefold() in {"non", "n", "0", "no", "-", "faux"}:
        return HalfDays(said=True)
    return read_half_days(f"{header} {text}")


def _read_sentence(tokens: list[Token], reading: _Reading) -> None:
    """A run of words up to « ; », a new line or « mais »: what is said, then what is taken away from it."""
    said, denied = _split_at_denial(tokens)
    pieces = _join_pieces(_cut_pieces(said))
    fresh = {half_day for piece in pieces for half_day in piece.expand()}
    if fresh:
        reading.said_free = True
    taken: set[HalfDay] = set()
    for piece in _join_pieces(_cut_pieces(denied)):
        expanded = piece.expand()
        base = fresh or (reading.slots if reading.said_free else WEEK)
        if taken and fresh and not expanded & base:
            fresh |= expanded  # « les soirs sauf vendredi, samedi matin »: nothing there to take away, so it is added
        else:
            taken |= expanded
    if fresh:
        reading.slots |= fresh - taken
    elif reading.said_free:
        reading.slots -= taken
    else:
        reading.withheld |= taken


def _split_at_denial(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    for i, token in enumerate(tokens):
        if token.kind == "not":
            after = tokens[i + 1 :]
            if token.trails and not any(other.kind in ("days", "periods", "slots") for other in after):
                start = max((j + 1 for j in range(i) if tokens[j].kind == "comma"), default=0)
                return tokens[:start], tokens[start:i]
            return tokens[:i], [other for other in after if other.kind != "not"]
    return tokens, []


def _cut_pieces(tokens: list[Token]) -> list[_Piece]:
    """Pieces between commas and « et »; inside one, « lundi soir mardi matin » is two."""
    pieces: list[_Piece] = []
    current: list[Token] = []
    for token in [*tokens, Token("comma")]:
        if token.kind in ("comma", "and"):
            pieces += _pieces_of(current)
            current = []
        else:
            current.append(token)
    return pieces


def _pieces_of(tokens: list[Token]) -> list[_Piece]:
    groups: list[_Piece] = []
    ranged = False
    for token in tokens:
        if token.kind == "to":
            ranged = bool(groups)
            continue
        if token.kind == "slots":
            groups.append(_Piece(slots=token.slots, alone=True))
        elif ranged and groups and (joined := _range(groups[-1], token)):
            groups[-1] = joined
        elif groups and not groups[-1].slots and _same_kind(groups[-1], token):
            last = groups[-1]
            groups[-1] = replace(
                last, days=last.days | token.days, periods=last.periods | token.periods, alone=last.alone or token.plural
            )
        else:
            groups.append(_Piece(days=token.days, periods=token.periods, alone=token.plural))
        ranged = False
    return _pair(groups)


def _same_kind(piece: _Piece, token: Token) -> bool:
    return bool(piece.days) == bool(token.days) and bool(piece.periods) == bool(token.periods)


def _range(last: _Piece, token: Token) -> _Piece | None:
    """« lundi au jeudi », « vendredi au lundi »: the days from one to the other, round the week if need be."""
    if not (last.days and token.days) or last.periods:
        return None
    first, end = max(last.days), min(token.days)
    span = (end - first) % 7
    return replace(last, days=last.days | {(first + step) % 7 for step in range(span + 1)})


def _pair(groups: list[_Piece]) -> list[_Piece]:
    """Marry days with the periods beside them: « lundi soir », or « le soir du lundi au jeudi »."""
    starts_with_periods = bool(groups) and bool(groups[0].periods) and not groups[0].days
    ends_with_periods = bool(groups) and bool(groups[-1].periods) and not groups[-1].days
    pieces: list[_Piece] = []
    waiting = list(groups)
    if starts_with_periods and ends_with_periods and len(waiting) > 1:
        pieces.append(waiting.pop(0))
    while waiting:
        piece = waiting.pop(0)
        partner = waiting[0] if waiting else None
        if partner and not piece.slots and not partner.slots and bool(piece.days) != bool(partner.days):
            waiting.pop(0)
            piece = _Piece(days=piece.days | partner.days, periods=piece.periods | partner.periods)
        pieces.append(piece)
    return pieces


def _join_pieces(pieces: list[_Piece]) -> list[_Piece]:
    """Lend periods to days said without, and days to periods said without."""
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if piece.days or piece.slots or piece.alone or not piece.periods:
            joined.append(piece)
        elif last and last.days and not last.periods:
            joined[-1] = replace(last, periods=piece.periods)
        elif last and last.days:
            joined.append(replace(piece, days=last.days))
        else:
            joined.append(piece)
    for i in range(len(joined) - 2, -1, -1):
        piece, following = joined[i], joined[i + 1]
        lends = bool(following.days and following.periods)
        if lends and not piece.slots and not piece.alone:
            if piece.days and not piece.periods:
                joined[i] = replace(piece, periods=following.periods)
            elif piece.periods and not piece.days:
                joined[i] = replace(piece, days=following.days)
    return joined
