"""What to look at again before settling a day, a place and people: sentences that warn and never forbid."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from exchanges.models import Participation, Session, Venue
from exchanges.rounds.calendar import HalfDay, days_left_out
from exchanges.rounds.households import households_with
from exchanges.rounds.people import is_free
from exchanges.rounds.travel import Distances
from members.models import Availability, Centre, DatedException, Household, Member
from members.wording import join_words, say_half_day


def cautions_of(
    *, people: Iterable[Member], venue: Venue, date: datetime.date, period: int, besides: Session | None = None
) -> list[str]:
    """Sentences about this half-day, this place and each of these people; `besides` is the session being moved."""
    people = sorted(people, key=lambda member: member.folded_name)
    when = say_half_day(date, period, lang=get_language() or "fr")
    return [
        *_about_the_day(date),
        *_about_the_place(venue, date, period, when),
        *_about_people(people, venue, HalfDay(date, period), when, besides),
    ]


def _about_the_day(date: datetime.date) -> Iterator[str]:
    for name in days_left_out(date, date).values():
        yield _("That day is left out of the plans: %(name)s.") % {"name": name}


def _about_the_place(venue: Venue, date: datetime.date, period: int, when: str) -> Iterator[str]:
    is_open = venue.openings.filter(weekday=date.weekday(), period=period).exists()
    for exception in venue.exceptions.filter(date=date).order_by("pk"):
        if exception.period in (None, period):
            is_open = exception.is_open
    if not is_open:
        yield _("%(place)s is not known to be ours on %(when)s. Ask first.") % {"place": venue.name, "when": when}


def _about_people(
    people: list[Member], venue: Venue, half_day: HalfDay, when: str, besides: Session | None
) -> Iterator[str]:
    weekly: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for row in Availability.objects.filter(member__in=people).order_by("pk"):
        weekly[row.member_id].add((row.weekday, row.period))
    dated: dict[int, list[DatedException]] = defaultdict(list)
    for row in DatedException.objects.filter(member__in=people).order_by("pk"):
        dated[row.member_id].append(row)
    elsewhere = Participation.objects.filter(
        member__in=people, date=half_day.date, period=half_day.period, answer__in=Participation.PENDING
    ).filter(session__state__in=Session.AHEAD)
    busy = set(elsewhere.exclude(session=besides).values_list("member_id", flat=True))
    distances = Distances.load()
    not_free = [
        member.get_full_name()
        for member in people
        if member.pk not in busy and not is_free(half_day, weekly[member.pk], dated[member.pk])
    ]
    if not_free:
        sentence = ngettext(
            "%(names)s has not said they are free on %(when)s.",
            "%(names)s have not said they are free on %(when)s.",
            len(not_free),
        )
        yield sentence % {"names": join_words(not_free, lang=get_language() or "fr"), "when": when}
    for member in people:
        said = {"name": member.get_full_name(), "when": when, "place": venue.name}
        if member.pk in busy:
            yield _("%(name)s is already asked or expected elsewhere on %(when)s.") % said
        if distances.reachable(member, venue) is False:
            yield _("%(place)s is too far or has steps for %(name)s.") % said
    yield from _about_the_rest_of_the_day(people, venue, half_day, distances, besides)
    yield from _about_turns(people, half_day, besides)


def _about_the_rest_of_the_day(
    people: list[Member], venue: Venue, half_day: HalfDay, distances: Distances, besides: Session | None
) -> Iterator[str]:
    """Who would have to come from a far village, or go to one, in the half-days next to this one."""
    far_km = Centre.load().far_km
    beside = Participation.objects.pending().filter(
        member__in=people, date=half_day.date, period__in=(half_day.period - 1, half_day.period + 1)
    )
    communes = beside.exclude(session=besides).values_list("member_id", "session__venue__commune_id")
    away = {pk for pk, commune in communes if distances.is_far(commune, venue.commune_id, from_km=far_km)}
    if names := [member.get_full_name() for member in people if member.pk in away]:
        sentence = ngettext(
            "%(names)s is far away just before or after.", "%(names)s are far away just before or after.", len(names)
        )
        yield sentence % {"names": join_words(names, lang=get_language() or "fr")}


def _about_turns(people: list[Member], half_day: HalfDay, besides: Session | None) -> Iterator[str]:
    """Who would be out at the same time as another adult of their household, although they go by turns."""
    homes = {
        pk: household for household in households_with(Household.Wish.BY_TURNS, on=half_day.date) for pk in household
    }
    lines = Participation.objects.pending().filter(member__in=homes, date=half_day.date, period=half_day.period)
    out = {*lines.exclude(session=besides).values_list("member_id", flat=True), *(member.pk for member in people)}
    if names := [one.get_full_name() for one in people if len(out.intersection(homes.get(one.pk, ()))) > 1]:
        sentence = _("%(names)s: the household asked to come in another way.")
        yield sentence % {"names": join_words(names, lang=get_language() or "fr")}
