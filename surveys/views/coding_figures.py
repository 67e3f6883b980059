"""« Ce qui revient le plus »: themes by village, place, age and question, on a page and in spreadsheets."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from members.access import team_only
from members.downloads import give_csv, give_xlsx
from surveys.counting import TITLES, count_themes
from surveys.models import Edition

FILES = {"xlsx": give_xlsx, "csv": give_csv}


@require_safe
@team_only
def coding_figures(request: HttpRequest, pk: int, way: str = "village") -> HttpResponse:
    """One table; the others are a click away."""
    edition, figures = _count(pk, way)
    context = {"edition": edition, "figures": figures, "table": figures.table(way), "way": way, "ways": TITLES}
    return render(request, "surveys/coding_figures.html", context)


@require_safe
@team_only
def coding_figures_file(request: HttpRequest, pk: int, way: str, kind: str) -> HttpResponse:
    """The same table as a spreadsheet, `kind` xlsx or csv."""
    edition, figures = _count(pk, way)
    return FILES[kind](figures.lines(way), f"themes-{way}-{edition.slug}")


def _count(pk: int, way: str):
    if way not in TITLES:
        raise Http404
    edition = get_object_or_404(Edition.objects.select_related("survey"), pk=pk)
    return edition, count_themes(edition)
