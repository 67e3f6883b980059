"""Refusals on file, as the engine takes them: this person in no session that has all that the row names."""

from collections.abc import Iterable, Iterator

from exchanges import matching
from exchanges.models import Refusal
from exchanges.rounds.pins import Numbers


def refusals_about(number: Numbers) -> list[Refusal]:
    """Those that speak of the people, places and savoirs of a round, and of nobody and nothing else."""
    people, skills, venues = ({None, *number[name]} for name in ("person", "skill", "venue"))
    return [
        row
        for row in Refusal.objects.all()
        if row.member_id in number["person"]
        and row.other_member_id in people
        and row.skill_id in skills
        and row.venue_id in venues
    ]


def put_in_numbers(refusals: Iterable[Refusal], number: Numbers) -> Iterator[matching.Refusal]:
    """One for each half-day that a refusal is about."""
    for row in refusals:
        for slot in _slots(row, number):
            yield matching.Refusal(
                person=number["person"][row.member_id],
                venue=number["venue"].get(row.venue_id),
                slot=slot,
                skill=number["skill"].get(row.skill_id),
                with_person=number["person"].get(row.other_member_id),
            )


def _slots(row: Refusal, number: Numbers) -> list[int | None]:
    """None alone when it says nothing of time."""
    if row.weekday is None and row.period is None:
        return [None]
    return [
        slot
        for day, slot in number["slot"].items()
        if row.weekday in (None, day.date.weekday()) and row.period in (None, day.period)
    ]
