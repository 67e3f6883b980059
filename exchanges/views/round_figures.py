"""What a round adds up to: whom it reaches and forgets, what changed since the one before, whom it may ask."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from exchanges.models import Round
from exchanges.rounds.changes_reading import earlier_round
from exchanges.rounds.changes_report import report_changes
from exchanges.rounds.fairness_report import report_fairness
from exchanges.rounds.heard import hear_questionnaire
from members.access import team_only

CHANGES_A_PAGE = 30
VILLAGES_A_PAGE = 10


@require_GET
@team_only
def round_fairness(request, pk):
    """By age and by village, the share of requests served and of people reached."""
    round_ = _get_done_round(pk)
    report = report_fairness(round_)
    page = Paginator(report.villages.rows, VILLAGES_A_PAGE).get_page(request.GET.get("page"))
    tables = (report.ages, replace(report.villages, rows=tuple(page.object_list)))
    context = {"round": round_, "report": report, "tables": tables, "page": page}
    return render(request, "exchanges/round_fairness.html", context)


@require_GET
@team_only
def round_changes(request, pk):
    """What differs from the last round over the same days."""
    round_ = _get_done_round(pk)
    earlier = earlier_round(round_)
    if earlier is None:
        return render(request, "exchanges/round_changes.html", {"round": round_, "report": None})
    report = report_changes(round_, earlier=earlier)
    page = Paginator(report.lines, CHANGES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "exchanges/round_changes.html", {"round": round_, "report": report, "page": page})


@require_GET
@team_only
def round_heard(request, pk):
    """For the savoirs to find a sharer for: who said something close in the questionnaire, and may be asked."""
    round_ = _get_done_round(pk)
    wanted = (round_.solution.get("advice") or {}).get("sharers", [])
    heard = hear_questionnaire({line["skill"] for line in wanted})
    lines = [(line["savoir"], heard[line["skill"]]) for line in wanted]
    return render(request, "exchanges/round_heard.html", {"round": round_, "lines": lines})


def _get_done_round(pk: int) -> Round:
    return get_object_or_404(Round.objects.filter(state=Round.State.DONE).defer("problem", "solution"), pk=pk)
