"""Fold text so that what people type alike compares alike.

One place for the whole house: search columns, sorting keys, duplicate detection
and the recogniser all fold in the same way, on both databases.
"""

import unicodedata

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_MARKS = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ‛′`´ʹˈ＇", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("«»“”„‟″", '"'),
    }
)


def fold(text: str) -> str:
    """Lower case, no accents, œ as oe, straight apostrophes and dashes, single spaces.

    Folding twice changes nothing. Other punctuation stays: « Thé, cœur  d’Été » gives
    "the, coeur d'ete".
    """
    text = _strip_accents(text.translate(_MARKS))
    text = _strip_accents(text.casefold())
    return " ".join(text.translate(_LETTERS).translate(_MARKS).split())


def _strip_accents(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
