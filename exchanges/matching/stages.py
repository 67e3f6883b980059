"""What may stand between a request and a session, and what would open the way."""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where a request stopped; from OWN_LIMIT on, it could have been served alone."""

    NO_OFFER = "no_offer"
    LEVEL = "level"
    TRAVEL = "travel"
    STEPS = "steps"
    NO_COMMON_HALF_DAY = "no_common_half_day"
    NO_OPEN_VENUE = "no_open_venue"
    NO_ADULT = "no_adult"
    REFUSED = "refused"
    HOUSEHOLD_WISH = "household_wish"
    TOO_FEW_LEARNERS = "too_few_learners"
    OWN_LIMIT = "own_limit"
    OWN_CONFLICT = "own_conflict"
    FAR_THAT_DAY = "far_that_day"
    HOUSEHOLD_BUSY = "household_busy"
    ADULT_BUSY = "adult_busy"
    SHARER_LIMIT = "sharer_limit"
    GROUP_FULL = "group_full"
    VENUE_TAKEN = "venue_taken"
    OUTWEIGHED = "outweighed"


class UnblockCode(StrEnum):
    """One thing that would open the way; no code names a person."""

    A_SHARER = "a_sharer"
    ONE_MORE_LEARNER = "one_more_learner"
    A_LIFT = "a_lift"
    STEP_FREE_PLACE = "step_free_place"
    AN_ADULT = "an_adult"
    MORE_AVAILABILITY = "more_availability"
    OPEN_VENUE = "open_venue"
    ONE_MORE_SEAT = "one_more_seat"
    RAISE_LIMIT = "raise_limit"
    LIFT_REFUSAL = "lift_refusal"
    ASK_HOUSEHOLD = "ask_household"
    LATER_ROUND = "later_round"


@dataclass(frozen=True, slots=True)
class Unblock:
    """What, where and when: `missing` counts learners (still needed besides), or sessions; `level` is a sharer's least.

    OPEN_VENUE without a venue asks for any room of the commune in the slot, STEP_FREE_PLACE for one of the commune.
    """

    code: UnblockCode
    missing: int | None = None
    level: int | None = None
    venue: int | None = None
    commune: int | None = None
    slot: int | None = None
