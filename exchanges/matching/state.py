"""A plan in the making: who is busy, which limits are left, and what one more place would bring."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .companions import adults_along
from .objective import age_points, commune_points, pairs_met, waiting_points
from .problem import Offer, PlannedSession, Problem, Request
from .rooms import Group, Room


class State:
    """Sessions by room, with the counters that make a place or a withdrawal cheap. `objective` is always exact."""

    def __init__(self, problem: Problem, sessions: Iterable[PlannedSession] = ()) -> None:
        self.problem = problem
        self.people = problem.people
        self.sessions: dict[Room, PlannedSession] = {}
        self.busy: list[set[int]] = [set() for _ in problem.slots]
        self.shares = [0] * len(problem.people)
        self.learns = [0] * len(problem.people)
        self.served: set[tuple[int, int]] = set()
        self.objective = 0
        self.accompanied = any(person.companion for person in problem.people)
        self.points = {
            (r.person, r.skill): problem.weights.serve + waiting_points(problem.weights, r) for r in problem.requests
        }
        self.met: list[set[int]] = [set() for _ in problem.people]
        for one, other in problem.met:
            self.met[one].add(other)
            self.met[other].add(one)
        for session in sessions:
            self.place(session)

    def may_share(self, offer: Offer, slot: int) -> bool:
        """Whether the person is still free in the slot, with their adult, and below their limit."""
        return self.shares[offer.person] < self.people[offer.person].max_share and self._unoccupied(offer.person, slot)

    def may_learn(self, request: Request, slot: int) -> bool:
        """Whether the request is open, the person (with their adult) still free in the slot, and below their limit."""
        member = request.person
        return (
            (member, request.skill) not in self.served
            and self.learns[member] < self.people[member].max_learn
            and self._unoccupied(member, slot)
        )

    def allows(self, session: PlannedSession) -> bool:
        """Whether an allowed session can be placed beside the others: everybody free and within their limits."""
        slot, skill = session.slot, session.skill
        return (
            (session.venue, slot) not in self.sessions
            and all(self.shares[m] < self.people[m].max_share and self._unoccupied(m, slot) for m in session.sharers)
            and all(self.may_learn(Request(member, skill), slot) for member in session.learners)
        )

    def _unoccupied(self, member: int, slot: int) -> bool:
        adult = self.people[member].accompanied_by
        return member not in self.busy[slot] and (adult is None or adult not in self.busy[slot])

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
        self.busy[session.slot].update(session.people, adults_along(self.people, session.people))
        self.sessions[session.venue, session.slot] = session

    def lift(self, room: Room) -> PlannedSession:
        """Take the session out of the room and return it."""
        session = self.sessions.pop(room)
        self.busy[session.slot].difference_update(session.people, adults_along(self.people, session.people))
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


def open_groups(state: State, groups: Sequence[Group]) -> list[Group]:
    """The groups with only those who are still free; groups that can hold nothing any more are left out."""
    rules, found = state.problem.rules, []
    for group in groups:
        offers = tuple(offer for offer in group.offers if state.may_share(offer, group.slot))
        requests = tuple(request for request in group.requests if state.may_learn(request, group.slot))
        if offers and len(requests) >= rules.min_learners:
            found.append(replace(group, offers=offers, requests=requests))
    return found
