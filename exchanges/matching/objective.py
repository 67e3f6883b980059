"""What a plan is worth, in the parts of the formula at the head of the package."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from itertools import combinations

from .problem import Person, PlannedSession, Problem, Request, Weights


@dataclass(frozen=True, slots=True)
class Score:
    """The objective in its parts, all whole; costs are negative."""

    serve: int = 0
    waiting: int = 0
    closure: int = 0
    reach: int = 0
    age_mix: int = 0
    commune_mix: int = 0
    repeat_pairs: int = 0
    sharer_sessions: int = 0

    @property
    def total(self) -> int:
        """The objective."""
        return sum(astuple(self))


def score_plan(problem: Problem, sessions: Sequence[PlannedSession]) -> Score:
    """Score `sessions`, which must respect the rules."""
    weights = problem.weights
    requests = {(request.person, request.skill): request for request in problem.requests}
    served = [requests[member, session.skill] for session in sessions for member in session.learners]
    shares = Counter(member for session in sessions for member in session.sharers)
    learns = Counter(request.person for request in served)
    return Score(
        serve=weights.serve * len(served),
        waiting=sum(waiting_points(weights, request) for request in served),
        closure=sum(closure_points(weights, p, shares[p.id] > 0, learns[p.id] > 0) for p in problem.people),
        reach=weights.reach * len(shares.keys() | learns.keys()),
        age_mix=sum(age_points(problem, session.people) for session in sessions),
        commune_mix=sum(commune_points(problem, session.people) for session in sessions),
        repeat_pairs=-weights.repeat_pair * sum(pairs_met(problem, session.people) for session in sessions),
        sharer_sessions=-weights.sharer_session * sum(shares.values()),
    )


def waiting_points(weights: Weights, request: Request) -> int:
    """Points for the weeks already waited."""
    return weights.wait_per_week * min(request.waiting_weeks, weights.wait_cap)


def closure_points(weights: Weights, person: Person, shares: bool, learns: bool) -> int:
    """Points when the round brings a person the half of reciprocity they had not lived yet."""
    if person.given and person.received:
        return 0
    if person.given:
        return weights.first_receive * learns
    if person.received:
        return weights.first_give * shares
    return weights.both_in_round * (shares and learns)


def age_points(problem: Problem, people: Iterable[int]) -> int:
    """Points for ages that meet in one session."""
    bands = {problem.people[member].age_band for member in people}
    return problem.weights.age_band * (min(len(bands), problem.rules.max_bonus_bands) - 1)


def commune_points(problem: Problem, people: Iterable[int]) -> int:
    """Points for villages that meet in one session."""
    communes = {problem.people[member].commune for member in people}
    return problem.weights.commune * (min(len(communes), problem.rules.max_bonus_communes) - 1)


def pairs_met(problem: Problem, people: Iterable[int]) -> int:
    """Pairs of the session who had already met in one."""
    return sum(pair in problem.met for pair in combinations(sorted(people), 2))
