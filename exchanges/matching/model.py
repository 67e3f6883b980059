"""The linear model of groups over rooms, as columns and rows.

Written for any set of free rooms around sessions that stay: what those sessions use up is taken off the limits.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from .companions import adult_of
from .conflicts import Key
from .mip import Column, Rows
from .problem import Offer, PlannedSession, Problem, Request
from .rooms import Group
from .state import State


@dataclass(frozen=True, slots=True)
class GroupColumns:
    """The columns of one group: held or not, and a place for everybody."""

    group: Group
    held: Column
    sharing: tuple[tuple[Offer, Column], ...]
    learning: tuple[tuple[Request, Column], ...]


class Model:
    """Columns and rows for `groups`, given the sessions already in `state`."""

    def __init__(self, state: State, groups: Sequence[Group]) -> None:
        self.problem: Problem = state.problem
        self.rows = Rows()
        self.groups: list[GroupColumns] = []
        self._state = state
        self._rooms: dict[tuple[int, int], list[Column]] = defaultdict(list)
        self._present: dict[tuple[int, int], dict[int, list[Column]]] = defaultdict(lambda: defaultdict(list))
        self._sharing: dict[int, list[Column]] = defaultdict(list)
        self._learning: dict[int, list[Column]] = defaultdict(list)
        self._serving: dict[tuple[int, int], list[Column]] = defaultdict(list)
        for group in groups:
            self._add_group(group)
        self._add_limits()
        self._add_people()

    def sessions(self, values: Sequence[float]) -> list[PlannedSession]:
        """Read the sessions of a solution."""
        return [
            entry.group.session(
                (offer.person for offer, column in entry.sharing if values[column] > 0.5),
                (request.person for request, column in entry.learning if values[column] > 0.5),
            )
            for entry in self.groups
            if values[entry.held] > 0.5
        ]

    def start(self, sessions: Iterable[PlannedSession]) -> dict[Column, float]:
        """The whole columns of known sessions, as a start for the solver."""
        held = {(session.venue, session.slot, session.skill, session.chaperone): session for session in sessions}
        values: dict[Column, float] = {}
        for entry in self.groups:
            group = entry.group
            session = held.get((group.venue, group.slot, group.skill, group.chaperone))
            values[entry.held] = float(session is not None)
            for offer, column in entry.sharing:
                values[column] = float(session is not None and offer.person in session.sharers)
            for request, column in entry.learning:
                values[column] = float(session is not None and request.person in session.learners)
        return values

    def _add_group(self, group: Group) -> None:
        rows, weights, state = self.rows, self.problem.weights, self._state
        held = rows.column(-weights.age_band - weights.commune, whole=True)
        sharing = tuple((offer, rows.column(-weights.sharer_session, whole=True)) for offer in group.offers)
        learning = tuple(
            (request, rows.column(state.points[request.person, request.skill], whole=True))
            for request in group.requests
        )
        entry = GroupColumns(group, held, sharing, learning)
        self.groups.append(entry)
        self._rooms[group.room].append(held)
        present: dict[int, list[Column]] = defaultdict(list)
        for offer, column in sharing:
            present[offer.person].append(column)
            self._sharing[offer.person].append(column)
        for request, column in learning:
            present[request.person].append(column)
            self._learning[request.person].append(column)
            self._serving[request.person, request.skill].append(column)
        for member, columns in present.items():
            rows.at_most(0, (1, columns), (-1, [held]))
            self._present[member, group.slot][group.venue] += columns
        self._add_sizes(entry, present)
        self._add_levels(entry)
        self._add_parties(entry)
        for one, other in sorted(group.apart):
            if one in present and other in present:
                rows.at_most(0, (1, present[one] + present[other]), (-1, [held]))
        self._add_company(entry, present)

    def _add_sizes(self, entry: GroupColumns, present: dict[int, list[Column]]) -> None:
        rows, rules, held = self.rows, self.problem.rules, [entry.held]
        sharers = [column for _, column in entry.sharing]
        learners = [column for _, column in entry.learning]
        rows.at_most(0, (1, held), (-1, sharers))
        if len(sharers) > rules.max_sharers:
            rows.at_most(0, (1, sharers), (-rules.max_sharers, held))
        rows.at_most(0, (rules.min_learners, held), (-1, learners))
        if rules.min_people > rules.min_learners + 1:
            rows.at_most(0, (rules.min_people, held), (-1, sharers + learners))
        along = self._add_adults(entry, present)
        if len(present) + len(along) > entry.group.seats:
            rows.at_most(0, (1, sharers + learners + along), (-entry.group.seats, held))
        most = min(len(learners), entry.group.seats - 1)
        for offer, column in entry.sharing:
            if offer.max_learners < most:
                rows.at_most(0, (1, learners), (most - offer.max_learners, [column]), (-most, held))

    def _add_adults(self, entry: GroupColumns, present: dict[int, list[Column]]) -> list[Column]:
        """Seats of those who only come along: a column per known adult; for an outside one, the young person's own.

        Where there is a chaperone, somebody needs one.
        """
        rows, people, group = self.rows, self.problem.people, entry.group
        along: list[Column] = []
        adults: dict[int, Column] = {}
        for member, columns in present.items():
            if not people[member].companion:
                continue
            adult = adult_of(people[member], group.chaperone)
            if adult is None:
                along += columns
                continue
            if adult not in adults:
                adults[adult] = rows.column()
                self._present[adult, group.slot][group.venue].append(adults[adult])
            rows.at_most(0, (1, columns), (-1, present.get(adult, [])), (-1, [adults[adult]]))
        if group.chaperone is not None:
            young = [column for member in sorted(group.chaperoned & present.keys()) for column in present[member]]
            rows.at_most(0, (1, [entry.held]), (-1, young))
        return along + list(adults.values())

    def _add_parties(self, entry: GroupColumns) -> None:
        """All of a party learn there, or none: each as much as the next, in a ring."""
        learning = {request.person: column for request, column in entry.learning}
        for party in entry.group.parties:
            ring = [learning[member] for member in sorted(party) if member in learning]
            for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
                self.rows.at_most(0, (1, [one]), (-1, [other]))

    def _add_levels(self, entry: GroupColumns) -> None:
        for request, column in entry.learning:
            able = [taught for offer, taught in entry.sharing if offer.level >= request.min_level]
            if len(able) < len(entry.sharing):
                self.rows.at_most(0, (1, [column]), (-1, able))

    def _add_company(self, entry: GroupColumns, present: dict[int, list[Column]]) -> None:
        problem, rows = self.problem, self.rows
        weights, rules = problem.weights, problem.rules
        bands: dict[int, list[Column]] = defaultdict(list)
        communes: dict[int, list[Column]] = defaultdict(list)
        for member, columns in present.items():
            bands[problem.people[member].age_band] += columns
            communes[problem.people[member].commune] += columns
        self._add_mix(entry.held, bands, weights.age_band, rules.max_bonus_bands)
        self._add_mix(entry.held, communes, weights.commune, rules.max_bonus_communes)
        if not weights.repeat_pair:
            return
        for one, other in combinations(sorted(present), 2):
            if (one, other) in problem.met:
                pair = rows.column(-weights.repeat_pair)
                rows.at_most(0, (1, present[one] + present[other]), (-1, [entry.held, pair]))

    def _add_mix(self, held: Column, kinds: dict[int, list[Column]], gain: int, most: int) -> None:
        """A point per kind of people present, up to `most`."""
        rows = self.rows
        if not gain:
            return
        if len(kinds) == 1 or most == 1:
            rows.gains[held] += gain
            return
        counted = []
        for _, columns in sorted(kinds.items()):
            kind = rows.column(gain)
            rows.at_most(0, (1, [kind]), (-1, columns))
            rows.at_most(0, (1, [kind]), (-1, [held]))
            counted.append(kind)
        if len(kinds) > most:
            rows.at_most(0, (1, counted), (-most, [held]))

    def _add_limits(self) -> None:
        rows, state, people = self.rows, self._state, self.problem.people
        for _, columns in sorted(self._rooms.items()):
            rows.at_most(1, (1, columns))
        for _, there in sorted(self._present.items()):
            columns = [column for group in there.values() for column in group]
            if len(columns) > 1:
                rows.at_most(1, (1, columns))
        self._add_conflicts()
        for _, columns in sorted(self._serving.items()):
            if len(columns) > 1:
                rows.at_most(1, (1, columns))
        for member, columns in sorted(self._sharing.items()):
            if len(columns) > (left := people[member].max_share - state.shares[member]):
                rows.at_most(left, (1, columns))
        for member, columns in sorted(self._learning.items()):
            if len(columns) > (left := people[member].max_learn - state.learns[member]):
                rows.at_most(left, (1, columns))

    def _add_conflicts(self) -> None:
        """Of all the columns that share a key, one at most."""
        conflicts, uses = self._state.conflicts, defaultdict[Key, list[Column]](list)
        for (member, slot), there in sorted(self._present.items()):
            for venue, columns in there.items():
                for key in conflicts.keys(venue, slot, (member,)):
                    uses[key] += columns
        for columns in uses.values():
            self.rows.at_most(1, (1, columns))

    def _add_people(self) -> None:
        """Columns for what counts once a person: being reached, and the first half of reciprocity."""
        weights, state, rows = self.problem.weights, self._state, self.rows
        for member in sorted(self._sharing.keys() | self._learning.keys()):
            person, shared, learned = self.problem.people[member], state.shares[member], state.learns[member]
            sharing, learning = self._sharing.get(member, []), self._learning.get(member, [])
            if weights.reach and not shared and not learned:
                rows.at_most(0, (1, [rows.column(weights.reach)]), (-1, sharing + learning))
            if person.given and not person.received and learning and not learned:
                rows.at_most(0, (1, [rows.column(weights.first_receive)]), (-1, learning))
            if person.received and not person.given and sharing and not shared:
                rows.at_most(0, (1, [rows.column(weights.first_give)]), (-1, sharing))
            if (
                not person.given
                and not person.received
                and (sharing or shared)
                and (learning or learned)
                and not (shared and learned)
            ):
                both = rows.column(weights.both_in_round)
                if not shared:
                    rows.at_most(0, (1, [both]), (-1, sharing))
                if not learned:
                    rows.at_most(0, (1, [both]), (-1, learning))
