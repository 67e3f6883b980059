"""Cut folded text into words, and set aside those that carry no savoir."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from members.folding import fold
from members.recogniser.shipped import read_little_words

_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"(?:\b\w\.){2,}\w?\b|\b\w\.\w\b|[^\W_]+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?|\b[a-z]\.[a-z]\b")

STOP_WORDS = read_little_words()


def cut_words(text: str) -> list[str]:
    """The folded words of a text, in order, without punctuation: « L’œuf, C.V. » gives l, oeuf, cv."""
    folded = _DOTTED.sub(lambda found: found[0].replace(".", ""), fold(text))
    return _WORD.findall(folded)


def keep_content(words: Iterable[str]) -> list[str]:
    """The words that may carry a savoir, in order."""
    return [word for word in words if len(word) > 1 and word not in STOP_WORDS and not word.isdigit()]


@dataclass(frozen=True, slots=True)
class Token:
    """A content word, folded, and where it stands in the text as typed."""

    word: str
    start: int
    end: int


def cut_tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The content words of `text[start:end]`, in order, with their places in `text`."""
    return [
        Token(word, found.start(), found.end())
        for found in _TOKEN.finditer(text, start, len(text) if end is None else end)
        for word in keep_content(cut_words(found[0]))
    ]
