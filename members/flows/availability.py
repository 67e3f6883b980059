"""When somebody is free: the week in half-days, and the days that differ."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from members.models import Availability, DatedException, Member, Period, Weekday

Slot = tuple[int, int]
"""(weekday from 0 for Monday, period from 0 for the morning)."""

ALL_SLOTS = frozenset((day.value, period.value) for day in Weekday for period in Period)
EVENINGS = frozenset((day.value, Period.EVENING.value) for day in Weekday)
WORKING_DAYS = frozenset(slot for slot in ALL_SLOTS if slot[0] < Weekday.SATURDAY)


def slots_of(member: Member) -> set[Slot]:
    return set(member.availabilities.values_list("weekday", "period"))


@transaction.atomic
def set_availability(*, member: Member, slots: Iterable[Slot]) -> None:
    """The member is free on these half-days and on no other. Slots outside the week are ignored."""
    wanted, present = ALL_SLOTS & set(slots), slots_of(member)
    for weekday, period in present - wanted:
        member.availabilities.filter(weekday=weekday, period=period).delete()
    Availability.objects.bulk_create(
        (Availability(member=member, weekday=weekday, period=period) for weekday, period in sorted(wanted - present)),
        ignore_conflicts=True,
    )


def add_exception(
    *, member: Member, kind: str, first_day: datetime.date, last_day: datetime.date, period: int | None = None
) -> DatedException:
    """Away, or free besides the week, from a day to another, both included; said twice, it is kept once."""
    exception, _made = DatedException.objects.get_or_create(
        member=member, kind=kind, first_day=first_day, last_day=last_day, period=period
    )
    return exception


def drop_exception(*, exception: DatedException) -> None:
    exception.delete()
