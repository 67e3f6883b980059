"""Bring a centre's sheets in: the file, its columns, what each line becomes, then the lines themselves."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from exchanges.flows.sheet_imports import start_import, trade_of
from exchanges.forms.imports import ColumnsForm, SheetForm
from exchanges.import_lines import filters_of, shown_lines
from members.access import team_only
from members.downloads import CSV, give_file
from members.flows import sheet_imports as flows
from members.flows.refused import Refused
from members.models import SheetImport

LINES_A_PAGE = 30
_HEAVY = ("content", "report", "held_back", "to_check")


@require_http_methods(["GET", "POST"])
@team_only
def imports(request):
    """A new sheet, and those brought in before."""
    asked = {"kind": "survey", "edition": request.GET["edition"]} if request.GET.get("edition") else None
    form = SheetForm(request.POST or None, request.FILES or None, initial=asked)
    if request.method == "POST" and form.is_valid() and (sheet := form.receive(by=request.user)):
        return redirect("import_columns", sheet.pk)
    sheets = SheetImport.objects.defer(*_HEAVY).select_related("uploaded_by")
    page = Paginator(sheets, LINES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "exchanges/import_list.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
@team_only
def import_columns(request, pk):
    """Which field each column holds: our guess, corrected by a person."""
    sheet = get_object_or_404(SheetImport, pk=pk)
    if not sheet.content or sheet.is_under_way:
        return redirect("import", pk)
    table, trade = flows.open_table(sheet), trade_of(sheet)
    form = ColumnsForm(request.POST or None, sheet=sheet, table=table, questions=trade.questions)
    if request.method == "POST" and form.is_valid():
        try:
            flows.choose_columns(sheet=sheet, mapping=form.mapping, trade=trade)
            return redirect("import", pk)
        except Refused as refusal:
            form.add_error(None, list(refusal.sentences))
    return render(request, "exchanges/import_columns.html", {"sheet": sheet, "form": form, "table": table})


@require_GET
@team_only
def import_detail(request, pk):
    """What each line becomes, or became; while the lines come in, where they stand."""
    sheet = get_object_or_404(SheetImport.objects.defer("held_back", "to_check"), pk=pk)
    if sheet.state == SheetImport.State.UPLOADED:
        return redirect("import_columns", pk)
    if sheet.state in (SheetImport.State.APPLYING, SheetImport.State.FAILED):
        return render(request, "exchanges/import_working.html", {"sheet": sheet})
    chosen = request.GET.get("lignes", "")
    lines = shown_lines(sheet, chosen)
    page = Paginator(lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {"sheet": sheet, "page": page, "filters": filters_of(sheet, chosen), "chosen": chosen}
    return render(request, "exchanges/import_detail.html", context)


@require_GET
@team_only
def import_progress(request, pk):
    """The part of the page that is asked for again while the lines come in."""
    sheet = get_object_or_404(SheetImport.objects.defer(*_HEAVY), pk=pk)
    if not sheet.is_under_way and request.htmx:
        return HttpResponseClientRefresh()
    return render(request, "exchanges/_import_progress.html", {"sheet": sheet})


@require_POST
@team_only
def import_decide(request, pk):
    """« C'est la même personne » or « Ce sont deux personnes », for one line or for all."""
    sheet = get_object_or_404(SheetImport, pk=pk)
    line, _colon, decision = request.POST.get("decision", "").partition(":")
    try:
        flows.decide(sheet=sheet, line=line, decision=decision, trade=trade_of(sheet))
    except flows.NotNow:
        messages.error(request, _("These lines are already in, or their file is no longer kept."))
    return redirect(reverse("import", args=[pk], query={"lignes": request.POST.get("lignes", "")}))


@require_POST
@team_only
def import_apply(request, pk):
    try:
        start_import(sheet=get_object_or_404(SheetImport, pk=pk))
    except flows.NotNow:
        messages.error(request, _("These lines are already in, or their file is no longer kept."))
    return redirect("import", pk)


@require_POST
@team_only
def import_drop(request, pk):
    try:
        flows.drop_import(sheet=get_object_or_404(SheetImport, pk=pk))
    except flows.NotNow:
        messages.error(request, _("These lines are already in, or their file is no longer kept."))
        return redirect("import", pk)
    messages.success(request, _("The sheet is thrown away. Nothing was written."))
    return redirect("imports")


@require_GET
@team_only
def import_given_back(request, pk, which):
    """The lines held back, or those to check, as a file with the reasons."""
    sheet = get_object_or_404(SheetImport, pk=pk)
    content = bytes(sheet.held_back if which == "a-corriger" else sheet.to_check)
    if not content:
        raise Http404
    return give_file(content, CSV, f"{which}-{sheet.pk}.csv")
