"""Themes that a passage may speak of, from the passages read before. Plain Python: no Django, no chance, no clock.

Words are reduced to stems, and weighed by how few passages hold them: the weight of a stem is log(1 + passages /
passages with it). The likeness of two passages is the cosine of their weighted stems (Salton and Buckley, 1988), each
stem counted once: answers are short.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from members.recogniser.stems import stem
from members.recogniser.words import cut_words, keep_content

LEAST_LIKENESS = 0.25


@dataclass(frozen=True, slots=True)
class Example:
    """Words that somebody said speak of `code`."""

    words: str
    code: Hashable


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`text[start:end]` may speak of `code`, because it is like the words `like`; `likeness` is in ]0, 1]."""

    code: Hashable
    start: int
    end: int
    like: str
    likeness: float


def suggest_codes(
    text: str, passages: Sequence[tuple[int, int]], examples: Iterable[Example], *, most: int = 3
) -> list[Suggestion]:
    """The likeliest codes for these passages of the text, each code once, best first; [] when nothing is like them.

    Alike, the earlier passage and the earlier example win: the same examples in the same order say the same.
    """
    memory = _Memory(list(examples))
    best: dict[Hashable, Suggestion] = {}
    for start, end in passages:
        for likeness, example in memory.find_like(text[start:end]):
            known = best.get(example.code)
            if known is None or likeness > known.likeness:
                best[example.code] = Suggestion(example.code, start, end, example.words, likeness)
    return sorted(best.values(), key=lambda one: (-one.likeness, one.start))[:most]


class _Memory:
    """The examples, by the stems they hold."""

    def __init__(self, examples: list[Example]) -> None:
        self.examples = examples
        self.stems = [_stems_of(example.words) for example in examples]
        self.holders: dict[str, list[int]] = defaultdict(list)
        for place, stems in enumerate(self.stems):
            for one in stems:
                self.holders[one].append(place)
        self.norms = [self._norm(stems) for stems in self.stems]

    def find_like(self, words: str) -> list[tuple[float, Example]]:
        """Examples like enough these words, in their order, with their likeness."""
        stems = _stems_of(words)
        norm = self._norm(stems)
        shared: Counter[int] = Counter()
        for one in stems:
            for place in self.holders.get(one, ()):
                shared[place] += self._weigh(one) ** 2
        likenesses = ((place, round(shared[place] / (norm * self.norms[place]), 9)) for place in sorted(shared))
        return [(likeness, self.examples[place]) for place, likeness in likenesses if likeness >= LEAST_LIKENESS]

    def _weigh(self, one: str) -> float:
        return math.log(1 + (len(self.examples) + 1) / (len(self.holders.get(one, ())) + 1))

    def _norm(self, stems: Iterable[str]) -> float:
        return math.sqrt(sum(self._weigh(one) ** 2 for one in stems))


def _stems_of(words: str) -> tuple[str, ...]:
    """Each stem once, in the order of the words."""
    return tuple(dict.fromkeys(stem(word) for word in keep_content(cut_words(words))))
