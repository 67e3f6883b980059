"""The week in half-days, and the days that differ."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.flows import availability
from members.models import DatedException
from tests.factories.members import DatedExceptionFactory, MemberFactory

pytestmark = pytest.mark.django_db

slots = st.sets(st.sampled_from(sorted(availability.ALL_SLOTS)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=slots, second=slots)
def test_what_was_kept_last_is_what_is_there(member, first, second):
    availability.set_availability(member=member, slots=first)
    availability.set_availability(member=member, slots=second)

    assert availability.slots_of(member) == second


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ticked=slots)
def test_the_page_shows_what_it_was_sent(member_client, member, centre, ticked):
    member_client.post(reverse("my_availability"), {"slots": [f"{day}-{period}" for day, period in ticked]})

    page = member_client.get(reverse("my_availability")).content.decode()

    assert availability.slots_of(member) == ticked
    assert page.count(" checked") == len(ticked)
    assert page.count('name="slots"') == 21


def test_a_half_day_outside_the_week_is_ignored(member):
    availability.set_availability(member=member, slots=[(7, 0), (0, 3), (1, 1)])

    assert availability.slots_of(member) == {(1, 1)}


@pytest.mark.parametrize(
    ("quick", "kept"),
    [
        ("evenings", {(0, 0)} | availability.EVENINGS),
        ("working_days", availability.WORKING_DAYS),
        ("nothing", set()),
    ],
)
def test_quick_buttons_work_without_a_script(member_client, member, centre, quick, kept):
    member_client.post(reverse("my_availability"), {"slots": ["0-0"], "quick": quick})

    assert availability.slots_of(member) == kept


def test_nobody_is_free_in_somebody_elses_place(member_client, centre):
    other = MemberFactory()

    response = member_client.post(reverse("my_availability", kwargs={"person_pk": other.pk}), {"slots": ["0-0"]})

    assert response.status_code == 404
    assert availability.slots_of(other) == set()


class TestDays:
    @pytest.fixture
    def in_a_week(self):
        return timezone.localdate() + datetime.timedelta(days=7)

    def test_away_from_a_day_to_another(self, member_client, member, centre, in_a_week):
        last = in_a_week + datetime.timedelta(days=3)
        member_client.post(reverse("my_absences"), {"kind": "away", "away-first_day": in_a_week, "away-last_day": last})

        exception = DatedException.objects.get()
        assert (exception.member, exception.kind, exception.first_day, exception.last_day, exception.period) == (
            member,
            "away",
            in_a_week,
            last,
            None,
        )

    def test_also_free_on_one_afternoon(self, member_client, centre, in_a_week):
        member_client.post(reverse("my_absences"), {"kind": "free", "free-first_day": in_a_week, "free-period": "1"})

        exception = DatedException.objects.get()
        assert (exception.kind, exception.first_day, exception.last_day, exception.period) == (
            "free",
            in_a_week,
            in_a_week,
            1,
        )

    def test_said_twice_is_kept_once(self, member_client, centre, in_a_week):
        for _unused in range(2):
            member_client.post(reverse("my_absences"), {"kind": "away", "away-first_day": in_a_week})

        assert DatedException.objects.count() == 1

    @pytest.mark.parametrize(
        ("first", "last", "field"),
        [
            ("", "", "first_day"),
            ("14 mars", "", "first_day"),
            ("2020-01-01", "2020-01-02", "first_day"),
            ("2031-03-14", "2031-03-13", "last_day"),
            ("2031-03-14", "2035-03-13", "last_day"),
        ],
    )
    def test_says_what_is_wrong(self, member_client, centre, first, last, field):
        response = member_client.post(
            reverse("my_absences"), {"kind": "away", "away-first_day": first, "away-last_day": last}
        )

        assert list(response.context["away"].errors) == [field]
        assert not response.context["free"].is_bound
        assert not DatedException.objects.exists()

    def test_a_french_date_is_read(self, member_client, centre, in_a_week):
        member_client.post(reverse("my_absences"), {"kind": "away", "away-first_day": f"{in_a_week:%d/%m/%Y}"})

        assert DatedException.objects.get().first_day == in_a_week

    def test_taken_off_again_by_oneself_only(self, member_client, member, centre):
        mine, other = DatedExceptionFactory(member=member), DatedExceptionFactory()

        answers = [member_client.post(reverse("absence_drop", kwargs={"pk": row.pk})) for row in (mine, other)]

        assert [answer.status_code for answer in answers] == [302, 404]
        assert list(DatedException.objects.all()) == [other]
