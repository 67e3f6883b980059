"""« Mettre dans mon agenda »: a session as an iCalendar file (RFC 5545)."""

import datetime

from django.utils import timezone

from exchanges.models import Session
from exchanges.notifications import session_url

LONGEST_LINE = 75


def write_calendar(session: Session) -> bytes:
    """One event, with the place and the address; no name of anybody. Cancelled sessions say so."""
    place = ", ".join(part for part in (session.venue.name, session.venue.address) if part)
    cancelled = session.state in (Session.State.CANCELLED, Session.State.NOT_HELD)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Animons//Animons//FR",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{session.code}@animons",
        f"DTSTAMP:{_moment(timezone.now())}",
        f"DTSTART:{_moment(_local(session.date, session.starts_at))}",
        f"DTEND:{_moment(_local(session.date, session.ends_at))}",
        f"SUMMARY:{_text(session.title)}",
        f"LOCATION:{_text(place)}",
        f"URL:{session_url(session)}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_fold(line) + "\r\n" for line in lines).encode()


def _local(day: datetime.date, moment: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, moment))


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, "\\" + sign)
    return " ".join(words.split())


def _fold(line: str) -> str:
    """Lines of at most 75 octets; what follows begins with a space (RFC 5545, 3.1)."""
    folded, length = [], 0
    for letter in line:
        size = len(letter.encode())
        if length + size > LONGEST_LINE:
            folded.append("\r\n ")
            length = 1
        folded.append(letter)
        length += size
    return "".join(folded)
