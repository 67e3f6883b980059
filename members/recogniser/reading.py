"""Read the clauses of a sentence that stand together: which words speak of which savoir, and where they stand."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

from members.recogniser.clauses import Clause
from members.recogniser.confidence import describe
from members.recogniser.scoring import Evidence, HeardWord, TermIndex
from members.recogniser.segments import (
    CHANGES_AFTER_AND,
    CHANGES_AFTER_COMMA,
    CHANGES_SIDE_BY_SIDE,
    CHANGES_WITHIN,
    Segment,
    rank_skills,
    share_out,
)
from members.recogniser.words import Token, cut_tokens

_NOTABLE = 0.3
_CLEAR = 0.95
Hear = Callable[[Sequence[Token]], list[HeardWord]]


@dataclass(frozen=True, slots=True)
class Reading:
    """The words `text[start:end]` and what they say: savoirs with the mass each explains, best first.

    `stems` are those of all the words when each was heard without a doubt, none otherwise. `doubtful` when every clause
    it comes from is; `joined` when it follows the words before it with « et » or less.
    """

    start: int
    end: int
    ranking: list[tuple[Hashable, float]]
    spoke: dict[Hashable, tuple[str, ...]]
    stems: frozenset[str]
    features: tuple[float, ...]
    doubtful: bool = False
    joined: bool = False

    @property
    def skill(self) -> Hashable | None:
        return self.ranking[0][0] if self.ranking else None


def read_clauses(text: str, clauses: Sequence[Clause], hear: Hear, index: TermIndex) -> list[Reading]:
    """The readings of neighbouring clauses, none of them refused, in order; [] when no word carries anything."""
    words: list[HeardWord] = []
    costs: list[float] = []
    of_clause: list[int] = []
    for number, clause in enumerate(clauses):
        change = CHANGES_AFTER_COMMA if clause.hard else CHANGES_AFTER_AND
        for word in hear(cut_tokens(text, clause.start, clause.end)):
            if number in of_clause:
                is_beside = not text[words[-1].token.end : word.token.start].strip(" -'’")
                change = CHANGES_SIDE_BY_SIDE if is_beside else CHANGES_WITHIN
            costs.append(change)
            of_clause.append(number)
            words.append(word)
    if not words:
        return []
    evidence = index.listen(words)
    segments = [
        piece for whole in share_out(evidence, costs) for piece in _part_unknown(evidence, whole, of_clause, clauses)
    ]
    places = _place(segments, words, of_clause, clauses)
    readings = []
    for segment, place in zip(segments, places, strict=True):
        reading = _read(evidence, segment, place, len(segments))
        said_in = [clauses[of_clause[word]] for word in segment.places]
        joined = segment.start > 0 and (not said_in[0].hard or of_clause[segment.start - 1] == of_clause[segment.start])
        readings.append(replace(reading, doubtful=all(clause.doubtful for clause in said_in), joined=joined))
    return readings


def _read(evidence: Evidence, segment: Segment, place: tuple[int, int], segments: int) -> Reading:
    ranking = rank_skills(evidence, segment)
    spoke = {skill: evidence.who_spoke(skill, segment.places) for skill, _value in ranking}
    heard = [evidence.words[place].heard for place in segment.places]
    is_clear = all(len(stems) == 1 and min(stems.values()) >= _CLEAR for stems in heard)
    stems = frozenset().union(*heard) if is_clear else frozenset()
    return Reading(*place, ranking, spoke, stems, describe(evidence, segment, ranking, segments))


def _part_unknown(
    evidence: Evidence, segment: Segment, of_clause: Sequence[int], clauses: Sequence[Clause]
) -> list[Segment]:
    """Set clauses nobody knows, at either end and behind strong punctuation, apart: they may be other wishes."""

    def is_unknown(piece: Segment) -> bool:
        known = any(evidence.words[place].heard for place in piece.places)
        return not known and max(evidence.masses[place] for place in piece.places) >= _NOTABLE

    cuts = [place for place in segment.places if place == segment.start or of_clause[place] != of_clause[place - 1]]
    pieces = [Segment(start, end) for start, end in zip(cuts, [*cuts[1:], segment.end], strict=True)]
    first, last = 0, len(pieces)
    while last - first > 1 and clauses[of_clause[pieces[last - 1].start]].hard and is_unknown(pieces[last - 1]):
        last -= 1
    while last - first > 1 and clauses[of_clause[pieces[first + 1].start]].hard and is_unknown(pieces[first]):
        first += 1
    return [*pieces[:first], Segment(pieces[first].start, pieces[last - 1].end), *pieces[last:]]


def _place(
    segments: Sequence[Segment], words: Sequence[HeardWord], of_clause: Sequence[int], clauses: Sequence[Clause]
) -> list[tuple[int, int]]:
    """Where each segment stands in the text: whole clauses, cut inside one only where two savoirs share it."""
    places = []
    start = clauses[0].start
    for following in segments[1:]:
        clause = of_clause[following.start]
        if of_clause[following.start - 1] == clause:
            end, resumes = words[following.start - 1].token.end, words[following.start].token.start
        else:
            end, resumes = clauses[clause - 1].end, clauses[clause].start
        places.append((start, max(start, end)))
        start = resumes
    return [*places, (start, clauses[-1].end)]
