"""From a phrase to its parts, and from each part to a verdict."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from members.recogniser.answers import Candidate, Part, Recognition, Term, Verdict
from members.recogniser.clauses import Clause, cut_clauses
from members.recogniser.scoring import HeardWord, Score, TermIndex
from members.recogniser.shipped import read_asides
from members.recogniser.stems import stem
from members.recogniser.vocabulary import Vocabulary
from members.recogniser.weights import temper_weights
from members.recogniser.words import cut_words, keep_content

ACCEPT_FROM = 0.72
ASK_FROM = 0.3
MOST_CANDIDATES = 5
EXACT_OWN = 1.0
EXACT_SHIPPED = 0.97
_LEAST_SHOWN = 0.04
_NOTHING_FROM = 0.55
_EDGES = ' \t\r\n.,;:/|!?+-–—•·"«»'


class _Aside(str):
    """The key of words that are no savoir of the catalogue; never equal to a savoir's key."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


NOTHING = _Aside("nothing")
ELSEWHERE = _Aside("elsewhere")
_ASIDES = {"nothing": NOTHING, "elsewhere": ELSEWHERE}


@dataclass(frozen=True, slots=True)
class _Judgement:
    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()
    empty: bool = False

    @property
    def top(self) -> Hashable | None:
        return self.candidates[0].skill if self.candidates and self.verdict is not Verdict.LEAVE else None

    @property
    def confidence(self) -> float:
        return self.candidates[0].confidence if self.candidates else 0.0


class Recogniser:
    """Finds the savoirs people mean. Built once from terms, then read only: safe between threads.

    The same terms in any order give the same answers. What is no savoir at all (« rien »,
    « un repas de quartier ») is known from the shipped asides; a centre's own term wins over them.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        kept = [*terms, *(Term(_ASIDES[kind], phrase) for kind, phrase in read_asides())]
        tempered = temper_weights(kept)
        self._exact = _ExactTerms(as_said=kept, by_stems=tempered)
        self._index = TermIndex(tempered)
        self._vocabulary = Vocabulary(word for term in kept for word in keep_content(cut_words(term.phrase)))

    def recognise(self, phrase: str) -> Recognition:
        """The wishes heard in a phrase. Never raises on any text."""
        text = phrase.strip()
        if not text:
            return Recognition(phrase, ())
        known = self._exact.find_as_said(text)
        if known:
            return Recognition(phrase, (_make_part(text, known),))
        clauses = cut_clauses(text)
        if not clauses:
            return Recognition(phrase, (Part(text, Verdict.NOTHING),))
        return Recognition(phrase, tuple(self._gather(text, clauses)))

    def best(self, phrase: str) -> Candidate | None:
        """The first savoir heard in a phrase, whatever the verdict."""
        return next((part.candidates[0] for part in self.recognise(phrase).parts if part.candidates), None)

    def _gather(self, text: str, clauses: Sequence[Clause]) -> list[Part]:
        """Judge each clause, then join neighbours that speak of one savoir or only make sense together."""
        gathered: list[tuple[Clause, _Judgement]] = []
        for clause in clauses:
            judged = self._judge_clause(text, clause)
            while gathered and not clause.refused and not gathered[-1][0].refused:
                before, said = gathered[-1]
                joined = Clause(before.start, clause.end, before.hard, refused=False)
                whole = self._judge_clause(text, joined)
                if not _belong_together(said, judged, whole, hard=clause.hard):
                    break
                gathered.pop()
                clause, judged = joined, said if judged.empty else whole
            gathered.append((clause, judged))
        spoken = [(clause, judged) for clause, judged in gathered if not judged.empty or len(gathered) == 1]
        return [_make_part(text[clause.start : clause.end], judged) for clause, judged in spoken or gathered[:1]]

    def _judge_clause(self, text: str, clause: Clause) -> _Judgement:
        return _Judgement(Verdict.NOTHING) if clause.refused else self._judge(text[clause.start : clause.end])

    def _judge(self, text: str) -> _Judgement:
        known = self._exact.find(text)
        if known:
            return known
        words = self._hear(keep_content(cut_words(text)))
        if not words:
            return _Judgement(Verdict.LEAVE, empty=True)
        return _weigh(self._index.score(words))

    def _hear(self, words: list[str]) -> list[HeardWord]:
        heard: list[HeardWord] = []
        left = list(words)
        while left:
            word = left.pop(0)
            if left and self._is_cut_in_two(word, left[0]):
                word += left.pop(0)
            heard += [HeardWord(word, found) for found in self._vocabulary.hear(word)]
        return heard

    def _is_cut_in_two(self, word: str, following: str) -> bool:
        """« ordi nateur »: two pieces that only make a known word together."""
        known = self._vocabulary
        return word + following in known and not (word in known and following in known)


class _ExactTerms:
    """Phrases that are a term to the letter, or with its content words in any order."""

    def __init__(self, *, as_said: Iterable[Term], by_stems: Iterable[Term]) -> None:
        self._by_words: dict[tuple[str, ...], list[Term]] = defaultdict(list)
        self._by_stems: dict[tuple[str, ...], list[Term]] = defaultdict(list)
        for term in as_said:
            self._by_words[_drop_ne(cut_words(term.phrase))].append(term)
        for term in by_stems:
            stems = _sort_stems(cut_words(term.phrase))
            if stems:
                self._by_stems[stems].append(term)

    def find_as_said(self, text: str) -> _Judgement | None:
        return _settle(self._by_words.get(_drop_ne(cut_words(text)), []), text)

    def find(self, text: str) -> _Judgement | None:
        found = self._by_stems.get(_sort_stems(cut_words(text)), [])
        return self.find_as_said(text) or _settle(found, text)


def _drop_ne(words: list[str]) -> tuple[str, ...]:
    """« Je ne sais pas lire » and « je sais pas lire » are the same words."""
    return tuple(word for word in words if word not in ("ne", "n"))


def _sort_stems(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted({stem(word) for word in keep_content(words)}))


def _settle(terms: list[Term], text: str) -> _Judgement | None:
    """Accept when the centre's own words say so, or when shipped words speak for one savoir alone."""
    own = [term for term in terms if term.own]
    if own:
        best = min(own, key=lambda term: (-term.weight, str(term.skill)))
        return _Judgement(Verdict.ACCEPT, (Candidate(best.skill, EXACT_OWN, (text,)),))
    if len({term.skill for term in terms}) != 1 or max(term.weight for term in terms) < 1:
        return None
    skill = terms[0].skill
    if skill is NOTHING:
        return _Judgement(Verdict.NOTHING)
    if skill is ELSEWHERE:
        return _Judgement(Verdict.LEAVE)
    return _Judgement(Verdict.ACCEPT, (Candidate(skill, EXACT_SHIPPED, (text,)),))


def _weigh(scores: list[Score]) -> _Judgement:
    """Turn scores into confidences and a verdict."""
    confidences = _confide(scores)
    candidates = tuple(
        Candidate(score.skill, confidence, score.spoke)
        for score, confidence in zip(scores, confidences, strict=True)
        if not isinstance(score.skill, _Aside) and confidence >= _LEAST_SHOWN
    )[:MOST_CANDIDATES]
    if scores and scores[0].skill is NOTHING and scores[0].value >= _NOTHING_FROM:
        rival = next((score.value for score in scores if not isinstance(score.skill, _Aside)), 0.0)
        if rival < 0.75 * scores[0].value:
            return _Judgement(Verdict.NOTHING)
    if not candidates or (scores and isinstance(scores[0].skill, _Aside)):
        return _Judgement(Verdict.LEAVE, candidates)
    sure = candidates[0].confidence
    verdict = Verdict.ACCEPT if sure >= ACCEPT_FROM else Verdict.ASK if sure >= ASK_FROM else Verdict.LEAVE
    return _Judgement(verdict, candidates)


def _confide(scores: list[Score]) -> list[float]:
    """Confidences in [0, 0.96]: how much of the wish is explained, and how far ahead of the next savoir."""
    confidences = []
    for rank, score in enumerate(scores):
        rival = scores[1].value if rank == 0 and len(scores) > 1 else scores[0].value if rank else 0.0
        lead = max(-1.0, (score.value - rival) / score.value)
        explained = min(1.0, score.value) ** 0.7
        ahead = 0.5 + 0.5 * min(1.0, lead / 0.4) if lead >= 0 else 0.5 / (1 - lead) ** 2
        confidences.append(round(min(0.96, score.weight, explained * ahead), 4))
    return confidences


def _belong_together(before: _Judgement, after: _Judgement, whole: _Judgement, *, hard: bool) -> bool:
    """Whether two neighbouring clauses are one wish, `whole` being the judgement of both at once."""
    if before.empty or after.empty:
        return True
    if before.top is not None and before.top == after.top:
        return True
    if hard or Verdict.NOTHING in (before.verdict, after.verdict):
        return False
    if before.top is not None and after.top is not None:
        return whole.confidence > max(before.confidence, after.confidence) and whole.verdict is Verdict.ACCEPT
    return whole.verdict is not Verdict.NOTHING


def _make_part(words: str, judged: _Judgement) -> Part:
    candidates = () if judged.verdict is Verdict.NOTHING else judged.candidates
    return Part(words.strip(_EDGES) or words.strip(), judged.verdict, candidates)
