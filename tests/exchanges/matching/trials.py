"""Everything an explanation says, tried out in full: would that have opened the way?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from exchanges.matching import (
    Offer,
    Plan,
    PlannedSession,
    Problem,
    Request,
    Stage,
    UnblockCode,
    Unserved,
    Venue,
    check_plan,
    explain_unserved,
)
from exchanges.matching.funnel import Funnel
from tests.exchanges.matching.rounds import add_people, change_person, possible_sessions

ALONE = tuple(Stage)[tuple(Stage).index(Stage.OWN_LIMIT) :]


def check_reasons(problem: Problem, plan: Plan) -> None:
    """One reason for each request not served, of the right kind, and what would open the way does."""
    served = {(member, session.skill) for session in plan.sessions for member in session.learners}

    found = explain_unserved(problem, plan)

    assert [reason.request for reason in found] == [
        number for number, request in enumerate(problem.requests) if (request.person, request.skill) not in served
    ]
    for reason in found:
        request = problem.requests[reason.request]
        assert (reason.person, reason.skill) == (request.person, request.skill)
        assert feasible_alone(problem, request) == (reason.stage in ALONE)
        TRIALS.get(reason.unblock.code, nothing_to_try)(problem, plan.sessions, reason)


def feasible_alone(problem: Problem, request: Request) -> bool:
    """Whether some session could serve the request if the round had no other."""
    return any(
        request.person in session.learners
        for venue in problem.venues
        for slot in sorted(venue.open)
        for session in possible_sessions(problem, venue.id, slot, request.skill)
    )


def ways_in(
    problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved, venue: int, slot: int
) -> Iterator[object]:
    """Ways to serve the request in the room beside the sessions held: by joining, or with a session of its own."""
    cleared = [person.id for person in problem.people if person.cleared]
    for session in held:
        if (session.skill, session.venue, session.slot) == (reason.skill, venue, slot):
            learners = tuple(sorted({*session.learners, *party_of(problem, reason)}))
            for chaperone in [session.chaperone] if session.chaperone is not None else [None, *cleared]:
                joined = replace(session, learners=learners, chaperone=chaperone)
                changed = tuple(joined if other is session else other for other in held)
                if not check_plan(problem, changed):
                    yield changed
    for session in possible_sessions(problem, venue, slot, reason.skill):
        if reason.person in session.learners and not check_plan(problem, (*held, session)):
            yield session


def party_of(problem: Problem, reason: Unserved) -> set[int]:
    """The person, and whoever asks for the same together with them."""
    asking = {request.person for request in problem.requests if request.skill == reason.skill}
    return {reason.person}.union(*(asking & set(group) for group in problem.together if reason.person in group))


def is_open(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved, venue: int, slot: int) -> bool:
    return any(True for _ in ways_in(problem, held, reason, venue, slot))


def try_one_more_learner(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved) -> None:
    unblock = reason.unblock
    held = held if reason.stage in ALONE else ()
    for count in range(unblock.missing + 1):
        joined, new = add_people(problem, count)
        joined = replace(joined, requests=joined.requests + tuple(Request(member, reason.skill) for member in new))
        assert is_open(joined, held, reason, unblock.venue, unblock.slot) == (count == unblock.missing)


def with_learners(problem: Problem, skill: int, count: int) -> Problem:
    """The same round with `count` more people who would like to learn the savoir."""
    joined, new = add_people(problem, count)
    return replace(joined, requests=joined.requests + tuple(Request(member, skill) for member in new))


def opens_with_those_missing(problem: Problem, reason: Unserved, rooms: Iterable[tuple[int, int]]) -> bool:
    """Whether one of the rooms could hold a group with as many more learners as are missing, and not with fewer."""
    missing, rooms = reason.unblock.missing or 0, list(rooms)
    return all(
        any(is_open(with_learners(problem, reason.skill, count), (), reason, *room) for room in rooms)
        == (count == missing)
        for count in range(missing + 1)
    )


def try_a_sharer(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved) -> None:
    unblock = reason.unblock
    if reason.stage == Stage.NO_OFFER:
        others = [offer for offer in problem.offers if offer.skill == reason.skill and offer.person != reason.person]
        fewest = max(problem.rules.min_learners, problem.rules.min_people - problem.rules.max_sharers)
        assert all(offer.max_learners < fewest for offer in others)
    if unblock.venue is None:
        return
    held = held if reason.stage in ALONE else ()
    assert not is_open(problem, held, reason, unblock.venue, unblock.slot)
    joined, (new,) = add_people(problem, 1)
    joined = replace(joined, offers=(*joined.offers, Offer(new, reason.skill, 9, 9)))
    if unblock.missing:
        assert opens_with_those_missing(joined, reason, [(unblock.venue, unblock.slot)])
    else:
        assert is_open(joined, held, reason, unblock.venue, unblock.slot)


def try_more_availability(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved) -> None:
    unblock = reason.unblock
    changed = problem
    for member in {reason.person, problem.people[reason.person].accompanied_by} - {None}:
        half_days = problem.people[member].available | {unblock.slot}
        changed = change_person(changed, member, available=half_days)
    if reason.stage == Stage.NO_COMMON_HALF_DAY:
        assert opens_with_those_missing(changed, reason, [(unblock.venue, unblock.slot)])
        return
    assert not is_open(problem, held, reason, unblock.venue, unblock.slot)
    assert is_open(changed, held, reason, unblock.venue, unblock.slot)


def try_a_lift(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved) -> None:
    venue, changed = reason.unblock.venue, problem
    for member in {reason.person, problem.people[reason.person].accompanied_by} - {None}:
        changed = change_person(changed, member, reach=problem.people[member].reach | {venue})
    rooms = ((venue, slot) for slot in problem.venues[venue].open)
    assert opens_with_those_missing(changed, reason, rooms)


def try_raise_limit(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved) -> None:
    unblock, person = reason.unblock, problem.people[reason.person]
    changed = change_person(problem, person.id, max_learn=person.max_learn + unblock.missing)
    assert not is_open(problem, held, reason, unblock.venue, unblock.slot)
    assert is_open(changed, held, reason, unblock.venue, unblock.slot)


def try_one_more_seat(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved) -> None:
    unblock = reason.unblock
    assert not is_open(problem, held, reason, unblock.venue, unblock.slot)
    assert is_open(with_more_seats(problem), held, reason, unblock.venue, unblock.slot)


def try_open_venue(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved) -> None:
    unblock = reason.unblock
    if reason.stage != Stage.VENUE_TAKEN:
        try_a_room(problem, reason)
        return
    rooms = [v for v in problem.venues if v.commune == unblock.commune and unblock.slot in v.open]
    assert any(
        is_open(with_room_beside(problem, room, unblock.slot), held, reason, len(problem.venues), unblock.slot)
        for room in rooms
    )


def try_a_room(problem: Problem, reason: Unserved) -> None:
    """The venue named, open in the slot; or a room beside one of the commune, large enough for any group."""
    unblock, slot = reason.unblock, reason.unblock.slot
    if unblock.venue is not None:
        venue = problem.venues[unblock.venue]
        assert slot not in venue.open
        venues = tuple(replace(v, open=v.open | {slot}) if v is venue else v for v in problem.venues)
        assert opens_with_those_missing(replace(problem, venues=venues), reason, [(venue.id, slot)])
        return
    larger = [
        with_room_beside(problem, replace(venue, capacity=problem.rules.max_people), slot)
        for venue in problem.venues
        if venue.commune == unblock.commune
    ]
    assert any(opens_with_those_missing(one, reason, [(len(problem.venues), slot)]) for one in larger)


def with_room_beside(problem: Problem, room: Venue, slot: int) -> Problem:
    """The same round with one more room like `room`, open in the slot, to which the same refusals apply."""
    new = replace(room, id=len(problem.venues), open=frozenset({slot}))
    people = tuple(replace(p, reach=p.reach | {new.id}) if room.id in p.reach else p for p in problem.people)
    refused = tuple(replace(refusal, venue=new.id) for refusal in problem.refused if refusal.venue == room.id)
    return replace(problem, venues=(*problem.venues, new), people=people, refused=problem.refused + refused)


def try_an_adult(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved) -> None:
    unblock = reason.unblock
    assert problem.people[reason.person].chaperoned or reason.stage == Stage.NO_ADULT
    if unblock.venue is None:
        return
    held = held if reason.stage in ALONE else ()
    assert not is_open(problem, held, reason, unblock.venue, unblock.slot)
    joined, _ = add_people(problem, 1, cleared=True, max_share=0, max_learn=0)
    assert is_open(joined, held, reason, unblock.venue, unblock.slot)


def try_ask_household(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved) -> None:
    if reason.stage == Stage.HOUSEHOLD_WISH:
        request = problem.requests[reason.request]
        freed, why = replace(problem, together=(), by_turns=()), Funnel(problem).sift(request)
        assert Funnel(freed).sift(request) != why


def nothing_to_try(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved) -> None:
    """A refusal or a later round: nothing more to compute."""


def with_more_seats(problem: Problem) -> Problem:
    rules = replace(problem.rules, max_people=problem.rules.max_people + 2)
    venues = tuple(replace(venue, capacity=venue.capacity + 2) for venue in problem.venues)
    offers = tuple(replace(offer, max_learners=offer.max_learners + 2) for offer in problem.offers)
    return replace(problem, rules=rules, venues=venues, offers=offers)


Trial = Callable[[Problem, tuple[PlannedSession, ...], Unserved], None]
TRIALS: dict[UnblockCode, Trial] = {
    UnblockCode.ONE_MORE_LEARNER: try_one_more_learner,
    UnblockCode.A_SHARER: try_a_sharer,
    UnblockCode.A_LIFT: try_a_lift,
    UnblockCode.MORE_AVAILABILITY: try_more_availability,
    UnblockCode.RAISE_LIMIT: try_raise_limit,
    UnblockCode.ONE_MORE_SEAT: try_one_more_seat,
    UnblockCode.OPEN_VENUE: try_open_venue,
    UnblockCode.AN_ADULT: try_an_adult,
    UnblockCode.ASK_HOUSEHOLD: try_ask_household,
}
