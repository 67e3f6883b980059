"""« Présences »: who came, for the whole network, by season, village and age band."""

from django.db.models import Min
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from exchanges.attendance import report
from exchanges.attendance.seasons import school_year_of
from exchanges.models import Session
from members.access import team_only
from members.downloads import give_csv, give_xlsx


@require_GET
@team_only
def attendance(request):
    """The tables of one school year (`?year=` its first year), this one by default."""
    years = _list_years()
    year = _read_year(request.GET.get("year", years[0]), years)
    context = {"report": report.report_attendance(year), "years": years}
    return render(request, "exchanges/attendance.html", context)


@require_GET
@team_only
def attendance_csv(request, year):
    lines = report.list_lines(report.report_attendance(_read_year(year, _list_years())))
    return give_csv(lines, f"presences-{year}")


@require_GET
@team_only
def attendance_xlsx(request, year):
    lines = report.list_lines(report.report_attendance(_read_year(year, _list_years())))
    return give_xlsx(lines, f"presences-{year}")


def _list_years() -> list[int]:
    """School years from this one back to that of the first session held."""
    this_year = school_year_of(timezone.localdate())
    first_day = Session.objects.filter(state=Session.State.HELD).aggregate(first=Min("date"))["first"]
    first_year = min(school_year_of(first_day), this_year) if first_day else this_year
    return list(range(this_year, first_year - 1, -1))


def _read_year(asked: str | int, years: list[int]) -> int:
    year = next((year for year in years if str(year) == str(asked)), None)
    if year is None:
        raise Http404
    return year
