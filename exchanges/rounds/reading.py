"""From rows to a matching problem: everything the engine may know, as plain numbers, and the way back to rows."""

import datetime
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass, field

from exchanges import matching
from exchanges.models import Participation, Proposal, Refusal, Round, RoundPreferences, Session, Venue
from exchanges.rounds.calendar import HalfDay, half_days
from exchanges.rounds.people import Availabilities, plannable_members
from exchanges.rounds.preferences import weights_for
from exchanges.rounds.travel import Distances
from members.models import AgeBand, Centre, Member, Offer, Request

BANDS = list(AgeBand.values)
DAYS_OF_A_MONTH = 28


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A request that cannot enter the problem, with the code of the reason and of what would unblock it."""

    request: Request
    reason: str
    unblock: str


@dataclass(slots=True)
class Reading:
    """A problem and, position by position, the rows its numbers stand for."""

    half_days: list[HalfDay]
    venues: list[Venue]
    members: list[Member]
    skills: list[int]
    communes: list[int | None]
    offers: list[Offer]
    requests: list[Request]
    preferences: dict[str, str]
    left_out: list[LeftOut] = field(default_factory=list)
    pinned: list[Proposal] = field(default_factory=list)
    problem: matching.Problem = field(init=False)

    def numbers(self) -> dict[str, dict]:
        """For slots, venues, people, skills and communes, the place of each row in the problem."""
        rows = {
            "slot": self.half_days,
            "venue": [venue.pk for venue in self.venues],
            "person": [member.pk for member in self.members],
            "skill": self.skills,
            "commune": self.communes,
        }
        return {name: {row: number for number, row in enumerate(listed)} for name, listed in rows.items()}

    def sessions_of(self, round_: Round) -> list[matching.PlannedSession]:
        """The groups of an earlier round that still wait for a decision, as far as the problem knows all their rows."""
        number, sessions = self.numbers(), []
        for proposal in round_.proposals.filter(state=Proposal.State.OPEN).prefetch_related("people"):
            with suppress(matching.ProblemError):
                sessions.append(_session(proposal, number))
        return sessions


def read_problem(*, first_day: datetime.date, last_day: datetime.date, today: datetime.date) -> Reading:
    """Everything a round needs, in a number of queries that does not depend on the number of rows.

    Raises matching.ProblemError when what is pinned cannot be kept.
    """
    days = half_days(first_day, last_day)
    members = plannable_members(on=today)
    venues = list(Venue.objects.filter(is_active=True).order_by("pk"))
    offers, requests, left_out = _wishes(members, today)
    used = {row.member_id for row in (*offers, *requests)} | {
        m.companion_id for m in members.values() if m.companion_id
    }
    people = [members[pk] for pk in sorted(used & members.keys())]
    reading = Reading(
        half_days=days,
        venues=venues,
        members=people,
        skills=sorted({row.skill_id for row in (*offers, *requests)}),
        communes=sorted({m.commune_id for m in people} | {v.commune_id for v in venues}, key=lambda pk: pk or 0),
        offers=offers,
        requests=requests,
        preferences=RoundPreferences.load().as_choices(),
        left_out=left_out,
        pinned=list(
            Proposal.objects.filter(
                state=Proposal.State.OPEN, is_pinned=True, date__range=(first_day, last_day)
            ).prefetch_related("people")
        ),
    )
    reading.problem = _problem(reading, first_day=first_day, last_day=last_day, today=today)
    return reading


def _wishes(members: dict[int, Member], today: datetime.date) -> tuple[list[Offer], list[Request], list[LeftOut]]:
    offers = list(Offer.objects.active().filter(skill__is_active=True, member__in=members).order_by("pk"))
    asked = Request.objects.active().filter(member__is_active=True, member__paused_at=None)
    already = set(
        Participation.objects.filter(
            session__state__in=Session.AHEAD,
            session__date__gte=today,
            role=Participation.Role.LEARNER,
            answer__in=("prepared", "invited", "yes", "waiting"),
        ).values_list("member_id", "session__skill_id")
    )
    free = Availabilities.known_members()
    requests, left_out = [], []
    for request in asked.select_related("member", "skill").order_by("pk"):
        if (request.member_id, request.skill_id) in already and request.skill_id:
            continue
        if request.skill_id is None or not request.skill.is_active:
            left_out.append(LeftOut(request, "words_to_place", "place_words"))
        elif request.member_id not in members:
            reason = "no_authorisation" if request.member.is_under_age(on=today) else "not_in_plans"
            left_out.append(LeftOut(request, reason, "record_authorisation" if reason == "no_authorisation" else "ask"))
        elif request.member.needs_companion(on=today) and request.member.companion_id is None:
            left_out.append(LeftOut(request, "no_companion", "name_companion"))
        elif request.member_id not in free:
            left_out.append(LeftOut(request, "no_availability", "say_when_free"))
        else:
            requests.append(request)
    offers = [
        o for o in offers if not members[o.member_id].needs_companion(on=today) or members[o.member_id].companion_id
    ]
    return offers, requests, left_out


def _problem(
    reading: Reading, *, first_day: datetime.date, last_day: datetime.date, today: datetime.date
) -> matching.Problem:
    number = reading.numbers()
    centre = Centre.load()
    return matching.Problem(
        slots=tuple(
            matching.Slot(i, (day.date - first_day).days // 7, day.date.weekday(), day.period)
            for i, day in enumerate(reading.half_days)
        ),
        venues=_venues(reading, number),
        people=_people(reading, number, first_day=first_day, last_day=last_day, today=today),
        offers=tuple(
            matching.Offer(number["person"][o.member_id], number["skill"][o.skill_id], o.level, o.max_learners)
            for o in reading.offers
        ),
        requests=tuple(
            matching.Request(
                number["person"][r.member_id], number["skill"][r.skill_id], r.min_level, r.waiting_weeks(on=today)
            )
            for r in reading.requests
        ),
        skills=len(reading.skills),
        communes=len(reading.communes),
        rules=matching.Rules(max_people=centre.max_people, max_sharers=centre.max_sharers),
        weights=weights_for(reading.preferences),
        met=_met(number["person"]),
        pinned=tuple(_session(proposal, number) for proposal in reading.pinned),
        refused=tuple(_refusals(reading, number)),
    )


def _venues(reading: Reading, number: dict) -> tuple[matching.Venue, ...]:
    taken = {
        (venue, HalfDay(date, period))
        for venue, date, period in Session.objects.living().values_list("venue_id", "date", "period")
    }
    opened = _openings(reading)
    return tuple(
        matching.Venue(
            i,
            number["commune"][venue.commune_id],
            venue.capacity,
            frozenset(
                slot
                for slot, day in enumerate(reading.half_days)
                if day in opened[venue.pk] and (venue.pk, day) not in taken
            ),
        )
        for i, venue in enumerate(reading.venues)
    )


def _openings(reading: Reading) -> dict[int, set[HalfDay]]:
    """The half-days in which each venue is ours: weekly openings, then dated exceptions."""
    venues = Venue.objects.filter(pk__in=[v.pk for v in reading.venues]).prefetch_related("openings", "exceptions")
    opened: dict[int, set[HalfDay]] = {}
    for venue in venues:
        weekly = {(row.weekday, row.period) for row in venue.openings.all()}
        days = {day for day in reading.half_days if (day.date.weekday(), day.period) in weekly}
        for row in venue.exceptions.all():
            touched = {d for d in reading.half_days if d.date == row.date and row.period in (None, d.period)}
            days = days | touched if row.is_open else days - touched
        opened[venue.pk] = days
    return opened


def _people(
    reading: Reading, number: dict, *, first_day: datetime.date, last_day: datetime.date, today: datetime.date
) -> tuple[matching.Person, ...]:
    distances = Distances.load()
    free = Availabilities.load(reading.members, reading.half_days)
    placed = _placed(first_day, last_day)
    given, received = _history()
    months = -(-((last_day - first_day).days + 1) // DAYS_OF_A_MONTH)
    people = []
    for i, member in enumerate(reading.members):
        reach = {v: distances.reachable(member, venue) for v, venue in enumerate(reading.venues)}
        needs_adult = member.needs_companion(on=today)
        people.append(
            matching.Person(
                id=i,
                commune=number["commune"][member.commune_id],
                age_band=BANDS.index(member.age_band(on=today)),
                available=free[member.pk],
                reach=frozenset(v for v, ok in reach.items() if ok is not False),
                unsure=frozenset(v for v, ok in reach.items() if ok is None),
                max_share=max(0, member.max_share * months - placed[member.pk, "sharer"]),
                max_learn=max(0, member.max_learn * months - placed[member.pk, "learner"]),
                given=given[member.pk],
                received=received[member.pk],
                companion=int(needs_adult),
                accompanied_by=number["person"].get(member.companion_id) if needs_adult else None,
            )
        )
    return tuple(people)


def _placed(first_day: datetime.date, last_day: datetime.date) -> Counter[tuple[int, str]]:
    """Places already held or offered in the period, by member and role."""
    rows = Participation.objects.filter(
        session__state__in=Session.LIVING, date__range=(first_day, last_day), answer__in=("prepared", "invited", "yes")
    )
    return Counter(rows.values_list("member_id", "role"))


def _history() -> tuple[Counter[int], Counter[int]]:
    """How many times each member shared and learned in sessions that were held."""
    came = Participation.objects.filter(session__state=Session.State.HELD, came=True).values_list("member_id", "role")
    given: Counter[int] = Counter()
    received: Counter[int] = Counter()
    for member_id, role in came:
        (given if role == Participation.Role.SHARER else received)[member_id] += role != Participation.Role.COMPANION
    return given, received


def _met(person: dict[int, int]) -> frozenset[tuple[int, int]]:
    by_session: dict[int, list[int]] = defaultdict(list)
    came = Participation.objects.filter(session__state=Session.State.HELD, came=True)
    for session_id, member_id in came.values_list("session_id", "member_id"):
        if member_id in person:
            by_session[session_id].append(person[member_id])
    return frozenset((a, b) for people in by_session.values() for a in people for b in people if a < b)


def _session(proposal: Proposal, number: dict) -> matching.PlannedSession:
    roles = {"sharer": [], "learner": []}
    try:
        for row in proposal.people.all():
            roles[row.role].append(number["person"][row.member_id])
        return matching.PlannedSession(
            number["skill"][proposal.skill_id],
            number["venue"][proposal.venue_id],
            number["slot"][HalfDay(proposal.date, proposal.period)],
            tuple(sorted(roles["sharer"])),
            tuple(sorted(roles["learner"])),
        )
    except KeyError as missing:
        raise matching.ProblemError("pinned", f"{proposal} cannot be kept as it was") from missing


def _refusals(reading: Reading, number: dict):
    for row in Refusal.objects.all():
        if row.member_id not in number["person"]:
            continue
        with_person = number["person"].get(row.other_member_id)
        skill, venue = number["skill"].get(row.skill_id), number["venue"].get(row.venue_id)
        absent = (row.other_member_id and with_person is None) or (row.skill_id and skill is None)
        if absent or (row.venue_id and venue is None):
            continue
        slots: list[int | None] = [None]
        if row.weekday is not None or row.period is not None:
            slots = [
                i
                for i, day in enumerate(reading.half_days)
                if row.weekday in (None, day.date.weekday()) and row.period in (None, day.period)
            ]
        for slot in slots:
            yield matching.Refusal(number["person"][row.member_id], venue, slot, skill, with_person)
