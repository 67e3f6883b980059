"""Who may be placed: the queryset and the person's own answer are one rule."""

import datetime

import pytest

from members.models import AgeBand, Authorisation, Member
from tests.factories import members

ON = datetime.date(2026, 11, 22)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("birth_year", "band", "expected"),
    [
        (1950, AgeBand.UNKNOWN, True),
        (2008, AgeBand.UNKNOWN, True),
        (2009, AgeBand.UNKNOWN, False),
        (2020, AgeBand.UNKNOWN, False),
        (None, AgeBand.UNKNOWN, True),
        (None, AgeBand.FROM_75, True),
        (None, AgeBand.FROM_15, False),
        (None, AgeBand.UNDER_15, False),
    ],
)
def test_under_age_without_authorisation_is_in_no_plan(birth_year, band, expected):
    member = members.MemberFactory(birth_year=birth_year, said_age_band=band)
    assert member.may_be_planned(on=ON) is expected
    assert member.is_under_age(on=ON) is not expected


@pytest.mark.parametrize(
    ("given_on", "ended_on", "expected"),
    [
        (ON, None, True),
        (ON + datetime.timedelta(days=1), None, False),
        (ON - datetime.timedelta(days=90), ON, False),
        (ON - datetime.timedelta(days=90), ON + datetime.timedelta(days=1), True),
    ],
)
def test_an_authorisation_counts_while_it_is_on_file(given_on, ended_on, expected):
    young = members.MemberFactory(birth_year=2011)
    Authorisation.objects.create(member=young, guardian_name="Awa Diop", given_on=given_on, ended_on=ended_on)
    assert young.may_be_planned(on=ON) is expected
    assert Member.objects.awaiting_authorisation(on=ON).contains(young) is not expected


def test_a_pause_or_a_departure_keeps_out_of_plans():
    assert not members.MemberFactory(paused_at="2026-11-01T10:00Z").may_be_planned(on=ON)
    assert not members.MemberFactory(is_active=False).may_be_planned(on=ON)


def test_several_authorisations_count_once():
    young = members.MemberFactory(birth_year=2011)
    for name in ("Awa Diop", "Malik Diop"):
        Authorisation.objects.create(member=young, guardian_name=name, given_on=ON)
    assert Member.objects.plannable(on=ON).filter(pk=young.pk).count() == 1
