"""What the network adds when one gives back: things that happened or will, to choose from; and the printable."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext

from exchanges.flows.rosters import make_centre_header
from exchanges.models import ActionGroup, Session
from exchanges.rosters.restitution import PaperBars, PaperRestitution, PaperTheme, render_restitution
from members.models import Centre
from members.wording import quote_words, say_date, say_date_and_hours
from surveys.giving_back.page import Chart, GivenBack
from surveys.models import Edition, Gathering

MOST = 5


def suggest_happened(edition: Edition, *, today: datetime.date) -> list[str]:
    """Sentences of what took place since the first sheet: outings, reading together, sessions held."""
    return list(_what_happened(edition, today))


def suggest_coming(edition: Edition, *, today: datetime.date) -> list[str]:
    """Sentences of what comes: sessions announced to everybody, ideas neighbours stand behind."""
    return list(_what_comes(edition, today))


def _what_happened(edition: Edition, today: datetime.date) -> Iterator[str]:
    outings = edition.outings.filter(date__lte=today).count()
    if outings:
        said = ngettext("We came to meet you %(count)s time.", "We came to meet you %(count)s times.", outings)
        yield said % {"count": outings}
    if edition.responses.filter(answers__readings__isnull=False).exists():
        yield gettext("We read your answers together.")
    for group in ActionGroup.objects.filter(gathering__edition=edition).order_by("created_at", "pk")[:MOST]:
        said = gettext("A group was born of your words: %(title)s.")
        yield said % {"title": group.title}
    first = edition.responses.order_by("day").values_list("day", flat=True).first()
    held = Session.objects.filter(state=Session.State.HELD, date__gte=first or today, date__lte=today)
    titles = held.order_by().values_list("title").annotate(times=Count("pk")).order_by("-times", "title")
    for title, count in titles[:MOST]:
        said = ngettext("%(title)s: one session took place.", "%(title)s: %(count)s sessions took place.", count)
        yield said % {"title": title, "count": count}


def _what_comes(edition: Edition, today: datetime.date) -> Iterator[str]:
    lang = get_language() or "fr"
    coming = Session.objects.public().coming(on=today).select_related("venue").order_by("date", "starts_at", "pk")
    for session in coming[:MOST]:
        when = say_date_and_hours(session.date, session.starts_at, lang=lang)
        said = {"title": session.title, "when": when, "place": session.venue}
        yield gettext("%(title)s: %(when)s, %(place)s.") % said
    ideas = Gathering.objects.shown().open().filter(edition=edition, kind=Gathering.Kind.IDEA, group=None)
    for title in ideas.values_list("title", flat=True)[:MOST]:
        yield gettext("%(idea)s: neighbours are thinking about it. Come and talk about it.") % {"idea": title}


def print_restitution(page: GivenBack, *, day: datetime.date) -> bytes:
    """Two pages A4 at most, in the language in use; what does not fit is on the web."""
    lang = get_language() or "fr"
    url = settings.SITE_URL + reverse("restitution", args=[page.edition.slug])
    paper = PaperRestitution(
        centre=make_centre_header(Centre.load()),
        title=gettext("What you told us"),
        edition=str(page.edition),
        opening=page.opening,
        met=_say_met(page),
        charts=tuple(_bars(chart) for chart in (*page.charts, None if page.kinds else page.places) if chart),
        outings=tuple(_say_outings(page)),
        said_title=page.said_title,
        themes=tuple(
            PaperTheme(
                theme.bar.label,
                theme.bar.count,
                theme.bar.percent,
                tuple(quote_words(sentence.text, lang=lang) for sentence in theme.sentences),
            )
            for theme in page.themes
        ),
        other_sentences=tuple(quote_words(sentence.text, lang=lang) for sentence in page.other_sentences),
        will_happen=page.will_happen,
        has_happened=page.has_happened,
        counted=gettext("Figures of %(day)s.") % {"day": say_date(page.counted_on, lang=lang, weekday=False)},
        url=url,
    )
    return render_restitution(paper, day=day, lang=lang, gettext=gettext)


def _say_met(page: GivenBack) -> str:
    said = []
    if page.met:
        said.append(ngettext("We met %(count)s person.", "We met %(count)s people.", page.met) % {"count": page.met})
    if page.sheets:
        answered = ngettext("%(count)s of you answered.", "%(count)s of you answered.", page.sheets)
        said.append(answered % {"count": page.sheets})
    return " ".join(said)


def _bars(chart: Chart) -> PaperBars:
    return PaperBars(chart.title, tuple((capfirst(bar.label), bar.count, bar.percent) for bar in chart.bars))


def _say_outings(page: GivenBack) -> Iterator[str]:
    for kind in page.kinds:
        for one in kind.places:
            yield f"{capfirst(kind.label)}, {one.place}, {one.when}"
