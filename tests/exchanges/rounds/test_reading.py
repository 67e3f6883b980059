"""What the engine is told: only what may be planned, and nothing about who people are."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exchanges.models import Refusal
from exchanges.rounds.calendar import HalfDay
from exchanges.rounds.reading import read_problem
from members.models import Authorisation, Availability, Offer, Period, Request, Weekday
from tests.factories import exchanges, members

TODAY = datetime.date(2026, 11, 22)
FIRST, LAST = datetime.date(2026, 11, 23), datetime.date(2026, 12, 20)
TUESDAY = HalfDay(datetime.date(2026, 11, 24), Period.AFTERNOON)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bread():
    return members.SkillFactory(name="Pain et levain")


@pytest.fixture
def room():
    return exchanges.VenueOpeningFactory(weekday=Weekday.TUESDAY, period=Period.AFTERNOON).venue


def person(*wishes, free=((Weekday.TUESDAY, Period.AFTERNOON),), **fields):
    member = members.MemberFactory(**fields)
    for weekday, period in free:
        Availability.objects.create(member=member, weekday=weekday, period=period)
    for model, skill in wishes:
        model.objects.create(member=member, skill=skill, words="faire du pain")
    return member


def read():
    return read_problem(first_day=FIRST, last_day=LAST, today=TODAY)


def reasons(reading):
    return {left.request.member_id: left.reason for left in reading.left_out}


def test_people_places_and_half_days_meet(bread, room):
    baker, learner = person((Offer, bread)), person((Request, bread))
    reading = read()
    problem = reading.problem
    assert [m.pk for m in reading.members] == [baker.pk, learner.pk]
    tuesdays = {i for i, day in enumerate(reading.half_days) if (day.date.weekday(), day.period) == (1, 1)}
    assert len(tuesdays) == 4
    assert problem.venues[0].open == tuesdays
    assert {p.available for p in problem.people} == {frozenset(tuesdays)}
    assert {p.reach for p in problem.people} == {frozenset({0})}


def test_what_is_promised_or_taken_is_no_longer_free(bread, room):
    baker = person((Offer, bread))
    session = exchanges.SessionFactory(venue=room, date=TUESDAY.date, period=TUESDAY.period)
    exchanges.ParticipationFactory(session=session, member=baker, role="sharer", answer="invited")
    reading = read()
    slot = reading.half_days.index(TUESDAY)
    assert slot not in reading.problem.venues[0].open
    assert slot not in reading.problem.people[0].available
    assert reading.problem.people[0].max_share == baker.max_share - 1


def test_a_cancelled_session_frees_its_room(bread, room):
    person((Offer, bread))
    exchanges.SessionFactory(venue=room, date=TUESDAY.date, period=TUESDAY.period, state="cancelled")
    reading = read()
    assert reading.half_days.index(TUESDAY) in reading.problem.venues[0].open


def test_a_place_taken_by_others_that_day_is_closed(bread, room):
    person((Offer, bread))
    exchanges.VenueExceptionFactory(venue=room, date=TUESDAY.date, is_open=False)
    reading = read()
    assert reading.half_days.index(TUESDAY) not in reading.problem.venues[0].open


def test_who_cannot_be_planned_is_told_why(bread, room):
    young = person((Request, bread), birth_year=2011)
    child = person((Request, bread), birth_year=2016)
    Authorisation.objects.create(member=child, guardian_name="Awa", given_on=TODAY)
    unsaid = person((Request, bread), free=())
    vague = members.MemberFactory()
    Request.objects.create(member=vague, words="un truc avec des fils")
    reading = read()
    assert reasons(reading) == {
        young.pk: "no_authorisation",
        child.pk: "no_companion",
        unsaid.pk: "no_availability",
        vague.pk: "words_to_place",
    }
    assert reading.problem.requests == ()


def test_a_child_comes_with_the_adult_named(bread, room):
    mother = person()
    child = person((Request, bread), birth_year=2016, companion=mother)
    Authorisation.objects.create(member=child, guardian_name="Awa", given_on=TODAY)
    reading = read()
    numbers = {m.pk: i for i, m in enumerate(reading.members)}
    told = reading.problem.people[numbers[child.pk]]
    assert (told.companion, told.accompanied_by) == (1, numbers[mother.pk])


def test_somebody_who_pauses_is_left_in_peace(bread, room):
    person((Offer, bread), paused_at="2026-11-01T10:00Z")
    person((Request, bread), paused_at="2026-11-01T10:00Z")
    reading = read()
    assert (reading.offers, reading.requests, reading.left_out) == ([], [], [])


def test_a_request_already_on_its_way_is_not_planned_again(bread, room):
    learner = person((Request, bread))
    session = exchanges.SessionFactory(skill=bread, date=TUESDAY.date)
    exchanges.ParticipationFactory(session=session, member=learner, role="learner", answer="waiting")
    reading = read()
    assert (reading.requests, reading.left_out) == ([], [])


@pytest.mark.parametrize(
    ("kilometres", "travel", "expected"), [(4, 5, (1, 0)), (6, 5, (0, 0)), (None, 5, (1, 1)), (6, None, (1, 0))]
)
def test_distance_decides_and_unknown_counts_as_a_careful_yes(bread, room, kilometres, travel, expected):
    member = person((Offer, bread), travel_km=travel)
    if kilometres is not None:
        members.CommuneDistanceFactory(first=member.commune, second=room.commune, kilometres=kilometres)
    told = read().problem.people[0]
    assert (len(told.reach), len(told.unsure)) == expected


def test_steps_close_a_place_to_who_cannot_climb(bread, room):
    person((Offer, bread), needs_step_free=True)
    room.step_free = False
    room.save()
    problem = read().problem
    assert (problem.people[0].needs_step_free, problem.venues[0].step_free) == (True, False)


def test_a_refusal_of_a_weekday_covers_each_of_its_half_days(bread, room):
    member = person((Offer, bread))
    Refusal.objects.create(member=member, weekday=Weekday.TUESDAY, period=Period.AFTERNOON)
    refused = read().problem.refused
    assert len(refused) == 4
    assert {(r.person, r.venue, r.skill, r.with_person) for r in refused} == {(0, None, None, None)}


def test_a_refusal_that_names_somebody_absent_refuses_nothing_more(bread, room):
    member = person((Offer, bread))
    Refusal.objects.create(member=member, other_member=members.MemberFactory())
    assert read().problem.refused == ()


def test_reading_costs_the_same_for_three_people_and_for_thirty(bread, room):
    def cost(count):
        for _n in range(count):
            person((Offer, bread))
            person((Request, bread))
        with CaptureQueriesContext(connection) as queries:
            read()
        return len(queries)

    assert cost(3) == cost(27)
