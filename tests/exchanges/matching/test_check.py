"""The checker says which rule a plan breaks."""

from dataclasses import replace

import pytest

from exchanges.matching import Offer, PlannedSession, Refusal, Request, Rules, Venue, check_plan
from tests.exchanges.matching.rounds import change_person, circle

GROUP = PlannedSession(0, 0, 0, (0,), (1, 2, 3))


def test_a_good_plan_breaks_nothing():
    assert check_plan(circle(), [GROUP]) == []


def test_a_pair_is_never_allowed():
    faults = check_plan(circle(), [replace(GROUP, learners=(1,))])

    assert [fault.split(": ")[1] for fault in faults] == ["only 1 learners", "only 2 people"]


@pytest.mark.parametrize(
    "change, fault",
    [
        (lambda p: replace(p, venues=(Venue(0, 0, 8, frozenset({1})),)), "the venue is closed"),
        (lambda p: replace(p, venues=(Venue(0, 0, 3, frozenset({0})),)), "4 people for 3 seats"),
        (lambda p: replace(p, rules=Rules(max_people=3)), "4 people for 3 seats"),
        (lambda p: replace(p, rules=Rules(min_learners=4)), "only 3 learners"),
        (lambda p: replace(p, rules=Rules(min_people=5)), "only 4 people"),
        (lambda p: change_person(p, 2, available=frozenset({1})), "person 2 is not free"),
        (lambda p: change_person(p, 0, reach=frozenset()), "person 0 cannot travel there"),
        (lambda p: replace(p, offers=(Offer(0, 1, 2, 7),)), "person 0 does not offer the savoir"),
        (lambda p: replace(p, offers=(Offer(0, 0, 2, 2),)), "more learners than sharer 0 takes"),
        (lambda p: replace(p, requests=p.requests[:2]), "person 3 does not ask for the savoir"),
        (lambda p: replace(p, requests=(*p.requests[:2], Request(3, 0, 3))), "the level is too low for person 3"),
        (lambda p: replace(p, refused=(Refusal(person=1, venue=0),)), "refused[0] forbids it"),
        (lambda p: replace(p, refused=(Refusal(person=1, slot=0, skill=0),)), "refused[0] forbids it"),
        (lambda p: replace(p, refused=(Refusal(person=1, with_person=3),)), "refused[0] forbids it"),
        (lambda p: replace(p, refused=(Refusal(skill=0),)), "refused[0] forbids it"),
    ],
)
def test_a_broken_rule_is_named(change, fault):
    assert check_plan(change(circle()), [GROUP]) == [f"session (skill 0, venue 0, slot 0): {fault}"]


@pytest.mark.parametrize(
    "session, fault",
    [
        (replace(GROUP, learners=(1, 1, 2)), "somebody is there twice"),
        (replace(GROUP, sharers=()), "0 sharers"),
        (replace(GROUP, venue=4), "unknown savoir, venue, slot or person"),
        (replace(GROUP, learners=(1, 2, 9)), "unknown savoir, venue, slot or person"),
    ],
)
def test_an_impossible_session_is_named(session, fault):
    assert check_plan(circle(), [session])[0].endswith(f": {fault}")


def test_a_refusal_of_something_else_does_not_matter():
    refused = (Refusal(person=1, slot=1), Refusal(person=1, skill=1), Refusal(person=1, with_person=4))
    assert check_plan(circle(5, refused=refused), [GROUP]) == []


def test_nobody_and_no_room_twice():
    problem = circle(5)

    faults = check_plan(problem, [GROUP, replace(GROUP, learners=(1, 2, 4))])

    assert set(faults) == {
        "venue 0 is used 2 times in slot 0",
        "person 0 is in 2 places in slot 0",
        "person 1 is in 2 places in slot 0",
        "person 2 is in 2 places in slot 0",
        "person 0 shares 2 times",
        "person 1 learns 2 times",
        "person 2 learns 2 times",
        "person 1 learns skill 0 2 times",
        "person 2 learns skill 0 2 times",
    }


def test_a_pinned_session_must_be_there():
    problem = circle(pinned=(GROUP,))

    assert check_plan(problem, [replace(GROUP, learners=(3, 1, 2))]) == []
    assert check_plan(problem, []) == ["pinned session (skill 0, venue 0, slot 0) is missing"]


class TestCompanions:
    def test_an_outside_adult_takes_a_seat_and_does_not_make_three(self):
        problem = change_person(circle(venues=(Venue(0, 0, 4, frozenset({0})),)), 1, companion=1)

        assert check_plan(problem, [replace(GROUP, learners=(1, 2))]) == []
        assert "5 people for 4 seats" in check_plan(problem, [GROUP])[0]
        assert "only 2 people" in check_plan(problem, [replace(GROUP, learners=(1,))])[1]

    def test_a_known_adult_must_be_free_and_able_to_come(self):
        problem = change_person(circle(5), 1, companion=1, accompanied_by=4)
        away = change_person(problem, 4, available=frozenset(), reach=frozenset())

        assert check_plan(problem, [GROUP]) == []
        assert [fault.split(": ")[1] for fault in check_plan(away, [GROUP])] == [
            "person 4 is not free",
            "person 4 cannot travel there",
        ]

    def test_a_known_adult_who_shares_there_takes_one_seat(self):
        problem = change_person(circle(venues=(Venue(0, 0, 4, frozenset({0})),)), 1, companion=1, accompanied_by=0)

        assert check_plan(problem, [GROUP]) == []

    def test_a_known_adult_is_busy(self):
        problem = circle(8, venues=tuple(Venue(number, 0, 8, frozenset({0})) for number in range(2)))
        problem = replace(problem, offers=(Offer(0, 0, 2, 7), Offer(7, 0, 2, 7)))
        for number in range(8):
            problem = change_person(problem, number, reach=frozenset({0, 1}))
        problem = change_person(problem, 1, companion=1, accompanied_by=5)

        faults = check_plan(problem, [GROUP, PlannedSession(0, 1, 0, (7,), (5, 6))])

        assert faults == ["person 5 is in 2 places in slot 0"]

    def test_a_refusal_of_the_adult_counts(self):
        problem = change_person(
            circle(5, refused=(Refusal(person=2, with_person=4),)), 1, companion=1, accompanied_by=4
        )

        assert check_plan(problem, [GROUP]) == ["session (skill 0, venue 0, slot 0): refused[0] forbids it"]
