"""Guess which field each column holds, from its header words, and from its values where the header does not say.

A mapping is a tuple of field codes, one per column, "" for a column that is not taken. A person may correct it.
"""

import re
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from members.folding import fold
from members.sheets.fields import FIELDS, PATTERNS, QUESTION, Kind
from members.sheets.halfdays import read_half_days

if TYPE_CHECKING:
    from members.sheets.table import Table

Mapping = tuple[str, ...]

_EMAIL = re.compile(r"\S@\S+\.\w")
_DIGITS = re.compile(r"\d")
_SAME_QUESTION = 85
"""Out of 100: a question copied as the title of a column, with or without its accents and its question mark."""
_YEAR = re.compile(r"^\D{0,8}(19|20)\d\d$|^\d{1,2}[/.-]\d{1,2}[/.-](19|20)?\d\d$")


def header_words(header: str) -> str:
    """Folded words alone: « Né(e) en : » gives "ne e en", « Tél. » gives "tel"."""
    text = re.sub(r"\bn[eé]\s*[(.·/-]+\s*e\b\)?", "nee", fold(header))
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def guess_field(header: str, kind: Kind) -> str:
    """The field a header names, or ""."""
    return _named_field(header, kind) or ""


@lru_cache(maxsize=4096)
def _named_field(header: str, kind: Kind) -> str | None:
    """The field a header names, "" for what is never taken (« Date de saisie »), None when it does not say."""
    if _looks_like_a_value(header):
        return None
    words = header_words(header)
    for code, pattern in PATTERNS[kind]:
        if re.search(pattern, words):
            return code
    if words and len(words) < 30:
        days = read_half_days(header)
        if days.slots and not days.unread:
            return "availability" if kind is Kind.RESIDENTS else "open_half_days"
    return None


def puts_family_name_first(header: str) -> bool:
    """« Nom et prénom » does, « Prénom et nom » does not."""
    return bool(re.search(r"\bnom\b.*\bprenom", header_words(header)))


def count_known_headers(cells: Sequence[str]) -> int:
    """How many different fields a row names, for the kind of sheet it suits best; 0 for a row that holds values."""
    if any(_looks_like_a_value(cell) for cell in cells):
        return 0
    return max(len({guess_field(cell, kind) for cell in cells} - {""}) for kind in Kind)


def find_header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Position of the row of headers, under any titles; None when the first wide row already holds values."""
    merits = [count_known_headers(row) for row in rows]
    if max(merits) >= 2:
        return merits.index(max(merits))
    first_wide = next((i for i, row in enumerate(rows) if sum(bool(cell.strip()) for cell in row) > 1), 0)
    if any(_looks_like_a_value(cell) for cell in rows[first_wide]):
        return None
    return first_wide


def guess_mapping(table: "Table", kind: Kind, questions: Dict[str, str] | None = None) -> Mapping:
    """One field per column; a field that several columns may not share goes to the first that bears its name.

    `questions`: for a survey, the field of each question that may be answered, and the words it is asked with.
    """
    several = {field.code for field in FIELDS[kind] if field.several}
    named = [_named_field(header, kind) for header in table.headers]
    if kind is Kind.SURVEY:
        named = [
            _named_question(header, questions or {}) or code for header, code in zip(table.headers, named, strict=True)
        ]
        named = ["" if code and code.startswith(QUESTION) and code not in (questions or {}) else code for code in named]
    mapping = [code or "" for code in named]
    if kind is Kind.RESIDENTS:
        mapping = ["" if code == "" else _guess_from_values(code or "", table.texts(i)) for i, code in enumerate(named)]
    taken: set[str] = set()
    for i, code in enumerate(mapping):
        is_named_elsewhere = code in named and named[i] != code
        if code not in several and (code in taken or is_named_elsewhere):
            mapping[i] = ""
        else:
            taken.add(code)
    if kind is not Kind.VENUES:
        _settle_names(mapping, table if kind is Kind.RESIDENTS else None)
    return tuple(mapping)


def _named_question(header: str, questions: Dict[str, str]) -> str:
    """The question asked in these very words, or nearly."""
    words = header_words(header)
    near = {code: fuzz.ratio(words, header_words(asked)) for code, asked in questions.items()}
    return max((code for code, merit in near.items() if merit >= _SAME_QUESTION), key=near.__getitem__, default="")


def _guess_from_values(code: str, texts: list[str]) -> str:
    """Trust a header unless its column plainly holds something else; look at the values where there is no header."""
    if not texts:
        return code
    share = {
        "email": _share(texts, lambda text: bool(_EMAIL.search(text))),
        "phone": _share(texts, lambda text: 9 <= len(_DIGITS.findall(text)) <= 30 and not _EMAIL.search(text)),
        "birth_year": _share(texts, lambda text: bool(_YEAR.match(text))),
        "availability": _share(texts, _names_half_days),
    }
    likely, merit = max(share.items(), key=lambda item: item[1])
    if code == "" and merit > 0.6:
        return likely
    if code in ("commune", "note", "household") and likely in ("email", "phone") and merit > 0.6:
        return likely
    if code == "phone" and likely == "email" and merit > 0.6:
        return "email"
    return code


def _settle_names(mapping: list[str], table: "Table | None") -> None:
    """« Nom » without a first name is a whole name; with no name at all, so is the first column of words untitled."""
    if "first_name" not in mapping and "full_name" not in mapping and "family_name" in mapping:
        mapping[mapping.index("family_name")] = "full_name"
    if table and not {"first_name", "family_name", "full_name"} & set(mapping):
        for i, code in enumerate(mapping):
            texts = table.texts(i)
            if code == "" and not table.headers[i].strip() and _share(texts, _looks_like_a_name) > 0.8:
                mapping[i] = "full_name"
                break


def _share(texts: list[str], test) -> float:
    return sum(map(test, texts)) / len(texts) if texts else 0


def _names_half_days(text: str) -> bool:
    found = read_half_days(text)
    return bool(found.slots) and not found.unread


def _looks_like_a_name(text: str) -> bool:
    return 1 < len(text) < 50 and text[:1].isalpha() and not any(sign.isdigit() for sign in text)


def _looks_like_a_value(cell: str) -> bool:
    return bool(_EMAIL.search(cell) or _YEAR.match(cell.strip())) or len(_DIGITS.findall(cell)) >= 9
