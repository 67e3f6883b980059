"""What other preferences would have changed in a round: its days are planned again, and nothing is written."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from exchanges import matching
from exchanges.matching.solve import Listener
from exchanges.models import Round
from exchanges.rounds.preferences import weights_for
from exchanges.rounds.reading import read_round

MOST_PEOPLE = 2_000
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
    """Planning these days twice would keep the worker from its other tasks for too long."""


class Interrupted(Exception):
    """The comparison was stopped before both plans were made."""


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
class Outcome:
    """The same days planned with the round's preferences, then with others; `proven` when both plans are the best."""

    before: Figures
    after: Figures
    proven: bool


def choices_of(round_: Round) -> dict[str, str]:
    """The preferences a round ran with; none said: the usual ones."""
    return round_.problem.get("preferences", {})


def compare_choices(
    round_: Round, choices: Mapping[str, str], *, today: datetime.date, progress: Listener | None = None
) -> Outcome:
    """Plan the round's days again, with today's wishes, as it preferred and as `choices` say.

    What the round was asked to do without is left out here too. Raises TooManyPeople, Interrupted when `progress` said
    to stop, or PinLost when what is pinned cannot be kept.
    """
    reading = read_round(round_, today=today)
    if len(reading.members) > MOST_PEOPLE:
        raise TooManyPeople
    figures, proven = [], []
    for preferred in (choices_of(round_), choices):
        problem = replace(reading.problem, weights=weights_for(preferred))
        limits = matching.LIMITS[matching.Effort.QUICK]
        plan = reading.solve(problem=problem, seed=round_.seed, limits=limits, progress=progress)
        if plan.stopped:
            raise Interrupted
        figures.append(add_up(problem, plan.sessions))
        proven.append(plan.optimal)
    return Outcome(*figures, proven=all(proven))


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
