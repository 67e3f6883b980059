"""What a round is asked and what it answers, as plain immutable values.

Every id is a whole number from 0. Slots, venues and people are tuples in which position and id agree:
`problem.people[7].id == 7`.
Nothing here knows a clock, a database or a name: the caller keeps the tables that turn these numbers back into rows.
"""

from collections.abc import Set
from dataclasses import dataclass, field


class ProblemError(ValueError):
    """An instance that cannot be read or contradicts itself; `field` names the place, as in `offers[3].skill`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class Rules:
    """The small group, in people. `max_people` counts sharers and accompanying adults; the venue may be smaller."""

    min_people: int = 3
    min_learners: int = 2
    max_people: int = 8
    max_sharers: int = 2
    max_bonus_bands: int = 3
    max_bonus_communes: int = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """What the centre prefers, in whole points; the formula is at the head of the package."""

    serve: int = 100
    wait_per_week: int = 5
    wait_cap: int = 20
    first_receive: int = 120
    first_give: int = 60
    both_in_round: int = 80
    reach: int = 40
    age_band: int = 20
    commune: int = 10
    repeat_pair: int = 4
    sharer_session: int = 30


@dataclass(frozen=True, slots=True)
class Slot:
    """One dated half-day: days from 0 (Monday), periods from 0 (morning).

    Two half-days of one day are next to each other when their periods are consecutive.
    """

    id: int
    week: int
    day: int
    period: int


@dataclass(frozen=True, slots=True)
class Venue:
    """A neutral place. `capacity` counts everybody present; `open` holds the slots in which the round may use it.

    `step_free` when one can enter without climbing a step, in a wheelchair for example.
    """

    id: int
    commune: int
    capacity: int
    open: frozenset[int]
    step_free: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may share or learn.

    `reach` holds the venues the person can travel to, `unsure` those among them whose distance nobody knows.
    Who `needs_step_free` comes to step-free venues only.
    `given` and `received` count sessions before the round and matter only as zero or more.
    `companion` is 1 when an adult must come along: `accompanied_by`, when the round knows them; for somebody
    `chaperoned`, whichever person `cleared` for it the plan finds; otherwise an adult from outside, who takes a seat.
    """

    id: int
    commune: int
    age_band: int
    available: Set[int]
    reach: frozenset[int]
    max_share: int
    max_learn: int
    given: int = 0
    received: int = 0
    companion: int = 0
    accompanied_by: int | None = None
    unsure: frozenset[int] = frozenset()
    needs_step_free: bool = False
    cleared: bool = False
    chaperoned: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """`person` can share `skill` at `level`, with at most `max_learners` learners in the room."""

    person: int
    skill: int
    level: int
    max_learners: int


@dataclass(frozen=True, slots=True)
class Request:
    """`person` wants to learn `skill` from somebody of at least `min_level` (0: anybody); waiting in weeks."""

    person: int
    skill: int
    min_level: int = 0
    waiting_weeks: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """`person` may be in no session that matches every given field; without `person`, nobody may.

    `with_person` matches when the two are in one session, whoever shares, learns or accompanies.
    """

    person: int | None = None
    venue: int | None = None
    slot: int | None = None
    skill: int | None = None
    with_person: int | None = None

    def matches(self, *, venue: int, slot: int, skill: int) -> bool:
        """Whether the place, the time and the savoir are those of the refusal."""
        return self.venue in (None, venue) and self.slot in (None, slot) and self.skill in (None, skill)


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One session of a plan. People are in ascending order; accompanying adults follow from `companions.py`.

    `chaperone` comes along with everybody here who is chaperoned, and may share or learn as well; None without any.
    """

    skill: int
    venue: int
    slot: int
    sharers: tuple[int, ...]
    learners: tuple[int, ...]
    chaperone: int | None = None

    @property
    def people(self) -> tuple[int, ...]:
        """Those who share and those who learn."""
        return self.sharers + self.learners


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole round. `skills` and `communes` are how many there are; `met` holds pairs (smaller id, larger id).

    `far` holds pairs of communes (smaller id, larger id): nobody is in both in half-days next to each other.
    `together` and `by_turns` hold groups of people, each person in one group of a kind at most. Those who come
    together learn a savoir that several of them ask for in the same session, all of them or none. Of those who go out
    by turns, one at most is in a session of each half-day.
    `digest` is the SHA-256 of the file it came from, whatever its spaces and the order of its fields.
    """

    slots: tuple[Slot, ...]
    venues: tuple[Venue, ...]
    people: tuple[Person, ...]
    offers: tuple[Offer, ...]
    requests: tuple[Request, ...]
    skills: int
    communes: int
    rules: Rules = Rules()
    weights: Weights = Weights()
    met: frozenset[tuple[int, int]] = frozenset()
    pinned: tuple[PlannedSession, ...] = ()
    refused: tuple[Refusal, ...] = ()
    far: frozenset[tuple[int, int]] = frozenset()
    together: tuple[tuple[int, ...], ...] = ()
    by_turns: tuple[tuple[int, ...], ...] = ()
    name: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class PlanStats:
    """Sizes of the question and of the answer."""

    rooms: int
    groups: int
    requests: int
    served: int
    reached: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer: sessions by slot then venue, their objective, and what is known about better ones.

    `upper_bound` is proven: no plan can score more. `optimal` says that this plan reaches it.
    `stopped` says that the caller ended the search early.
    """

    sessions: tuple[PlannedSession, ...]
    objective: int
    upper_bound: int | None
    optimal: bool
    stats: PlanStats
    algorithm: str
    seed: int
    effort: str = ""
    stopped: bool = False

    @property
    def gap(self) -> float | None:
        """How much better a plan could be, as a share of the bound (0.02: at most 2 %); None without a bound."""
        if self.upper_bound is None:
            return None
        return (self.upper_bound - self.objective) / self.upper_bound if self.upper_bound > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search stands.

    `phase` is greedy, improve, exact or bound; `fraction` is of the whole, from 0 to 1; `objective` is the best so far.
    """

    phase: str
    fraction: float
    objective: int
    upper_bound: int | None = field(default=None)
