"""Pinned proposals: the next rounds keep them as they are, at the word of whoever pinned them.

What was never said (that somebody is free, that a place is open or near enough, that one more session suits) gives way
to a pin, with a caution beside it. What cannot be does not: a room or a person that a session has already, steps for
who cannot climb them, a wish taken back, somebody who left.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from exchanges import matching
from exchanges.models import Proposal
from exchanges.rounds.calendar import HalfDay

Numbers = Mapping[str, Mapping]
"""For slots, venues, people, skills and communes, the place of each row in the problem."""


class PinLost(Exception):
    """A pinned proposal can no longer stay as it is."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(f"proposal {proposal.pk}")
        self.proposal = proposal


@dataclass(frozen=True, slots=True)
class Never:
    """What no pin can have: rooms as (venue, slot), people elsewhere as (person, slot)."""

    rooms: Collection[tuple[int, int]]
    people: Collection[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What nobody said and a pin takes as given, and what it goes against, in the engine's numbers."""

    not_free: tuple[int, ...] = ()
    too_far: tuple[int, ...] = ()
    is_closed: bool = False
    against_wish: tuple[int, ...] = ()
    far_that_day: tuple[int, ...] = ()


def pinned_proposals(first_day: datetime.date, last_day: datetime.date) -> QuerySet[Proposal]:
    """Those a round over these days keeps."""
    return Proposal.objects.filter(state=Proposal.State.OPEN, is_pinned=True, date__range=(first_day, last_day))


def pins_in_the_way(
    *,
    first_day: datetime.date,
    last_day: datetime.date,
    without_venues: Collection[int],
    without_days: Collection[datetime.date],
) -> QuerySet[Proposal]:
    """Those in a place, or on a day, that the round is to do without."""
    left_out = Q(venue__in=without_venues) | Q(date__in=without_days)
    return pinned_proposals(first_day, last_day).filter(left_out).select_related("skill", "venue")


def session_of(proposal: Proposal, number: Numbers) -> matching.PlannedSession:
    """The proposal's group as the engine has it. Raises KeyError when the problem does not know one of its rows."""
    roles: dict[str, list[int]] = {"sharer": [], "learner": []}
    for row in proposal.people.all():
        roles[row.role].append(number["person"][row.member_id])
    return matching.PlannedSession(
        number["skill"][proposal.skill_id],
        number["venue"][proposal.venue_id],
        number["slot"][HalfDay(proposal.date, proposal.period)],
        tuple(sorted(roles["sharer"])),
        tuple(sorted(roles["learner"])),
        number["person"].get(proposal.chaperone_id),
    )


def take_at_their_word(
    problem: matching.Problem, never: Never
) -> tuple[matching.Problem, dict[matching.PlannedSession, Unsaid]]:
    """The problem in which its pinned sessions may be held, and what each of them takes as given."""
    people, venues = list(problem.people), list(problem.venues)
    levels = {(request.person, request.skill): request.min_level for request in problem.requests}
    shares = Counter(person for pin in problem.pinned for person in pin.sharers)
    learns = Counter(person for pin in problem.pinned for person in pin.learners)
    unsaid = {}
    for pin in problem.pinned:
        present = matching.everybody_at(problem.people, pin)
        unsaid[pin] = found = _unsaid(problem, pin, present, never)
        for number in found.not_free:
            people[number] = replace(people[number], available=people[number].available | {pin.slot})
        for number in found.too_far:
            people[number] = replace(people[number], reach=people[number].reach | {pin.venue})
        if found.is_closed:
            venues[pin.venue] = replace(venues[pin.venue], open=venues[pin.venue].open | {pin.slot})
        best = max((o.level for o in problem.offers if o.skill == pin.skill and o.person in pin.sharers), default=0)
        for learner in pin.learners:
            if (learner, pin.skill) in levels:
                levels[learner, pin.skill] = min(best, levels[learner, pin.skill])
    for number in shares | learns:
        person = people[number]
        people[number] = replace(
            person, max_share=max(person.max_share, shares[number]), max_learn=max(person.max_learn, learns[number])
        )
    requests = tuple(replace(one, min_level=levels[one.person, one.skill]) for one in problem.requests)
    return replace(problem, people=tuple(people), venues=tuple(venues), requests=requests), unsaid


def _unsaid(problem: matching.Problem, pin: matching.PlannedSession, present: tuple[int, ...], never: Never) -> Unsaid:
    free, near = ({one: getattr(problem.people[one], name) for one in present} for name in ("available", "reach"))
    room = pin.venue, pin.slot
    return Unsaid(
        tuple(one for one in present if pin.slot not in free[one] and (one, pin.slot) not in never.people),
        tuple(one for one in present if pin.venue not in near[one]),
        pin.slot not in problem.venues[pin.venue].open and room not in never.rooms,
    )
