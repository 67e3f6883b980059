"""The calls that wait, on paper: whom to call, what to say, and room for the answer."""

import datetime

from django.utils import timezone
from django.utils.translation import get_language, gettext

from exchanges.flows.rosters import make_centre_header
from exchanges.models import Call, Participation
from exchanges.models.calls import CallQuerySet
from exchanges.notifications import phone_of
from exchanges.rosters import CallLine, CallList, render_call_list
from exchanges.rules import sees_phone
from members.models import Centre, Member
from members.wording import say_date_and_hours

DAYS_CALLS_ARE_KEPT = 14
# Calls that wait for a yes or a no; the others only tell something.
ASKING = (Call.About.INVITATION, Call.About.REMINDER, Call.About.MOVED, Call.About.PLACE_FREE)


def print_call_list(*, calls: CallQuerySet, reader: Member) -> bytes:
    """The PDF of these calls, soonest session first, in the language in use.

    Staff read every number; a resident who facilitates, those of the people who chose to show theirs.
    """
    centre, today = Centre.load(), timezone.localdate()
    calls = calls.soonest_first()
    sheet = CallList(
        centre=make_centre_header(centre),
        day=today,
        destroy_after=today + datetime.timedelta(DAYS_CALLS_ARE_KEPT),
        lines=tuple(line for _call, line in list_calls(calls=calls, reader=reader)),
    )
    return render_call_list(sheet, lang=get_language() or "fr", gettext=gettext)


def list_calls(*, calls: CallQuerySet, reader: Member) -> list[tuple[Call, CallLine]]:
    """Each call with what to dial and what to say, in the order given."""
    centre = Centre.load()
    rows = list(calls.select_related("member__companion", "session__venue"))
    people = _fetch_people(rows)
    return [(call, _make_line(call, people.get((call.session_id, call.member_id)), centre, reader)) for call in rows]


def say_call(call: Call, *, centre_name: str) -> str:
    """What to say on the phone, whole sentences to read out."""
    session = call.session
    if session is None:
        return " ".join((gettext("Hello, this is %(centre)s.") % {"centre": centre_name}, call.words))
    matter = _say_matter(call) % {
        "title": session.title,
        "when": say_date_and_hours(
            session.date, session.starts_at, session.ends_at, lang=get_language() or "fr", year=False
        ),
        "place": session.venue.name,
    }
    return " ".join((gettext("Hello, this is %(centre)s.") % {"centre": centre_name}, matter))


def _say_matter(call: Call) -> str:
    return {
        Call.About.INVITATION: gettext(
            "We invite you to “%(title)s”. It is on %(when)s, at %(place)s. Are you coming?"
        ),
        Call.About.REMINDER: gettext("“%(title)s” is soon: %(when)s, at %(place)s. Are you still coming?"),
        Call.About.MOVED: gettext("“%(title)s” changes. It is now on %(when)s, at %(place)s. Are you still coming?"),
        Call.About.PLACE_FREE: gettext(
            "A place is free for “%(title)s”. It is on %(when)s, at %(place)s. Would you like it?"
        ),
        Call.About.CONFIRMED: gettext("“%(title)s” will take place. It is on %(when)s, at %(place)s. See you there."),
        Call.About.CANCELLED: gettext("“%(title)s” does not take place. It was planned on %(when)s. We are sorry."),
        Call.About.TOO_FEW: gettext("Too few people are coming to “%(title)s”, on %(when)s. What shall we do?"),
    }[Call.About(call.about)]


def _fetch_people(calls: list[Call]) -> dict[tuple[int, int], Participation]:
    sessions, members = {call.session_id for call in calls}, {call.member_id for call in calls}
    lines = Participation.objects.filter(session__in=sessions, member__in=members).order_by("pk")
    lines = lines.select_related("member__companion").prefetch_related("member__guardians")
    return {(line.session_id, line.member_id): line for line in lines}


def _make_line(call: Call, participation: Participation | None, centre: Centre, reader: Member) -> CallLine:
    member, message = call.member, say_call(call, centre_name=centre.name)
    if call.session and member.needs_companion(on=call.session.date):
        message = gettext("Speak to an adult of the family.") + " " + message
    phone = _find_phone(call, participation, reader)
    return CallLine(member.first_name, member.last_name, phone, message, asks=call.about in ASKING)


def _find_phone(call: Call, participation: Participation | None, reader: Member) -> str:
    """The number to dial; empty when there is none, so that it can be written by hand."""
    if participation is None:
        return call.member.phone.as_national if call.member.phone else ""
    number = phone_of(participation)
    return number if not number or sees_phone(reader, call.member) else gettext("Go through the centre")
