"""« Tout le matériau »: what was answered and what was read in it, as a spreadsheet in which nobody can be found."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.access import team_only
from members.downloads import give_csv_files, give_workbook
from members.flows.refused import Refused
from surveys.material.book import name_of_file, write_material
from surveys.views.editions import find_edition

FILES = {"xlsx": give_workbook, "zip": give_csv_files}


@require_safe
@team_only
def material(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file holds, and what it leaves out."""
    edition = find_edition(pk)
    return render(request, "surveys/material.html", {"edition": edition, "sheets": edition.responses.count()})


@require_safe
@never_cache
@team_only
def material_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The file, `kind` xlsx or zip (one .csv for each sheet)."""
    edition = find_edition(pk)
    try:
        lines = write_material(edition, reader=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("material", pk)
    return FILES[kind](lines, name_of_file(edition, day=timezone.localdate()))
