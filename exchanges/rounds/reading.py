"""From rows to a matching problem: everything the engine may know, as plain numbers, and the way back to rows."""

import datetime
import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from exchanges import matching
from exchanges.matching.solve import Listener
from exchanges.models import Proposal, Refusal, Round, RoundPreferences, Venue
from exchanges.rounds.calendar import HalfDay, days_of, half_days
from exchanges.rounds.giving_way import give_way, unless_pinned, with_chaperone
from exchanges.rounds.history import pairs_met, places_held, promised_half_days, times_given_and_received
from exchanges.rounds.households import (
    Promised,
    far_communes,
    households_with,
    in_numbers,
    may_accompany,
    newly_promised,
    too_far_that_day,
    with_turns,
)
from exchanges.rounds.people import Availabilities, plannable_members
from exchanges.rounds.pins import Never, PinLost, Unsaid, pinned_proposals, session_of, take_at_their_word
from exchanges.rounds.preferences import weights_for
from exchanges.rounds.refusals import put_in_numbers, refusals_about
from exchanges.rounds.rooms import free_half_days, taken_rooms
from exchanges.rounds.travel import Distances
from exchanges.rounds.wishes import LeftOut, read_wishes
from members.models import AgeBand, Centre, Household, Member, Offer, Request

BANDS = list(AgeBand.values)
DAYS_OF_A_MONTH = 28
PINNED = re.compile(r"pinned\[(\d+)\]")


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
    unsaid: dict[matching.PlannedSession, Unsaid] = field(init=False)
    refusals: list[Refusal] = field(init=False)
    promised: Promised = field(init=False)
    by_turns: list[list[int]] = field(init=False)

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
            with suppress(KeyError):
                sessions.append(session_of(proposal, number))
        return sessions

    def is_out_of_date(self, plan: matching.Plan) -> bool:
        """Whether a session has taken a room or a person of the plan since the problem was read.

        Somebody is taken where they are promised, and far from there just before and after; so are those whose turn
        it then is not.
        """
        taken, promised = taken_rooms(), promised_half_days()
        fresh = newly_promised(promised, self.promised)
        not_their_turn = with_turns(fresh, self.by_turns)
        too_far = {
            (refusal.person, refusal.venue, refusal.slot)
            for refusal in too_far_that_day(fresh, self.problem.far, self.venues, self.numbers())
        }
        for session in plan.sessions:
            day = self.half_days[session.slot]
            present = matching.everybody_at(self.problem.people, session)
            if (self.venues[session.venue].pk, day) in taken:
                return True
            if any(day in promised[self.members[one].pk] for one in present):
                return True
            if any(day in not_their_turn[self.members[one].pk] for one in present):
                return True
            if any((one, session.venue, session.slot) in too_far for one in present):
                return True
        return False

    def solve(
        self,
        *,
        seed: int,
        problem: matching.Problem | None = None,
        limits: matching.Limits = matching.LIMITS[matching.Effort.NORMAL],
        progress: Listener | None = None,
        earlier: Sequence[matching.PlannedSession] | None = None,
    ) -> matching.Plan:
        """A plan of this problem, or of one that differs only in its weights. Raises PinLost."""
        try:
            return matching.solve(problem or self.problem, seed=seed, limits=limits, progress=progress, earlier=earlier)
        except matching.ProblemError as error:
            place = PINNED.fullmatch(error.field)
            if place is None:
                raise
            raise PinLost(self.pinned[int(place[1])]) from error


def read_round(round_: Round, *, today: datetime.date) -> Reading:
    """Everything a round needs, as it was asked; its days that have come are no longer planned. Raises PinLost."""
    return read_problem(
        first_day=max(round_.first_day, today + datetime.timedelta(days=1)),
        last_day=round_.last_day,
        today=today,
        without_venues=round_.without_venues.values_list("pk", flat=True),
        without_days=days_of(round_.skipped_spans),
    )


def read_problem(
    *,
    first_day: datetime.date,
    last_day: datetime.date,
    today: datetime.date,
    without_venues: Collection[int] = (),
    without_days: Collection[datetime.date] = (),
) -> Reading:
    """Read in a number of queries that does not depend on the number of rows.

    Places and days to do without are not in the problem at all: nothing that is said of it speaks of them.
    Raises PinLost when the round does not know what is pinned.
    """
    days = [day for day in half_days(first_day, last_day) if day.date not in without_days]
    members = plannable_members(on=today)
    venues = list(Venue.objects.filter(is_active=True).exclude(pk__in=without_venues).order_by("pk"))
    pinned = list(pinned_proposals(first_day, last_day).prefetch_related("people"))
    offers, requests, left_out = read_wishes(members, today, pinned)
    used = {row.member_id for row in (*offers, *requests)} | {
        m.companion_id for m in members.values() if m.companion_id
    }
    if any(members[pk].comes_with_facilitator for pk in used & members.keys()):
        used |= {member.pk for member in may_accompany(members.values(), on=today)}
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
        pinned=pinned,
    )
    _state_problem(reading, first_day=first_day, last_day=last_day, today=today)
    return reading


def _state_problem(
    reading: Reading, *, first_day: datetime.date, last_day: datetime.date, today: datetime.date
) -> None:
    """Put the problem in numbers."""
    number, centre, distances = reading.numbers(), Centre.load(), Distances.load()
    reading.refusals = refusals_about(number)
    promised, taken = promised_half_days(), taken_rooms()
    by_turns = households_with(Household.Wish.BY_TURNS, on=today)
    reading.promised, reading.by_turns = promised, by_turns
    far = far_communes(distances, reading.venues, number, centre.far_km)
    people = _people(
        reading, number, distances, with_turns(promised, by_turns), first_day=first_day, last_day=last_day, today=today
    )
    pins = tuple(with_chaperone(_pinned(proposal, number), people) for proposal in reading.pinned)
    problem = matching.Problem(
        slots=tuple(
            matching.Slot(i, (day.date - first_day).days // 7, day.date.weekday(), day.period)
            for i, day in enumerate(reading.half_days)
        ),
        venues=tuple(
            matching.Venue(i, number["commune"][venue.commune_id], venue.capacity, free, step_free=venue.step_free)
            for i, (venue, free) in enumerate(free_half_days(reading.venues, reading.half_days, taken))
        ),
        people=people,
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
        met=pairs_met(number["person"]),
        pinned=pins,
        refused=(
            *put_in_numbers(reading.refusals, number),
            *unless_pinned(too_far_that_day(promised, far, reading.venues, number), pins, people),
        ),
        far=far,
        together=in_numbers(households_with(Household.Wish.TOGETHER, on=today), number),
        by_turns=in_numbers(by_turns, number),
    )
    problem, given_up = give_way(problem)
    never = Never(
        rooms={
            (number["venue"][venue], number["slot"][day])
            for venue, day in taken
            if venue in number["venue"] and day in number["slot"]
        },
        people={
            (i, number["slot"][day])
            for i, member in enumerate(reading.members)
            for day in promised[member.pk]
            if day in number["slot"]
        },
    )
    reading.problem, unsaid = take_at_their_word(problem, never)
    reading.unsaid = {
        pin: replace(found, against_wish=given_up[pin].wish, far_that_day=given_up[pin].far)
        for pin, found in unsaid.items()
    }


def _pinned(proposal: Proposal, number: dict) -> matching.PlannedSession:
    try:
        return session_of(proposal, number)
    except KeyError as missing:
        raise PinLost(proposal) from missing


def _people(
    reading: Reading,
    number: dict,
    distances: Distances,
    promised: Promised,
    *,
    first_day: datetime.date,
    last_day: datetime.date,
    today: datetime.date,
) -> tuple[matching.Person, ...]:
    free = Availabilities.load(reading.members, reading.half_days, promised)
    placed = places_held(first_day, last_day)
    given, received = times_given_and_received()
    months = -(-((last_day - first_day).days + 1) // DAYS_OF_A_MONTH)
    cleared = {member.pk for member in may_accompany(reading.members, on=today)}
    people = []
    for i, member in enumerate(reading.members):
        reach = {v: distances.is_near(member, venue) for v, venue in enumerate(reading.venues)}
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
                needs_step_free=member.needs_step_free,
                cleared=member.pk in cleared,
                chaperoned=needs_adult and member.comes_with_facilitator,
            )
        )
    return tuple(people)
