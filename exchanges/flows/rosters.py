"""From the sessions of the database to the sheets people sign, and to the facilitator's phone sheet."""

import calendar
import datetime
from collections.abc import Sequence

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import get_language, gettext

from exchanges.flows.drawings import draw_logo, draw_pictogram
from exchanges.models import Participation, Session, Venue
from exchanges.models.sessions import SessionQuerySet
from exchanges.notifications import facilitators_of, phone_of
from exchanges.rosters import (
    CentreHeader,
    Contact,
    Line,
    PhoneLine,
    PhoneSheet,
    Roster,
    SessionHead,
    name_person,
    render_phone_sheets,
    render_rosters,
)
from exchanges.rules import sees_phone
from members.models import Centre, Member

# Phone numbers are not needed once the session is over.
DAYS_PHONES_ARE_KEPT = 7


def fetch_for_papers(sessions: SessionQuerySet) -> list[Session]:
    """These sessions with all that their papers need, in a fixed number of queries."""
    people = Participation.objects.filter(answer__in=(Participation.Answer.YES, Participation.Answer.WAITING))
    return list(
        sessions.select_related("venue__commune", "skill__theme", "group").prefetch_related(
            "facilitators",
            "group__facilitators",
            "group__tasks__held_by",
            Prefetch(
                "participations",
                queryset=people.select_related("member__companion")
                .prefetch_related("member__guardians", "accompanied_by__member")
                .order_by("member__folded_name", "pk"),
                to_attr="on_paper",
            ),
        )
    )


def print_rosters(*, sessions: Sequence[Session]) -> bytes:
    """The rosters of sessions that `fetch_for_papers` gave, as one PDF in the language in use."""
    return render_rosters(make_rosters(sessions=sessions), lang=get_language() or "fr", gettext=gettext)


def make_rosters(*, sessions: Sequence[Session]) -> list[Roster]:
    centre = Centre.load()
    header = make_centre_header(centre)
    return [_make_roster(session, centre, header) for session in sessions]


def print_phone_sheets(*, sessions: Sequence[Session], reader: Member) -> bytes:
    """The phone sheets of these sessions, for `reader`.

    Staff read every number; a resident who facilitates, those of the people who chose to show theirs.
    """
    header = make_centre_header(Centre.load())
    sheets = [_make_phone_sheet(session, header, reader) for session in sessions]
    return render_phone_sheets(sheets, lang=get_language() or "fr", gettext=gettext)


def make_centre_header(centre: Centre) -> CentreHeader:
    phone = centre.phone.as_national if centre.phone else ""
    return CentreHeader(name=centre.name, address=centre.address, phone=phone, logo=draw_logo(centre))


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day some months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _make_head(session: Session, header: CentreHeader, destroy_after: datetime.date) -> SessionHead:
    venue = session.venue
    return SessionHead(
        centre=header,
        title=session.title,
        day=session.date,
        start=session.starts_at,
        end=session.ends_at,
        place=venue.name,
        address=_say_address(venue),
        code=session.code,
        destroy_after=destroy_after,
        pictogram=draw_pictogram(session.skill.icon) if session.skill else None,
    )


def _say_address(venue: Venue) -> str:
    """Street and village; the village once, when the address says it already."""
    village = venue.commune.name
    return venue.address if village in venue.address else f"{venue.address}, {village}".lstrip(", ")


def _make_roster(session: Session, centre: Centre, header: CentreHeader) -> Roster:
    coming = [line for line in session.on_paper if line.answer == Participation.Answer.YES]
    waiting = [line for line in session.on_paper if line.answer == Participation.Answer.WAITING]
    waiting = [line for line in waiting if line.role != Participation.Role.COMPANION]
    return Roster(
        head=_make_head(session, header, add_months(session.date, centre.roster_kept_months)),
        lines=tuple(Line(line.member.first_name, line.member.last_name, _companion_of(line)) for line in coming),
        facilitators=tuple(_name(member) for member in facilitators_of(session)),
        sharers=tuple(_name(line.member) for line in coming if line.role == Participation.Role.SHARER),
        waiting=tuple(_name(line.member) for line in sorted(waiting, key=_waiting_rank)),
        close_url=settings.SITE_URL + reverse("session_close", args=[session.code]),
    )


def _make_phone_sheet(session: Session, header: CentreHeader, reader: Member) -> PhoneSheet:
    coming = [line for line in session.on_paper if line.answer == Participation.Answer.YES]
    return PhoneSheet(
        head=_make_head(session, header, session.date + datetime.timedelta(DAYS_PHONES_ARE_KEPT)),
        reader=reader.get_full_name(),
        lines=tuple(
            PhoneLine(
                line.member.first_name,
                line.member.last_name,
                phone_of(line) if sees_phone(reader, line.member) else gettext("Go through the centre"),
            )
            for line in coming
        ),
        contacts=tuple(_find_contacts(session, header, reader)),
        note=session.venue.note,
    )


def _find_contacts(session: Session, header: CentreHeader, reader: Member):
    if header.phone:
        yield Contact(gettext("The centre"), "", header.phone)
    for task in session.group.tasks.all():
        keeper = task.held_by if task.kind == task.Kind.OPEN_ROOM else None
        if keeper and keeper.pk != reader.pk and keeper.phone and sees_phone(reader, keeper):
            yield Contact(gettext("For the room"), keeper.get_full_name(), keeper.phone.as_national)


def _waiting_rank(line: Participation) -> tuple:
    return (line.waiting_since is None, line.waiting_since, line.pk)


def _companion_of(line: Participation) -> str | None:
    adults = [adult for adult in line.accompanied_by.all() if adult.answer == Participation.Answer.YES]
    return adults[0].member.get_full_name() if adults else None


def _name(member: Member) -> str:
    return name_person(member.first_name, member.last_name)
