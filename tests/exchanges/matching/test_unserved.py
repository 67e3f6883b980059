"""Every request not served has one reason, and what would unblock it is tried here in full."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from hypothesis import given, settings

from exchanges.matching import (
    Offer,
    PlannedSession,
    Problem,
    Refusal,
    Request,
    Stage,
    Unblock,
    UnblockCode,
    Unserved,
    Venue,
    check_plan,
    explain_unserved,
    solve,
)
from tests.exchanges.matching.rounds import add_people, change_person, circle, crowded_problems, possible_sessions

ALONE = (Stage.OWN_LIMIT, Stage.OWN_CONFLICT, Stage.SHARER_LIMIT, Stage.GROUP_FULL, Stage.VENUE_TAKEN, Stage.OUTWEIGHED)


def only_reason(problem: Problem) -> tuple[Stage, Unblock]:
    """The reason for the request of person 1, who is not served."""
    reasons = [reason for reason in explain_unserved(problem, solve(problem)) if reason.person == 1]
    assert len(reasons) == 1
    return reasons[0].stage, reasons[0].unblock


class TestStages:
    """Person 1 asks; something is in the way."""

    def test_no_offer(self):
        assert only_reason(circle(offers=())) == (Stage.NO_OFFER, Unblock(UnblockCode.A_SHARER, level=0))

    def test_one_s_own_offer_is_no_offer(self):
        assert only_reason(circle(offers=(Offer(1, 0, 2, 7),)))[0] == Stage.NO_OFFER

    def test_an_offer_to_one_person_is_no_offer(self):
        assert only_reason(circle(offers=(Offer(0, 0, 2, 1),)))[0] == Stage.NO_OFFER

    def test_level(self):
        problem = circle(requests=(Request(1, 0, 3), Request(2, 0), Request(3, 0)))

        assert only_reason(problem) == (Stage.LEVEL, Unblock(UnblockCode.A_SHARER, level=3))

    def test_travel(self):
        problem = change_person(circle(), 1, reach=frozenset())

        assert only_reason(problem) == (Stage.TRAVEL, Unblock(UnblockCode.A_LIFT, venue=0))

    def test_a_sharer_who_travels_nowhere(self):
        problem = change_person(circle(), 0, reach=frozenset())

        assert only_reason(problem) == (Stage.TRAVEL, Unblock(UnblockCode.A_SHARER, level=0))

    def test_no_common_half_day(self):
        problem = change_person(circle(), 1, available=frozenset({1}))

        assert only_reason(problem) == (
            Stage.NO_COMMON_HALF_DAY,
            Unblock(UnblockCode.MORE_AVAILABILITY, venue=0, slot=0),
        )

    def test_the_adult_s_half_days_count(self):
        problem = change_person(circle(5), 1, companion=1, accompanied_by=4)
        problem = change_person(problem, 4, available=frozenset())

        assert only_reason(problem)[0] == Stage.NO_COMMON_HALF_DAY

    def test_no_open_venue(self):
        problem = circle(venues=(Venue(0, 1, 8, frozenset({1})),))

        assert only_reason(problem) == (
            Stage.NO_OPEN_VENUE,
            Unblock(UnblockCode.OPEN_VENUE, venue=0, commune=1, slot=0),
        )

    def test_a_venue_too_small_is_no_venue(self):
        problem = circle(venues=(Venue(0, 1, 2, frozenset({0})),))

        assert only_reason(problem) == (Stage.NO_OPEN_VENUE, Unblock(UnblockCode.OPEN_VENUE, commune=1, slot=0))

    def test_refused(self):
        problem = circle(refused=(Refusal(person=0, with_person=1),))

        assert only_reason(problem) == (Stage.REFUSED, Unblock(UnblockCode.LIFT_REFUSAL, venue=0, slot=0))

    def test_too_few_learners(self):
        problem = circle(2)

        assert only_reason(problem) == (
            Stage.TOO_FEW_LEARNERS,
            Unblock(UnblockCode.ONE_MORE_LEARNER, missing=1, venue=0, slot=0),
        )

    def test_own_limit(self):
        problem = self._two_evenings(circle(offers=(Offer(0, 0, 2, 7), Offer(2, 1, 2, 7))))
        problem = replace(problem, requests=(*problem.requests, Request(1, 1, 0, 9), Request(3, 1, 0, 9)))
        problem = change_person(problem, 3, max_learn=2)

        stage, unblock = only_reason(problem)

        assert stage == Stage.OWN_LIMIT
        assert unblock.code == UnblockCode.RAISE_LIMIT

    def test_sharer_limit(self):
        problem = self._two_evenings(circle(7))
        for number in range(1, 7):
            problem = change_person(problem, number, available=frozenset({1 if number < 4 else 0}))

        stage, unblock = only_reason(problem)

        assert stage == Stage.SHARER_LIMIT
        assert unblock == Unblock(UnblockCode.A_SHARER, level=0, venue=0, slot=1)

    def test_group_full(self):
        problem = circle(5, venues=(Venue(0, 0, 4, frozenset({0})),))

        assert only_reason(problem) == (Stage.GROUP_FULL, Unblock(UnblockCode.ONE_MORE_SEAT, venue=0, slot=0))

    def test_venue_taken(self):
        problem = circle(7, offers=(Offer(0, 0, 2, 7), Offer(3, 1, 2, 7)))
        wanted = (Request(1, 0, 0, 0), Request(2, 0, 0, 0), *(Request(number, 1, 0, 9) for number in (4, 5, 6)))
        problem = replace(problem, requests=wanted)

        assert only_reason(problem) == (Stage.VENUE_TAKEN, Unblock(UnblockCode.OPEN_VENUE, commune=0, slot=0))

    def _two_evenings(self, problem: Problem) -> Problem:
        for number in range(len(problem.people)):
            problem = change_person(problem, number, available=frozenset({0, 1}))
        return replace(problem, venues=(Venue(0, 0, 8, frozenset({0, 1})),))


@settings(max_examples=25, deadline=None)
@given(crowded_problems)
def test_each_unserved_request_has_exactly_one_reason(problem):
    plan = solve(problem)
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
    for session in held:
        if (session.skill, session.venue, session.slot) == (reason.skill, venue, slot):
            joined = replace(session, learners=tuple(sorted((*session.learners, reason.person))))
            changed = tuple(joined if other is session else other for other in held)
            if not check_plan(problem, changed):
                yield changed
    for session in possible_sessions(problem, venue, slot, reason.skill):
        if reason.person in session.learners and not check_plan(problem, (*held, session)):
            yield session


def is_open(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved, venue: int, slot: int) -> bool:
    return any(True for _ in ways_in(problem, held, reason, venue, slot))


def try_one_more_learner(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved) -> None:
    unblock = reason.unblock
    held = held if reason.stage in ALONE else ()
    for count in range(unblock.missing + 1):
        joined, new = add_people(problem, count)
        joined = replace(joined, requests=joined.requests + tuple(Request(member, reason.skill) for member in new))
        assert is_open(joined, held, reason, unblock.venue, unblock.slot) == (count == unblock.missing)


def try_a_sharer(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved) -> None:
    unblock = reason.unblock
    if reason.stage == Stage.NO_OFFER:
        others = [offer for offer in problem.offers if offer.skill == reason.skill and offer.person != reason.person]
        assert all(offer.max_learners < problem.rules.min_learners for offer in others)
    if unblock.venue is None:
        return
    held = held if reason.stage in ALONE else ()
    assert not is_open(problem, held, reason, unblock.venue, unblock.slot)
    joined, (new,) = add_people(problem, 1)
    joined = replace(joined, offers=(*joined.offers, Offer(new, reason.skill, 9, 9)))
    assert is_open(joined, held, reason, unblock.venue, unblock.slot)


def try_more_availability(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved) -> None:
    if reason.stage != Stage.OWN_CONFLICT:
        return
    unblock = reason.unblock
    changed = problem
    for member in {reason.person, problem.people[reason.person].accompanied_by} - {None}:
        half_days = problem.people[member].available | {unblock.slot}
        changed = change_person(changed, member, available=half_days)
    assert not is_open(problem, held, reason, unblock.venue, unblock.slot)
    assert is_open(changed, held, reason, unblock.venue, unblock.slot)


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
        assert unblock.venue is None or unblock.slot not in problem.venues[unblock.venue].open
        return
    rooms = [v for v in problem.venues if v.commune == unblock.commune and unblock.slot in v.open]
    assert any(
        is_open(with_room_beside(problem, room, unblock.slot), held, reason, len(problem.venues), unblock.slot)
        for room in rooms
    )


def with_room_beside(problem: Problem, room: Venue, slot: int) -> Problem:
    """The same round with one more room like `room`, open in the slot, to which the same refusals apply."""
    new = replace(room, id=len(problem.venues), open=frozenset({slot}))
    people = tuple(replace(p, reach=p.reach | {new.id}) if room.id in p.reach else p for p in problem.people)
    refused = tuple(replace(refusal, venue=new.id) for refusal in problem.refused if refusal.venue == room.id)
    return replace(problem, venues=(*problem.venues, new), people=people, refused=problem.refused + refused)


def nothing_to_try(problem: Problem, held: tuple[PlannedSession, ...], reason: Unserved) -> None:
    """A lift, a refusal or a later round: nothing more to compute."""


def with_more_seats(problem: Problem) -> Problem:
    rules = replace(problem.rules, max_people=problem.rules.max_people + 2)
    venues = tuple(replace(venue, capacity=venue.capacity + 2) for venue in problem.venues)
    offers = tuple(replace(offer, max_learners=offer.max_learners + 2) for offer in problem.offers)
    return replace(problem, rules=rules, venues=venues, offers=offers)


Trial = Callable[[Problem, tuple[PlannedSession, ...], Unserved], None]
TRIALS: dict[UnblockCode, Trial] = {
    UnblockCode.ONE_MORE_LEARNER: try_one_more_learner,
    UnblockCode.A_SHARER: try_a_sharer,
    UnblockCode.MORE_AVAILABILITY: try_more_availability,
    UnblockCode.RAISE_LIMIT: try_raise_limit,
    UnblockCode.ONE_MORE_SEAT: try_one_more_seat,
    UnblockCode.OPEN_VENUE: try_open_venue,
}
