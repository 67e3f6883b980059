"""How much of the whole work every phase of a search is, for the progress bar."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the whole work that a phase is, for the progress bar."""

    start: float
    end: float


GREEDY = Share(0.0, 0.02)
PRICES = Share(0.02, 0.1)
AT_ONCE = Share(0.1, 0.11)
DIVE = Share(0.11, 0.15)
FIRST_LEG = Share(0.15, 0.25)
SHARPEN = Share(0.25, 0.3)
FIRST_EXACT = Share(0.3, 0.4)
LEGS = Share(0.4, 0.7)
LAST_LEG = Share(0.7, 0.95)
EXACT = Share(0.95, 1.0)
