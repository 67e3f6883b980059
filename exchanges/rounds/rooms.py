"""Which rooms a round has: each place in the half-days in which it is ours and nobody has it yet."""

from collections.abc import Collection, Iterator, Sequence

from exchanges.models import Session, Venue
from exchanges.rounds.calendar import HalfDay

Room = tuple[int, HalfDay]
"""A venue's primary key and a half-day."""


def taken_rooms() -> set[Room]:
    """Rooms that sessions hold, whatever their state of preparation."""
    return {
        (venue, HalfDay(date, period))
        for venue, date, period in Session.objects.living().values_list("venue_id", "date", "period")
    }


def free_half_days(
    venues: Sequence[Venue], days: Sequence[HalfDay], taken: Collection[Room]
) -> Iterator[tuple[Venue, frozenset[int]]]:
    """Each venue with the numbers of the half-days in which a session may be planned there."""
    opened = _openings(venues, days)
    for venue in venues:
        ours = ((slot, day) for slot, day in enumerate(days) if day in opened[venue.pk])
        yield venue, frozenset(slot for slot, day in ours if (venue.pk, day) not in taken)


def _openings(venues: Sequence[Venue], days: Sequence[HalfDay]) -> dict[int, set[HalfDay]]:
    """The half-days in which each venue is ours: weekly openings, then dated exceptions."""
    rows = Venue.objects.filter(pk__in=[venue.pk for venue in venues]).prefetch_related("openings", "exceptions")
    opened: dict[int, set[HalfDay]] = {}
    for venue in rows:
        weekly = {(row.weekday, row.period) for row in venue.openings.all()}
        ours = {day for day in days if (day.date.weekday(), day.period) in weekly}
        for row in venue.exceptions.all():
            touched = {day for day in days if day.date == row.date and row.period in (None, day.period)}
            ours = ours | touched if row.is_open else ours - touched
        opened[venue.pk] = ours
    return opened
