"""Placeholder."""

from .check import check_plan
from .companions import adults_along, seats_taken
from .objective import Score, score_plan
from .problem import (
    Offer, Person, Plan, PlannedSession, PlanStats, Problem, ProblemError, Progress, Refusal, Request, Rules, Slot, Venue, Weights,
)
from .solve import Stop, solve
from .validate import validate
