"""Hear known words behind slips: typos, sounds written otherwise, words run together."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from members.recogniser.french import is_real_word
from members.recogniser.stems import stem
from members.recogniser.words import STOP_WORDS

Heard = dict[str, float]  # stem -> quality of the hearing, in ]0, 1]

_SOUND_QUALITY = 0.9
_REAL_WORD_QUALITY = 0.5
_CLEAR_SLIP = 0.84
_SPLIT_QUALITY = 0.95
_SHARED_QUALITY = 0.85
_MIN_SPLIT = 7
_JOINING = ("des", "de", "du", "la", "le", "au", "a")
_LONG_LITTLE_WORDS = sorted(word for word in STOP_WORDS if len(word) > 4)
_ELIDED = re.compile(r"^(?:qu|[ldjmtsnc])(?=[aeiouyh])")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"eau|au", "o"),
        (r"qu|ck|cc(?![eiy])|q|k", "k"),
        (r"(?<!s)c(?=[eiy])", "s"),
        (r"sc(?=[eiy])", "s"),
        (r"c(?!h)", "k"),
        (r"g(?=[eiy])", "j"),
        (r"(?<!c)h", ""),
        (r"y", "i"),
        (r"z", "s"),
        (r"ai|ei|ez$|er$|et$", "e"),
        (r"(?:ain|ein|im(?=[bp])|in)(?![aeiou])", "in"),
        (r"e[nm](?=[bcdfgjklpqrstvxz])|am(?=[bp])", "an"),
        (r"(.)\1+", r"\1"),
        (r"(?:es|e|[stdxp])$", ""),
    )
)


@lru_cache(maxsize=50_000)
def spell_sound(word: str) -> str:
    """A rough writing of how a folded word sounds: « pétanke » and « pétanque » give the same."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _allowed_edits(word: str) -> int:
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def _hear_little_word(word: str) -> float:
    """How likely a slip for a little word is: a quality, negative when it is none."""
    found = process.extractOne(word, _LONG_LITTLE_WORDS, scorer=OSA.distance, score_cutoff=1) if len(word) > 3 else None
    return _edit_quality(word, 1) if found else -1


def _edit_quality(word: str, distance: int) -> float:
    return max(0.4, 1 - 1.6 * distance / len(word))


class Vocabulary:
    """All the content words of the terms, ready to be heard in what people type.

    `hear` answers with stems and a quality in ]0, 1], 1 for a word known as it stands.
    """

    def __init__(self, words: Iterable[str]) -> None:
        known = sorted(set(words))
        self._stems = {stem(word) for word in known}
        self._words = frozenset(known)
        self._forms = {form: stem(word) for word in known for form in (stem(word), word) if len(form) >= 4}
        self._spellings = list(self._forms)
        self._of_length: dict[tuple[int, int], list[str]] = {}
        self._sounds: dict[str, set[str]] = defaultdict(set)
        for word in known:
            sound = spell_sound(word)
            if len(sound) >= 4:
                self._sounds[sound].add(stem(word))

    def __contains__(self, word: str) -> bool:
        return stem(word) in self._stems

    def hear(self, word: str) -> list[Heard]:
        """What one typed content word may be: a list of heard words, several when they ran together.

        An unknown word gives one empty dict, a slip for a little word (« fire » for « faire ») gives none.
        """
        if word in self:
            return [{stem(word): 1.0}]
        if is_real_word(word):
            return [self._hear_sound(word)]
        elided = _ELIDED.sub("", word)
        if elided != word and elided in self and len(elided) >= 3:
            return [{stem(elided): _SPLIT_QUALITY}]
        heard = self._hear_slip(word)
        pieces = [] if max(heard.values(), default=0) >= _CLEAR_SLIP else self._cut_run_together(word)
        if pieces:
            return [{stem(piece): _SPLIT_QUALITY} for piece in pieces]
        if max(heard.values(), default=0) <= _hear_little_word(word):
            return []
        return [heard]

    def _hear_sound(self, word: str) -> Heard:
        """A real word that no term has may still be written for another that sounds the same: « amande »."""
        return dict.fromkeys(sorted(self._sounds.get(spell_sound(word), ())), _REAL_WORD_QUALITY)

    def _hear_slip(self, word: str) -> Heard:
        """The known words that sound like this one or differ by a slip or two; the nearest only."""
        heard: Heard = dict.fromkeys(self._sounds.get(spell_sound(word), ()), _SOUND_QUALITY)
        allowed = _allowed_edits(word)
        for typed in {word, stem(word)} if allowed else ():
            spellings = self._spellings_near(len(typed), allowed)
            near = process.extract(typed, spellings, scorer=OSA.distance, score_cutoff=allowed, limit=8)
            for spelling, distance, _position in near:
                if distance > _allowed_edits(spelling) or (len(typed) < 5 and spelling[0] != typed[0]):
                    continue
                quality = _edit_quality(typed, distance)
                key = self._forms[spelling]
                heard[key] = max(heard.get(key, 0), quality)
        if not heard:
            return {}
        best = max(heard.values())
        nearest = sorted(key for key, quality in heard.items() if quality >= best - 0.03)
        return dict.fromkeys(nearest, best if len(nearest) == 1 else best * _SHARED_QUALITY)

    def _spellings_near(self, length: int, edits: int) -> list[str]:
        """Those that so many edits may reach, kept once asked for: a word differs by its length at least."""
        if (length, edits) not in self._of_length:
            near = [spelling for spelling in self._spellings if abs(len(spelling) - length) <= edits]
            self._of_length[length, edits] = near
        return self._of_length[length, edits]

    def _cut_run_together(self, word: str) -> list[str]:
        """The content words of « parlerpatois » or « languedessignes »; [] when it cannot be cut."""
        if len(word) < _MIN_SPLIT:
            return []
        for cut in range(len(word) - 3, 1, -1):
            head, tail = word[:cut], word[cut:]
            if not self._is_piece(head):
                continue
            middle = next(
                (little for little in ("des", "de", "du", "la", "le", "a", "au") if tail.startswith(little)), ""
            )
            for rest in (tail, tail.removeprefix(middle)):
                if len(rest) >= 4 and rest in self._words:
                    return [piece for piece in (head, rest) if piece not in STOP_WORDS]
        return []

    def _is_piece(self, piece: str) -> bool:
        return (len(piece) >= 4 and piece in self._words) or (len(piece) >= 2 and piece in STOP_WORDS)
