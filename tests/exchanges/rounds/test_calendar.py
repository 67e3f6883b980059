"""Which half-days a round may use."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchanges.models import Closure
from exchanges.rounds.calendar import HalfDay, days_left_out, half_days, period_of
from exchanges.rounds.people import is_free
from members.models import DatedException, Period
from tests.factories import exchanges, members

MONDAY = datetime.date(2026, 12, 7)
DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2028, 12, 31))


@pytest.mark.django_db
def test_national_holidays_and_the_centres_rows_are_left_out():
    exchanges.ClosureFactory(name="Vacances", kind=Closure.Kind.SCHOOL, first_day=MONDAY, last_day=MONDAY)
    left_out = days_left_out(MONDAY - datetime.timedelta(days=7), datetime.date(2027, 1, 2))
    assert left_out[MONDAY] == "Vacances"
    assert sorted(left_out) == [MONDAY, datetime.date(2026, 12, 25), datetime.date(2027, 1, 1)]


@pytest.mark.django_db
def test_each_remaining_day_has_its_three_half_days_in_order():
    exchanges.ClosureFactory(first_day=MONDAY, last_day=MONDAY + datetime.timedelta(days=5))
    sunday = MONDAY + datetime.timedelta(days=6)
    assert half_days(MONDAY, sunday) == [HalfDay(sunday, period) for period in Period.values]


@given(today=DAYS, weeks=st.integers(1, 13))
def test_a_round_starts_on_a_monday_to_come_and_lasts_whole_weeks(today, weeks):
    first, last = period_of(first_day=None, weeks=weeks, today=today)
    assert first.weekday() == 0
    assert 0 < (first - today).days <= 7
    assert (last - first).days + 1 == 7 * weeks


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "period", "expected"),
    [
        (None, None, [True, False, False]),
        (DatedException.Kind.AWAY, None, [False, False, False]),
        (DatedException.Kind.AWAY, Period.MORNING, [False, False, False]),
        (DatedException.Kind.FREE, None, [True, True, True]),
        (DatedException.Kind.FREE, Period.EVENING, [True, False, True]),
    ],
)
def test_dated_exceptions_win_over_weekly_half_days(kind, period, expected):
    weekly = {(MONDAY.weekday(), Period.MORNING)}
    dated = []
    if kind:
        dated = [members.DatedExceptionFactory(kind=kind, period=period, first_day=MONDAY, last_day=MONDAY)]
    assert [is_free(HalfDay(MONDAY, p), weekly, dated) for p in Period.values] == expected


@pytest.mark.django_db
def test_an_absence_wins_over_a_day_also_free():
    both = [
        members.DatedExceptionFactory(kind=kind, first_day=MONDAY, last_day=MONDAY)
        for kind in DatedException.Kind.values
    ]
    assert not is_free(HalfDay(MONDAY, Period.MORNING), set(), both)
