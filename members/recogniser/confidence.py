"""How sure we may be of what was heard: the chance, in [0, 1], that the savoir on top is the one that was meant.

The coefficients were fitted (logistic regression) on phrases of people who had not seen the lexicon, before it
was worked on with them: `benchmarks/fit_confidence.py`. `benchmarks/recogniser.md` shows confidence against truth.
"""

import math
from collections.abc import Hashable, Sequence

from members.recogniser.scoring import Evidence
from members.recogniser.segments import Segment

_COEFFICIENTS = (-2.98, 0.77, 2.03, 0.87, 2.37, 0.23, 0.65, -1.04)
_VOUCHED = 3
_MOST = 0.96
_LEFT_FOR_OTHERS = 0.8


def describe(
    evidence: Evidence, segment: Segment, ranking: Sequence[tuple[Hashable, float]], segments: int
) -> tuple[float, ...]:
    """What the confidence in the first of `ranking` is worked out from, each about 0 to 1; () for an empty ranking.

    In order: a constant, the share of the words explained, the lead over the second savoir, what the terms vouch for
    together, the mass explained, the mass nobody knows, what they vouch for the word they know least,
    whether other savoirs were heard beside.
    """
    if not ranking:
        return ()
    skill, value = ranking[0]
    rival = ranking[1][1] if len(ranking) > 1 else 0.0
    whole = math.fsum(evidence.masses[place] for place in segment.places)
    voice = evidence.voices[skill]
    speaking = [place for place in segment.places if voice.strength(place)]
    return (
        1.0,
        min(1.0, value / whole),
        1 - rival / value,
        1 - math.prod(1 - voice.weights[place] for place in speaking),
        min(2.0, value),
        min(1.0, math.fsum(evidence.masses[place] for place in segment.places if not evidence.words[place].heard)),
        min(voice.weights.get(place, 0.0) for place in segment.places),
        float(segments > 1),
    )


def confide(features: Sequence[float], values: Sequence[float]) -> list[float]:
    """A confidence for each savoir of a ranking, from the features of the first and the masses all explain."""
    if not values:
        return []
    logit = math.fsum(weight * feature for weight, feature in zip(_COEFFICIENTS, features, strict=True))
    first = min(_MOST, features[_VOUCHED], 1 / (1 + math.exp(-logit)))
    shared = (1 - first) * _LEFT_FOR_OTHERS / math.fsum(values[1:]) if len(values) > 1 else 0.0
    return [round(first, 4), *(round(min(first, value * shared), 4) for value in values[1:])]
