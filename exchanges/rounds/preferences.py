"""From the centre's plain choices to the engine's points. Whatever is chosen, serving requests comes first.

What keeps it so, and what the tests hold for every choice: a request served is worth more than all the ages and
villages one session can mix, more than a person reached, and more than one more sharer brought into a session.
"""

from collections.abc import Mapping

from exchanges.matching import Weights

# Preference and step to the points that differ from the usual ones, which are those of `Weights()`.
POINTS: dict[str, dict[str, dict[str, int]]] = {
    "long_waits": {"less": {"wait_per_week": 2}, "more": {"wait_per_week": 10}},
    "first_times": {
        "less": {"first_receive": 60, "first_give": 30, "both_in_round": 40},
        "more": {"first_receive": 180, "first_give": 70, "both_in_round": 120},
    },
    "many_people": {"less": {"reach": 20}, "more": {"reach": 55}},
    "mixing": {"less": {"age_band": 10, "commune": 5}, "more": {"age_band": 30, "commune": 15}},
}


def weights_for(choices: Mapping[str, str]) -> Weights:
    """The points for these choices, preference to step; what is not said is as usual."""
    changes: dict[str, int] = {}
    for name, steps in POINTS.items():
        changes |= steps.get(choices.get(name, ""), {})
    return Weights(**changes)
