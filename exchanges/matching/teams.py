"""Who could share together in each group, and how much a session around each team could gain at most."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from .ledger import DEAR, SCALE, Ledger, Whole
from .problem import Offer
from .rooms import Group
from .state import State


class Teams:
    """Every team of every group of some rooms, room after room, as parallel lists.

    The rooms are given as spans of groups. Of team i: `group[i]`; `sharers[i]`, places in the ledger; `level[i]`, the
    highest among them; `fewest[i]` and `most[i]` learners. The teams of room r are `starts[r]:starts[r + 1]`.
    """

    def __init__(self, state: State, groups: Sequence[Group], ledger: Ledger, rooms: Sequence[tuple[int, int]]) -> None:
        self._state = state
        self.group: list[int] = []
        self.sharers: list[tuple[int, ...]] = []
        self.level: list[int] = []
        self.fewest: list[int] = []
        self.most: list[int] = []
        self.starts: list[int] = []
        for first, end in rooms:
            self.starts.append(len(self.group))
            for number in range(first, end):
                self._add_teams(number, groups[number], ledger.sharers[number])
        self.starts.append(len(self.group))
        self._tabulate(groups, ledger)

    def ceilings(self, values: Whole) -> Whole:
        """No session around team i gains more than `ceilings[i]` when places are worth `values`.

        Whoever comes beside the team is the most valuable, ages and villages mix as well as the group allows, and
        nobody meets again.
        """
        sums = self._best_sums(values)
        padded = np.append(values, 0)
        answer: Whole = padded[self._sharer_places].sum(axis=1) + self._company
        for fewest in self._all_fewest:
            best = sums.copy()
            best[:, :fewest] = -DEAR
            best = np.maximum.accumulate(best, axis=1)
            if len(self._all_fewest) == 1:
                return answer + best[self._table_row, self._most]
            chosen = self._fewest == fewest
            answer[chosen] += best[self._table_row[chosen], self._most[chosen]]
        return answer

    def _add_teams(self, number: int, group: Group, first: int) -> None:
        """Teams of one, then each larger by one later offer."""
        rules, offers = self._state.problem.rules, group.offers
        teams: list[tuple[tuple[int, ...], int, int]] = [((), 0, group.seats)]  # offers, level, most learners
        for size in range(1, rules.max_sharers + 1):
            fewest, room = max(rules.min_learners, rules.min_people - size), group.seats - size
            larger = []
            for team, level, most in teams:
                for at in range(team[-1] + 1 if team else 0, len(offers)):
                    offer = offers[at]
                    fewer = offer.max_learners if offer.max_learners < most else most
                    if fewer < rules.min_learners or (
                        group.apart and _apart(group, [*(offers[i] for i in team), offer])
                    ):
                        continue
                    higher = offer.level if offer.level > level else level
                    larger.append(((*team, at), higher, fewer))
            for team, level, most in larger:
                if fewest <= room and fewest <= most:
                    self.group.append(number)
                    self.sharers.append(tuple([first + at for at in team]))
                    self.level.append(level)
                    self.fewest.append(fewest)
                    self.most.append(most if most < room else room)
            teams = larger

    def _tabulate(self, groups: Sequence[Group], ledger: Ledger) -> None:
        """Arrays of the lists, and for each group and level the places of those who could learn, in rows by width."""
        size = max((len(team) for team in self.sharers), default=1)
        none = len(ledger.people)
        self._sharer_places: Whole = np.array(
            [(*team, *(none,) * (size - len(team))) for team in self.sharers], dtype=np.int64
        ).reshape(-1, size)
        self._most: Whole = np.array(self.most, dtype=np.int64)
        self._fewest: Whole = np.array(self.fewest, dtype=np.int64)
        self._all_fewest: list[int] = sorted(set(self.fewest))
        company = {number: self._company_ceiling(groups[number]) for number in dict.fromkeys(self.group)}
        self._company: Whole = np.array([company[number] for number in self.group], dtype=np.int64)
        wanted = sorted(set(zip(self.group, self.level, strict=True)))
        widths: dict[int, list[tuple[int, int, list[int]]]] = defaultdict(list)
        for number, level in wanted:
            first = ledger.learners[number]
            places = [
                place for place, request in enumerate(groups[number].requests, first) if request.min_level <= level
            ]
            widths[1 << max(2, (len(places) - 1).bit_length())].append((number, level, places))
        rows: dict[tuple[int, int], int] = {}
        self._tables: list[Whole] = []
        for width, entries in sorted(widths.items()):
            table: Whole = np.full((len(entries), width), none, dtype=np.int64)
            for line, (number, level, places) in enumerate(entries):
                rows[number, level] = len(rows)
                table[line, : len(places)] = places
            self._tables.append(table)
        table_rows = [rows[key] for key in zip(self.group, self.level, strict=True)]
        self._table_row: Whole = np.array(table_rows, dtype=np.int64)

    def _best_sums(self, values: Whole) -> Whole:
        """For each group and level, the values of the best 0, 1, 2… learners together."""
        most = self._state.problem.rules.max_people
        padded = np.append(values, -DEAR)
        sums = []
        for table in self._tables:
            best = -np.sort(-padded[table], axis=1)[:, :most]
            line = np.full((len(table), most + 1), -DEAR, dtype=np.int64)
            line[:, 0] = 0
            line[:, 1 : best.shape[1] + 1] = np.cumsum(best, axis=1)
            sums.append(line)
        return np.concatenate(sums) if sums else np.zeros((0, most + 1), dtype=np.int64)

    def _company_ceiling(self, group: Group) -> int:
        problem = self._state.problem
        people = [problem.people[member] for member in group.people]
        bands = min(len({person.age_band for person in people}), problem.rules.max_bonus_bands)
        communes = min(len({person.commune for person in people}), problem.rules.max_bonus_communes)
        return SCALE * (problem.weights.age_band * (bands - 1) + problem.weights.commune * (communes - 1))


def _apart(group: Group, offers: Sequence[Offer]) -> bool:
    people = sorted(offer.person for offer in offers)
    return bool(group.apart) and any(pair in group.apart for pair in combinations(people, 2))
