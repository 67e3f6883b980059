"""A plan in the making: who is busy, which limits are left, and what one more place would bring."""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .companions import adult_of, everybody_at
from .conflicts import Conflicts
from .crowd import Crowd
from .objective import age_points, commune_points, pairs_met, waiting_points
from .parties import Parties
from .problem import Offer, PlannedSession, Problem, Request
from .rooms import Group, Room

Whole = NDArray[np.integer[Any]]


class State:
    """Sessions by room, with the counters that make a place or a withdrawal cheap. `objective` is always exact.

    `where` says for each slot in which venue everybody is who shares, learns or accompanies then.
    """

    def __init__(self, problem: Problem, sessions: Iterable[PlannedSession] = ()) -> None:
        self.problem = problem
        self.people = problem.people
        self.sessions: dict[Room, PlannedSession] = {}
        self.where: list[dict[int, int]] = [{} for _ in problem.slots]
        self.shares = [0] * len(problem.people)
        self.learns = [0] * len(problem.people)
        self.served: set[tuple[int, int]] = set()
        self.objective = 0
        self.conflicts = Conflicts(problem)
        self.parties = Parties(problem)
        self.crowd = Crowd(problem)
        self.accompanied = any(person.companion for person in problem.people)
        self.points = {
            (r.person, r.skill): problem.weights.serve + waiting_points(problem.weights, r) for r in problem.requests
        }
        self.met: list[set[int]] = [set() for _ in problem.people]
        for one, other in problem.met:
            self.met[one].add(other)
            self.met[other].add(one)
        self._acquaintances: list[tuple[Whole, Whole]] = []
        for session in sessions:
            self.place(session)

    def copy(self) -> "State":
        """The same sessions in a state of its own; what never changes is shared."""
        other = copy(self)
        other.sessions = dict(self.sessions)
        other.where = [dict(venues) for venues in self.where]
        other.shares, other.learns, other.served = list(self.shares), list(self.learns), set(self.served)
        return other

    def acquaintances(self) -> tuple[Whole, Whole]:
        """Who met whom, in two arrays: those whom `member` met are `met[first[member]:first[member + 1]]`."""
        if not self._acquaintances:
            known = [sorted(others) for others in self.met]
            first: Whole = np.zeros(len(known) + 1, dtype=np.int32)
            first[1:] = np.cumsum([len(others) for others in known])
            met = np.array([other for others in known for other in others], dtype=np.int32)
            self._acquaintances.append((first, met))
        return self._acquaintances[0]

    def has_share_left(self, offer: Offer) -> bool:
        """Whether the person is below their limit of sharing."""
        return self.shares[offer.person] < self.people[offer.person].max_share

    def is_open(self, request: Request) -> bool:
        """Whether the request is not served yet, and the person is below their limit of learning."""
        member = request.person
        return (member, request.skill) not in self.served and self.learns[member] < self.people[member].max_learn

    def may_share(self, offer: Offer, venue: int, slot: int, chaperone: int | None = None) -> bool:
        """Whether the person may share once more, and be there beside the other sessions."""
        return self.has_share_left(offer) and self.may_be(offer.person, venue, slot, chaperone)

    def may_learn(self, request: Request, venue: int, slot: int, chaperone: int | None = None) -> bool:
        """Whether the request may still be served, and the person be there beside the other sessions."""
        return self.is_open(request) and self.may_be(request.person, venue, slot, chaperone)

    def stays(self, member: int, slot: int) -> bool:
        """Whether the person, and the adult named to accompany them, are in no session of the slot."""
        adult = self.people[member].accompanied_by
        return member not in self.where[slot] and (adult is None or adult not in self.where[slot])

    def may_be(self, member: int, venue: int, slot: int, chaperone: int | None = None) -> bool:
        """Whether the other sessions let the person, and their adult, be in the venue in the slot."""
        if not self.conflicts.allow(self.where, member, venue, slot):
            return False
        adult = adult_of(self.people[member], chaperone)
        return adult is None or self.conflicts.allow(self.where, adult, venue, slot)

    def allows(self, session: PlannedSession) -> bool:
        """Whether an allowed session can be placed beside the others: everybody free and within their limits."""
        venue, slot = session.venue, session.slot
        return (
            (venue, slot) not in self.sessions
            and all(self.shares[member] < self.people[member].max_share for member in session.sharers)
            and all(self.is_open(Request(member, session.skill)) for member in session.learners)
            and all(
                self.conflicts.allow(self.where, member, venue, slot) for member in everybody_at(self.people, session)
            )
        )

    def share_gain(self, member: int) -> int:
        """What one more session as sharer changes for this person: reach and reciprocity, less the cost of sharing."""
        person, weights = self.people[member], self.problem.weights
        gain = -weights.sharer_session
        if not self.shares[member]:
            if not self.learns[member]:
                gain += weights.reach
            if not person.given:
                if person.received:
                    gain += weights.first_give
                elif self.learns[member]:
                    gain += weights.both_in_round
        return gain

    def learn_gain(self, request: Request) -> int:
        """What serving the request changes for this person: the request, reach and reciprocity."""
        member, weights = request.person, self.problem.weights
        person = self.people[member]
        gain = self.points[member, request.skill]
        if not self.learns[member]:
            if not self.shares[member]:
                gain += weights.reach
            if not person.received:
                if person.given:
                    gain += weights.first_receive
                elif self.shares[member]:
                    gain += weights.both_in_round
        return gain

    def place(self, session: PlannedSession) -> None:
        """Put an allowed session into its room."""
        self.objective += self._company_points(session)
        for member in session.sharers:
            self.objective += self.share_gain(member)
            self.shares[member] += 1
        for member in session.learners:
            self.objective += self.learn_gain(Request(member, session.skill))
            self.learns[member] += 1
            self.served.add((member, session.skill))
        self.where[session.slot].update(dict.fromkeys(everybody_at(self.people, session), session.venue))
        self.sessions[session.venue, session.slot] = session

    def lift(self, room: Room) -> PlannedSession:
        """Take the session out of the room and return it."""
        session = self.sessions.pop(room)
        for member in everybody_at(self.people, session):
            self.where[session.slot].pop(member, None)
        for member in session.learners:
            self.served.discard((member, session.skill))
            self.learns[member] -= 1
            self.objective -= self.learn_gain(Request(member, session.skill))
        for member in session.sharers:
            self.shares[member] -= 1
            self.objective -= self.share_gain(member)
        self.objective -= self._company_points(session)
        return session

    def _company_points(self, session: PlannedSession) -> int:
        """What depends on the company alone: ages, villages and those who already met."""
        problem, people = self.problem, session.people
        repeated = problem.weights.repeat_pair * pairs_met(problem, people)
        return age_points(problem, people) + commune_points(problem, people) - repeated

    def plan(self) -> tuple[PlannedSession, ...]:
        """The sessions by slot then venue."""
        return tuple(sorted(self.sessions.values(), key=lambda session: (session.slot, session.venue)))


def open_groups(state: State, groups: Iterable[Group]) -> list[Group]:
    """The groups with only those who are still free; groups that can hold nothing any more are left out."""
    opened = (open_group(state, group) for group in groups)
    return [group for group in opened if group is not None]


def open_group(state: State, group: Group) -> Group | None:
    """The group with only those who are still free; None when it can hold nothing any more."""
    venue, slot, chaperone = group.venue, group.slot, group.chaperone
    if chaperone is not None and not state.may_be(chaperone, venue, slot):
        return None
    offers = tuple(offer for offer in group.offers if state.may_share(offer, venue, slot, chaperone))
    if not offers:
        return None
    requests = tuple(request for request in group.requests if state.may_learn(request, venue, slot, chaperone))
    if group.parties:
        requests = state.parties.whole(requests)
    if len(requests) < state.problem.rules.min_learners:
        return None
    return replace(group, offers=offers, requests=requests)
