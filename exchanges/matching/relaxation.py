"""The relaxed round: evenings, requests and limits have a price instead of a limit, so every room stands alone.

For any prices, what they bring in plus the best session of every room is at least what any plan gains: a plan keeps
every limit, so it pays no more than the prices bring in, and in each room it does no better than the best.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from .boards import Board, is_fast
from .glance import Glance
from .ledger import DEAR, NOTHING_BEYOND, SCALE, Beyond, Ledger, Whole
from .pick import Candidate, Choice, Picker, Quest, Team
from .problem import PlannedSession
from .rooms import Group
from .state import State
from .teams import Teams

Pools = dict[tuple[int, int], list[Candidate]]  # who could learn in a group at a level


@dataclass(frozen=True, slots=True)
class Care:
    """How closely every room is looked at: half-filled sessions for a team, and teams for a room.

    Without half-filled sessions, all rooms are looked at in one go (`glance`). What is left unlooked at makes the bound
    higher, never too low.
    """

    nodes: int
    teams: int


SWIFT = Care(nodes=0, teams=6)
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
    """The free rooms of `groups` beside the sessions of `state`, each on its own.

    The groups of a room stand one after the other. Plain rooms are looked at in machine code where it is to be had
    (`boards`), with the same answer.
    """

    def __init__(
        self, state: State, groups: Sequence[Group], beyond: Beyond = NOTHING_BEYOND, *, fast: bool | None = None
    ) -> None:
        self.groups = groups
        self.ledger = Ledger(state, groups, beyond)
        self._state = state
        self._rooms = room_spans(groups)
        fast = is_fast(state.problem) if fast is None else fast
        self._board = Board(state, groups, self.ledger, self._rooms) if fast and groups else None
        self._slow = [n for n in range(len(self._rooms)) if self._board is None or not self._board.plain[n]]

    @cached_property
    def _teams(self) -> Teams:
        """The teams of the rooms without machine code."""
        return Teams(self._state, self.groups, self.ledger, [self._rooms[number] for number in self._slow])

    @cached_property
    def _every_team(self) -> Teams:
        if len(self._slow) == len(self._rooms):
            return self._teams
        return Teams(self._state, self.groups, self.ledger, self._rooms)

    @cached_property
    def _glance(self) -> Glance:
        return Glance(self._state, self.ledger, self._every_team)

    @cached_property
    def _picker(self) -> Picker:
        return Picker(self._state)

    @cached_property
    def _wary(self) -> list[bool]:
        """Whether people who could each be in a group may yet not be there together."""
        return [self._picker.is_wary(group) for group in self.groups]

    def look(self, prices: Whole, care: Care = HASTY) -> Look:
        """The best session of every room at `prices`, and the bound that they prove together."""
        values = self.ledger.values(prices)
        bound = self.ledger.held_back(prices)
        if not care.nodes:
            return self._look_swiftly(bound, values, care)
        worths: list[int] = [0] * len(self._rooms)
        best: list[Choice | None] = [None] * len(self._rooms)
        if self._board is not None:
            worths, best = self._board.best(values, care.nodes, care.teams)
        if self._slow:
            teams, pools = self._teams, Pools()
            ceilings = teams.ceilings(values)
            for number, (first, end) in zip(self._slow, pairwise(teams.starts), strict=True):
                if first < end:
                    seen = ceilings[first:end]
                    worths[number], best[number] = self._best_of_room(teams, first, seen, values, pools, care)
        picks = [pick for pick in best if pick is not None]
        return Look(bound + sum(worths), picks, values, worths)

    def _look_swiftly(self, bound: int, values: Whole, care: Care) -> Look:
        """All rooms in one go; then one by one, those where what was found cannot be held."""
        teams, pools = self._every_team, Pools()
        worths, best = self._glance.best(values, care.teams)
        for room, choice in enumerate(best):
            if choice is not None and self._wary[choice[0]] and not self._stands(choice):
                first, end = teams.starts[room : room + 2]
                seen = teams.ceilings(values)[first:end]
                worth, best[room] = self._best_of_room(teams, first, seen, values, pools, HASTY)
                worths[room] = min(worths[room], worth)
        return Look(bound + sum(worths), [pick for pick in best if pick is not None], values, worths)

    def _stands(self, choice: Choice) -> bool:
        number, sharers, learners = choice
        people = self.ledger.people
        return self._picker.admits(self.groups[number], [people[at] for at in sharers], [people[at] for at in learners])

    def overuse(self, look: Look) -> Whole:
        """How far the best sessions use every row beyond its limit (below zero: left over)."""
        return self.uses(look) - self.ledger.limits

    def uses(self, look: Look) -> Whole:
        """How often the best sessions use every row."""
        return self.ledger.uses([place for _, sharers, learners in look.picks for place in sharers + learners])

    def slim(self) -> None:
        """Forget what only sessions need, where rooms are looked at in machine code."""
        if not self._slow:
            self.groups = ()
            self.ledger.slim()
            del self._state

    def session(self, choice: Choice) -> PlannedSession:
        """The session that a choice of places is."""
        return session_of(self.groups, self.ledger, choice)

    def shortfalls(self, look: Look) -> list[int]:
        """How much less than its room's best every group gains at least."""
        best = [-DEAR] * len(self.groups)
        teams = self._every_team
        for group, ceiling in zip(teams.group.tolist(), teams.ceilings(look.values).tolist(), strict=True):
            best[group] = max(best[group], ceiling)
        room_of = dict(zip(dict.fromkeys(group.room for group in self.groups), look.worths, strict=True))
        return [room_of[group.room] - ceiling for group, ceiling in zip(self.groups, best, strict=True)]

    def sessions_within(
        self, look: Look, slack: int, most: int, *, least: int | None = None
    ) -> tuple[dict[Choice, int], int] | None:
        """Every session at most `slack` below the best of its room, and by how much; and that slack, all in 1/SCALE.

        When they are more than `most`, None; or else, with `least`, those nearest, unless the slack would be less.
        """
        teams, found, pools = self._every_team, dict[Choice, int](), Pools()
        ceilings = teams.ceilings(look.values)
        for worth, (first, end) in zip(look.worths, pairwise(teams.starts), strict=True):
            for team in (first + np.nonzero(ceilings[first:end] >= worth - slack)[0]).tolist():
                group, sharers = int(teams.group[team]), teams.team(team)
                quest = Quest(worth - slack - 1, nodes=CAREFUL.nodes)
                for value, learners in self._sessions(teams, team, look.values, pools, quest):
                    found[group, sharers, learners] = worth - value
                    while len(found) > most:
                        slack = sorted(found.values())[most * 3 // 4] - 1
                        if least is None or slack < least:
                            return None
                        found = {choice: missing for choice, missing in found.items() if missing <= slack}
                        quest.floor = worth - slack - 1
                if quest.unseen > quest.floor:
                    if least is None or slack // 2 < least:
                        return None
                    return self.sessions_within(look, slack // 2, most, least=least)
        return found, slack

    def _best_of_room(
        self, teams: Teams, first: int, ceilings: Whole, values: Whole, pools: Pools, care: Care
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
            for value, learners in self._sessions(teams, first + team, values, pools, quest):
                worth = quest.floor = value
                choice = int(teams.group[first + team]), teams.team(first + team), learners
            most = max(most, quest.unseen)
        return max(worth, most), choice

    def _sessions(
        self, teams: Teams, team: int, values: Whole, pools: Pools, quest: Quest
    ) -> Iterator[tuple[int, tuple[int, ...]]]:
        people = self.ledger.people
        number, sharers, level = int(teams.group[team]), teams.team(team), int(teams.level[team])
        key = number, level
        if key not in pools:
            pools[key] = self._pool(number, level, values)
        members = tuple(people[place] for place in sharers)
        worth = sum(int(values[place]) for place in sharers)
        party = Team(self.groups[number], members, worth, int(teams.fewest[team]), int(teams.most[team]))
        return self._picker.sessions(party, self._picker.beside(members, pools[key]), quest)

    def _pool(self, number: int, level: int, values: Whole) -> list[Candidate]:
        first, people = self.ledger.learners[number], self.ledger.people
        worth = values[first : self.ledger.sharers[number]].tolist()
        return self._picker.pool(
            (worth[at], first + at, people[first + at])
            for at, request in enumerate(self.groups[number].requests)
            if request.min_level <= level
        )


def room_spans(groups: Sequence[Group]) -> list[tuple[int, int]]:
    """The first group of each room and the end of its groups."""
    starts = [at for at, group in enumerate(groups) if not at or groups[at - 1].room != group.room]
    return list(pairwise([*starts, len(groups)]))


def session_of(groups: Sequence[Group], ledger: Ledger, choice: Choice) -> PlannedSession:
    """The session that a choice of places is."""
    number, sharers, learners = choice
    people = ledger.people
    return groups[number].session((people[at] for at in sharers), (people[at] for at in learners))


def whole_points(bound: int) -> int:
    """A bound in whole points: gains are whole, so it may be rounded down."""
    return bound // SCALE
