"""Cut what people say into wishes, and set apart what they refuse."""

import re
from dataclasses import dataclass, replace

from members.folding import fold
from members.recogniser.doubts import explains_refusal, says_to_learn, sounds_like_no_wish
from members.recogniser.refusals import (
    lends,
    opens_refusal,
    refuses_what_precedes,
    says_only_who,
    says_refusal,
    spell_out,
)

_CELL_CUT = re.compile(r"\s*(?:[,;/|•·\n\r\t]|\s[-–—]\s)\s*")
_IN_BRACKETS = re.compile(r"\([^()]*\)")

_HARD = r"[,;/|•·\n\r\t+!?]|\.(?=\s|$)|\s[-–—]\s"
_REFUSING = r"(?:mais\s+|et\s+)?(?:surtout\s+pas|sauf|except[ée]e?s?|hormis|[àa]\s+part|mais\s+pas|et\s+pas|ni)\b"
_SOFT = r"et|ou|puis|mais|sinon|ainsi\s+que|and|&"
_BOUNDARY = re.compile(
    rf"\s*(?P<hard>{_HARD})\s*|\s+(?P<refusing>{_REFUSING})\s+|\s+(?P<soft>{_SOFT})\s+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch `text[start:end]`; `hard` when strong punctuation stands before it; `refused` when it is no wish.

    `doubtful` when what it names may well not be wished for: it, or another clause of the same phrase, sounds like no
    wish, or it gives the reason of a refusal.
    """

    start: int
    end: int
    hard: bool
    refused: bool
    doubtful: bool = False


def split_cell(text: str) -> list[str]:
    """The wishes of a spreadsheet cell, as typed, cut on , ; / | bullets, dashes and new lines, brackets kept whole."""
    shielded = _shield_brackets(text)
    wishes, start = [], 0
    for cut in [*_CELL_CUT.finditer(shielded), None]:
        wish = text[start : cut.start() if cut else len(text)].strip(" \t.-•·")
        if wish:
            wishes.append(wish)
        start = cut.end() if cut else start
    return wishes


def cut_clauses(text: str) -> list[Clause]:
    """The stretches of a sentence that may each be a wish, in order, none empty."""
    shielded = _shield_brackets(text)
    clauses: list[Clause] = []
    start, hard, refusing = 0, True, False
    for found in [*_BOUNDARY.finditer(shielded), None]:
        end = found.start() if found else len(text)
        stretch = text[start:end]
        if stretch.strip(" \t.-\"'«»"):
            folded = spell_out(fold(stretch))
            refusing = refusing or opens_refusal(folded)
            clauses.append(Clause(start, end, hard, refusing or says_refusal(folded)))
            if clauses[1:] and refuses_what_precedes(folded):
                reach = 3 if says_only_who(fold(text[clauses[-2].start : clauses[-2].end])) else 2
                clauses[-reach:] = [replace(clause, refused=True) for clause in clauses[-reach:]]
        if found is None:
            break
        start, hard = found.end(), found["hard"] is not None
        if hard:
            refusing = False
        elif found["refusing"]:
            refusing = True
        elif found["soft"] and found["soft"].lower() == "mais":
            refusing = False
    return _spread_doubt(text, clauses)


def _spread_doubt(text: str, clauses: list[Clause]) -> list[Clause]:
    """Mark as doubtful every clause of a phrase one of which sounds like no wish, and the reasons of a refusal.

    Clauses that say to learn stay free of doubt.
    """
    folded = [spell_out(fold(text[clause.start : clause.end])).strip(" .-'\"") for clause in clauses]
    is_no_wish = any(sounds_like_no_wish(words) or lends(words) for words in folded)
    spread, has_refused = [], False
    for clause, words in zip(clauses, folded, strict=True):
        is_reason = has_refused and explains_refusal(words)
        spread.append(replace(clause, doubtful=(is_no_wish or is_reason) and not says_to_learn(words)))
        has_refused = has_refused or clause.refused
    return spread


def _shield_brackets(text: str) -> str:
    """The same text with what stands in brackets made uncuttable; positions do not move."""
    return _IN_BRACKETS.sub(lambda found: "x" * len(found[0]), text)
