"""How far each savoir explains the words of a wish.

Every content word has a mass: 1 when it belongs to one savoir, less the more savoirs use it, and less
again when no term consists of it alone (« construire », « récolter »).
A term speaks with strength `weight x share ** 1.5`, where share is the part of its own mass that was
heard. A savoir's score is the share of the wish's mass that its terms explain, in [0, 1] (a little more
with the centre's own words). Words never seen count in the wish for a small fixed mass.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from members.recogniser.answers import Term
from members.recogniser.stems import stem
from members.recogniser.vocabulary import Heard
from members.recogniser.words import cut_words, keep_content

PARTIAL_POWER = 1.5
UNKNOWN_MASS = 0.35
NEVER_ALONE = 0.55
LEAST_MASS = 0.15
SECOND_TERM_SHARE = 0.3
OWN_STRENGTH = 1.35
FULLY_HEARD = 0.8


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word as typed and the stems heard behind it, with their quality."""

    typed: str
    heard: Heard


@dataclass(frozen=True, slots=True)
class Score:
    """`value` is the share explained; `weight` the most any term behind it may vouch for, in ]0, 1]."""

    skill: Hashable
    value: float
    weight: float
    spoke: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _IndexedTerm:
    skill: Hashable
    weight: float
    stems: frozenset[str]
    own: bool


class TermIndex:
    """The terms by the stems of their words."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = [
            _IndexedTerm(term.skill, term.weight, stems, term.own)
            for term in terms
            if (stems := frozenset(map(stem, keep_content(cut_words(term.phrase)))))
        ]
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        users: dict[str, set[Hashable]] = defaultdict(set)
        for number, term in enumerate(self._terms):
            for one in term.stems:
                users[one].add(term.skill)
                self._by_stem[one].append(number)
        alone = {one for term in self._terms if len(term.stems) == 1 for one in term.stems}
        total = len({term.skill for term in self._terms}) + 1
        self._mass = {
            one: max(LEAST_MASS, math.log(total / len(skills)) / math.log(total)) * (1 if one in alone else NEVER_ALONE)
            for one, skills in users.items()
        }
        self._term_mass = [math.fsum(self._mass[one] for one in term.stems) for term in self._terms]

    def score(self, words: list[HeardWord]) -> list[Score]:
        """Every savoir that explains something, best first; ties are broken by the savoir's key in letters."""
        masses = [max((self._mass[one] for one in word.heard), default=UNKNOWN_MASS) for word in words]
        whole = math.fsum(masses)
        scores = [
            Score(
                skill,
                math.fsum(masses[place] * _join_strengths(found) for place, found in voice.strengths.items()) / whole,
                voice.weight,
                tuple(dict.fromkeys(words[place].typed for place in sorted(voice.strengths))),
            )
            for skill, voice in self._listen(words).items()
        ]
        return sorted(scores, key=lambda score: (-round(score.value, 9), str(score.skill)))

    def _listen(self, words: list[HeardWord]) -> dict[Hashable, "_Voice"]:
        """For each savoir, the strengths of its terms by place in the wish."""
        qualities: dict[str, float] = {}
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            for one, quality in word.heard.items():
                qualities[one] = max(quality, qualities.get(one, 0))
                places[one].append(place)
        voices: dict[Hashable, _Voice] = defaultdict(_Voice)
        for number in {number for one in places for number in self._by_stem.get(one, ())}:
            term = self._terms[number]
            heard = [one for one in term.stems if one in qualities]
            share = min(1.0, math.fsum(self._mass[one] * qualities[one] for one in heard) / self._term_mass[number])
            own_words = OWN_STRENGTH if term.own and share > FULLY_HEARD else 1
            voice = voices[term.skill]
            voice.weight = max(voice.weight, term.weight * min(1, share / FULLY_HEARD))
            for place in {place for one in heard for place in places[one]}:
                voice.strengths[place].append(term.weight * share**PARTIAL_POWER * own_words)
        return voices


@dataclass(slots=True)
class _Voice:
    weight: float = 0.0
    strengths: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))


def _join_strengths(strengths: list[float]) -> float:
    """The strongest term, helped a little by a second one."""
    first, *others = sorted(strengths, reverse=True)
    return first + max(0.0, 1 - first) * SECOND_TERM_SHARE * others[0] if others else first
