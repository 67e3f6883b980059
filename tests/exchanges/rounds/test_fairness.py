"""Whom the rounds forget: sums hold, and a difference is said only when chance would not easily make it."""

from collections import Counter
from fractions import Fraction
from math import comb
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchanges.rounds.fairness import Asked, Difference, Share, judge, percent, share_by, sum_up, tails

BANDS = ("under_15", "40_59", "75_plus")


@st.composite
def requests(draw):
    """Requests of up to twelve people, each with an age and a village of their own."""
    homes = draw(st.lists(st.tuples(st.sampled_from(BANDS), st.sampled_from([1, 2, None])), min_size=1, max_size=12))
    asked = draw(st.lists(st.tuples(st.integers(0, len(homes) - 1), st.booleans()), max_size=30))
    return [
        Asked(number, person, *homes[person], served=served, reason="" if served else f"reason {number % 3}")
        for number, (person, served) in enumerate(asked)
    ]


@st.composite
def draws(draw):
    """A group within a whole: reached in the group, of the group, reached in all, people in all."""
    people = draw(st.integers(1, 60))
    of, reached = draw(st.integers(0, people)), draw(st.integers(0, people))
    count = draw(st.integers(max(0, of + reached - people), min(of, reached)))
    return count, of, reached, people


@given(requests(), st.sampled_from(["band", "village"]))
def test_groups_add_up_to_the_whole(lines, group):
    shares, whole = share_by(lines, attrgetter(group)).values(), sum_up(lines)
    for figure in ("requests", "served", "people", "reached"):
        assert sum(getattr(share, figure) for share in shares) == getattr(whole, figure)
    assert sum((Counter(share.held_back) for share in shares), Counter()) == Counter(whole.held_back)


@given(requests())
def test_nobody_is_reached_without_a_request_served(lines):
    share = sum_up(lines)
    assert 0 <= share.reached <= share.people <= share.requests
    assert share.reached <= share.served <= share.requests
    assert share.requests - share.served >= sum(share.held_back.values()) >= share.people - share.reached
    assert (share.main_reason is None) == (share.reached == share.people)


@given(requests())
def test_the_order_of_requests_does_not_matter(lines):
    assert sum_up(lines[::-1]) == sum_up(lines)


@given(draws())
def test_chances_are_those_of_drawing_people_blindly(drawn):
    count, of, reached, people = drawn
    ways = {k: comb(of, k) * comb(people - of, reached - k) for k in range(of + 1) if k <= reached}
    at_most = Fraction(sum(way for k, way in ways.items() if k <= count), comb(people, reached))
    at_least = Fraction(sum(way for k, way in ways.items() if k >= count), comb(people, reached))
    assert tails(count, of=of, reached=reached, people=people) == pytest.approx((at_most, at_least))


@given(draws(), st.integers(1, 40))
def test_being_reached_and_being_forgotten_mirror_each_other(drawn, groups):
    count, of, reached, people = drawn
    mirror = {Difference.LESS: Difference.MORE, Difference.MORE: Difference.LESS}
    said = judge(Share(people=of, reached=count), whole=Share(people=people, reached=reached), groups=groups)
    turned = judge(
        Share(people=of, reached=of - count), whole=Share(people=people, reached=people - reached), groups=groups
    )
    assert turned == mirror.get(said, said)


@given(draws())
def test_the_whole_does_not_differ_from_itself(drawn):
    whole = Share(people=drawn[3], reached=drawn[2])
    assert judge(whole, whole=whole, groups=1) is Difference.UNSURE


@given(draws(), st.integers(1, 40))
def test_more_groups_to_compare_make_fewer_differences(drawn, groups):
    count, of, reached, people = drawn
    share, whole = Share(people=of, reached=count), Share(people=people, reached=reached)
    said = judge(share, whole=whole, groups=groups + 1)
    assert said in (Difference.UNSURE, judge(share, whole=whole, groups=groups))


@pytest.mark.parametrize(
    ("reached", "people", "said"),
    [
        (3, 11, Difference.UNSURE),
        (2, 30, Difference.LESS),
        (12, 30, Difference.UNSURE),
        (24, 30, Difference.MORE),
        (0, 3, Difference.UNSURE),
        (0, 0, Difference.UNSURE),
    ],
)
def test_a_difference_among_six_ages_when_40_in_100_are_reached(reached, people, said):
    assert judge(Share(people=people, reached=reached), whole=Share(people=100, reached=40), groups=6) is said


def test_a_federation_is_counted_too():
    whole = Share(people=100_000, reached=40_000)
    assert judge(Share(people=20_000, reached=8_000), whole=whole, groups=300) is Difference.UNSURE
    assert judge(Share(people=20_000, reached=7_500), whole=whole, groups=300) is Difference.LESS


@pytest.mark.parametrize(("part", "whole", "said"), [(2, 3, None), (0, 4, None), (2, 5, 40), (1, 8, 13), (7, 7, 100)])
def test_no_percentage_on_fewer_than_five(part, whole, said):
    assert percent(part, whole) == said


def test_what_holds_back_counts_those_who_are_not_reached():
    lines = [
        Asked(1, 1, "75_plus", 1, served=True),
        Asked(2, 1, "75_plus", 1, served=False, reason="own_limit"),
        Asked(3, 2, "75_plus", 1, served=False, reason="travel"),
    ]
    assert sum_up(lines).main_reason == ("travel", 1)
