"""Who may be placed, and on which dated half-days they are free."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from exchanges.rounds.calendar import HalfDay
from members.models import Availability, DatedException, Member


def plannable_members(*, on: datetime.date) -> dict[int, Member]:
    """Members a round may place, by primary key."""
    return {member.pk: member for member in Member.objects.plannable(on=on).order_by("pk")}


class Availabilities(dict[int, frozenset[int]]):
    """Numbers of the half-days in which each member is free: weekly ones, dated exceptions, less what is promised."""

    @staticmethod
    def known_members() -> set[int]:
        """Members who said at least once when they are free."""
        weekly = Availability.objects.values_list("member_id", flat=True)
        dated = DatedException.objects.filter(kind=DatedException.Kind.FREE).values_list("member_id", flat=True)
        return set(weekly) | set(dated)

    @classmethod
    def load(
        cls, members: Iterable[Member], days: list[HalfDay], promised: Mapping[int, Collection[HalfDay]]
    ) -> "Availabilities":
        weekly: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for member_id, weekday, period in Availability.objects.values_list("member_id", "weekday", "period"):
            weekly[member_id].add((weekday, period))
        dated = defaultdict(list)
        for row in DatedException.objects.filter(last_day__gte=days[0].date if days else datetime.date.max):
            dated[row.member_id].append(row)
        return cls(
            (
                member.pk,
                frozenset(
                    slot
                    for slot, day in enumerate(days)
                    if day not in promised[member.pk] and is_free(day, weekly[member.pk], dated[member.pk])
                ),
            )
            for member in members
        )


def is_free(day: HalfDay, weekly: set[tuple[int, int]], dated: Iterable[DatedException]) -> bool:
    """An absence wins over a weekly half-day and over a day also free."""
    touching = [
        row.kind for row in dated if row.first_day <= day.date <= row.last_day and row.period in (None, day.period)
    ]
    if DatedException.Kind.AWAY in touching:
        return False
    return DatedException.Kind.FREE in touching or (day.date.weekday(), day.period) in weekly
