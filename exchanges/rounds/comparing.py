"""What other preferences would have changed in a round: its days are planned again, and nothing is written."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from exchanges import matching
from exchanges.matching.solve import LIMITS, Effort
from exchanges.models import Round
from exchanges.rounds.preferences import weights_for
from exchanges.rounds.reading import read_problem

MOST_PEOPLE = 200
LONG_WAIT_WEEKS = 13
# Scored with these alone, a plan is worth the number of people who give, receive, or do both at last.
_FIRST_TIMES = matching.Weights(
    serve=0,
    wait_per_week=0,
    first_receive=1,
    first_give=1,
    both_in_round=1,
    reach=0,
    age_band=0,
    commune=0,
    repeat_pair=0,
    sharer_session=0,
)


class TooManyPeople(Exception):
    """Planning this round again would take longer than somebody waits for a page."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan adds up to; `long_waits` are requests served after more than three months."""

    served: int
    long_waits: int
    reached: int
    first_times: int
    groups: int
    two_ages: int
    three_ages: int
    two_villages: int
    three_villages: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same days planned with the round's preferences, then with others; `proven` when both plans are the best."""

    before: Figures
    after: Figures
    proven: bool


def choices_of(round_: Round) -> dict[str, str]:
    """The preferences a round ran with; none said: the usual ones."""
    return round_.problem.get("preferences", {})


def compare_choices(round_: Round, choices: Mapping[str, str], *, today: datetime.date) -> Comparison:
    """Plan the round's days again, with today's wishes, as it preferred and as `choices` say.

    Raises TooManyPeople, or matching.ProblemError when what is pinned cannot be kept.
    """
    if round_.problem.get("people", 0) > MOST_PEOPLE:
        raise TooManyPeople
    problem = read_problem(first_day=round_.first_day, last_day=round_.last_day, today=today).problem
    if len(problem.people) > MOST_PEOPLE:
        raise TooManyPeople
    problems = [replace(problem, weights=weights_for(one)) for one in (choices_of(round_), choices)]
    before, after = (matching.solve(one, seed=round_.seed, limits=LIMITS[Effort.QUICK]) for one in problems)
    return Comparison(
        add_up(problem, before.sessions), add_up(problem, after.sessions), before.optimal and after.optimal
    )


def add_up(problem: matching.Problem, sessions: tuple[matching.PlannedSession, ...]) -> Figures:
    """The figures of a plan, whatever it was planned with."""
    waits = {(request.person, request.skill): request.waiting_weeks for request in problem.requests}
    served = [waits[learner, session.skill] for session in sessions for learner in session.learners]
    groups = [[problem.people[person] for person in session.people] for session in sessions]
    ages = [len({person.age_band for person in group}) for group in groups]
    villages = [len({person.commune for person in group}) for group in groups]
    return Figures(
        served=len(served),
        long_waits=sum(weeks >= LONG_WAIT_WEEKS for weeks in served),
        reached=len({person.id for group in groups for person in group}),
        first_times=matching.score_plan(replace(problem, weights=_FIRST_TIMES), sessions).closure,
        groups=len(groups),
        two_ages=sum(bands >= 2 for bands in ages),
        three_ages=sum(bands >= 3 for bands in ages),
        two_villages=sum(number >= 2 for number in villages),
        three_villages=sum(number >= 3 for number in villages),
    )
