"""Which voices speak of the same thing. Plain Python: no Django, no chance, no clock.

As in `surveys.suggest`, words are reduced to stems, weighed by how few voices hold them, and the likeness of two voices
is the cosine of their weighted stems. Two stems that one slip of the keyboard tells apart are one. Voices that share a
word and a theme of the reading are a little more alike. They are then put together two by two, the most alike first,
as long as two heaps are alike on average: so that no chain of words leads from the bread oven to the swimming pool.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from members.recogniser.stems import stem
from members.recogniser.words import cut_words, keep_content

LEAST_LIKENESS = 0.32
SHARED_THEME = 0.12
SLIP = 88
"""How alike two stems of five letters or more are, in percents, when one is the other misspelt."""
EMPTY_WORDS = frozenset(
    stem(word)
    for word in (
        *("atelier", "apprendre", "montrer", "jouer", "parler", "autre", "savoir", "venir", "aller", "quelqu"),
        *("avoir", "creer", "faire", "mettre", "proposer", "organiser", "installer", "ouvrir", "developper", "idee"),
        *("village", "commune", "quartier", "gens", "habitant", "plus", "davantage", "lieu", "endroit", "chose"),
        *("aimerais", "voudrais", "faudrait", "besoin", "envie", "mieux", "petit", "grand", "nouveau", "beaucoup"),
    )
)
"""What people say around any idea: it says nothing of which."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said, by a key that can be put in order, and the themes its words were given."""

    key: int
    words: str
    themes: frozenset[Hashable] = frozenset()


class Likeness:
    """How alike these voices are, each word weighed by how few of them hold it."""

    def __init__(self, voices: Iterable[Voice]) -> None:
        self.voices = list(voices)
        raw = [_stems_of(voice.words) for voice in self.voices]
        spelt = _one_spelling(Counter(one for stems in raw for one in stems))
        self.stems = [frozenset(spelt[one] for one in stems) for stems in raw]
        self.holders: dict[str, list[int]] = defaultdict(list)
        for place, stems in enumerate(self.stems):
            for one in sorted(stems):
                self.holders[one].append(place)
        self.weights = {one: math.log(1 + len(self.voices) / len(held)) for one, held in self.holders.items()}
        self.norms = [math.sqrt(sum(self.weights[one] ** 2 for one in sorted(stems))) for stems in self.stems]

    def pairs(self) -> dict[tuple[int, int], float]:
        """Places of two voices that share a word → how alike they are, in ]0, 1]."""
        shared: dict[tuple[int, int], float] = defaultdict(float)
        for one in sorted(self.holders):
            for pair in combinations(self.holders[one], 2):
                shared[pair] += self.weights[one] ** 2
        return {(a, b): self._alike(a, b, dot) for (a, b), dot in shared.items()}

    def _alike(self, a: int, b: int, dot: float) -> float:
        bonus = SHARED_THEME if self.voices[a].themes & self.voices[b].themes else 0
        return min(1.0, round(dot / (self.norms[a] * self.norms[b]) + bonus, 9))


def put_together(voices: Sequence[Voice]) -> list[list[Voice]]:
    """Heaps of two voices or more that speak of the same thing: the fullest first, the earliest among equals."""
    voices = sorted(voices, key=lambda voice: voice.key)
    pairs = Likeness(voices).pairs()
    heap_of = list(range(len(voices)))
    heaps = {place: [place] for place in heap_of}
    for (a, b), likeness in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        first, second = sorted((heap_of[a], heap_of[b]))
        if likeness < LEAST_LIKENESS or first == second:
            continue
        between = [pairs.get((min(x, y), max(x, y)), 0.0) for x in heaps[first] for y in heaps[second]]
        if sum(between) / len(between) >= LEAST_LIKENESS:
            for place in heaps[second]:
                heap_of[place] = first
            heaps[first] += heaps.pop(second)
    found = [[voices[place] for place in sorted(places)] for places in heaps.values() if len(places) > 1]
    return sorted(found, key=lambda heap: (-len(heap), heap[0].key))


def speak_for(heap: Sequence[Voice]) -> str:
    """The words that stand best for a heap: those most like the others, the shortest among equals."""
    likeness = Likeness(heap)
    near: Counter[int] = Counter()
    for (a, b), alike in likeness.pairs().items():
        near[a] += alike
        near[b] += alike
    best = min(range(len(heap)), key=lambda place: (-round(near[place], 6), len(heap[place].words), heap[place].key))
    return heap[best].words


def nearest(voice: Voice, known: Sequence[Voice]) -> Voice | None:
    """Which of the `known` this voice is most like, or None when it is like none."""
    everybody = [voice, *known]
    alike = {b: likeness for (a, b), likeness in Likeness(everybody).pairs().items() if a == 0}
    if not alike:
        return None
    best = min(alike, key=lambda place: (-alike[place], place))
    return everybody[best] if alike[best] >= LEAST_LIKENESS else None


def _stems_of(words: str) -> tuple[str, ...]:
    stems = dict.fromkeys(stem(word) for word in keep_content(cut_words(words)))
    return tuple(one for one in stems if one not in EMPTY_WORDS) or tuple(stems)


def _one_spelling(counts: Counter[str]) -> dict[str, str]:
    """Each stem → the most frequent one it is a slip of; itself, mostly."""
    spelt: dict[str, str] = {}
    long_ones: dict[str, list[str]] = defaultdict(list)
    for one in sorted(counts, key=lambda one: (-counts[one], one)):
        same_start = long_ones[one[:1]]
        near = next((known for known in same_start if len(one) >= 5 and fuzz.ratio(one, known) >= SLIP), None)
        spelt[one] = near or one
        if near is None and len(one) >= 5:
            same_start.append(one)
    return spelt
