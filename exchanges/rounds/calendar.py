"""The dated half-days of a period, without the days left out."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import holidays

from exchanges.models import Closure
from members.models import Centre, Period

Span = tuple[datetime.date, datetime.date]
"""From a day to another, both included."""


@dataclass(frozen=True, slots=True, order=True)
class HalfDay:
    date: datetime.date
    period: int


def each_day(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Every day from `first` to `last`, both included."""
    return (first + datetime.timedelta(days) for days in range((last - first).days + 1))


def days_of(spans: Iterable[Span]) -> set[datetime.date]:
    """Every day of each span."""
    return {day for first, last in spans for day in each_day(first, last)}


def week_of(day: datetime.date) -> Span:
    """Its Monday and its Sunday."""
    monday = day - datetime.timedelta(days=day.weekday())
    return monday, monday + datetime.timedelta(days=6)


def days_left_out(first: datetime.date, last: datetime.date, *, but: Collection[str] = ()) -> dict[datetime.date, str]:
    """Days of the period on which nothing is planned, each with its name: national holidays and the centre's rows, but
    for those of these kinds."""
    years = range(first.year, last.year + 1)
    left_out = {day: name for day, name in holidays.France(years=years, language="fr").items() if first <= day <= last}
    for closure in Closure.objects.filter(first_day__lte=last, last_day__gte=first).exclude(kind__in=but):
        for day in each_day(max(first, closure.first_day), min(last, closure.last_day)):
            left_out.setdefault(day, closure.name)
    return left_out


def half_days(first: datetime.date, last: datetime.date) -> list[HalfDay]:
    """The half-days in which a session may be held, in order."""
    left_out = days_left_out(first, last)
    return [HalfDay(day, period) for day in each_day(first, last) if day not in left_out for period in Period.values]


def period_of(*, first_day: datetime.date | None, weeks: int | None, today: datetime.date) -> Span:
    """The days of a round: by default from next Monday, for as many weeks as the centre's settings say."""
    first = first_day or today + datetime.timedelta(days=7 - today.weekday())
    return first, first + datetime.timedelta(weeks=weeks or Centre.load().round_weeks, days=-1)
