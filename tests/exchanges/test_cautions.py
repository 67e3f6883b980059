"""What to look at again before settling a day, a place and people."""

import pytest

from exchanges.cautions import cautions_of
from members.models import DatedException, Household, Period
from tests.factories import exchanges, members

pytestmark = pytest.mark.django_db
DAY = 10


@pytest.fixture
def place():
    """A day, a half-day, and a place that is open then."""
    date = exchanges.in_days(DAY)
    opening = exchanges.VenueOpeningFactory(weekday=date.weekday(), period=Period.AFTERNOON)
    return {"venue": opening.venue, "date": date, "period": Period.AFTERNOON}


@pytest.fixture
def free(place):
    """Somebody who is free then."""
    return members.AvailabilityFactory(weekday=place["date"].weekday(), period=place["period"]).member


def cautions(place, *people, **fields):
    return [sentence for sentence in cautions_of(people=people, **place | fields) if "laissé de côté" not in sentence]


def test_nothing_to_say(place, free):
    assert cautions(place, free) == []


def test_the_place_is_not_known_to_be_open(place, free):
    assert place["venue"].name in cautions(place, free, period=Period.MORNING)[0]
    exchanges.VenueExceptionFactory(venue=place["venue"], date=place["date"])
    assert place["venue"].name in cautions(place, free)[0]


def test_the_centre_is_closed(place):
    exchanges.ClosureFactory(name="Inventaire", first_day=place["date"])
    assert any("Inventaire" in sentence for sentence in cautions_of(people=[], **place))


def test_who_is_not_free_is_said_in_one_sentence(place, free, member):
    away = members.DatedExceptionFactory(first_day=place["date"], kind=DatedException.Kind.AWAY).member
    [sentence] = cautions(place, free, member, away)
    assert member.get_full_name() in sentence
    assert away.get_full_name() in sentence
    assert free.get_full_name() not in sentence


def test_who_is_asked_elsewhere_but_not_in_this_session(place, free):
    session = exchanges.SessionFactory(date=place["date"], period=place["period"])
    exchanges.ParticipationFactory(session=session, member=free)
    [sentence] = cautions(place, free)
    assert free.get_full_name() in sentence
    assert cautions(place, free, besides=session) == []


def test_too_far_or_with_steps(place, free):
    free.needs_step_free = True
    free.save()
    place["venue"].step_free = False
    place["venue"].save()
    [sentence] = cautions(place, free)
    assert free.get_full_name() in sentence


def test_a_far_village_just_before(place, free):
    there = exchanges.VenueFactory()
    members.CommuneDistanceFactory(first=there.commune, second=place["venue"].commune, kilometres=20)
    session = exchanges.SessionFactory(venue=there, date=place["date"], period=Period.MORNING)
    exchanges.ParticipationFactory(session=session, member=free, answer="yes")
    [sentence] = cautions(place, free)
    assert sentence.startswith(free.get_full_name())


def test_two_adults_who_go_out_by_turns(place, free):
    free.household = members.HouseholdFactory(wish=Household.Wish.BY_TURNS)
    free.save()
    other = members.AvailabilityFactory(
        weekday=place["date"].weekday(), period=place["period"], member__household=free.household
    ).member
    assert cautions(place, free) == []
    [sentence] = cautions(place, free, other)
    assert free.get_full_name() in sentence
    assert other.get_full_name() in sentence
