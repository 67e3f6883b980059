"""Cut folded text into words, and set aside those that carry no savoir."""

import re

from members.folding import fold
from members.recogniser.shipped import read_little_words

_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?|\b[a-z]\.[a-z]\b")

STOP_WORDS = read_little_words()


def cut_words(text: str) -> list[str]:
    """The folded words of a text, in order, without punctuation: « L’œuf, C.V. » gives l, oeuf, cv."""
    folded = _DOTTED.sub(lambda found: found[0].replace(".", ""), fold(text))
    return _WORD.findall(folded)


def keep_content(words: list[str]) -> list[str]:
    """The words that may carry a savoir, in order."""
    return [word for word in words if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())]
