"""What each word of a wish says for each savoir.

Every content word has a mass: 1 when it belongs to one savoir, less the more savoirs use it, and less again when no
term consists of it alone (« construire », « récolter »). A word no term knows weighs little when it is common French.
A term speaks with strength `weight x share ** 1.5`, where share is the part of its own mass that was heard.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from members.recogniser.asides import Aside
from members.recogniser.french import weigh_unknown
from members.recogniser.stems import lighten
from members.recogniser.terms import WordedTerm
from members.recogniser.vocabulary import Heard
from members.recogniser.words import Token

PARTIAL_POWER = 1.5
NEVER_ALONE = 0.55
LEAST_MASS = 0.15
SECOND_TERM_SHARE = 0.3
OWN_STRENGTH = 1.35
FULLY_HEARD = 0.8
COUSIN = 0.85  # « potage » said, « potager » known


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word as typed, its place, and the stems heard behind it, with their quality."""

    token: Token
    heard: Heard


@dataclass(frozen=True, slots=True)
class Evidence:
    """For the words of a phrase, in order: their masses, and for each savoir the strengths of its terms by word."""

    words: Sequence[HeardWord]
    masses: Sequence[float]
    voices: Mapping[Hashable, "Voice"]

    def explained(self, skill: Hashable, places: Iterable[int]) -> float:
        """The mass of these words that the savoir's terms explain."""
        voice = self.voices[skill]
        return math.fsum(self.masses[place] * voice.strength(place) for place in places)

    def who_spoke(self, skill: Hashable, places: Iterable[int]) -> tuple[str, ...]:
        """The typed words that speak for a savoir, folded, each once."""
        voice = self.voices[skill]
        return tuple(dict.fromkeys(self.words[place].token.word for place in places if voice.strength(place)))


@dataclass(slots=True)
class Voice:
    """What the terms of one savoir say. `weights`: by word, the most any term behind it may vouch for."""

    strengths: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    weights: dict[int, float] = field(default_factory=lambda: defaultdict(float))

    def strength(self, place: int) -> float:
        """The strongest term, helped a little by a second one."""
        found = self.strengths.get(place)
        if not found:
            return 0.0
        first, *others = sorted(found, reverse=True)
        return first + max(0.0, 1 - first) * SECOND_TERM_SHARE * others[0] if others else first


class TermIndex:
    """The terms by the stems of their words."""

    def __init__(self, terms: Iterable[WordedTerm]) -> None:
        self._terms = [term for term in terms if term.stems]
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        users: dict[str, dict[Hashable, float]] = defaultdict(dict)
        for number, term in enumerate(self._terms):
            for one in term.stems:
                claim = term.strength / len(term.stems)
                users[one][term.skill] = max(claim, users[one].get(term.skill, 0))
                self._by_stem[one].append(number)
        alone = {one for term in self._terms if len(term.stems) == 1 for one in term.stems}
        total = len({term.skill for term in self._terms}) + 1
        self._mass = {
            one: max(LEAST_MASS, 1 - math.log(_count(claims)) / math.log(total)) * (1 if one in alone else NEVER_ALONE)
            for one, claims in users.items()
        }
        self._term_mass = [math.fsum(self._mass[one] for one in term.stems) for term in self._terms]

    def listen(self, words: Sequence[HeardWord]) -> Evidence:
        """What the terms say of these words."""
        masses = [
            max((self._mass[one] for one in word.heard), default=weigh_unknown(word.token.word)) for word in words
        ]
        qualities: dict[str, float] = {}
        lights: dict[str, set[str]] = defaultdict(set)
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            for one, quality in word.heard.items():
                qualities[one] = max(quality, qualities.get(one, 0))
                if quality == 1:
                    lights[one].add(lighten(word.token.word))
                places[one].append(place)
        voices: dict[Hashable, Voice] = defaultdict(Voice)
        for number in sorted({number for one in places for number in self._by_stem.get(one, ())}):
            term = self._terms[number]
            heard = [one for one in term.stems if one in qualities]
            said = math.fsum(
                self._mass[one]
                * qualities[one]
                * (COUSIN if one in lights and lights[one].isdisjoint(term.lights) else 1)
                for one in heard
            )
            share = min(1.0, said / self._term_mass[number])
            own_words = OWN_STRENGTH if term.own and share > FULLY_HEARD else 1
            voice = voices[term.skill]
            for place in {place for one in heard for place in places[one]}:
                voice.strengths[place].append(term.strength * share**PARTIAL_POWER * own_words)
                voice.weights[place] = max(voice.weights[place], term.strength * min(1, share / FULLY_HEARD))
        return Evidence(words, masses, voices)


def _count(claims: Mapping[Hashable, float]) -> float:
    """How many savoirs share a word, those that use it in passing counting for less; asides when no savoir does."""
    shares = [claim for skill, claim in claims.items() if not isinstance(skill, Aside)] or list(claims.values())
    most = max(shares)
    return math.fsum((share / most) ** 2 for share in shares)
