"""Keep a term from vouching for more than the one word it comes down to."""

from collections.abc import Iterable
from dataclasses import replace

from members.recogniser.answers import Term
from members.recogniser.stems import stem
from members.recogniser.words import cut_words, keep_content


def temper_weights(terms: Iterable[Term]) -> list[Term]:
    """The terms, where « cuisine simple » (little words apart, « cuisine ») weighs no more than « cuisine » does.

    The centre's own terms keep their weight.
    """
    kept = [(term, cut_words(term.phrase)) for term in terms]
    alone: dict[str, float] = {}
    for term, words in kept:
        if len(words) == 1:
            alone[stem(words[0])] = max(term.weight, alone.get(stem(words[0]), 0))
    return [_temper(term, keep_content(words), alone) for term, words in kept]


def _temper(term: Term, content: list[str], alone: dict[str, float]) -> Term:
    if term.own or len(content) != 1:
        return term
    return replace(term, weight=min(term.weight, alone.get(stem(content[0]), 1)))
