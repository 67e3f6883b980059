"""A round in which the preferences decide: two places for three people who would like to make bread."""

import datetime

from django.utils import timezone

from members.models import Availability, Member, Offer, Period, Request, Skill, Weekday
from tests.factories import exchanges, members

TODAY = timezone.localdate()
_FIRST = TODAY + datetime.timedelta(days=7 - TODAY.weekday())
DAYS = {"first_day": _FIRST, "last_day": _FIRST + datetime.timedelta(days=6)}


def make_bakery() -> list[Member]:
    """The sharer, two learners of the same age who have waited for five weeks, and a younger one who has just come."""
    skill = members.SkillFactory(name="Pain et levain")
    village = members.CommuneFactory()
    exchanges.VenueOpeningFactory(
        venue__commune=village, venue__capacity=3, weekday=Weekday.TUESDAY, period=Period.AFTERNOON
    )
    return [
        _make_person(Offer, skill, commune=village, birth_year=TODAY.year - 50),
        _make_person(Request, skill, commune=village, birth_year=TODAY.year - 50, weeks=5),
        _make_person(Request, skill, commune=village, birth_year=TODAY.year - 50, weeks=5),
        _make_person(Request, skill, commune=village, birth_year=TODAY.year - 30),
    ]


def _make_person(model: type[Offer | Request], skill: Skill, *, weeks: int = 0, **fields: object) -> Member:
    member = members.MemberFactory(**fields)
    Availability.objects.create(member=member, weekday=Weekday.TUESDAY, period=Period.AFTERNOON)
    wish = model.objects.create(member=member, skill=skill, words=skill.name)
    if weeks:
        model.objects.filter(pk=wish.pk).update(waiting_since=TODAY - datetime.timedelta(weeks=weeks))
    return member
