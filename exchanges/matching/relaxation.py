"""The relaxed round: evenings, requests and limits have a price instead of a limit, so every room stands alone.

For any prices, what they bring in plus the best session of every room is at least what any plan gains: a plan keeps
every limit, so it pays no more than the prices bring in, and in each room it does no better than the best.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .ledger import DEAR, SCALE, Ledger, Whole
from .pick import Candidate, Choice, Picker, Quest, Team
from .problem import PlannedSession
from .rooms import Group
from .state import State
from .teams import Teams

Pools = dict[tuple[int, int], list[Candidate]]  # who could learn in a group at a level


@dataclass(frozen=True, slots=True)
class Care:
    """How closely every room is looked at: half-filled sessions for a team, and teams for a room.

    What is left unlooked at makes the bound higher, never too low.
    """

    nodes: int
    teams: int


HASTY = Care(nodes=12, teams=6)
CLOSE = Care(nodes=60, teams=20)
CAREFUL = Care(nodes=20_000, teams=10_000)


@dataclass(frozen=True, slots=True)
class Look:
    """What the rooms would hold at some prices; `bound` is proven for the gain of any filling.

    `worths` says for every room that could hold something what it can add at most. All in 1/SCALE.
    """

    bound: int
    picks: list[Choice]
    values: Whole
    worths: list[int]


class Relaxation:
    """The free rooms of `groups` beside the sessions of `state`, each on its own."""

    def __init__(self, state: State, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.ledger = Ledger(state, groups)
        self._teams = Teams(state, groups, self.ledger)
        self._picker = Picker(state)

    def look(self, prices: Whole, care: Care = HASTY) -> Look:
        """The best session of every room at `prices`, and the bound that they prove together."""
        values = self.ledger.values(prices)
        bound = self.ledger.held_back(prices)
        picks: list[Choice] = []
        worths: list[int] = []
        if self.groups:
            ceilings = self._teams.ceilings(values)
            pools: Pools = {}
            for first, end in pairwise(self._teams.starts):
                worth, pick = 0, None
                if first < end:
                    worth, pick = self._best_of_room(first, ceilings[first:end], values, pools, care)
                worths.append(worth)
                if pick is not None:
                    picks.append(pick)
        return Look(bound + sum(worths), picks, values, worths)

    def session(self, choice: Choice) -> PlannedSession:
        """The session that a choice of places is."""
        number, sharers, learners = choice
        people = self.ledger.people
        return self.groups[number].session((people[at] for at in sharers), (people[at] for at in learners))

    def shortfalls(self, look: Look) -> list[int]:
        """How much less than its room's best every group gains at least."""
        best = [-DEAR] * len(self.groups)
        for group, ceiling in zip(self._teams.group, self._teams.ceilings(look.values).tolist(), strict=True):
            best[group] = max(best[group], ceiling)
        room_of = dict(zip(dict.fromkeys(group.room for group in self.groups), look.worths, strict=True))
        return [room_of[group.room] - ceiling for group, ceiling in zip(self.groups, best, strict=True)]

    def sessions_within(self, look: Look, slack: int, most: int) -> list[Choice] | None:
        """Every session at most `slack` (in 1/SCALE) below the best of its room; None if there are more than `most`."""
        teams, found = self._teams, list[Choice]()
        ceilings = teams.ceilings(look.values)
        pools: Pools = {}
        for room, (first, end) in enumerate(pairwise(teams.starts)):
            floor = look.worths[room] - slack - 1
            for team in (first + np.nonzero(ceilings[first:end] > floor)[0]).tolist():
                quest = Quest(floor, nodes=CAREFUL.nodes)
                for _value, learners in self._sessions(team, look.values, pools, quest):
                    found.append((teams.group[team], teams.sharers[team], learners))
                    if len(found) > most:
                        return None
                if quest.unseen > floor:
                    return None
        return found

    def _best_of_room(
        self, first: int, ceilings: Whole, values: Whole, pools: Pools, care: Care
    ) -> tuple[int, Choice | None]:
        """A proven most for the room (0: it may stay empty), and the best session found."""
        if ceilings.max(initial=0) <= 0:
            return 0, None
        worth, most, choice = 0, 0, None
        order = [int(ceilings.argmax())]
        for tried in range(len(ceilings)):
            if tried == 1:
                others = np.nonzero(ceilings > worth)[0]
                order = others[np.argsort(-ceilings[others], kind="stable")].tolist()
            if tried >= len(order):
                break
            team = order[tried]
            ceiling = int(ceilings[team])
            if ceiling <= worth:
                break
            if tried > care.teams:
                most = max(most, ceiling)
                break
            quest = Quest(worth, care.nodes)
            for value, learners in self._sessions(first + team, values, pools, quest):
                worth = quest.floor = value
                choice = self._teams.group[first + team], self._teams.sharers[first + team], learners
            most = max(most, quest.unseen)
        return max(worth, most), choice

    def _sessions(self, team: int, values: Whole, pools: Pools, quest: Quest) -> Iterator[tuple[int, tuple[int, ...]]]:
        teams, people = self._teams, self.ledger.people
        number, sharers = teams.group[team], teams.sharers[team]
        key = number, teams.level[team]
        if key not in pools:
            pools[key] = self._pool(number, teams.level[team], values)
        members = tuple(people[place] for place in sharers)
        worth = sum(int(values[place]) for place in sharers)
        party = Team(self.groups[number], members, worth, teams.fewest[team], teams.most[team])
        return self._picker.sessions(party, self._picker.beside(members, pools[key]), quest)

    def _pool(self, number: int, level: int, values: Whole) -> list[Candidate]:
        first, people = self.ledger.learners[number], self.ledger.people
        worth = values[first : self.ledger.sharers[number]].tolist()
        return self._picker.pool(
            (worth[at], first + at, people[first + at])
            for at, request in enumerate(self.groups[number].requests)
            if request.min_level <= level
        )


def whole_points(bound: int) -> int:
    """A bound in whole points: gains are whole, so it may be rounded down."""
    return bound // SCALE
