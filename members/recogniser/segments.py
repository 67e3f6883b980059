"""Share the words of a phrase out between the savoirs they speak of.

One pass over the words finds the best story: each word goes to one savoir, and the story gains the mass that savoir
explains; going from one savoir to another costs less after a comma than in the middle of words that stand together.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from members.recogniser.scoring import Evidence

MOST_SKILLS = 15
CHANGES_AFTER_COMMA = 0.4
CHANGES_AFTER_AND = 0.5
CHANGES_SIDE_BY_SIDE = 0.75
CHANGES_WITHIN = 3.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Words `start:end` (places in the evidence) that speak of one savoir."""

    start: int
    end: int

    @property
    def places(self) -> range:
        return range(self.start, self.end)


def share_out(evidence: Evidence, costs: Sequence[float]) -> list[Segment]:
    """The segments of a phrase, in order; `costs[place]` is the price of a change of savoir before that word."""
    length = len(evidence.words)
    totals = {skill: evidence.explained(skill, range(length)) for skill in evidence.voices}
    skills = sorted(totals, key=lambda skill: (-round(totals[skill], 9), str(skill)))[:MOST_SKILLS]
    if length < 2 or len(skills) < 2:
        return [Segment(0, length)] if length else []
    best = [evidence.explained(skill, (0,)) for skill in skills]
    came_from: list[list[int]] = []
    for place in range(1, length):
        leader = max(range(len(skills)), key=lambda number: (round(best[number], 9), -number))
        changed = best[leader] - costs[place]
        steps, gains = [], []
        for number, skill in enumerate(skills):
            stays = best[number] >= changed - 1e-9
            steps.append(number if stays else leader)
            gains.append((best[number] if stays else changed) + evidence.explained(skill, (place,)))
        best = gains
        came_from.append(steps)
    number = max(range(len(skills)), key=lambda number: (round(best[number], 9), -number))
    cuts = [length]
    for place in range(length - 1, 0, -1):
        before = came_from[place - 1][number]
        if before != number:
            cuts.append(place)
        number = before
    cuts.append(0)
    cuts.reverse()
    return [Segment(start, end) for start, end in zip(cuts, cuts[1:], strict=False)]


def rank_skills(evidence: Evidence, segment: Segment) -> list[tuple[Hashable, float]]:
    """Every savoir heard in a segment with the mass it explains, best first, ties by the savoir's key in letters."""
    explained = {skill: evidence.explained(skill, segment.places) for skill in evidence.voices}
    return sorted(
        ((skill, value) for skill, value in explained.items() if value > 0),
        key=lambda pair: (-round(pair[1], 9), str(pair[0])),
    )
