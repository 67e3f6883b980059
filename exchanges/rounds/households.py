"""What ties people of a round together: their households, villages far apart, and who may accompany children."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from exchanges import matching
from exchanges.models import Venue
from exchanges.rounds.calendar import HalfDay
from exchanges.rounds.pins import Numbers
from exchanges.rounds.travel import Distances
from members.models import Household, Member, Request

Pair = tuple[int, int]
Promised = Mapping[int, Mapping[HalfDay, int]]
"""For each member, the half-days that sessions to come count on, with the village each is held in."""


def has_adult(member: Member, planned: Collection[int], *, on: datetime.date) -> bool:
    """Whether somebody may come along with this person, if they need it: the adult named, when `planned` has them, or
    a facilitator."""
    return not member.needs_companion(on=on) or member.comes_with_facilitator or member.companion_id in planned


def may_accompany(members: Iterable[Member], *, on: datetime.date) -> list[Member]:
    """Those cleared to come along with children of others."""
    return [member for member in members if member.is_cleared_for_minors and not member.is_under_age(on=on)]


def split_parties(requests: Iterable[Request], left_out: Iterable[Request]) -> tuple[list[Request], list[Request]]:
    """The requests that can be planned, and those that wait for somebody of the household who comes together with them.

    Who asks for the same savoir and is `left_out` keeps the others waiting.
    """
    waiting = {(one.member.household_id, one.skill_id) for one in left_out if _comes_together(one.member)}
    kept: list[Request] = []
    held_back: list[Request] = []
    for request in requests:
        waits = _comes_together(request.member) and (request.member.household_id, request.skill_id) in waiting
        (held_back if waits else kept).append(request)
    return kept, held_back


def _comes_together(member: Member) -> bool:
    return member.household is not None and member.household.wish == Household.Wish.TOGETHER


def households_with(wish: Household.Wish, *, on: datetime.date) -> list[list[int]]:
    """Members of each household with this wish, two at least; of those who go out by turns, the adults."""
    found: dict[int, list[int]] = defaultdict(list)
    people = Member.objects.present().filter(household__wish=wish).order_by("household", "pk")
    for member in people:
        if wish != Household.Wish.BY_TURNS or not member.is_under_age(on=on):
            found[member.household_id].append(member.pk)
    return [members for members in found.values() if len(members) > 1]


def in_numbers(households: Iterable[Sequence[int]], number: Numbers) -> tuple[tuple[int, ...], ...]:
    """The households as the engine takes them, with those whom the round knows."""
    known = (sorted(number["person"][pk] for pk in pks if pk in number["person"]) for pks in households)
    return tuple(tuple(members) for members in known if len(members) > 1)


def newly_promised(promised: Promised, before: Promised) -> dict[int, dict[HalfDay, int]]:
    """The half-days that were not promised before."""
    return {
        pk: {day: commune for day, commune in days.items() if day not in before.get(pk, {})}
        for pk, days in promised.items()
    }


def with_turns(promised: Promised, by_turns: Iterable[Sequence[int]]) -> dict[int, dict[HalfDay, int]]:
    """The same, with for each who goes out by turns the half-days of the others, when it is not their turn."""
    found = defaultdict(dict, {pk: dict(days) for pk, days in promised.items()})
    for pks in by_turns:
        for pk, other in ((one, two) for one in pks for two in pks if one != two):
            found[pk] = {**promised.get(other, {}), **found[pk]}
    return found


def far_communes(distances: Distances, venues: Iterable[Venue], number: Numbers, far_km: int | None) -> frozenset[Pair]:
    """Pairs of villages of the venues that are far from each other; a distance nobody knows is not."""
    return frozenset(
        _pair(number["commune"][one], number["commune"][other])
        for one, other in combinations(sorted({venue.commune_id for venue in venues}), 2)
        if distances.is_far(one, other, from_km=far_km)
    )


def too_far_that_day(
    promised: Promised, far: Collection[Pair], venues: Sequence[Venue], number: Numbers
) -> Iterator[matching.Refusal]:
    """For who is promised elsewhere: the far places in the half-days just before and after."""
    for pk in sorted(promised.keys() & number["person"].keys()):
        for day, commune in promised[pk].items():
            here = number["commune"].get(commune)
            beside = (number["slot"].get(HalfDay(day.date, day.period + step)) for step in (-1, 1))
            for slot in (slot for slot in beside if slot is not None and here is not None):
                for place, venue in enumerate(venues):
                    if _pair(here, number["commune"][venue.commune_id]) in far:
                        yield matching.Refusal(number["person"][pk], venue=place, slot=slot)


def _pair(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)
