"""How far a search goes, in words and in work."""

from dataclasses import dataclass
from enum import StrEnum


class Effort(StrEnum):
    """How far a search goes."""

    QUICK = "quick"
    NORMAL = "normal"
    THOROUGH = "thorough"


@dataclass(frozen=True, slots=True)
class Limits:
    """How far to go, counted in work.

    `descent` steps go into prices, and `turn` more between two turns of the first plan. A first leg of improvement is
    short; `sharpen` more steps then lower the bound, now that a good plan is known. From the first plan `starts`
    searches go their own way, `leg` steps a room each; the best of them goes on for `steps` a room.
    When no more than `exact_sessions` sessions could be part of a better plan, or when their groups have no more than
    `exact_places` possible learners, HiGHS settles it, in `exact_nodes` branches at most, and `exact_work` checks times
    sessions. A round of fewer than `small` groups is settled at once, when it can be. One of fewer than `mixed` finds
    its first plan in a mix of sessions, and needs no more than `leg_after_mix` steps a room from there.

    A round planned part by part (`wide`) lowers its bound by `descent` and `sharpen` steps in one go, and takes `leg`
    and `steps` together; the rest does not matter to it.
    """

    descent: int = 200
    turn: int = 30
    sharpen: int = 300
    starts: int = 2
    leg: float = 1.1
    steps: float = 0.6
    exact_sessions: int = 10_000
    exact_places: int = 2_600
    exact_nodes: int = 2_000
    exact_work: int = 200_000
    small: int = 500
    mixed: int = 1_400
    leg_after_mix: float = 1.1
    effort: str = ""


LIMITS = {
    Effort.QUICK: Limits(
        turn=15, sharpen=100, starts=1, leg=0.0, leg_after_mix=0.0, steps=0.0, mixed=1_000, effort="quick"
    ),
    Effort.NORMAL: Limits(effort="normal"),
    Effort.THOROUGH: Limits(sharpen=600, starts=5, steps=8.0, effort="thorough"),
}
