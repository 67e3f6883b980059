"""Prices that prove a low bound: step by step against what the rooms overuse (subgradient with memory).

The step length is Polyak's, towards a target the bound may reach; it shortens when steps bring nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from .ledger import SCALE, Whole
from .pick import Choice
from .relaxation import HASTY, Care

MEMORY = 7  # tenths of the direction that come from earlier steps
PARTS = 256  # directions are whole, in 1/PARTS
LEAST_STRIDE = 0.02
SOME = 10_000  # a bound lowered by less than 1/SOME is not better, only as good


class Bounds(Protocol):
    """What prices may be."""

    @property
    def ceilings(self) -> Whole: ...
    def bring_into_bounds(self, prices: Whole) -> Whole: ...


class Shown(Protocol):
    """What rooms would hold at some prices, and the bound it proves."""

    @property
    def bound(self) -> int: ...
    @property
    def picks(self) -> Iterable[Choice]: ...


Seen = TypeVar("Seen", bound=Shown)


class Priced(Protocol[Seen]):
    """Rooms that can be looked at on their own at any prices."""

    @property
    def ledger(self) -> Bounds: ...
    def look(self, prices: Whole, care: Care) -> Seen: ...
    def overuse(self, look: Seen) -> Whole: ...


@dataclass(frozen=True, slots=True)
class Pace:
    """How to go down: `steps` at most; the stride shortens by `shorten` after `patience` idle steps."""

    steps: int
    stride: float = 0.5
    shorten: float = 0.7
    patience: int = 8


@dataclass(frozen=True, slots=True)
class Descent:
    """The best prices met, the bound they prove (in 1/SCALE), and how often every session was some room's best."""

    prices: Whole
    bound: int
    seen: Counter[Choice]


def descend(
    relaxation: Priced[Seen],
    prices: Whole,
    pace: Pace,
    *,
    target: Callable[[int], int],
    enough: int | None = None,
    care: Care = HASTY,
    keep_going: Callable[[int, int], bool] = lambda step, bound: True,
) -> Descent:
    """Lower the bound from `prices`.

    `target(bound)` is what the step aims at. The walk ends early once the bound is below `enough`, or when
    `keep_going(step, bound)` says no. All bounds are in 1/SCALE.
    """
    ledger = relaxation.ledger
    seen: Counter[Choice] = Counter()
    best, best_prices = None, prices
    direction = np.zeros(len(prices), dtype=np.int64)
    stride, idle = pace.stride, 0
    for step in range(pace.steps):
        look = relaxation.look(prices, care)
        seen.update(look.picks)
        if best is None or look.bound < best:
            idle = 0 if best is None or best - look.bound > best // SOME else idle + 1
            best, best_prices = look.bound, prices
        else:
            idle += 1
        if (enough is not None and best < enough) or not keep_going(step, best):
            break
        if idle >= pace.patience:
            stride, idle, prices = stride * pace.shorten, 0, best_prices
            if stride < LEAST_STRIDE:
                break
            continue
        overuse = relaxation.overuse(look)
        direction = (MEMORY * direction + (10 - MEMORY) * overuse * PARTS) // 10
        # A price that already stands at its bound does not move beyond it.
        move = np.where((prices <= 0) & (direction < 0) | (prices >= ledger.ceilings) & (direction > 0), 0, direction)
        length = int((move * move).sum())
        if length == 0:
            break
        reach = stride * (look.bound - target(look.bound)) * PARTS / length
        prices = ledger.bring_into_bounds(prices + np.rint(reach * move).astype(np.int64) // 1)
    return Descent(best_prices, 0 if best is None else best, seen)


def descend_towards(
    relaxation: Priced[Seen],
    prices: Whole,
    steps: int,
    *,
    gain: int,
    hope: float,
    care: Care = HASTY,
    keep_going: Callable[[int, int], bool] = lambda step, bound: True,
) -> Descent:
    """Lower the bound from `prices` towards `hope` times what a plan at hand gains, until it proves that plan."""
    return descend(
        relaxation,
        prices,
        Pace(steps),
        target=points(int(hope * gain)),
        enough=(gain + 1) * SCALE,
        care=care,
        keep_going=keep_going,
    )


def share_of(part: float) -> Callable[[int], int]:
    """Aim at the bound less a part of it, where nothing better is known."""
    return lambda bound: bound - int(part * bound)


def points(value: int) -> Callable[[int], int]:
    """Aim at a value known in points."""
    return lambda bound: min(value * SCALE, bound - 1)
