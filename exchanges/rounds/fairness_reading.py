"""From rows to what fairness counts: each request that went through one round, or through several, once."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from exchanges.models import Proposal, ProposalMember, Unserved
from exchanges.rounds.fairness import Asked
from members.models import band_of_year

NOT_KEPT = "not_kept"
"""The reason of a request whose groups were all set aside, replaced or out of date."""
STANDS = (Proposal.State.OPEN, Proposal.State.ADOPTED)
PERSON = ("member_id", "member__birth_year", "member__said_age_band", "member__commune_id")


class Outcome(NamedTuple):
    """A request in one round. `outcome` is the state of its proposal, or the code of what it waits for."""

    request: int
    person: int
    birth_year: int | None
    said_band: str
    village: int | None
    round: int
    outcome: str


class Outcomes(NamedTuple):
    placed: list[Outcome]
    waiting: list[Outcome]


def read_outcomes(rounds: Collection[int]) -> Outcomes:
    """Every request of these rounds, in two queries."""
    learners = ProposalMember.objects.filter(
        proposal__round__in=rounds, role=ProposalMember.Role.LEARNER, request__isnull=False
    )
    waiting = Unserved.objects.filter(round__in=rounds)
    placed_rows = learners.values_list("request_id", *PERSON, "proposal__round_id", "proposal__state")
    waiting_rows = waiting.values_list("request_id", *(f"request__{name}" for name in PERSON), "round_id", "reason")
    return Outcomes(
        [Outcome._make(row) for row in placed_rows.order_by("pk")],
        [Outcome._make(row) for row in waiting_rows.order_by("pk")],
    )


def asked_in_one(outcomes: Outcomes, round_: int, *, in_year: int) -> list[Asked]:
    """What this round found for each request, whatever became of its groups afterwards.

    `in_year` is the year in which ages are counted.
    """
    placed = [row for row in outcomes.placed if row.round == round_]
    return _lines(placed, [row for row in outcomes.waiting if row.round == round_], in_year=in_year)


def asked_in_all(outcomes: Outcomes, rounds: Collection[int], *, in_year: int) -> list[Asked]:
    """Each request of these rounds once: served when a group it was placed in was kept, or may still be.

    Otherwise it waits, for the reason of the last round that had it.
    """
    placed = [row for row in outcomes.placed if row.round in rounds]
    kept = [row for row in placed if row.outcome in STANDS]
    dropped = [row._replace(outcome=NOT_KEPT) for row in placed if row.outcome not in STANDS]
    waiting = [row for row in outcomes.waiting if row.round in rounds]
    return _lines(kept, sorted([*waiting, *dropped], key=lambda row: row.round), in_year=in_year)


def _lines(served: Iterable[Outcome], waiting: Iterable[Outcome], *, in_year: int) -> list[Asked]:
    """The last of `waiting` wins, and being served wins over it."""
    placed = {row.request: row for row in served}
    rows = {row.request: row for row in waiting} | placed
    return [
        Asked(
            request=row.request,
            person=row.person,
            band=row.said_band if row.birth_year is None else str(band_of_year(row.birth_year, in_year=in_year)),
            village=row.village,
            served=row.request in placed,
            reason="" if row.request in placed else row.outcome,
        )
        for row in rows.values()
    ]
