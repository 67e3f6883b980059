"""Better plans, very many small steps at a time: empty a few rooms, fill each with its best session; in machine code.

A *place* is somebody who may share or learn in a group (`ledger`). What a session is worth is exact, beside all others;
in some steps, part of what its places cost elsewhere is taken off, so that a room leaves people to those who need them
more. Arrays, made by `reseat`, beside those of `compiled_rooms`: `held` has the session of every room, as `choices`
there; `slot` is that of every room, `near` how much any two rooms have in common; `request` numbers what a place asks
for, `points` is what it is worth by itself, and `toll` what it costs elsewhere; `traits` has four numbers for each
person, and `gains` those that people bring. What changes on the way: `out`, how often everybody is out in each slot,
`shares` and `learns` of everybody, and `served` requests.
"""

from typing import Any

import numpy as np

from .compiled import DEAR, compiled, have_met, mix_of
from .compiled_rooms import END, FIRST, LEARNERS, PLACES_END, SHARERS, best_of_rooms
from .marks import NOBODY

MAX_SHARE, MAX_LEARN, GIVEN, RECEIVED = 0, 1, 2, 3
REACH, FIRST_RECEIVE, FIRST_GIVE, BOTH, SHARING = 0, 1, 2, 3, 4
MODULUS, FACTOR = 2_147_483_647, 48_271  # chance, in numbers that never overflow
TOLLS = 4  # parts of the toll
FEWEST_ROOMS, MORE_ROOMS = 2, 5
GRAIN = 1024


@compiled
def next_chance(chance: Any) -> Any:
    """The number drawn after this one."""
    return chance * FACTOR % MODULUS


@compiled
def first_time_gain(one: int, here: Any, there: Any, done: int, other: int, first: int, traits: Any, gains: Any) -> Any:
    """What the first session on one side (`here`: sharing, or learning) is worth beside those on the other side."""
    if here[one] > 0:
        return 0
    gain = 0
    if there[one] == 0:
        gain += gains[REACH]
    if traits[one, done] == 0:
        if traits[one, other] > 0:
            gain += gains[first]
        elif there[one] > 0:
            gain += gains[BOTH]
    return gain


@compiled
def sharing_gain(one: int, shares: Any, learns: Any, traits: Any, gains: Any) -> Any:
    """`State.share_gain`."""
    return first_time_gain(one, shares, learns, GIVEN, RECEIVED, FIRST_GIVE, traits, gains) - gains[SHARING]


@compiled
def learning_gain(one: int, shares: Any, learns: Any, traits: Any, gains: Any) -> Any:
    """`State.learn_gain`, the request itself aside."""
    return first_time_gain(one, learns, shares, RECEIVED, GIVEN, FIRST_RECEIVE, traits, gains)


@compiled
def is_out(place: int, there: Any, person: Any, adult: Any) -> Any:
    """Whether the person, or the adult who comes along, is out in the slot."""
    return there[person[place]] > 0 or (adult[place] >= 0 and there[adult[place]] > 0)


@compiled
def weigh_places(
    groups: Any, first: int, end: int, there: Any, person: Any, adult: Any, request: Any, points: Any, toll: Any,
    part: int, shares: Any, learns: Any, served: Any, traits: Any, gains: Any, values: Any,
) -> None:  # fmt: skip
    """What every place of a room is worth beside the other sessions, less `part` of its toll; never if shut."""
    for group in range(first, end):
        for place in range(groups[group, LEARNERS], groups[group, SHARERS]):
            one = person[place]
            values[place] = -DEAR
            if learns[one] >= traits[one, MAX_LEARN] or served[request[place]] > 0:
                continue
            if not is_out(place, there, person, adult):
                gain = points[place] + learning_gain(one, shares, learns, traits, gains)
                values[place] = gain - toll[place] * part // TOLLS
        for place in range(groups[group, SHARERS], groups[group, PLACES_END]):
            one = person[place]
            values[place] = -DEAR
            if shares[one] < traits[one, MAX_SHARE] and not is_out(place, there, person, adult):
                gain = sharing_gain(one, shares, learns, traits, gains)
                values[place] = gain - toll[place] * part // TOLLS


@compiled
def company_of(line: Any, person: Any, mark_at: Any, met_first: Any, met: Any, rules: Any) -> Any:
    """What ages, villages and acquaintances of a session bring."""
    size = line[1] + (1 if line[3] == NOBODY else 2)
    places = np.empty(size, dtype=np.int64)
    places[: line[1]] = line[4 : 4 + line[1]]
    places[line[1] :] = line[2 : 2 + size - line[1]]
    mark, again = 0, 0
    for at in range(size):
        mark |= mark_at[places[at]]
        for other in range(at):
            if have_met(person[places[at]], person[places[other]], met_first, met):
                again += 1
    return mix_of(mark, rules) - rules[6] * again


@compiled
def turn_up(place: int, change: int, there: Any, person: Any, adult: Any) -> None:
    """The person of a place, and the adult who comes along, go out (1) or stay (-1)."""
    there[person[place]] += change
    if adult[place] >= 0:
        there[adult[place]] += change


@compiled
def hold(
    line: Any, there: Any, person: Any, adult: Any, mark_at: Any, request: Any, points: Any, met_first: Any, met: Any,
    rules: Any, shares: Any, learns: Any, served: Any, traits: Any, gains: Any,
) -> Any:  # fmt: skip
    """Hold a session; what it gains."""
    if line[0] == NOBODY:
        return 0
    gain = company_of(line, person, mark_at, met_first, met, rules)
    for at in range(2, 4):
        place = line[at]
        if place != NOBODY:
            gain += sharing_gain(person[place], shares, learns, traits, gains)
            shares[person[place]] += 1
            turn_up(place, 1, there, person, adult)
    for at in range(4, 4 + line[1]):
        place = line[at]
        gain += points[place] + learning_gain(person[place], shares, learns, traits, gains)
        learns[person[place]] += 1
        served[request[place]] = 1
        turn_up(place, 1, there, person, adult)
    return gain


@compiled
def drop(
    line: Any, there: Any, person: Any, adult: Any, mark_at: Any, request: Any, points: Any, met_first: Any, met: Any,
    rules: Any, shares: Any, learns: Any, served: Any, traits: Any, gains: Any,
) -> Any:  # fmt: skip
    """Give up a session; what it had gained."""
    if line[0] == NOBODY:
        return 0
    gain = company_of(line, person, mark_at, met_first, met, rules)
    for at in range(4, 4 + line[1]):
        place = line[at]
        turn_up(place, -1, there, person, adult)
        served[request[place]] = 0
        learns[person[place]] -= 1
        gain += points[place] + learning_gain(person[place], shares, learns, traits, gains)
    for at in range(2, 4):
        place = line[at]
        if place != NOBODY:
            turn_up(place, -1, there, person, adult)
            shares[person[place]] -= 1
            gain += sharing_gain(person[place], shares, learns, traits, gains)
    return gain


@compiled
def choose_rooms(near: Any, chance: Any, chosen: Any, scores: Any) -> Any:
    """Draw a room, and beside it some with much in common with it; the number drawn last."""
    chance = next_chance(chance)
    centre = chance % len(near)
    chosen[0], filled = centre, 1
    for room in range(len(near)):
        if room == centre:
            continue
        chance = next_chance(chance)
        score = near[centre, room] * (chance % GRAIN)
        at = min(filled, len(chosen))
        if filled < len(chosen):
            filled += 1
        while at > 1 and scores[at - 1] < score:
            if at < len(chosen):
                chosen[at], scores[at] = chosen[at - 1], scores[at - 1]
            at -= 1
        if at < len(chosen):
            chosen[at], scores[at] = room, score
    return chance


@compiled
def reseat_rooms(
    rooms: Any, groups: Any, person: Any, adult: Any, mark: Any, rank: Any, most_of: Any, met_first: Any, met: Any,
    rules: Any, slot: Any, near: Any, request: Any, points: Any, toll: Any, traits: Any, gains: Any, out: Any,
    shares: Any, learns: Any, served: Any, held: Any, steps: int, chance: Any, heat: int, nodes: int, teams: int,
) -> Any:  # fmt: skip
    """Take so many steps from the sessions `held`, which become the best met; what they gain more than at first.

    A step may lose a little, less than `heat`, and ever less towards the end.
    """
    count = len(rooms)
    values = np.full(len(person), -DEAR, dtype=np.int64)
    worths, choices = np.zeros(count, dtype=np.int64), held.copy()
    best, most, gained = held.copy(), 0, 0
    room_for = np.empty(FEWEST_ROOMS + MORE_ROOMS, dtype=np.int64)
    scores = np.empty(FEWEST_ROOMS + MORE_ROOMS, dtype=np.int64)
    before = np.empty((FEWEST_ROOMS + MORE_ROOMS, held.shape[1]), dtype=np.int64)
    for step in range(steps):
        chance = next_chance(chance)
        size = min(count, FEWEST_ROOMS + chance % MORE_ROOMS)
        chosen = room_for[:size]
        chance = choose_rooms(near, chance, chosen, scores)
        part = chance // GRAIN % (TOLLS + 1)
        change = 0
        for at in range(size):
            room = chosen[at]
            before[at] = held[room]
            change -= drop(
                held[room], out[slot[room]], person, adult, mark, request, points, met_first, met, rules, shares,
                learns, served, traits, gains,
            )  # fmt: skip
        for at in range(size - 1, -1, -1):
            chance = next_chance(chance)
            other = chance % (at + 1)
            room = chosen[other]
            chosen[other], chosen[at] = chosen[at], room
            before_line = before[other].copy()
            before[other] = before[at]
            before[at] = before_line
            there = out[slot[room]]
            weigh_places(
                groups, rooms[room, FIRST], rooms[room, END], there, person, adult, request, points, toll, part,
                shares, learns, served, traits, gains, values,
            )  # fmt: skip
            best_of_rooms(
                rooms[room : room + 1], groups, values, person, adult, mark, rank, most_of, met_first, met, rules,
                nodes, teams, worths, choices,
            )  # fmt: skip
            held[room] = choices[room]
            change += hold(
                held[room], there, person, adult, mark, request, points, met_first, met, rules, shares, learns, served,
                traits, gains,
            )  # fmt: skip
        chance = next_chance(chance)
        if change + heat * (steps - step) // steps * (chance % GRAIN) // GRAIN < 0:
            for at in range(size):
                room = chosen[at]
                drop(
                    held[room], out[slot[room]], person, adult, mark, request, points, met_first, met, rules, shares,
                    learns, served, traits, gains,
                )  # fmt: skip
            for at in range(size):
                room = chosen[at]
                held[room] = before[at]
                hold(
                    held[room], out[slot[room]], person, adult, mark, request, points, met_first, met, rules, shares,
                    learns, served, traits, gains,
                )  # fmt: skip
            continue
        gained += change
        if gained > most:
            most, best[:] = gained, held
    held[:] = best
    return most
