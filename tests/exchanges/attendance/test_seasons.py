"""Seasons of a school year."""

import datetime

import pytest

from exchanges.attendance.seasons import Season, days_of_school_year, school_year_of, season_of


@pytest.mark.parametrize(
    "day, year, season",
    [
        ((2026, 9, 1), 2026, Season.AUTUMN),
        ((2026, 11, 30), 2026, Season.AUTUMN),
        ((2026, 12, 1), 2026, Season.WINTER),
        ((2027, 2, 28), 2026, Season.WINTER),
        ((2027, 3, 1), 2026, Season.SPRING),
        ((2027, 6, 1), 2026, Season.SUMMER),
        ((2027, 8, 31), 2026, Season.SUMMER),
    ],
)
def test_every_day_has_its_season(day, year, season):
    day = datetime.date(*day)
    first, last = days_of_school_year(year)
    assert (school_year_of(day), season_of(day)) == (year, season)
    assert first <= day <= last
