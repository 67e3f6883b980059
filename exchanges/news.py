"""Who is to be told « votre idée est devenue… », of what, and in which words. It only reads."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from exchanges.models import ActionGroup, News, Session
from exchanges.models.news import NewsQuerySet
from members.models import AgeBand, Member
from members.sheets.names import split_name
from members.wording import quote_words, say_date_and_hours
from surveys.models import Outcome, SlipLink, Support

About = News.About
State = Session.State
LONGEST_WORDS = 200


@dataclass(frozen=True)
class Reader:
    """Somebody to tell: a resident, or somebody who left their details and agreed to be linked.

    `words` are their own; empty for who only said « j'en suis ».
    """

    name: str
    email: str
    phone: str
    words: str
    member: Member | None = None
    link: SlipLink | None = None

    @property
    def first_name(self) -> str:
        return self.member.first_name if self.member else split_name(self.name)[0]

    @property
    def way(self) -> News.Way:
        return News.Way.MAIL if self.email else News.Way.CALL

    @property
    def key(self) -> dict[str, object]:
        return {"member": self.member, "link": self.link}


def things_born(group: ActionGroup, session: Session | None) -> list[News.About]:
    """What can be told of this group, the latest first: a call becomes a session, an idea a group or a project.

    `session` is that of `session_of(group)`.
    """
    if group.gathering is None:
        return []
    things = [About.SESSION] if session else []
    if hasattr(group, "project"):
        things.append(About.PROJECT)
    elif not group.gathering.is_call:
        things.append(About.GROUP)
    return things


def session_of(group: ActionGroup) -> Session | None:
    """The next session that was announced, else the last one held."""
    return sessions_of([group.pk])[group.pk]


def sessions_of(groups: Collection[int]) -> dict[int, Session | None]:
    """That of each group, by key. One query."""
    shown = Q(state__in=(State.ANNOUNCED, State.CONFIRMED), date__gte=timezone.localdate())
    known = Session.objects.filter(shown | Q(state=State.HELD), group__in=groups)
    found: dict[int, Session | None] = dict.fromkeys(groups)
    for session in known.select_related("venue__commune").order_by("date", "pk"):
        told = found[session.group_id]
        if told is None or told.state == State.HELD:
            found[session.group_id] = session
    return found


def readers_of(group: ActionGroup, about: News.About) -> list[Reader]:
    """Supporters, residents whose words these are, and people linked by their own yes: those not told of it yet.

    Nobody who has left, takes a pause or takes back what they agreed to; somebody who joined is told as a resident,
    and not again when they were told before they joined.
    """
    return _read_behind(group, News.objects.filter(group=group, about=about))


def all_readers(group: ActionGroup) -> list[Reader]:
    """Everybody who may be told of what became of this group's gathering, told already or not."""
    return _read_behind(group, News.objects.none())


@dataclass
class Heard:
    """Whose words stand behind a gathering, by the key of the resident or of the link, and what each said first."""

    members: dict[int, str] = field(default_factory=dict)
    links: dict[int, Reader] = field(default_factory=dict)


def hear(gatherings: Collection[int], told: NewsQuerySet | None = None) -> dict[int, Heard]:
    """Words behind each gathering, by key; without the links that `told` has. One query."""
    said = "segment__answer__response__slip_link"
    told = News.objects.none() if told is None else told
    outcomes = Outcome.objects.filter(gathering__in=gatherings).exclude(segment__answer__review="waiting")
    outcomes = outcomes.select_related(f"{said}__slip__invitation", "offer", "request")
    found = {key: Heard() for key in gatherings}
    for outcome in outcomes.annotate(is_told=Exists(told.filter(link=OuterRef(said)))).order_by("pk"):
        heard, words = found[outcome.gathering_id], outcome.segment.words
        link = getattr(outcome.segment.answer.response, "slip_link", None)
        if member := _whose(outcome, link):
            heard.members.setdefault(member, words)
        elif link is not None and _agrees(link) and not outcome.is_told:
            slip = link.slip
            heard.links.setdefault(link.pk, Reader(slip.name, slip.email, slip.phone, words, link=link))
    return found


def _read_behind(group: ActionGroup, told: NewsQuerySet) -> list[Reader]:
    if group.gathering_id is None:
        return []
    heard = hear([group.gathering_id], told)[group.gathering_id]
    supporters = Support.objects.filter(gathering=group.gathering_id).values("member")
    people = Member.objects.present().filter(Q(pk__in=heard.members) | Q(pk__in=supporters), paused_at=None)
    for known_as in ("member", "link__slip__invitation__member"):
        people = people.exclude(pk__in=told.exclude(**{known_as: None}).values(known_as))
    residents = people.prefetch_related("guardians").order_by("folded_name", "pk")
    return [*(read_as(member, heard.members.get(member.pk, "")) for member in residents), *heard.links.values()]


def read_as(member: Member, words: str) -> Reader:
    """A resident as they are told, they or the adult who reads for them; `guardians` prefetched."""
    adult = adult_for(member)
    phone = adult.phone or member.phone
    return Reader(member.get_full_name(), adult.mail_to or "", phone.as_national if phone else "", words, member=member)


def _whose(outcome: Outcome, link: SlipLink | None) -> int | None:
    invitation = getattr(link.slip, "invitation", None) if link else None
    wish = outcome.offer or outcome.request
    return outcome.member_id or (wish.member_id if wish else None) or (invitation.member_id if invitation else None)


def _agrees(link: SlipLink) -> bool:
    """Their own yes; a child is never written to."""
    agreed = link.slip.agrees_to_news or link.slip.agrees_to_contact
    return agreed and link.response.age_band != AgeBand.UNDER_15


def adult_for(member: Member) -> Member:
    """Who reads what is said to this person: themselves, or a guardian for a child under 15."""
    if not member.needs_companion(on=timezone.localdate()):
        return member
    guardians = sorted(member.guardians.all(), key=lambda adult: (not adult.mail_to, adult.pk))
    return guardians[0] if guardians else member


@dataclass(frozen=True)
class Telling:
    """The sentences of the message, the same in the mail, on the phone and in the preview."""

    subject: str
    said: str
    born: str
    when: str
    way_on: str
    url: str
    button: str

    @property
    def spoken(self) -> str:
        return " ".join(line for line in (self.said, self.born, self.when, self.way_on) if line)


def compose(group: ActionGroup, about: str, *, words: str, is_member: bool, session: Session | None) -> Telling:
    """What somebody is told, in the language in use. Of others, only the title that the team gave and read again.

    `session` is `session_of(group)` when it is told of; `is_member`: of the group.
    """
    title = _title_of(group, about, session)
    subject = {
        About.GROUP: _("Your idea has become a group"),
        About.PROJECT: _("Your idea has become a project"),
        About.SESSION: _("Your words have become a session"),
    }[News.About(about)]
    born = {
        About.GROUP: _("Others said the same thing. A group is born: “%(title)s”."),
        About.PROJECT: _("Others said the same thing. A project is born: “%(title)s”."),
        About.SESSION: _("Others said the same thing. A session is born: “%(title)s”."),
    }[News.About(about)] % {"title": title}
    if words:
        said = _("You said: %(words)s.") % {"words": quote_words(_shorten(words), lang=get_language() or "fr")}
    else:
        said = _("You said “Count me in” for “%(title)s”.") % {"title": group.gathering.title}
    url, button, way_on = _way_on(group, about, session, is_member)
    return Telling(subject, said, born, _when(session), way_on, settings.SITE_URL + url, button)


def _title_of(group: ActionGroup, about: str, session: Session | None) -> str:
    if about == About.PROJECT:
        return group.project.title
    return session.title if about == About.SESSION and session else group.title


def _way_on(group: ActionGroup, about: str, session: Session | None, is_member: bool) -> tuple[str, str, str]:
    if session:
        over = session.state == State.HELD
        return (
            reverse("session_list") if over else reverse("session", args=[session.code]),
            (_("See the sessions") if over else _("See the session")),
            "" if over else _("You are welcome."),
        )
    if is_member and about == About.PROJECT:
        return reverse("project", args=[group.project.pk]), _("See the project"), _("You are part of it.")
    if is_member:
        return reverse("group", args=[group.pk]), _("See the group"), _("You are part of it.")
    return reverse("neighbours"), _("See this idea"), _("Would you like to join it? Tell us.")


def _when(session: Session | None) -> str:
    if session is None:
        return ""
    said = say_date_and_hours(session.date, session.starts_at, session.ends_at, lang=get_language() or "fr", year=False)
    where = {"when": said, "place": session.venue.name}
    if session.state == State.HELD:
        return _("It was on %(when)s, at %(place)s.") % where
    return _("It is on %(when)s, at %(place)s.") % where


def _shorten(words: str) -> str:
    words = " ".join(words.split()).rstrip(".")
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1].rstrip() + "…"
