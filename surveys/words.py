"""Cut an answer into numbered words and phrases, so that a passage can be taken with keys or by numbers. No Django."""

import re
from dataclasses import dataclass

from members.recogniser.clauses import cut_clauses

_WORD = re.compile(r"\S*\w\S*(?:\s+[^\w\s]+(?!\S))*|\S+")
_JOINING = re.compile(r"(?:et|ou|puis|mais)\s+", re.IGNORECASE)
_EDGES = " \t\r\n.,;:!?…()«»“”\"'’-–—\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]` as typed, its punctuation included. Words and phrases are numbered from 1.

    A word that only joins two phrases, « et », is in none: `phrase` is 0.
    """

    number: int
    text: str
    start: int
    end: int
    phrase: int


def number_words(text: str) -> list[Word]:
    """The words of an answer in order; none for a blank one."""
    phrases = cut_phrases(text)
    return [
        Word(number, found[0], found.start(), found.end(), _phrase_of(found.start(), found.end(), phrases))
        for number, found in enumerate(_WORD.finditer(text), start=1)
    ]


def find_passage(text: str, first: int | None, last: int | None) -> tuple[int, int]:
    """Where the passage from word `first` to word `last` stands in the text, without the punctuation around it.

    Without numbers it is the whole answer; with one, that word; given backwards, they are put in order. Raises
    ValueError when there is no such word.
    """
    words = number_words(text)
    if not words:
        raise ValueError("no words")
    first, last = first or last or 1, last or first or len(words)
    first, last = min(first, last), max(first, last)
    if first < 1 or last > len(words):
        raise ValueError("no such word")
    return trim(text, words[first - 1].start, words[last - 1].end)


def number_passage(words: list[Word], start: int, end: int) -> tuple[int, int]:
    """The numbers of the first and the last of `words` that stand in `text[start:end]`."""
    inside = [word.number for word in words if word.start < end and word.end > start]
    return inside[0], inside[-1]


def cut_phrases(text: str) -> list[tuple[int, int]]:
    """Where each phrase stands, without the punctuation around it and the word that joins it to the one before."""
    return [trim_joined(text, clause.start, clause.end) for clause in cut_clauses(text)]


def trim_joined(text: str, start: int, end: int) -> tuple[int, int]:
    """As `trim`, and without « et » in front."""
    start, end = trim(text, start, end)
    joining = _JOINING.match(text, start, end)
    return (joining.end() if joining else start), end


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without the spaces and the punctuation at its ends; as it is when it holds nothing else."""
    while start < end and text[start] in _EDGES:
        start += 1
    kept = end
    while kept > start and text[kept - 1] in _EDGES:
        kept -= 1
    return (start, kept) if kept > start else (min(start, end - 1), end)


def _phrase_of(start: int, end: int, phrases: list[tuple[int, int]]) -> int:
    """The number of the phrase that these letters share something with, 0 for none."""
    inside = (number for number, phrase in enumerate(phrases, start=1) if start < phrase[1] and end > phrase[0])
    return next(inside, 0)
