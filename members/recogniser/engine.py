"""From a phrase to its parts, and from each part to a verdict."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from members.recogniser.answers import Candidate, Part, Recognition, Term, Verdict
from members.recogniser.asides import BY_KIND, NOTHING, Aside
from members.recogniser.clauses import cut_clauses
from members.recogniser.confidence import confide
from members.recogniser.exact import ExactTerms
from members.recogniser.reading import Reading, read_clauses
from members.recogniser.scoring import HeardWord, TermIndex
from members.recogniser.shipped import read_asides
from members.recogniser.stems import stem
from members.recogniser.terms import word_terms
from members.recogniser.vocabulary import Vocabulary
from members.recogniser.words import Token, cut_tokens, cut_words

ACCEPT_FROM = 0.9
ASK_FROM = 0.3
NOTHING_FROM = 0.8
MOST_CANDIDATES = 5
_LEAST_SHOWN = 0.005
_KEPT_IN_DOUBT = 0.5  # the share of the confidence that doubt leaves: too little to be accepted, often enough to ask
_KEPT_A_WORD_LATER = 0.9  # the share of its mass that a word keeps for each word before it, in the gist of a phrase
_EDGES = ' \t\r\n.,;:/|!?+-–—•·"«»'


class Recogniser:
    """Finds the savoirs people mean. Built once from terms, then read only: safe between threads.

    The same terms in any order give the same answers. What is no savoir at all (« rien »,
    « un repas de quartier ») is known from the shipped asides; a centre's own term wins over them.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        asides = [Term(BY_KIND[kind], phrase) for kind, phrase in read_asides()]
        said = (replace(term, skill=NOTHING) if term.skill is None else term for term in terms)
        worded = word_terms([*said, *asides])
        self._exact = ExactTerms(worded)
        self._index = TermIndex(worded)
        self._vocabulary = Vocabulary(word for term in worded for word in term.content)

    def recognise(self, phrase: str) -> Recognition:
        """The wishes heard in a phrase. Never raises on any text."""
        text = phrase.strip()
        if not text:
            return Recognition(phrase, ())
        clauses = cut_clauses(text)
        known = self._exact.find(text, strictly=any(clause.refused or clause.doubtful for clause in clauses))
        if known:
            return Recognition(phrase, (_decide(text, known, dict.fromkeys(dict(known), (text,))),))
        parts: list[Part] = []
        for refused, run in groupby(clauses, key=lambda clause: clause.refused):
            if refused:
                parts += [_write_part(text[clause.start : clause.end], Verdict.NOTHING) for clause in run]
                continue
            for reading in read_clauses(text, list(run), self._hear, self._index):
                after_unknown = reading.joined and bool(parts) and parts[-1].verdict is Verdict.LEAVE
                parts.append(self._judge(text[reading.start : reading.end], reading, follows_unknown=after_unknown))
        return Recognition(phrase, tuple(parts) or (_write_part(text, Verdict.LEAVE if clauses else Verdict.NOTHING),))

    def best(self, phrase: str) -> Candidate | None:
        """The first savoir heard in a phrase, whatever the verdict."""
        return next((part.candidates[0] for part in self.recognise(phrase).parts if part.candidates), None)

    def read(self, phrase: str) -> list[Reading]:
        """What was heard in each stretch of a phrase before any verdict, as if nothing was refused nor known whole."""
        return read_clauses(phrase, cut_clauses(phrase), self._hear, self._index)

    def gist(self, phrase: str) -> str:
        """A key that like phrases share: « soudure », « faire de la soudure », « un peu de soudure »."""
        words = self._hear(cut_tokens(phrase))
        if not words:
            return " ".join(cut_words(phrase))
        masses = self._index.listen(words).masses
        place = max(range(len(words)), key=lambda place: (round(masses[place] * _KEPT_A_WORD_LATER**place, 9), -place))
        return min(words[place].heard, default=stem(words[place].token.word))

    def _judge(self, words: str, reading: Reading, *, follows_unknown: bool) -> Part:
        """A stretch that is a term by itself, and read as such, is as sure as a phrase that is one.

        Never accepted when it may be no wish of ours: by its turn of phrase, as an aside with the same content words,
        or when it goes on from words nobody knows (« ferrer les chevaux et les ânes »).
        """
        confidences = confide(reading.features, [value for _skill, value in reading.ranking])
        known = [(skill, sure) for (skill, _value), sure in zip(reading.ranking, confidences, strict=True)]
        for skill, sure in self._exact.find_stems(reading.stems)[:1]:
            if skill == reading.skill:
                known[0] = (skill, max(sure, known[0][1]))
        if follows_unknown or reading.doubtful or self._exact.says_aside(reading.stems):
            known = [(skill, round(sure * _KEPT_IN_DOUBT, 4)) for skill, sure in known]
        return _decide(words, known, reading.spoke)

    def _hear(self, tokens: Sequence[Token]) -> list[HeardWord]:
        heard: list[HeardWord] = []
        left = list(tokens)
        while left:
            token = left.pop(0)
            if left and self._is_cut_in_two(token.word, left[0].word):
                token = Token(token.word + left[0].word, token.start, left.pop(0).end)
            heard += [HeardWord(token, found) for found in self._vocabulary.hear(token.word)]
        return heard

    def _is_cut_in_two(self, word: str, following: str) -> bool:
        """« ordi nateur »: two pieces that only make a known word together."""
        known = self._vocabulary
        return word + following in known and not (word in known and following in known)


def _decide(words: str, known: Sequence[tuple[Hashable, float]], spoke: dict[Hashable, tuple[str, ...]]) -> Part:
    """What to do with words that may mean these savoirs, each with a confidence, surest first."""
    candidates = tuple(
        Candidate(skill, confidence, spoke[skill])
        for skill, confidence in known
        if not isinstance(skill, Aside) and confidence >= _LEAST_SHOWN
    )[:MOST_CANDIDATES]
    first, sure = known[0] if known else (None, 0.0)
    if first is NOTHING and sure >= NOTHING_FROM:
        return _write_part(words, Verdict.NOTHING)
    if isinstance(first, Aside) or sure < ASK_FROM:
        return _write_part(words, Verdict.LEAVE, candidates)
    return _write_part(words, Verdict.ACCEPT if sure >= ACCEPT_FROM else Verdict.ASK, candidates)


def _write_part(words: str, verdict: Verdict, candidates: tuple[Candidate, ...] = ()) -> Part:
    return Part(words.strip(_EDGES) or words.strip(), verdict, candidates)
