"""Telling people about a session or an outing: by mail, or as a call to make. Nothing else here writes to people."""

import datetime
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from exchanges.models import Call, Participation, Session
from members.mail import post
from members.models import Member
from members.wording import join_words, say_date_and_hours
from surveys.models import Outing

ANSWER_SALT = "exchanges.answer"
DAYS_TO_ANSWER = 7
DAYS_TO_PREPARE = 2
MOST_DAYS_SAID = 10


def tell(participations: Iterable[Participation], about: Call.About, **more: object) -> None:
    """Tell each person of a session about it.

    What a child under 15 is told goes to the adult who answers for them; the adult who comes along is not told
    twice. `more` goes to the mail's templates.
    """
    told: set[int] = set()
    for participation in sorted(participations, key=_is_companion):
        reader = reader_of(participation)
        if not reader.is_active or (_is_companion(participation) and reader.pk in told):
            continue
        told.add(reader.pk)
        _tell_one(participation, reader, about, more)


def tell_facilitators(session: Session, about: Call.About) -> None:
    """Tell those who hold the session that something needs their eye."""
    for facilitator in facilitators_of(session):
        context = {"session": session, "session_url": session_url(session)}
        if not post(member=facilitator, kind=f"session_{about}", context=context):
            add_call(session, facilitator, about)


def facilitators_of(session: Session) -> list[Member]:
    """Those named on the session, else those of its group."""
    return list(session.facilitators.all()) or list(session.group.facilitators.all())


def reader_of(participation: Participation) -> Member:
    """Who reads what is said to this person: themselves, or the adult who answers for a child under 15."""
    member = participation.member
    if not member.needs_companion(on=participation.date):
        return member
    adults = [*member.guardians.all(), *([member.companion] if member.companion else [])]
    return next((adult for adult in adults if adult.mail_to), member)


def phone_of(participation: Participation) -> str:
    """The number to call for this person: their own, else the one of an adult who answers for them."""
    member = participation.member
    numbers = [member.phone]
    if member.needs_companion(on=participation.date):
        numbers = [adult.phone for adult in member.guardians.all()]
        numbers += [member.companion.phone if member.companion else "", member.phone]
    return next((number.as_national for number in numbers if number), "")


def add_call(session: Session, member: Member, about: Call.About) -> None:
    Call.objects.get_or_create(session=session, member=member, about=about, done_at=None)


def drop_calls(session: Session, *abouts: Call.About) -> set[int]:
    """Forget calls that nobody made yet and that have lost their purpose; gives the members they were for."""
    calls = Call.objects.to_make().filter(session=session, about__in=abouts)
    members = set(calls.values_list("member_id", flat=True))
    calls.delete()
    return members


def tell_interviewers(people: Iterable[Member], outings: Sequence[Outing], about: Call.About, *, but: Member) -> None:
    """Tell each of them about these outings, in one message; `but` presses the button, and knows."""
    for member in people if outings else ():
        if member.pk == but.pk or not member.is_active:
            continue
        context = {"outings": outings, "my_outings_url": settings.SITE_URL + reverse("my_outings")}
        if not post(member=member, kind=str(about), context=context):
            outing = None if about == Call.About.OUTING_CANCELLED else outings[0]
            words = _say_outings(outings, about)
            Call.objects.create(member=member, about=about, outing=outing, day=outings[0].date, words=words)


def drop_outing_calls(outing: Outing) -> None:
    """Forget calls about this outing that nobody made yet: what they would say is no longer so."""
    Call.objects.to_make().filter(outing=outing).delete()


def answer_token(participation: Participation) -> str:
    """A signed token that names a line of a session without any personal data."""
    return signing.dumps(participation.pk, salt=ANSWER_SALT)


def participation_of_token(token: str) -> Participation | None:
    """The line an answer link was written for, or None when the link is not one of ours or the line is gone."""
    try:
        pk = signing.loads(token, salt=ANSWER_SALT)
    except signing.BadSignature:
        return None
    return Participation.objects.select_related("member", "session__venue__commune").filter(pk=pk).first()


def session_url(session: Session) -> str:
    return settings.SITE_URL + reverse("session", args=[session.code])


def sharers_shown(session: Session) -> list[str]:
    """First names of those who share, as an invited person may know them before saying yes: no child among them."""
    lines = session.participations.filter(role=Participation.Role.SHARER).exclude(
        answer__in=(Participation.Answer.NO, Participation.Answer.WITHDRAWN)
    )
    return [
        line.member.first_name
        for line in lines.select_related("member").order_by("pk")
        if not line.member.is_under_age(on=session.date)
    ]


def answer_before(session: Session) -> datetime.date | None:
    """The day before which an answer helps: within a week, two days before the session at the latest; or None."""
    today = timezone.localdate()
    day = min(today + datetime.timedelta(DAYS_TO_ANSWER), session.date - datetime.timedelta(DAYS_TO_PREPARE))
    return day if day > today else None


def _tell_one(participation: Participation, reader: Member, about: Call.About, more: dict[str, object]) -> None:
    session = participation.session
    context = {
        "session": session,
        "participation": participation,
        "child": participation.member if reader.pk != participation.member_id else None,
        "sharers": sharers_shown(session),
        "answer_before": answer_before(session),
        "answer_url": settings.SITE_URL + reverse("answer_by_link", args=[answer_token(participation)]),
        "session_url": session_url(session),
        **more,
    }
    if not post(member=reader, kind=f"session_{about}", context=context):
        add_call(session, participation.member, about)


def _is_companion(participation: Participation) -> bool:
    return participation.role == Participation.Role.COMPANION


def _say_outings(outings: Sequence[Outing], about: Call.About) -> str:
    """What to say on the phone, in one or two sentences."""
    lang = get_language() or "fr"
    first, *others = outings
    when = say_date_and_hours(first.date, first.starts_at, first.ends_at, lang=lang, year=False)
    said = {
        Call.About.OUTING_NAMED: gettext("You are expected on an outing: %(place)s, %(when)s. Can you come?"),
        Call.About.OUTING_MOVED: gettext("An outing you are on changes. It is now: %(place)s, %(when)s. Can you come?"),
        Call.About.OUTING_CANCELLED: gettext("You are no longer expected on this outing: %(place)s, %(when)s."),
    }[about] % {"place": first.place.name, "when": when}
    if not others:
        return said
    dates = [say_date_and_hours(one.date, None, lang=lang, year=False) for one in others[:MOST_DAYS_SAID]]
    also = gettext("And also: %(days)s.") % {"days": join_words(dates, lang=lang)}
    return f"{said} {also}"
