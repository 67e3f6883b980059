"""The keying desk: the number first, then the whole sheet on one page, then the next one."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.access import team_only
from members.flows.refused import Refused
from members.models import Commune
from surveys.cautions import flag_sheet
from surveys.flows.keying import correct_by_hand, find_sheet, raw_of, suggest_number
from surveys.flows.questionnaires import read_questionnaire
from surveys.flows.responses import record_response
from surveys.forms.keying import NumberForm
from surveys.keying import read_keyed, show_lines
from surveys.models import Edition, Response, SecondKeying, Version
from surveys.questionnaire import Questionnaire
from surveys.sheets import BadSheet, CleanSheet, check_sheet

SHOWN_TO_SETTLE = 20


@require_safe
@team_only
def keying(request: HttpRequest, pk: int) -> HttpResponse:
    """Which sheet? Straight to it; one that is keyed already is caught here, with what to do."""
    edition = fetch_edition(pk)
    asked = request.GET.get("numero")
    form = NumberForm(request.GET if asked else None, edition=edition, initial=_initial(request, edition))
    sheet = None
    if form.is_bound and form.is_valid():
        number, pile = form.cleaned_data["numero"], form.pile()
        sheet = find_sheet(edition, number)
        if way := _way_to(sheet, double="double" in pile):
            return redirect(reverse(way, args=[pk, number], query=pile))
    context = {
        "edition": edition,
        "form": form,
        "sheet": sheet,
        "missing": sheet is None and form.is_bound and form.is_valid(),
        "keyed": edition.responses.exclude(sheet_number=None).count(),
        "to_settle": SecondKeying.objects.filter(response__edition=edition).select_related("response")[
            :SHOWN_TO_SETTLE
        ],
        "version": edition.current_version,
    }
    return render(request, "surveys/keying.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def keying_sheet(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """All the questions on one page, in the printed order; saved, on to the next number."""
    edition = fetch_edition(pk)
    pile = NumberForm({**request.GET.dict(), "numero": number}, edition=edition)
    if not pile.is_valid() or edition.current_version is None:
        return redirect("keying", pk)
    if request.method != "POST" and find_sheet(edition, number):
        return redirect(reverse("keying", args=[pk], query={**pile.pile(), "numero": number}))
    version = pile.cleaned_data.get("questions") or edition.current_version
    page = SheetPage(request, version, number, pile.pile())
    if request.method == "POST" and (sheet := page.check()):
        try:
            _record(request, version, number, pile.cleaned_data, sheet)
            return page.go_on(sheet)
        except Refused as refused:
            page.refusals = refused.sentences
            page.known = find_sheet(edition, number)
    return page.show("surveys/keying_sheet.html")


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def keying_correct(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The sheet as it was keyed, to put right."""
    response = fetch_sheet(pk, number)
    page = SheetPage(request, response.version, number, {}, raw=raw_of(response))
    if request.method == "POST" and (sheet := page.check()):
        try:
            correct_by_hand(response=response, sheet=sheet)
            return page.go_on(sheet)
        except Refused as refused:
            page.refusals = refused.sentences
    return page.show("surveys/keying_correct.html")


class SheetPage:
    """The page of one sheet: what was typed stays, whatever is wrong with it."""

    def __init__(
        self,
        request: HttpRequest,
        version: Version,
        number: int,
        pile: dict[str, object],
        raw: dict[str, dict[str, Any]] | None = None,
    ) -> None:
        self.request, self.version, self.number, self.pile = request, version, number, pile
        self.questionnaire: Questionnaire = read_questionnaire(version)
        self.raw = read_keyed(self.questionnaire, request.POST) if request.method == "POST" else raw or {}
        self.errors: dict[str, str] = {}
        self.refusals: tuple[str, ...] = ()
        self.known: Response | None = None

    def check(self) -> CleanSheet | None:
        """The sheet as keyed; None when it is wrong or empty, and the page then says why."""
        try:
            sheet = check_sheet(self.questionnaire, self.raw, require=False)
        except BadSheet as bad:
            self.errors = bad.errors
            return None
        if sheet == CleanSheet({}):
            self.refusals = (_("This sheet is empty. Key one answer at least, or take another number."),)
            return None
        return sheet

    def show(self, template: str, **context: object) -> HttpResponse:
        lines = show_lines(self.questionnaire, self.raw, self.errors)
        context |= {
            "edition": self.version.edition,
            "number": self.number,
            "version": self.version,
            "lines": lines,
            "wrong": [line for line in lines if line.shown.error],
            "refusals": self.refusals,
            "known": self.known,
            "uuid": _uuid_of(self.request),
            "villages": Commune.objects.values_list("name", flat=True),
            "query": self.request.GET.urlencode(),
        }
        status = 422 if self.errors or self.refusals else 200
        return render(self.request, template, context, status=status)

    def go_on(self, sheet: CleanSheet) -> HttpResponseRedirect:
        """To the next number of the pile, saying what was done."""
        messages.success(self.request, _("Sheet %(number)s is saved.") % {"number": self.number})
        if flag_sheet(sheet.answers):
            messages.info(self.request, _("Some of its words wait to be read again before the team sees them."))
        return redirect(reverse("keying", args=[self.version.edition_id], query={**self.pile, "apres": self.number}))


def fetch_edition(pk: int) -> Edition:
    return get_object_or_404(Edition.objects.select_related("survey"), pk=pk)


def fetch_sheet(pk: int, number: int) -> Response:
    sheets = Response.objects.select_related("version__edition__survey", "commune", "keyed_by")
    return get_object_or_404(sheets, edition=pk, sheet_number=number)


def _way_to(sheet: Response | None, *, double: bool) -> str:
    """The page this number leads to; "" when there is something to decide first."""
    if double:
        return "keying_again" if sheet else ""
    return "" if sheet else "keying_sheet"


def _initial(request: HttpRequest, edition: Edition) -> dict[str, object]:
    after = request.GET.get("apres", "")
    number = suggest_number(edition, after=int(after) if after.isdecimal() and len(after) < 7 else 0)
    is_double = bool(request.GET.get("double"))
    suggested = int(after) + 1 if is_double and after.isdecimal() else number
    return {**request.GET.dict(), "numero": suggested, "double": is_double}


def _record(request: HttpRequest, version: Version, number: int, pile: dict[str, Any], sheet: CleanSheet) -> None:
    outing = pile["sortie"]
    record_response(
        uuid=_uuid_of(request),
        version=version,
        channel=Response.Channel.PAPER,
        sheet=sheet,
        language=pile.get("langue") or version.edition.languages[0],
        day=outing.date if outing else pile["jour"],
        outing=outing,
        sheet_number=number,
        keyed_by=request.user,
        flags=flag_sheet(sheet.answers),
    )


def _uuid_of(request: HttpRequest) -> UUID:
    """The uuid the page was made with, so that two clicks are one sheet."""
    try:
        return UUID(request.POST.get("uuid", ""))
    except ValueError:
        return uuid4()
