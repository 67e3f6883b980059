"""Seasons of a school year: autumn from September, then winter, spring and summer, three months each."""

import datetime
from enum import IntEnum


class Season(IntEnum):
    AUTUMN = 0
    WINTER = 1
    SPRING = 2
    SUMMER = 3


def school_year_of(day: datetime.date) -> int:
    """The year in which the school year of this day begins: 2026 for 13 March 2027."""
    return day.year if day.month >= 9 else day.year - 1


def season_of(day: datetime.date) -> Season:
    return Season((day.month - 9) % 12 // 3)


def days_of_school_year(year: int) -> tuple[datetime.date, datetime.date]:
    """First and last day, both included."""
    return datetime.date(year, 9, 1), datetime.date(year + 1, 8, 31)
