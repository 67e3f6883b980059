"""« Les sorties », for the team: the calendar of an edition, who goes where, and what came back."""

import datetime
from collections import defaultdict

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exchanges.flows import outings as flows
from exchanges.flows.outing_papers import print_outings
from exchanges.flows.refused import Refused
from exchanges.forms.outings import OutingForm
from exchanges.forms.rosters import monday_of
from exchanges.outing_figures import count_outings
from members.access import team_only
from members.models import Member
from members.wording import join_words, say_date
from surveys.models import Edition, Outing
from surveys.models.outings import OutingQuerySet

ROWS = 30
PEOPLE_A_PAGE = 20
WEEKS_TO_PRINT = 6
SHOWN = {
    "coming": gettext_lazy("To come"),
    "short": gettext_lazy("People missing"),
    "past": gettext_lazy("Behind us"),
    "to_tell": gettext_lazy("Figures to give"),
}


@require_safe
@team_only
def outings(request: HttpRequest, pk: int) -> HttpResponse:
    """The calendar: a list by date, month after month."""
    edition, today = _find_edition(pk), timezone.localdate()
    show = request.GET.get("show", "")
    coming = edition.outings.coming(on=today)
    if show not in SHOWN:
        is_over = edition.state == Edition.State.CLOSED and not coming.exists()
        show = "past" if is_over and edition.outings.exists() else "coming"
    page = Paginator(_shown(edition, show, today), ROWS).get_page(request.GET.get("page"))
    days = coming.order_by("date").values_list("date", flat=True)
    context = {
        "edition": edition,
        "page": page,
        "show": show,
        "shown": SHOWN,
        "today": today,
        "mondays": list(dict.fromkeys(monday_of(day) for day in days))[:WEEKS_TO_PRINT],
    }
    return render(request, "exchanges/outing_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def outing_new(request: HttpRequest, pk: int) -> HttpResponse:
    """One outing, or one a week; its place may be written in the same form."""
    edition = _find_edition(pk)
    form = OutingForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            planned = flows.plan_outings(edition=edition, by=request.user, **form.arguments())
        except Refused as refused:
            form.refuse(refused)
        else:
            _say_planned(request, planned, form.cleaned_data["date"])
            return redirect("outings", edition.pk)
    context = {"form": form, "edition": edition}
    return render(request, "exchanges/outing_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def outing_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an outing: those who go are told when it moves."""
    outing = _find_outing(pk)
    form = OutingForm(request.POST or None, edition=outing.edition, outing=outing)
    if request.method == "POST" and form.is_valid():
        try:
            flows.change_outing(outing=_find_outing(pk), by=request.user, **form.arguments())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The changes are kept. Those who go are told."))
            return redirect("outings", outing.edition_id)
    context = {"form": form, "outing": outing, "edition": outing.edition}
    return render(request, "exchanges/outing_edit.html", context, status=422 if form.errors else 200)


@require_POST
@team_only
def outing_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out of the calendar, while nothing came from it."""
    outing = _find_outing(pk)
    try:
        flows.remove_outing(outing=outing, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("outing_edit", pk)
    messages.success(request, _("The outing is taken away. Those who were going are told."))
    return redirect("outings", outing.edition_id)


@require_safe
@team_only
def outings_by_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Who goes where in the days to come; first, where somebody is missing."""
    edition = _find_edition(pk)
    people: dict[Member, list[Outing]] = defaultdict(list)
    coming = list(with_people(edition.outings.coming(on=timezone.localdate())))
    for outing in coming:
        for member in outing.interviewers.all():
            people[member].append(outing)
    lines = sorted(people.items(), key=lambda pair: pair[0].folded_name)
    page = Paginator(lines, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    short = [outing for outing in coming if outing.missing][:ROWS]
    return render(request, "exchanges/outing_people.html", {"edition": edition, "page": page, "short": short})


@require_safe
@team_only
def outing_figures(request: HttpRequest, pk: int) -> HttpResponse:
    """Sheets received, people met, those who would rather not: in all, by kind of place, by outing."""
    edition = _find_edition(pk)
    figures = count_outings(edition, on=timezone.localdate(), page=request.GET.get("page"))
    return render(request, "exchanges/outing_figures.html", {"edition": edition, "figures": figures})


@require_safe
@never_cache
@team_only
def outings_week_pdf(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    """One PDF for the week `day` (YYYY-MM-DD) is in; 404 for no date or no outing."""
    try:
        monday = monday_of(datetime.date.fromisoformat(day))
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    week = (monday, monday + datetime.timedelta(days=6))
    found = list(with_people(_find_edition(pk).outings.filter(date__range=week)))
    if not found:
        raise Http404
    return give_pdf(print_outings(outings=found), f"sorties-{monday.isoformat()}.pdf")


def with_people(outings: OutingQuerySet) -> OutingQuerySet:
    """With what their lines show, in a fixed number of queries."""
    return outings.select_related("place__commune", "edition__survey").prefetch_related("interviewers")


def give_pdf(pdf: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _shown(edition: Edition, show: str, today: datetime.date):
    coming, past = edition.outings.coming(on=today), edition.outings.past(on=today)
    wanted = {
        "coming": coming,
        "short": coming.short_of_people(),
        "past": past,
        "to_tell": past.filter(told_on=None),
    }[show]
    order = ("date", "starts_at", "pk") if show in ("coming", "short") else ("-date", "-starts_at", "-pk")
    return with_people(wanted).with_sheets().order_by(*order)


def _find_edition(pk: int) -> Edition:
    return get_object_or_404(Edition.objects.select_related("survey"), pk=pk)


def _find_outing(pk: int) -> Outing:
    return get_object_or_404(with_people(Outing.objects.all()), pk=pk)


def _say_planned(request: HttpRequest, planned: flows.Planned, day: datetime.date) -> None:
    made, there = len(planned.made), len(planned.there)
    if made:
        said = ngettext("%(n)s outing is in the calendar.", "%(n)s outings are in the calendar.", made) % {"n": made}
        messages.success(request, said)
    if there:
        said = ngettext("%(n)s was there already.", "%(n)s were there already.", there) % {"n": there}
        messages.info(request, said)
    left_out = dict(planned.left_out)
    if name := left_out.pop(day, ""):
        messages.warning(
            request, _("That day is marked “%(name)s”. The outing is planned all the same.") % {"name": name}
        )
    if left_out:
        lang = get_language() or "fr"
        days = join_words(
            [f"{say_date(day, lang=lang, year=False)} ({name})" for day, name in sorted(left_out.items())], lang=lang
        )
        said = _("Left out: %(days)s. To go out all the same, plan that day alone.") % {"days": days}
        messages.info(request, said)
