"""What would unblock most: places to open and savoirs to find a sharer for, kept with a round and read again."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import get_language

from exchanges import matching
from exchanges.matching.ties import mix
from exchanges.models import Round, Session, VenueException
from exchanges.rounds.overview import short_name
from exchanges.rounds.reading import Reading
from members.models import Member, Offer, Request
from members.wording import say_half_day

NEIGHBOURS = 3


@dataclass(frozen=True, slots=True)
class Opening:
    """A place to open for one half-day; `requests` for `savoir` would then find their group."""

    place: str
    when: str
    savoir: str
    requests: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A resident who shares another savoir of the same theme, and could be asked."""

    pk: int
    name: str
    savoir: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A savoir to find a sharer for, in a place that is open and empty."""

    savoir: str
    requests: int
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """At most three of each, best first. What is counted adds up, within each kind."""

    openings: tuple[Opening, ...]
    wanted: tuple[Wanted, ...]

    @property
    def opening_requests(self) -> int:
        return sum(one.requests for one in self.openings)

    @property
    def wanted_requests(self) -> int:
        return sum(one.requests for one in self.wanted)


def advice_values(reading: Reading, plan: matching.Plan, savoirs: Mapping[int, str]) -> dict[str, list[dict[str, Any]]]:
    """What is kept with the round: primary keys and names of places and savoirs, numbers of requests, nobody's name."""
    advice = matching.advise(reading.problem, plan, out_of_hand=_rooms_out_of_hand(reading))
    openings = []
    for filling in advice.openings:
        venue, day = reading.venues[filling.session.venue], reading.half_days[filling.session.slot]
        place = {"venue": venue.pk, "place": venue.name, "date": day.date.isoformat(), "period": day.period}
        openings.append(place | _savoir_values(reading, filling, savoirs))
    return {
        "openings": openings,
        "sharers": [_savoir_values(reading, filling, savoirs) for filling in advice.sharers],
    }


def _savoir_values(reading: Reading, filling: matching.Filling, savoirs: Mapping[int, str]) -> dict[str, Any]:
    skill = reading.skills[filling.session.skill]
    return {"skill": skill, "savoir": savoirs[skill], "requests": len(filling.session.learners)}


def _rooms_out_of_hand(reading: Reading) -> set[tuple[int, int]]:
    """Rooms closed because a session has them already, or somebody else that day."""
    venues = {venue.pk: number for number, venue in enumerate(reading.venues)}
    during = {"venue__in": venues, "date__in": {day.date for day in reading.half_days}}
    sessions = Session.objects.living().filter(**during).values_list("venue_id", "date", "period")
    others = VenueException.objects.filter(is_open=False, **during).values_list("venue_id", "date", "period")
    return {
        (venues[venue], slot)
        for venue, date, period in (*sessions, *others)
        for slot, day in enumerate(reading.half_days)
        if day.date == date and period in (None, day.period)
    }


def advice_of(round_: Round) -> Advice | None:
    """The advice kept with a round, with the neighbours of today; None when there is none."""
    kept = round_.solution.get("advice")
    if not kept or not (kept["openings"] or kept["sharers"]):
        return None
    neighbours = _neighbours({line["skill"] for line in kept["sharers"]}, seed=round_.seed)
    lang = get_language() or "fr"
    return Advice(
        openings=tuple(
            Opening(
                place=line["place"],
                when=say_half_day(datetime.date.fromisoformat(line["date"]), line["period"], lang=lang),
                savoir=line["savoir"],
                requests=line["requests"],
            )
            for line in kept["openings"]
        ),
        wanted=tuple(
            Wanted(line["savoir"], line["requests"], neighbours.get(line["skill"], ())) for line in kept["sharers"]
        ),
    )


def _neighbours(skills: Collection[int], *, seed: int) -> dict[int, tuple[Neighbour, ...]]:
    """For each savoir, three adults who share another one of its theme, drawn so that nobody is always first.

    Those who share the savoir already, or wish to learn it, are not asked.
    """
    if not skills:
        return {}
    on = timezone.localdate()
    theirs = {"member": OuterRef("member"), "skill": OuterRef("wanted")}
    offers = (
        Offer.objects.active()
        .filter(member__in=Member.objects.plannable(on=on))
        .annotate(wanted=F("skill__theme__skills"))
        .filter(wanted__in=skills)
        .exclude(Exists(Offer.objects.living().filter(**theirs)))
        .exclude(Exists(Request.objects.living().filter(**theirs)))
        .select_related("member", "skill")
        .order_by("pk")
    )
    by_skill: dict[int, dict[int, Neighbour]] = defaultdict(dict)
    for offer in offers:
        if not offer.member.is_under_age(on=on):
            neighbour = Neighbour(offer.member_id, short_name(offer.member), offer.skill.name)
            by_skill[offer.wanted].setdefault(offer.member_id, neighbour)
    return {
        skill: tuple(sorted(found.values(), key=lambda one: mix(seed, skill, one.pk))[:NEIGHBOURS])
        for skill, found in by_skill.items()
    }
