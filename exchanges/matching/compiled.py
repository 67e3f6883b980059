"""The innermost loops, for rooms without anything special, in machine code where the `fast` extra is installed.

What is found is the very same as in `teams` and `pick`, which do it for every room and need no extra: same ceilings,
same order, same half-filled sessions, same places. Only whole numbers, so that nothing depends on the order of sums.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from .marks import ALONE, BANDS_ABOVE, COMMUNES, OUTSIDER

try:
    import numba
except ImportError:
    numba = None

Function = TypeVar("Function", bound=Callable[..., Any])

NEVER = -(1 << 60)
DEAR = 1 << 40


def compiled(function: Function) -> Function:
    """Turn into machine code, kept for the next run, if numba is there."""
    if numba is None:
        return function
    fast: Function = numba.njit(cache=True, nogil=True)(function)
    return fast


@compiled
def count_bits(bits: int) -> int:
    """How many bits are set."""
    count = 0
    while bits:
        bits &= bits - 1
        count += 1
    return count


@compiled
def mix_of(mark: int, rules: Any) -> Any:
    """What the ages and villages of `mark` bring."""
    bands, communes = count_bits(mark >> BANDS_ABOVE), count_bits(mark & COMMUNES)
    return rules[2] * (min(bands, rules[4]) - 1) + rules[3] * (min(communes, rules[5]) - 1)


@compiled
def have_met(one: int, other: int, met_first: Any, met: Any) -> bool:
    """Whether two people already met."""
    for at in range(met_first[one], met_first[one + 1]):  # noqa: SIM110 (no generators in machine code)
        if met[at] == other:
            return True
    return False


@compiled
def count_seats(team: Any, sharers: int, chosen: Any, count: int, newcomer: int, person: Any, adult: Any) -> int:
    """Seats taken by the places of a team, by `count` chosen ones and a newcomer, with the adults who come along."""
    total = sharers + count + 1
    group = np.empty(total, dtype=np.int64)
    group[:sharers] = team[:sharers]
    group[sharers : sharers + count] = chosen[:count]
    group[total - 1] = newcomer
    seats = total
    for at in range(total):
        one = adult[group[at]]
        if one == OUTSIDER:
            seats += 1
        elif one != ALONE:
            new = True
            for other in range(total):
                if person[group[other]] == one or (other < at and adult[group[other]] == one):
                    new = False
            if new:
                seats += 1
    return seats


@compiled
def mix_ceiling(
    mark_of: Any, value_of: Any, at: int, last: int, room: int, mark: int, mixed_bands: int, mixed_communes: int,
    size: int, rules: Any,
) -> Any:  # fmt: skip
    """`Picker._company_ceiling` over the pool of `size` candidates."""
    bands, communes = mark >> BANDS_ABOVE, mark & COMMUNES
    more_bands = min(mixed_bands - min(count_bits(bands), mixed_bands), room)
    more_communes = min(mixed_communes - min(count_bits(communes), mixed_communes), room)
    sure = mix_of(mark, rules)
    if not more_bands and not more_communes:
        return sure
    threshold = value_of[last - 1] if last > at else 0
    if last < at + room:
        threshold = min(0, threshold)
    band_cost = commune_cost = NEVER
    for place in range(at, size):
        if band_cost == NEVER and more_bands and not (mark_of[place] >> BANDS_ABOVE) & bands:
            band_cost = max(0, threshold - value_of[place])
        if commune_cost == NEVER and more_communes and not mark_of[place] & COMMUNES & communes:
            commune_cost = max(0, threshold - value_of[place])
        if (band_cost != NEVER or not more_bands) and (commune_cost != NEVER or not more_communes):
            break
    extra = 0
    for_bands, for_communes = rules[2] * more_bands, rules[3] * more_communes
    if band_cost != NEVER:
        extra = max(extra, for_bands - band_cost)
    if commune_cost != NEVER:
        extra = max(extra, for_communes - commune_cost)
    if band_cost != NEVER and commune_cost != NEVER:
        extra = max(extra, for_bands + for_communes - max(band_cost, commune_cost))
    return sure + extra


@compiled
def pick_learners(
    team: Any, sharers: int, worth: int, fewest: int, most: int, floor: int, nodes: int, pool: Any, value_of: Any,
    mark_of: Any, size: int, person: Any, adult: Any, mark_at: Any, met_first: Any, met: Any, rules: Any, seats: int,
    accompanied: bool, best: Any,
) -> tuple[int, int, int]:  # fmt: skip
    """`Picker.sessions`: the floor once raised by the best session, what is left unseen, and its number of learners.

    The places of those learners are put into `best`.
    """
    if size < fewest:
        return floor, NEVER, -1
    repeat = rules[6]
    mark = 0
    for at in range(sharers):
        mark |= mark_at[team[at]]
        for other in range(at):
            if have_met(person[team[at]], person[team[other]], met_first, met):
                worth -= repeat
    everybody, gainful = mark, 0
    sums = np.zeros(size + 1, dtype=np.int64)
    for at in range(size):
        sums[at + 1] = sums[at] + value_of[at]
        everybody |= mark_of[at]
        if value_of[at] > 0:
            gainful += 1
    mixed_bands = min(count_bits(everybody >> BANDS_ABOVE), rules[4])
    mixed_communes = min(count_bits(everybody & COMMUNES), rules[5])
    richest = rules[2] * (mixed_bands - 1) + rules[3] * (mixed_communes - 1)
    stack = np.empty((size + 2, 5), dtype=np.int64)  # next candidate, value, count, mark, fresh
    chosen = np.empty((size + 2, most + 1), dtype=np.int64)
    taken = np.empty(most + 1, dtype=np.int64)
    stack[0, 0], stack[0, 1], stack[0, 2], stack[0, 3], stack[0, 4] = 0, worth, 0, mark, 1
    depth, seen, found, unseen = 1, 0, -1, NEVER
    while depth:
        depth -= 1
        at, value, count, mark, fresh = (
            stack[depth, 0], stack[depth, 1], stack[depth, 2], stack[depth, 3], stack[depth, 4]
        )  # fmt: skip
        taken[:count] = chosen[depth, :count]
        if fresh and count >= fewest:
            total = value + mix_of(mark, rules)
            if total > floor:
                floor, found = total, count
                best[:count] = taken[:count]
        if count == most or at == size or size - at < fewest - count:
            continue
        last = max(gainful, at + fewest - count)
        last = max(min(last, at + most - count), at)
        ceiling = value + sums[last] - sums[at] + richest
        if ceiling <= floor:
            continue
        if seen >= nodes or ceiling - richest + mix_of(mark, rules) <= floor:
            ceiling -= richest
            ceiling += mix_ceiling(
                mark_of, value_of, at, last, most - count, mark, mixed_bands, mixed_communes, size, rules
            )
            if ceiling <= floor:
                continue
        seen += 1
        if seen > nodes:
            unseen = max(unseen, ceiling)
            continue
        stack[depth, 0], stack[depth, 4] = at + 1, 0
        depth += 1
        newcomer = pool[at]
        if accompanied and count_seats(team, sharers, taken, count, newcomer, person, adult) > seats:
            continue
        again = 0
        for other in range(count):
            if have_met(person[newcomer], person[taken[other]], met_first, met):
                again += 1
        stack[depth, 0], stack[depth, 1], stack[depth, 2] = at + 1, value + value_of[at] - repeat * again, count + 1
        stack[depth, 3], stack[depth, 4] = mark | mark_of[at], 1
        chosen[depth, :count] = taken[:count]
        chosen[depth, count] = newcomer
        depth += 1
    return floor, unseen, found
