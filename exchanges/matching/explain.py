"""Why each session: facts of the round, as codes and ids that the screens turn into sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .companions import adults_along, everybody_at, outside_adults
from .objective import pairs_met
from .other_use import OtherUse, find_other_uses
from .problem import Plan, PlannedSession, Problem


class ReasonCode(StrEnum):
    """What can be said of a session; the last three are cautions."""

    WAITING_LONGEST = "waiting_longest"
    ALL_FREE = "all_free"
    AGES_TOGETHER = "ages_together"
    COMMUNES_TOGETHER = "communes_together"
    FIRST_GIVE = "first_give"
    FIRST_RECEIVE = "first_receive"
    GIVES_AND_RECEIVES = "gives_and_receives"
    NEW_ENCOUNTERS = "new_encounters"
    OTHER_USE = "other_use"
    TRAVEL_UNSURE = "travel_unsure"
    JUST_ENOUGH = "just_enough"
    ADULT_ALONG = "adult_along"


CAUTIONS = frozenset({ReasonCode.TRAVEL_UNSURE, ReasonCode.JUST_ENOUGH, ReasonCode.ADULT_ALONG})


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact. `people`, `bands` and `communes` are ids in ascending order.

    `weeks` is how long the people named have waited. `count` is people for ALL_FREE and JUST_ENOUGH,
    accompanying adults for ADULT_ALONG, pairs who never met out of `total` for NEW_ENCOUNTERS. OTHER_USE is the best
    session of another `skill` in the room: it would serve `count` requests, where this one serves `total` and is worth
    `points` more (negative: less). Nothing is said of a room that could have held nothing else.
    """

    code: ReasonCode
    people: tuple[int, ...] = ()
    bands: tuple[int, ...] = ()
    communes: tuple[int, ...] = ()
    weeks: int | None = None
    count: int | None = None
    total: int | None = None
    skill: int | None = None
    points: int | None = None

    @property
    def caution(self) -> bool:
        """Whether this is something to look at before adopting, rather than a merit."""
        return self.code in CAUTIONS


def explain_sessions(problem: Problem, plan: Plan) -> tuple[tuple[Reason, ...], ...]:
    """Session by session of `plan`: the facts that speak for it, what else its room could have held, the cautions."""
    others = find_other_uses(problem, plan)
    return tuple(
        (*_merits(problem, plan, session), *_other_use(session, other), *_cautions(problem, session))
        for session, other in zip(plan.sessions, others, strict=True)
    )


def _other_use(session: PlannedSession, other: OtherUse | None) -> Iterator[Reason]:
    if other:
        yield Reason(
            ReasonCode.OTHER_USE,
            count=other.requests,
            total=len(session.learners),
            skill=other.skill,
            points=other.points,
        )


def _merits(problem: Problem, plan: Plan, session: PlannedSession) -> Iterator[Reason]:
    people = problem.people
    waited = {
        r.person: r.waiting_weeks for r in problem.requests if r.skill == session.skill and r.person in session.learners
    }
    longest = max(waited.values(), default=0)
    if longest:
        yield Reason(ReasonCode.WAITING_LONGEST, _ids(m for m in waited if waited[m] == longest), weeks=longest)
    yield Reason(ReasonCode.ALL_FREE, count=len(everybody_at(people, session)))
    bands = _ids(people[member].age_band for member in session.people)
    if len(bands) > 1:
        yield Reason(ReasonCode.AGES_TOGETHER, bands=bands)
    communes = _ids(people[member].commune for member in session.people)
    if len(communes) > 1:
        yield Reason(ReasonCode.COMMUNES_TOGETHER, communes=communes)
    if first := _ids(member for member in session.sharers if not people[member].given):
        yield Reason(ReasonCode.FIRST_GIVE, first)
    if first := _ids(member for member in session.learners if not people[member].received):
        yield Reason(ReasonCode.FIRST_RECEIVE, first)
    sharing = {member for other in plan.sessions for member in other.sharers}
    learning = {member for other in plan.sessions for member in other.learners}
    if both := _ids(sharing & learning & set(session.people)):
        yield Reason(ReasonCode.GIVES_AND_RECEIVES, both)
    pairs = len(session.people) * (len(session.people) - 1) // 2
    new = pairs - pairs_met(problem, session.people)
    if 2 * new > pairs:
        yield Reason(ReasonCode.NEW_ENCOUNTERS, count=new, total=pairs)


def _cautions(problem: Problem, session: PlannedSession) -> Iterator[Reason]:
    people, rules = problem.people, problem.rules
    along = adults_along(people, session.people, session.chaperone)
    if unsure := _ids(member for member in (*session.people, *along) if session.venue in people[member].unsure):
        yield Reason(ReasonCode.TRAVEL_UNSURE, unsure)
    if len(session.people) == rules.min_people or len(session.learners) == rules.min_learners:
        yield Reason(ReasonCode.JUST_ENOUGH, count=len(session.people))
    if young := _ids(member for member in session.people if people[member].companion):
        yield Reason(ReasonCode.ADULT_ALONG, young, count=len(along) + outside_adults(people, session.people))


def _ids(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(values)))
