"""« Mettre dans mon agenda »: a session or an outing as an iCalendar file (RFC 5545)."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from exchanges.models import Session
from exchanges.notifications import session_url
from surveys.models import Outing

LONGEST_LINE = 75
ONE_DAY = datetime.timedelta(days=1)
USUAL_LENGTH = datetime.timedelta(hours=2)


@dataclass(frozen=True)
class Event:
    """`starts` and `ends` are moments; or days for a whole day, `ends` being the day after the last."""

    uid: str
    starts: datetime.date
    ends: datetime.date
    title: str
    place: str
    url: str
    note: str = ""
    is_cancelled: bool = False


def write_calendar(session: Session) -> bytes:
    """The session, with the place and the address; no name of anybody. Cancelled sessions say so."""
    return write_event(
        Event(
            uid=f"{session.code}@animons",
            starts=_local(session.date, session.starts_at),
            ends=_local(session.date, session.ends_at),
            title=session.title,
            place=", ".join(part for part in (session.venue.name, session.venue.address) if part),
            url=session_url(session),
            is_cancelled=session.state in (Session.State.CANCELLED, Session.State.NOT_HELD),
        )
    )


def write_outing(outing: Outing) -> bytes:
    """The outing, with where to meet and what to bring; no name of anybody. Without hours, the whole day."""
    starts, ends = outing.date, outing.date + ONE_DAY
    if outing.starts_at:
        starts = _local(outing.date, outing.starts_at)
        ends = _local(outing.date, outing.ends_at) if outing.ends_at else starts + USUAL_LENGTH
    return write_event(
        Event(
            uid=f"sortie-{outing.pk}@animons",
            starts=starts,
            ends=ends,
            title=str(outing.edition),
            place=", ".join(str(part) for part in (outing.place.name, outing.place.commune) if part),
            url=settings.SITE_URL + reverse("outing", args=[outing.pk]),
            note=outing.note,
        )
    )


def write_event(event: Event) -> bytes:
    """A calendar of one event."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Animons//Animons//FR",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{_moment(timezone.now())}",
        f"DTSTART{_value(event.starts)}",
        f"DTEND{_value(event.ends)}",
        f"SUMMARY:{_text(event.title)}",
        f"LOCATION:{_text(event.place)}",
        *([f"DESCRIPTION:{_text(event.note)}"] if event.note else []),
        f"URL:{event.url}",
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_fold(line) + "\r\n" for line in lines).encode()


def _local(day: datetime.date, moment: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, moment))


def _value(when: datetime.date) -> str:
    return f":{_moment(when)}" if isinstance(when, datetime.datetime) else f";VALUE=DATE:{when:%Y%m%d}"


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
