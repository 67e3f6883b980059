"""Terms with their words cut, ready for every part of the ear."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from members.recogniser.answers import Term
from members.recogniser.stems import lighten, stem
from members.recogniser.words import cut_words, keep_content

CLAIMED_BY_OTHERS = 0.5


@dataclass(frozen=True, slots=True)
class WordedTerm:
    """`words` in order; `content`, those that may carry a savoir, their `stems` and light forms.

    `strength` is the weight, tempered: see `word_terms`.
    """

    skill: Hashable
    weight: float
    own: bool
    strength: float
    words: tuple[str, ...]
    content: tuple[str, ...]
    stems: frozenset[str]
    lights: frozenset[str]


def word_terms(terms: Iterable[Term]) -> list[WordedTerm]:
    """The terms, cut. Little words apart, « cuisine simple » is « cuisine »: its strength is no more than that word's.

    A word that other savoirs alone claim counts for half. The centre's own terms keep their weight.
    """
    cut = [(term, *_cut(term.phrase)) for term in terms]
    alone: dict[str, dict[Hashable, float]] = defaultdict(dict)
    for term, words, _content, stems, _lights in cut:
        if len(words) == 1:
            for one in stems:
                alone[one][term.skill] = max(term.weight, alone[one].get(term.skill, 0))
    return [
        WordedTerm(term.skill, term.weight, term.own, _temper(term, stems, alone), words, content, stems, lights)
        for term, words, content, stems, lights in cut
    ]


def _temper(term: Term, stems: frozenset[str], alone: Mapping[str, Mapping[Hashable, float]]) -> float:
    if term.own or len(stems) != 1:
        return term.weight
    claims = alone.get(next(iter(stems)), {})
    return min(term.weight, claims.get(term.skill, CLAIMED_BY_OTHERS if claims else 1))


@lru_cache(maxsize=50_000)
def _cut(phrase: str) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str], frozenset[str]]:
    words = tuple(cut_words(phrase))
    content = tuple(keep_content(words))
    return words, content, frozenset(map(stem, content)), frozenset(map(lighten, content))
