"""How common a French word is: a real word is no slip for another one, and a common one says little.

Counts come from the French dictionary of `pyspellchecker`, made from subtitles of films.
"""

from collections.abc import Mapping
from functools import cache

from spellchecker import SpellChecker

from members.folding import fold

_REAL_FROM = 150  # below, the subtitles are full of slips too
_VERY_COMMON_FROM = 20_000
_COMMON_FROM = 2_000


@cache
def count_words() -> Mapping[str, int]:
    """How often each folded word was met."""
    counts: dict[str, int] = {}
    for word, count in SpellChecker(language="fr").word_frequency.items():
        folded = word if word.isascii() else fold(word)
        counts[folded] = counts.get(folded, 0) + count
    return counts


def is_real_word(word: str) -> bool:
    """Whether a folded word is French as it stands."""
    return count_words().get(word, 0) >= _REAL_FROM


def weigh_unknown(word: str) -> float:
    """What a word that no term knows weighs in a wish: « maman » next to nothing, « ferronnier » a good deal."""
    count = count_words().get(word, 0)
    return 0.1 if count >= _VERY_COMMON_FROM else 0.2 if count >= _COMMON_FROM else 0.35
