"""Every request not served has one reason, and what would unblock it is tried here in full."""

from dataclasses import replace

from hypothesis import given, settings

from exchanges.matching import (
    Offer,
    Problem,
    Refusal,
    Request,
    Stage,
    Unblock,
    UnblockCode,
    Venue,
    explain_unserved,
    solve,
)
from tests.exchanges.matching.rounds import change_person, circle, crowded_problems
from tests.exchanges.matching.trials import check_reasons


def only_reason(problem: Problem) -> tuple[Stage, Unblock]:
    """The reason for the request of person 1, who is not served."""
    reasons = [reason for reason in explain_unserved(problem, solve(problem)) if reason.person == 1]
    assert len(reasons) == 1
    return reasons[0].stage, reasons[0].unblock


class TestStages:
    """Person 1 asks; something is in the way."""

    def test_no_offer(self):
        assert only_reason(circle(offers=())) == (
            Stage.NO_OFFER,
            Unblock(UnblockCode.A_SHARER, level=0, venue=0, slot=0),
        )

    def test_one_s_own_offer_is_no_offer(self):
        assert only_reason(circle(offers=(Offer(1, 0, 2, 7),)))[0] == Stage.NO_OFFER

    def test_an_offer_to_one_person_is_no_offer(self):
        assert only_reason(circle(offers=(Offer(0, 0, 2, 1),)))[0] == Stage.NO_OFFER

    def test_level(self):
        problem = circle(requests=(Request(1, 0, 3), Request(2, 0), Request(3, 0)))

        assert only_reason(problem) == (Stage.LEVEL, Unblock(UnblockCode.A_SHARER, level=3, venue=0, slot=0))

    def test_travel(self):
        problem = change_person(circle(), 1, reach=frozenset())

        assert only_reason(problem) == (Stage.TRAVEL, Unblock(UnblockCode.A_LIFT, venue=0))

    def test_a_sharer_who_travels_nowhere(self):
        problem = change_person(circle(), 0, reach=frozenset())

        assert only_reason(problem) == (Stage.TRAVEL, Unblock(UnblockCode.A_SHARER, level=0, venue=0, slot=0))

    def test_no_common_half_day(self):
        problem = change_person(circle(), 1, available=frozenset({1}))

        assert only_reason(problem) == (
            Stage.NO_COMMON_HALF_DAY,
            Unblock(UnblockCode.MORE_AVAILABILITY, venue=0, slot=0),
        )

    def test_those_missing_besides_are_counted(self):
        """Person 1 alone asks: with a half-day more, with a sharer or with a room, one learner would be missing."""
        alone = (Request(1, 0),)
        busy = change_person(circle(requests=alone), 1, available=frozenset({1}))
        nobody = circle(requests=alone, offers=())
        closed = circle(requests=alone, venues=(Venue(0, 1, 8, frozenset({1})),))

        assert [only_reason(problem)[1].missing for problem in (busy, nobody, closed)] == [1, 1, 1]

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


@settings(max_examples=12, deadline=None)
@given(crowded_problems)
def test_each_unserved_request_has_exactly_one_reason(problem):
    check_reasons(problem, solve(problem))
