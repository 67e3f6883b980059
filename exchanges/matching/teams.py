"""Who could share together in each group, and how much a session around each team could gain at most."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from .ledger import DEAR, SCALE, Ledger, Whole
from .problem import Offer
from .rooms import Group
from .state import State

NARROWEST = 4  # columns of a table, at least


class Teams:
    """Every team of every group of some rooms, room after room, as parallel arrays.

    The rooms are given as spans of groups. Of team i: `group[i]`; `sharers[i]`, places in the ledger, the last of them
    nobody in a small team; `level[i]`, the highest among them; `fewest[i]` and `most[i]` learners. The teams of room r
    are `starts[r]:starts[r + 1]`.
    """

    def __init__(self, state: State, groups: Sequence[Group], ledger: Ledger, rooms: Sequence[tuple[int, int]]) -> None:
        self._problem = state.problem
        self._people = ledger.people
        self.nobody = len(ledger.people)
        first, ends = np.array(ledger.sharers, dtype=np.int64), np.array(ledger.learners[1:], dtype=np.int64)
        numbers = _ranges(*np.array(rooms, dtype=np.int64).reshape(-1, 2).T)[1]
        offers = [wish if isinstance(wish, Offer) else None for wish in ledger.wishes]
        level = np.array([offer.level if offer else 0 for offer in offers], dtype=np.int64)[ledger.wish]
        learners = np.array([offer.max_learners if offer else 0 for offer in offers], dtype=np.int64)[ledger.wish]
        of, alone = _ranges(first[numbers], ends[numbers])
        self.group: Whole = numbers[of]
        self.sharers: Whole = alone[:, np.newaxis]
        self.level: Whole = level[alone]
        self.most: Whole = learners[alone]
        self.fewest: Whole = np.zeros(0, dtype=np.int64)
        self._gather(groups, level, learners, ends)
        ends_of_rooms = np.array([end for _, end in rooms], dtype=np.int64)
        self.starts: list[int] = [0, *np.searchsorted(self.group, ends_of_rooms).tolist()]
        self._seat(state, groups, ledger)

    def team(self, number: int) -> tuple[int, ...]:
        """The places of those who share in a team."""
        return tuple(place for place in self.sharers[number].tolist() if place != self.nobody)

    def ceilings(self, values: Whole) -> Whole:
        """No session around team i gains more than `ceilings[i]` when places are worth `values`.

        Whoever comes beside the team is the most valuable, ages and villages mix as well as the group allows, and
        nobody meets again.
        """
        sums = self._best_sums(values)
        padded = np.append(values, 0)
        answer: Whole = self._company[self.group]
        for column in self.sharers.T:
            answer += padded[column]
        for fewest in self._all_fewest:
            best = sums.copy()
            best[:, :fewest] = -DEAR
            best = np.maximum.accumulate(best, axis=1)
            if len(self._all_fewest) == 1:
                return answer + best[self._line, self.most]
            chosen = self.fewest == fewest
            answer[chosen] += best[self._line[chosen], self.most[chosen]]
        return answer

    def learners(self, teams: Whole) -> Whole:
        """Who could learn from each of these teams: their places, in lines; beyond them, nobody."""
        lines = self._line[teams]
        of = np.searchsorted(self._last_lines, lines, side="right")
        width = max((self._tables[number].shape[1] for number in np.unique(of).tolist()), default=0)
        places: Whole = np.full((len(teams), width), self.nobody, dtype=np.int64)
        for number in np.unique(of).tolist():
            table, here = self._tables[number], np.nonzero(of == number)[0]
            places[here, : table.shape[1]] = table[lines[here] - self._last_lines[number] + len(table)]
        return places

    def _gather(self, groups: Sequence[Group], level: Whole, learners: Whole, ends: Whole) -> None:
        """From everybody alone, the teams: each larger by one later offer. Smaller teams of a group come first."""
        rules = self._problem.rules
        seats: Whole = np.array([group.seats for group in groups], dtype=np.int64)
        group, sharers, highest, most = self.group, self.sharers, self.level, self.most
        found = []
        for size in range(1, rules.max_sharers + 1):
            if size > 1:
                of, joining = _ranges(sharers[:, -1] + 1, ends[group])
                group, sharers = group[of], np.concatenate((sharers[of], joining[:, np.newaxis]), axis=1)
                highest, most = np.maximum(highest[of], level[joining]), np.minimum(most[of], learners[joining])
            fit = (most >= rules.min_learners) & self._may_meet(groups, group, sharers)
            group, sharers, highest, most = group[fit], sharers[fit], highest[fit], most[fit]
            most = np.minimum(most, seats[group])
            fewest, room = max(rules.min_learners, rules.min_people - size), seats[group] - size
            held = (fewest <= room) & (fewest <= most)
            missing = ((0, 0), (0, rules.max_sharers - size))
            filled = np.pad(sharers[held], missing, constant_values=self.nobody)
            found.append((group[held], filled, highest[held], np.minimum(most, room)[held], fewest))
        groups_of = np.concatenate([one[0] for one in found])
        order = np.argsort(groups_of, kind="stable")
        self.group = groups_of[order]
        self.sharers = np.concatenate([one[1] for one in found])[order]
        self.level = np.concatenate([one[2] for one in found])[order]
        self.most = np.concatenate([one[3] for one in found])[order]
        self.fewest = np.repeat([one[4] for one in found], [len(one[0]) for one in found])[order]

    def _may_meet(self, groups: Sequence[Group], group: Whole, sharers: Whole) -> NDArray[np.bool_]:
        """Which of the teams hold no two people who refuse to meet."""
        fit: NDArray[np.bool_] = np.ones(len(group), dtype=np.bool_)
        wary = np.array([bool(one.apart) for one in groups], dtype=np.bool_)
        for at in np.nonzero(wary[group])[0].tolist() if wary.any() else ():
            people = sorted(self._people[place] for place in sharers[at].tolist())
            fit[at] = not any(pair in groups[group[at]].apart for pair in combinations(people, 2))
        return fit

    def _seat(self, state: State, groups: Sequence[Group], ledger: Ledger) -> None:
        """For each group and level those who could learn, in tables by width; what the mix of a group could bring."""
        learners, sharers = np.array(ledger.learners, dtype=np.int64), np.array(ledger.sharers, dtype=np.int64)
        asked = np.array([0 if isinstance(wish, Offer) else wish.min_level for wish in ledger.wishes], dtype=np.int64)
        levels, rank = np.unique(self.level, return_inverse=True)
        keys, line = np.unique(self.group * len(levels) + rank, return_inverse=True)
        group, level = np.divmod(keys, max(1, len(levels)))
        of, place = _ranges(learners[group], sharers[group])
        able = asked[ledger.wish][place] <= levels[level][of]
        of, place = of[able], place[able]
        counts = np.bincount(of, minlength=len(keys))
        column = np.arange(len(of)) - (np.cumsum(counts) - counts)[of]
        width = np.left_shift(NARROWEST, np.searchsorted(np.left_shift(NARROWEST, np.arange(40)), counts))
        order = np.argsort(width, kind="stable")
        new: Whole = np.empty(len(keys), dtype=np.int64)
        new[order] = np.arange(len(keys))
        self._line: Whole = new[line]
        widths, sizes = np.unique(width, return_counts=True)
        self._last_lines: Whole = np.cumsum(sizes)
        self._tables: list[Whole] = []
        for wide, size, last in zip(widths.tolist(), sizes.tolist(), self._last_lines.tolist(), strict=True):
            table: Whole = np.full((size, wide), self.nobody, dtype=np.int64)
            here = width[of] == wide
            table[new[of[here]] - last + size, column[here]] = place[here]
            self._tables.append(table)
        self._all_fewest: list[int] = np.unique(self.fewest).tolist()
        people: Whole = np.array(ledger.people, dtype=np.int64)
        groups_of = np.repeat(np.arange(len(groups)), np.diff(learners))
        self._company: Whole = state.crowd.mixed_points(groups_of, people, len(groups)) * SCALE

    def _best_sums(self, values: Whole) -> Whole:
        """For each group and level, the values of the best 0, 1, 2… learners together."""
        most = self._problem.rules.max_people
        padded = np.append(values, -DEAR)
        sums = []
        for table in self._tables:
            best = -np.sort(-padded[table], axis=1)[:, :most]
            line = np.full((len(table), most + 1), -DEAR, dtype=np.int64)
            line[:, 0] = 0
            line[:, 1 : best.shape[1] + 1] = np.cumsum(best, axis=1)
            sums.append(line)
        return np.concatenate(sums) if sums else np.zeros((0, most + 1), dtype=np.int64)


def _ranges(starts: Whole, ends: Whole) -> tuple[Whole, Whole]:
    """The whole numbers from each start to its end: which range each is of, and the numbers."""
    sizes = np.maximum(0, ends - starts)
    of: Whole = np.repeat(np.arange(len(sizes)), sizes)
    numbers: Whole = np.arange(len(of)) - (np.cumsum(sizes) - sizes)[of] + starts[of]
    return of, numbers
