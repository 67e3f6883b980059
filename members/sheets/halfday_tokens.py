"""Cut a text about half-days into words that mean something, mend slips, and keep the words that do not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from members.folding import fold
from members.sheets import halfday_words as w
from members.sheets.vocabulary import words_of

_CLOCK = r"(\d{1,2})\s?(?:heures?|h|:)(?:\s?(\d{2})(?!\d|\s?(?:h|:)))?"
_HOURS = re.compile(
    rf"\b(?:de |entre )?(\d{{1,2}})(?:\s?(?:heures?|h|:)\s?\d{{0,2}})?\s?(?:-|/|a|et|au)\s?{_CLOCK}"
    rf"|\b(?P<from>apres|a partir de|des|depuis) {_CLOCK}|\b(?P<until>avant|jusqu'a) {_CLOCK}|\b{_CLOCK}"
)
_PERIOD_HOURS = (("hmatin", 7, 12), ("hapresmidi", 12, 18), ("hsoir", 18, 23))
_PART = re.compile(r"[a-z0-9']+(?:-[a-z0-9']+)*|\S|\n")
_MENDABLE = (
    *words_of("lundi mardi mercredi jeudi vendredi samedi dimanche semaine weekend"),
    *words_of("matin matinee apresmidi aprem soiree journee toujours jamais"),
)
_NOT_MENDED = words_of("mari marie marche marches demain apres matinal")


@dataclass(frozen=True)
class Token:
    """`kind` is one of days, periods, any, to, and, comma, stop, but, not, unread; `word` is what was written."""

    kind: str
    word: str = ""
    days: frozenset[int] = frozenset()
    periods: frozenset[int] = frozenset()
    plural: bool = False

    @property
    def speaks(self) -> bool:
        return self.kind in ("days", "periods", "any")


@dataclass
class _Unread:
    """Runs of words not understood, with the small words between them."""

    runs: list[str] = field(default_factory=list)
    open: bool = False

    def add(self, word: str) -> None:
        if self.open:
            self.runs[-1] += f" {word}"
        else:
            self.runs.append(word)
        self.open = True


def cut_words(text: str) -> tuple[list[Token], list[str]]:
    """The tokens of a text, and the runs of words that mean nothing here."""
    folded = "\n".join(fold(line) for line in text.splitlines())
    morning_word = _read_am(folded)
    for pattern, replacement in w.PHRASES:
        folded = pattern.sub(replacement, folded)
    folded = _HOURS.sub(_say_hours, folded)
    tokens: list[Token] = []
    unread = _Unread()
    every = False
    for part in _parts(folded):
        if part == w.EVERY:
            every = True
            continue
        token = _token(morning_word if part == "am" and morning_word else part, every)
        if token is None:
            continue
        every = False
        if token.kind == "unread":
            if not unread.open and tokens and tokens[-1].kind == "not":
                unread.add(tokens[-1].word)
            unread.add(part.replace("-", " "))
        else:
            unread.open = False
        if not (token.kind == "stop" and part == "." and tokens and _is_short(tokens[-1].word)):
            tokens.append(token)
    if any(part == "am" for part in _parts(folded)) and morning_word == "":
        unread.open = False
        unread.add("am")
    return tokens, unread.runs


def sentences(tokens: list[Token]) -> Iterator[list[Token]]:
    """Runs of tokens between stops; « mais » and its like end what « sauf » began, and say nothing elsewhere."""
    run: list[Token] = []
    denying = False
    for token in tokens:
        denying = (denying or token.kind == "not") and token.kind != "stop"
        if token.kind == "stop" or (token.kind == "but" and denying):
            yield run
            run, denying = [], False
        elif token.kind != "but":
            run.append(token)
    yield run


def _read_am(folded: str) -> str:
    """What « am » stands for: the afternoon beside « matin », the morning beside « pm », otherwise "" for unsure."""
    if re.search(r"\bp[.-]?m\b", folded):
        return "matin"
    return "apresmidi" if re.search(r"\bmat(in|ins|inee)?\b", folded) else ""


def _say_hours(found: re.Match[str]) -> str:
    """Hours as half-days: those with two hours free, or else the one with most of them, the later when equal."""
    hours = [int(number) for number in (found[1], found[2], found[5], found[8], found[10]) if number]
    if not all(hour <= 24 for hour in hours):
        return found[0]
    start, end = hours[0], hours[-1] if len(hours) > 1 else hours[0] + 1
    if found["from"]:
        end = 23
    elif found["until"]:
        start, end = 7, start
    shared = {word: min(end, to) - max(start, since) for word, since, to in _PERIOD_HOURS}
    most = max(shared.values())
    if most <= 0:
        return found[0]
    long = [word for word, length in shared.items() if length >= 2]
    return f" {' '.join(long or [[word for word, length in shared.items() if length == most][-1]])} "


def _parts(folded: str) -> Iterator[str]:
    for part in _PART.findall(folded):
        if "-" in part and len(part) > 1 and not part.startswith(("une-", "semaine-")):
            first, *others = part.split("-")
            yield first
            for other in others:
                yield "-"
                yield other
        else:
            yield part


def _token(part: str, every: bool) -> Token | None:
    word = part.strip("'")
    if word[:2] in ("l'", "d'", "j'", "c'", "n'"):
        word = word[2:]
    if part in ";\n." and part:
        return Token("stop", part)
    if part in ",()[]|•*":
        return Token("comma")
    if part in "/+&" or word in w.LINKS:
        return Token("and")
    if part in "-–>" or part in w.RANGES:
        return Token("to", part)
    if word in w.NEGATIONS:
        return Token("not", word)
    if word in w.ENDS_DENIAL:
        return Token("but", word)
    if word in w.FILLERS or (len(part) == 1 and part in ":=!'\""):
        return None
    if word in w.ANYTIME:
        return Token("any", word)
    known = word if word in w.DAYS or word in w.PERIODS else _mend(word)
    if known in w.DAYS:
        return Token("days", word, days=w.DAYS[known])
    if known in w.PERIODS:
        return Token("periods", word, periods=w.PERIODS[known], plural=every or known in w.PLURALS)
    if known:
        return Token("not", known) if known in w.NEGATIONS else Token("any", known)
    if word == "am":
        return Token("periods", word, periods=w.PERIODS["matin"], plural=every)
    return Token("unread", part)


def _is_short(word: str) -> bool:
    """An abbreviation, whose full stop ends no sentence."""
    return len(word) <= 5 and (
        word in w.DAYS or word in ("mat", "aprem", "aprm", "am", "pm", "jeudi", "lundi", "mardi")
    )


@lru_cache(maxsize=4096)
def _mend(word: str) -> str:
    """The one known word a slip away, or "": one letter in words of up to six, two in longer ones."""
    if len(word) < 4 or word in _NOT_MENDED or any(sign.isdigit() for sign in word):
        return ""
    reach = 1 if len(word) < 7 else 2
    near = sorted((OSA.distance(word, known, score_cutoff=reach), known) for known in _MENDABLE)
    near = [(distance, known) for distance, known in near if distance <= reach]
    meanings = {(w.DAYS.get(known), w.PERIODS.get(known)) for distance, known in near if distance == near[0][0]}
    return near[0][1] if len(meanings) == 1 else ""
