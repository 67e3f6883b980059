"""The best session of many rooms in one go, in arrays: nearly as good as one by one (`pick`), and much quicker.

Around each team, learners join one after the other, whoever brings most beside those already there. What the team
could gain at most is proven apart, so that a bound holds however well they were chosen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .crowd import Kinds
from .ledger import DEAR, SCALE, Ledger, Whole
from .pick import NEVER, Choice
from .state import State
from .teams import Teams

NOT_HERE = -DEAR  # worth less than anybody

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Found:
    """For some teams: the most they can gain, and the best session met: its value, and the places of its learners.

    Places beyond the last stand for nobody.
    """

    teams: Whole
    ceilings: Whole
    values: Whole
    learners: Whole

    def beside(self, other: "Found") -> "Found":
        """What was found for these teams, and for those."""
        return Found(
            np.concatenate((self.teams, other.teams)),
            np.concatenate((self.ceilings, other.ceilings)),
            np.concatenate((self.values, other.values)),
            np.concatenate((self.learners, other.learners)),
        )


class Glance:
    """Looks at the rooms whose teams are given."""

    def __init__(self, state: State, ledger: Ledger, teams: Teams) -> None:
        self.teams = teams
        self.nobody = len(ledger.people)
        self.problem = state.problem
        self.people: Whole = np.array([*ledger.people, len(state.people)], dtype=np.int64)
        self.bands, self.communes = state.crowd.bands[self.people], state.crowd.communes[self.people]
        self.met = state.crowd.met
        self._room = np.repeat(np.arange(len(teams.starts) - 1), np.diff(teams.starts))
        self._firsts = np.array(teams.starts[:-1], dtype=np.int64)[np.diff(teams.starts) > 0]
        self._sizes = np.diff(np.append(self._firsts, len(self._room)))

    def best(self, values: Whole, most_teams: int) -> tuple[list[int], list[Choice | None]]:
        """For each room a proven most (0: it may stay empty), and the best session found around so many teams."""
        worths: Whole = np.zeros(len(self.teams.starts) - 1, dtype=np.int64)
        choices: list[Choice | None] = [None] * len(worths)
        if not len(self._firsts):
            return worths.tolist(), choices
        ceilings = self.teams.ceilings(values)
        tops = np.maximum.reduceat(ceilings, self._firsts)
        first = np.nonzero((ceilings == np.repeat(tops, self._sizes)) & (ceilings > 0))[0]
        first = first[_begin(self._room[first])]
        found = self._fill(first, values, ceilings)
        held: Whole = np.zeros(len(worths), dtype=np.int64)
        held[self._room[first]] = np.maximum(0, found.values)
        ceilings[first] = 0
        others = np.nonzero(ceilings > held[self._room])[0]
        if len(others):
            others = others[np.lexsort((-ceilings[others], self._room[others]))]
            rank = np.arange(len(others)) - np.searchsorted(self._room[others], self._room[others])
            left = others[rank == most_teams]
            worths[self._room[left]] = ceilings[left]
            found = found.beside(self._fill(others[rank < most_teams], values, ceilings))
        rooms = self._room[found.teams]
        np.maximum.at(worths, rooms, found.ceilings)
        order = np.lexsort((found.teams, -found.values, rooms))
        order = order[_begin(rooms[order]) & (found.values[order] > 0)]
        teams, learners = found.teams[order], np.sort(found.learners[order], axis=1)
        counts = (learners < self.nobody).sum(axis=1).tolist()
        groups, sharers = self.teams.group[teams].tolist(), self.teams.sharers[teams].tolist()
        for at, room in enumerate(rooms[order].tolist()):
            team = tuple(place for place in sharers[at] if place != self.nobody)
            choices[room] = groups[at], team, tuple(learners[at, : counts[at]].tolist())
        return worths.tolist(), choices

    def _fill(self, teams: Whole, values: Whole, ceilings: Whole) -> Found:
        tables = _Tables(self, teams, values)
        most = np.minimum(ceilings[teams], tables.ceilings())
        worth, learners = tables.fill()
        return Found(teams, most, worth, learners)


class _Tables:
    """Teams, each at its table, with those who could learn there, the most welcome first, in a line for each team.

    Whoever is too little welcome to make a session better, even by being of a new age and village, is left out.
    """

    def __init__(self, glance: Glance, teams: Whole, values: Whole) -> None:
        rules, weights = glance.problem.rules, glance.problem.weights
        self._repeat = weights.repeat_pair * SCALE
        self._met = glance.met
        self._nobody = glance.nobody
        self._lines = np.arange(len(teams))
        self._fewest, self._most = glance.teams.fewest[teams], glance.teams.most[teams]
        self._seats = rules.max_people
        sharers = glance.teams.sharers[teams].T
        self._begun: Whole = np.append(values, 0)[sharers].sum(axis=0)
        places = glance.teams.learners(teams)
        worth = self._beside(glance, sharers, places, np.append(values, NOT_HERE)[places])
        kinds = (
            (glance.bands, rules.max_bonus_bands, weights.age_band * SCALE),
            (glance.communes, rules.max_bonus_communes, weights.commune * SCALE),
        )
        self._sort(places, worth, sum(gain for _, _, gain in kinds))
        self._people = glance.people[self._places]
        self._mixes = [_Mix(of[self._places], most, gain) for of, most, gain in kinds]
        for mix, (of, _, gain) in zip(self._mixes, kinds, strict=True):
            self._begun += mix.welcome([of[column] for column in sharers]) - gain

    def _beside(self, glance: Glance, sharers: Whole, places: Whole, worth: Whole) -> Whole:
        """What everybody is worth beside those who share: less, where they met; nothing, where they are the same."""
        people, team = glance.people[places], glance.people[sharers]
        for at, one in enumerate(team):
            worth[people == one[:, np.newaxis]] = NOT_HERE
            if self._repeat:
                worth -= self._repeat * self._met[one[:, np.newaxis], people]
                for other in team[:at]:
                    self._begun -= self._repeat * self._met[one, other]
        return worth

    def _sort(self, places: Whole, worth: Whole, mixing: int) -> None:
        """Put the most welcome first, and leave out whom a gain of `mixing` does not make welcome."""
        width = max(1, places.shape[1])
        order = -np.sort(-(worth * width + np.arange(width)[::-1]), axis=1)
        self._worth, column = order // width, width - 1 - order % width
        dear = self._worth[:, : self._seats]
        self._last = np.minimum(np.maximum((dear > 0).sum(axis=1), self._fewest), self._most)
        threshold = dear[self._lines, np.minimum(self._last, dear.shape[1]) - 1]
        self._threshold: Whole = np.where(self._last < self._most, np.minimum(0, threshold), threshold)
        useful = (self._worth > (self._threshold - mixing)[:, np.newaxis]).sum(axis=1)
        kept = max(int(useful.max(initial=0)), int(self._last.max(initial=0)))
        self._worth = self._worth[:, :kept].copy()
        self._places = places[self._lines[:, np.newaxis], column[:, :kept]]

    def ceilings(self) -> Whole:
        """No session around a team gains more.

        The most welcome come; each age and village beyond theirs comes with somebody less welcome, at best with the
        most welcome of that age or village. Somebody may bring both.
        """
        sums = np.cumsum(self._worth[:, : self._seats], axis=1)
        at = np.minimum(self._last, sums.shape[1]) - 1
        mixed: Whole = np.zeros(len(at), dtype=np.int64)
        bands, communes = self._mixes
        by_commune = list(communes.costs(self._worth, self._threshold))
        for more, band_cost in enumerate(bands.costs(self._worth, self._threshold)):
            for others, commune_cost in enumerate(by_commune):
                gain = more * bands.gain + others * communes.gain
                mixed = np.maximum(mixed, gain - np.maximum(band_cost, commune_cost))
        answer: Whole = self._begun + mixed + np.where(self._last <= sums.shape[1], sums[self._lines, at], NEVER)
        return answer

    def fill(self) -> tuple[Whole, Whole]:
        """What a session around each team gains, and the places of those who learn there."""
        gains, total = self._worth + sum(mix.bonus() for mix in self._mixes), self._begun.copy()
        steps = min(int(self._most.max(initial=0)), gains.shape[1])
        learners: Whole = np.full((len(gains), self._seats), self._nobody, dtype=np.int64)
        first = self._lines * gains.shape[1]
        going: Flags = np.ones(len(gains), dtype=np.bool_)
        for step, floor in enumerate(self._floors(steps)):
            at = first + gains.argmax(axis=1)
            gained = gains.take(at)
            going &= gained > floor
            if not going.any():
                break
            learners[going, step] = self._places.take(at)[going]
            total += gained * going
            for mix in self._mixes:
                gains -= mix.take(at)
            if self._repeat:
                gains -= self._repeat * self._met[self._people.take(at)[:, np.newaxis], self._people]
            gains.put(at, NOT_HERE)
        total[(learners < self._nobody).sum(axis=1) < self._fewest] = NEVER
        return total, learners

    def _floors(self, steps: int) -> Whole:
        """What the next learner must be worth more than, at every step, for each team."""
        step = np.arange(steps)[:, np.newaxis]
        floors: Whole = np.where(step < self._fewest, NOT_HERE >> 1, 0)
        floors[step >= self._most] = -NEVER
        return floors


class _Mix:
    """Ages, or villages: which of them are not there yet at each table, and what a new one brings."""

    def __init__(self, kinds: Kinds, most: int, gain: int) -> None:
        self.kinds = kinds
        self.gain = gain
        self._fresh: Flags = np.ones(kinds.shape, dtype=np.bool_)
        self._missing = np.full(len(kinds), most, dtype=np.int64)

    def bonus(self) -> Whole:
        """What everybody brings by being of a new kind."""
        bonus: Whole = self.gain * self._fresh
        return bonus

    def welcome(self, team: Sequence[Kinds]) -> Whole:
        """Let in those who share, of such kinds at each table (below zero: nobody); say what the mix gains by them."""
        begun = self._missing.copy()
        for number, kinds in enumerate(team):
            new = (kinds >= 0) & (self._missing > 0)
            for others in team[:number]:
                new &= others != kinds
            self._missing -= new
            self._fresh &= self.kinds != kinds[:, np.newaxis]
        self._fresh[self._missing <= 0] = False
        gain: Whole = self.gain * (begun - self._missing)
        return gain

    def take(self, at: Whole) -> Whole:
        """Let in somebody who stands there, at each table; say what everybody loses of what they would bring."""
        self._missing -= self._fresh.take(at)
        old: Flags = self.kinds == self.kinds.take(at)[:, np.newaxis]
        old |= (self._missing <= 0)[:, np.newaxis]
        old &= self._fresh
        self._fresh ^= old
        lost: Whole = self.gain * old
        return lost

    def costs(self, worth: Whole, threshold: Whole) -> Iterator[Whole]:
        """What bringing in 0, 1, 2… new kinds costs at least, when everybody there is worth `threshold` or more."""
        lines, fresh = np.arange(len(worth)), self._fresh.copy()
        cost: Whole = np.zeros(len(worth), dtype=np.int64)
        yield cost
        for number in range(int(self._missing.max(initial=0)) if worth.shape[1] else 0):
            at = fresh.argmax(axis=1)  # the most welcome: they stand first
            there = fresh[lines, at] & (number < self._missing)
            cost = cost + np.where(there, np.maximum(0, threshold - worth[lines, at]), -NOT_HERE)
            yield cost
            fresh &= self.kinds != self.kinds[lines, at][:, np.newaxis]


def _begin(numbers: Whole) -> Flags:
    """Where another number begins among numbers in order."""
    begin: Flags = np.ones(len(numbers), dtype=np.bool_)
    begin[1:] = numbers[1:] != numbers[:-1]
    return begin
