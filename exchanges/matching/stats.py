"""How large a question was, and its answer."""

from collections.abc import Iterable

from .problem import PlannedSession, PlanStats, Problem
from .rooms import Group


def plan_stats(problem: Problem, sessions: Iterable[PlannedSession], groups: Iterable[Group]) -> PlanStats:
    """Count rooms, candidate groups, requests served and people reached."""
    sessions, groups = tuple(sessions), tuple(groups)
    return PlanStats(
        rooms=sum(len(venue.open) for venue in problem.venues),
        groups=len(groups),
        requests=len(problem.requests),
        served=sum(len(session.learners) for session in sessions),
        reached=len({member for session in sessions for member in session.people}),
    )
