"""What people lived together, and what they hold already: read from sessions, counted, never shown."""

import datetime
from collections import Counter, defaultdict

from exchanges.models import Participation, Session
from exchanges.rounds.calendar import HalfDay


def promised_half_days() -> defaultdict[int, dict[HalfDay, int]]:
    """The half-days in which a session to come counts on each member, with its village: who is asked, who said yes,
    who holds it."""
    asked = Participation.objects.filter(session__state__in=Session.AHEAD, answer__in=("prepared", "invited", "yes"))
    holding = Session.facilitators.through.objects.filter(session__state__in=Session.AHEAD)
    promised: defaultdict[int, dict[HalfDay, int]] = defaultdict(dict)
    for member_id, date, period, commune_id in (
        *asked.values_list("member_id", "date", "period", "session__venue__commune"),
        *holding.values_list("member_id", "session__date", "session__period", "session__venue__commune"),
    ):
        promised[member_id][HalfDay(date, period)] = commune_id
    return promised


def places_held(first_day: datetime.date, last_day: datetime.date) -> Counter[tuple[int, str]]:
    """Places already held or offered in the period, by member and role."""
    rows = Participation.objects.filter(
        session__state__in=Session.LIVING, date__range=(first_day, last_day), answer__in=("prepared", "invited", "yes")
    )
    return Counter(rows.values_list("member_id", "role"))


def times_given_and_received() -> tuple[Counter[int], Counter[int]]:
    """How many times each member shared and learned in sessions that were held."""
    came = Participation.objects.filter(session__state=Session.State.HELD, came=True).values_list("member_id", "role")
    given: Counter[int] = Counter()
    received: Counter[int] = Counter()
    for member_id, role in came:
        (given if role == Participation.Role.SHARER else received)[member_id] += role != Participation.Role.COMPANION
    return given, received


def pairs_met(person: dict[int, int]) -> frozenset[tuple[int, int]]:
    """Pairs who were in one session, as the numbers `person` gives them, the smaller first."""
    by_session: dict[int, list[int]] = defaultdict(list)
    came = Participation.objects.filter(session__state=Session.State.HELD, came=True)
    for session_id, member_id in came.values_list("session_id", "member_id"):
        if member_id in person:
            by_session[session_id].append(person[member_id])
    return frozenset((a, b) for people in by_session.values() for a in people for b in people if a < b)
