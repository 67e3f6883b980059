"""Whatever the centre prefers, a request that can be served is served, and nobody weighs more than somebody else."""

from dataclasses import asdict, replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchanges.matching import Request, Rules, Weights, check_plan, solve
from exchanges.models import RoundPreferences
from exchanges.models.preferences import Step
from exchanges.rounds.preferences import POINTS, weights_for
from tests.exchanges.matching.rounds import change_person, circle, problems

STEPS = Step.values
EVERY_CHOICE = [
    dict(zip(RoundPreferences.NAMES, steps, strict=True))
    for steps in product(STEPS, repeat=len(RoundPreferences.NAMES))
]
BIG_GROUP, RULES = 8, Rules()
choices = st.sampled_from(EVERY_CHOICE)


def test_the_usual_choices_are_the_engines_own():
    assert weights_for(RoundPreferences().as_choices()) == weights_for({}) == Weights()


def test_each_step_of_each_preference_means_something():
    assert POINTS.keys() == set(RoundPreferences.NAMES)
    assert len({weights_for(one) for one in EVERY_CHOICE}) == len(EVERY_CHOICE) == 81


@pytest.mark.parametrize("name", RoundPreferences.NAMES)
def test_less_is_below_the_usual_and_more_is_above(name):
    usual = asdict(Weights())
    less, more = (asdict(weights_for({name: step})) for step in ("less", "more"))
    assert less.keys() == more.keys() == usual.keys()
    changed = {key for key in usual if less[key] != usual[key]}
    assert changed == {key for key in usual if more[key] != usual[key]}
    assert all(less[key] < usual[key] < more[key] for key in changed)


@pytest.mark.parametrize("chosen", EVERY_CHOICE, ids=lambda chosen: "-".join(chosen.values()))
def test_one_request_more_is_worth_more_than_all_the_rest_of_a_session(chosen):
    weights = weights_for(chosen)
    mixing = weights.age_band * (RULES.max_bonus_bands - 1) + weights.commune * (RULES.max_bonus_communes - 1)
    assert min(asdict(weights).values()) >= 0
    assert weights.serve > mixing
    assert weights.serve > weights.reach
    assert weights.serve > weights.first_give + weights.reach - weights.sharer_session
    assert weights.serve > weights.repeat_pair * (BIG_GROUP - 1)


@settings(deadline=None, max_examples=12)
@given(problem=problems, chosen=choices)
def test_no_seat_stays_empty_when_somebody_could_take_it(problem, chosen):
    plan = solve(replace(problem, weights=weights_for(chosen)))
    assert plan.optimal
    for session in plan.sessions:
        for request in problem.requests:
            if request.skill == session.skill and request.person not in session.people:
                fuller = replace(session, learners=tuple(sorted((*session.learners, request.person))))
                others = [other for other in plan.sessions if other != session]
                assert check_plan(problem, [*others, fuller])


def test_the_last_seat_goes_to_who_the_centre_prefers():
    """Person 4 would bring another age; persons 1 to 3 are of the sharer's own, and have waited five weeks longer."""
    problem = circle(5)
    for person in range(5):
        problem = change_person(problem, person, age_band=int(person == 4))
    waits = tuple(Request(person, 0, 0, 0 if person == 4 else 5) for person in range(1, 5))
    problem = replace(problem, requests=waits, rules=Rules(max_people=4))

    def last_seat(**chosen):
        (session,) = solve(replace(problem, weights=weights_for(chosen))).sessions
        return session.learners

    own_age = set(combinations(range(1, 4), 3))
    assert last_seat() in own_age
    assert 4 in last_seat(mixing="more")
    assert last_seat(mixing="more", long_waits="more") in own_age
    assert 4 in last_seat(long_waits="less")


def test_preferences_speak_of_nobody():
    assert not any(field.is_relation for field in RoundPreferences._meta.get_fields())


@pytest.mark.django_db
def test_there_is_one_row_of_preferences():
    RoundPreferences(pk=1, mixing="more").save()
    assert RoundPreferences.load().as_choices() == {
        "long_waits": "usual",
        "first_times": "usual",
        "many_people": "usual",
        "mixing": "more",
    }
