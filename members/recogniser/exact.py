"""Phrases that are a term to the letter, or with its content words in any order."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from members.recogniser.asides import Aside
from members.recogniser.stems import stem
from members.recogniser.terms import WordedTerm
from members.recogniser.words import cut_words, keep_content

SURE_OF_SHIPPED = 0.97
FAINT = 0.6


class ExactTerms:
    def __init__(self, terms: Iterable[WordedTerm]) -> None:
        self._by_words: dict[tuple[str, ...], list[WordedTerm]] = defaultdict(list)
        self._by_stems: dict[frozenset[str], list[WordedTerm]] = defaultdict(list)
        for term in terms:
            self._by_words[_drop_ne(term.words)].append(term)
            if term.stems:
                self._by_stems[term.stems].append(term)

    def find(self, text: str, *, strictly: bool) -> list[tuple[Hashable, float]]:
        """The savoirs of a whole phrase that is a term, surest first; [] when it is none, or not sure enough to say.

        `strictly` asks for the very words of the term, in order.
        """
        words = cut_words(text)
        as_said = self._by_words.get(_drop_ne(words), [])
        if as_said or strictly:
            return _settle(as_said, [term.weight for term in as_said])
        return self.find_stems(frozenset(map(stem, keep_content(words))))

    def find_stems(self, stems: frozenset[str]) -> list[tuple[Hashable, float]]:
        """The same for the stems of the content words, in any order."""
        cousins = self._by_stems.get(stems, [])
        return _settle(cousins, [term.strength for term in cousins])

    def says_aside(self, stems: frozenset[str]) -> bool:
        """Whether words known to be no savoir of the catalogue have these stems, and the centre has none."""
        cousins = self._by_stems.get(stems, [])
        return any(isinstance(term.skill, Aside) for term in cousins) and not any(term.own for term in cousins)


def _drop_ne(words: Iterable[str]) -> tuple[str, ...]:
    """« Je ne sais pas lire » and « je sais pas lire » are the same words."""
    return tuple([word for word in words if word not in ("ne", "n")])


def _settle(terms: Sequence[WordedTerm], weights: Sequence[float]) -> list[tuple[Hashable, float]]:
    """The centre's own words, with its weights; else shipped words that speak for one savoir alone, or nearly."""
    own = sorted((term for term in terms if term.own), key=lambda term: (-term.weight, str(term.skill)))
    if own:
        return [(term.skill, term.weight) for term in own]
    alone = {term.skill for term, weight in zip(terms, weights, strict=True) if weight == 1}
    if len(alone) == 1 and all(
        term.skill in alone or weight <= FAINT for term, weight in zip(terms, weights, strict=True)
    ):
        return [(skill, SURE_OF_SHIPPED) for skill in alone]
    return []
