"""The best session of every room without anything special, in machine code: `Relaxation._best_of_room`, many at once.

Arrays, made by `boards`: `rooms` has for each room its number, its first group and the end of its groups; `groups` has
for each group the place of its first learner, of its first sharer, the end of its places, its seats, what its company
brings at most, how many levels are taught there, and whether adults come along. `rank` is the level of a sharer among
those taught in the group, or the lowest one that suits a learner. `rules` are in the order of `boards.rules_of`.
"""

from typing import Any

import numpy as np

from .compiled import DEAR, NEVER, compiled, have_met, pick_learners
from .marks import NOBODY

NUMBER, FIRST, END = 0, 1, 2
LEARNERS, SHARERS, PLACES_END, SEATS, COMPANY, RANKS, ACCOMPANIED = 0, 1, 2, 3, 4, 5, 6


@compiled
def order_dearest(values: Any, first: int, end: int, order: Any, base: int) -> None:
    """Put the places `first:end` in order, dearest first, at the same positions of `order` less `base`."""
    for place in range(first, end):
        at = place - base
        while at > first - base and values[order[at - 1]] < values[place]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = place


@compiled
def best_learners(values: Any, order: Any, first: int, end: int, rank: Any, level: int, fewest: int, best: Any) -> None:
    """In `best[n]`, what `fewest` to n learners of the level are worth together at most."""
    for count in range(len(best)):
        best[count] = -DEAR
    count, total = 0, 0
    if fewest == 0:
        best[0] = 0
    for at in range(first, end):
        if rank[order[at]] > level:
            continue
        count += 1
        if count >= len(best):
            break
        total += values[order[at]]
        if count >= fewest:
            best[count] = max(best[count - 1], total)
    for longer in range(max(1, count + 1), len(best)):
        best[longer] = max(best[longer], best[longer - 1])


@compiled
def list_teams(
    group: Any, number: int, values: Any, order: Any, base: int, rank: Any, most_of: Any, rules: Any, ceilings: Any,
    teams: Any, count: int,
) -> int:  # fmt: skip
    """Add the teams of the group and what sessions around them gain at most; the number of teams then."""
    first, last, seats, ranks = group[SHARERS], group[PLACES_END], group[SEATS], group[RANKS]
    learners, end = group[LEARNERS] - base, group[SHARERS] - base
    fewest = (max(rules[1], rules[0] - 1), max(rules[1], rules[0] - 2))
    best = np.empty((2, ranks, rules[7] + 1), dtype=np.int64)
    for size in range(2):
        for level in range(ranks):
            best_learners(values, order, learners, end, rank, level, fewest[size], best[size, level])
    for one in range(first, last):
        fewer = min(most_of[one], seats)
        if fewer < rules[1] or fewest[0] > min(fewer, seats - 1):
            continue
        ceilings[count] = values[one] + group[COMPANY] + best[0, rank[one], min(fewer, seats - 1)]
        teams[count, 0], teams[count, 1], teams[count, 2] = number, one, NOBODY
        count += 1
    if rules[8] < 2:
        return count
    for one in range(first, last):
        if min(most_of[one], seats) < rules[1]:
            continue
        for other in range(one + 1, last):
            fewer = min(min(most_of[one], most_of[other]), seats)
            if fewer < rules[1] or fewest[1] > min(fewer, seats - 2):
                continue
            level = max(rank[one], rank[other])
            ceilings[count] = values[one] + values[other] + group[COMPANY] + best[1, level, min(fewer, seats - 2)]
            teams[count, 0], teams[count, 1], teams[count, 2] = number, one, other
            count += 1
    return count


@compiled
def best_of_team(
    team: Any, group: Any, values: Any, order: Any, base: int, person: Any, adult: Any, mark: Any, rank: Any,
    most_of: Any, met_first: Any, met: Any, rules: Any, floor: int, nodes: int, best: Any,
) -> tuple[int, int, int]:  # fmt: skip
    """`Relaxation._sessions` for the places of one team: see `pick_learners`."""
    sharers = 1 if team[1] == NOBODY else 2
    learners, end = group[LEARNERS] - base, group[SHARERS] - base
    pool, value_of = np.empty(end - learners, dtype=np.int64), np.empty(end - learners, dtype=np.int64)
    mark_of = np.empty(end - learners, dtype=np.int64)
    level, worth, most = 0, 0, group[SEATS] - sharers
    for at in range(sharers):
        level = max(level, rank[team[at]])
        worth += values[team[at]]
        most = min(most, most_of[team[at]])
    size = 0
    for position in range(learners, end):
        place = order[position]
        if rank[place] > level:
            continue
        value, inside = values[place], False
        for at in range(sharers):
            if person[place] == person[team[at]]:
                inside = True
            elif have_met(person[place], person[team[at]], met_first, met):
                value -= rules[6]
        if inside:
            continue
        at = size
        while at > 0 and (value_of[at - 1] < value or (value_of[at - 1] == value and pool[at - 1] > place)):
            pool[at], value_of[at], mark_of[at] = pool[at - 1], value_of[at - 1], mark_of[at - 1]
            at -= 1
        pool[at], value_of[at], mark_of[at] = place, value, mark[place]
        size += 1
    fewest = max(rules[1], rules[0] - sharers)
    return pick_learners(
        team, sharers, worth, fewest, most, floor, nodes, pool, value_of, mark_of, size, person, adult, mark,
        met_first, met, rules, group[SEATS], group[ACCOMPANIED] > 0, best,
    )  # fmt: skip


@compiled
def best_of_rooms(
    rooms: Any, groups: Any, values: Any, person: Any, adult: Any, mark: Any, rank: Any, most_of: Any, met_first: Any,
    met: Any, rules: Any, nodes: int, teams_most: int, worths: Any, choices: Any,
) -> None:  # fmt: skip
    """A proven most for every room, into `worths`, and the best session found into `choices`.

    Of a room, `choices` has the group (or NOBODY), how many learners, two sharers, then the learners, places all.
    """
    best = np.empty(rules[7] + 1, dtype=np.int64)
    for line in range(len(rooms)):
        number, first, end = rooms[line, NUMBER], rooms[line, FIRST], rooms[line, END]
        worths[number], choices[number, 0] = 0, NOBODY
        base = groups[first, LEARNERS]
        order = np.empty(groups[end - 1, PLACES_END] - base, dtype=np.int64)
        size = 0
        for group in range(first, end):
            offers = groups[group, PLACES_END] - groups[group, SHARERS]
            size += offers * (offers + 1) // 2
        ceilings, teams, count = np.empty(size, dtype=np.int64), np.empty((size, 3), dtype=np.int64), 0
        for group in range(first, end):
            order_dearest(values, groups[group, LEARNERS], groups[group, SHARERS], order, base)
            count = list_teams(
                groups[group], group, values, order, base, rank, most_of, rules, ceilings, teams, count
            )  # fmt: skip
        if count == 0:
            continue
        dearest = np.argmax(ceilings[:count])
        if ceilings[dearest] <= 0:
            continue
        worth, unseen = 0, 0
        queue = np.empty(1, dtype=np.int64)
        queue[0] = dearest
        for tried in range(count):
            if tried == 1:
                others = np.nonzero(ceilings[:count] > worth)[0]
                queue = others[np.argsort(-ceilings[others], kind="mergesort")]
            if tried >= len(queue):
                break
            team = queue[tried]
            if ceilings[team] <= worth:
                break
            if tried > teams_most:
                unseen = max(unseen, ceilings[team])
                break
            worth, left, found = best_of_team(
                teams[team, 1:], groups[teams[team, 0]], values, order, base, person, adult, mark, rank, most_of,
                met_first, met, rules, worth, nodes, best,
            )  # fmt: skip
            if found > NOBODY:
                choices[number, 0], choices[number, 1] = teams[team, 0], found
                choices[number, 2], choices[number, 3] = teams[team, 1], teams[team, 2]
                choices[number, 4 : 4 + found] = np.sort(best[:found])
            if left != NEVER:
                unseen = max(unseen, left)
        worths[number] = max(worth, unseen)
