"""Cut what people say into wishes, and set apart what they refuse."""

import re
from dataclasses import dataclass

_CELL_CUT = re.compile(r"\s*(?:[,;/|•·\n\r\t]|\s[-–—]\s)\s*")
_IN_BRACKETS = re.compile(r"\([^()]*\)")

_HARD = r"[,;/|•·\n\r\t+!?]|\.(?=\s|$)|\s[-–—]\s"
_REFUSING = r"(?:mais\s+|et\s+)?(?:surtout\s+pas|sauf|except[ée]s?|hormis|[àa]\s+part|mais\s+pas|et\s+pas|ni)\b"
_SOFT = r"et|ou|puis|mais|ainsi\s+que|and|&"
_BOUNDARY = re.compile(
    rf"\s*(?P<hard>{_HARD})\s*|\s+(?P<refusing>{_REFUSING})\s+|\s+(?P<soft>{_SOFT})\s+", re.IGNORECASE
)
_PAS_THAT_KEEPS = (
    r"(?!\s+(?:ch[eè]re?s?|[àa]\s+pas|de\s+danse|trop|[ée]t[ée]|mal|encore|bien|facile|su|grand|all[ée]"
    r"|d.id[ée]e|envie|le\s+temps)\b)"
)
_OPENS_REFUSAL = re.compile(rf"^(?:{_REFUSING}|pas\b{_PAS_THAT_KEEPS}|rien\s+[àa]\s+voir\s+avec\b)", re.IGNORECASE)
_SAYS_REFUSAL = re.compile(
    r"\b(?:aime|aimons|veux|souhaite|voudrais|aimerais)\s+(?:vraiment\s+|surtout\s+|trop\s+)?(?:pas|plus|gu[eè]re)\b"
    r"|\bd[ée]teste\b|\bhorreur\s+d|\bpas\s+entendre\s+parler\b|\bnon\s+merci\b|\bjamais\s+de\s+la\s+vie\b"
    r"|\bpeu\s+pour\s+(?:moi|nous)\b|\bpas\s+(?:pour\s+(?:moi|nous)|(?:trop\s+)?mon\s+truc|int[ée]ress)"
    r"|\b(?:hors\s+de|pas)\s+question\b|\bno\s+thanks\b",
    re.IGNORECASE,
)
_OPENS_LOAN = re.compile(
    r"^(?:je\s+|j.|on\s+|nous\s+)?(?:peux\s+|pourrais\s+|peut\s+|veux\s+bien\s+)?"
    r"(?:pr[êe]te(?:r|rais)?|loue(?:r|rais)?|vend(?:re|s|rais)?)\b"
    r"|^(?:je\s+cherche\s+|il\s+(?:me\s+|nous\s+)?faut\s+|besoin\s+de\s+)?quelqu.un\s+pour\s+"
    r"(?!.*\b(?:apprendre|montrer|expliquer|aider|initier))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch `text[start:end]`; `hard` when strong punctuation stands before it; `refused` when it is no wish."""

    start: int
    end: int
    hard: bool
    refused: bool


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
            opens = bool(_OPENS_REFUSAL.match(stretch.lstrip()) or _OPENS_LOAN.match(stretch.lstrip()))
            refusing = refusing or opens
            clauses.append(Clause(start, end, hard, refusing or bool(_SAYS_REFUSAL.search(stretch))))
        if found is None:
            break
        start, hard = found.end(), found["hard"] is not None
        if hard:
            refusing = False
        elif found["refusing"]:
            refusing = True
        elif found["soft"] and found["soft"].lower() == "mais":
            refusing = False
    return clauses


def _shield_brackets(text: str) -> str:
    """The same text with what stands in brackets made uncuttable; positions do not move."""
    return _IN_BRACKETS.sub(lambda found: "x" * len(found[0]), text)
