"""What the mouline prefers: said in words, tried on the last round, kept by an administrator."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from exchanges.flows import comparisons as flows
from exchanges.flows.rounds import RoundUnderWay
from exchanges.forms.preferences import RoundPreferencesForm
from exchanges.models import Comparison, RoundPreferences
from exchanges.rounds import comparison_report as reports
from members.access import require, team_only
from members.rules import is_administrator


@require_http_methods(["GET", "POST"])
@team_only
def round_settings(request):
    """The preferences; with choices in the address, these are ticked."""
    preferences = RoundPreferences.load()
    if request.method == "POST":
        return _take_choices(request, preferences)
    tried = request.GET.keys() & set(RoundPreferences.NAMES)
    return _show(request, RoundPreferencesForm(request.GET if tried else None, instance=preferences))


@require_GET
@team_only
def round_comparison(request):
    """The part of the page that is asked for again while a comparison is under way."""
    under_way = Comparison.objects.filter(state__in=Comparison.UNDER_WAY).first()
    if under_way is None:
        return HttpResponseClientRefresh() if request.htmx else redirect("round_settings")
    return render(request, "exchanges/_comparison_waits.html", {"comparison": under_way})


def _take_choices(request, preferences: RoundPreferences):
    """Keep the choices, or go and see what they would have changed."""
    trying = "try" in request.POST
    require(trying or is_administrator(request.user))
    form = RoundPreferencesForm(request.POST or None, instance=preferences)
    if not form.is_valid():
        return _show(request, form)
    if trying:
        _try(request, form.cleaned_data)
        return redirect(f"{reverse('round_settings')}?{urlencode(form.cleaned_data)}#comparison")
    form.save()
    messages.success(request, _("Your choices are kept. The next mouline follows them."))
    return redirect("round_settings")


def _try(request, choices: dict[str, str]) -> None:
    """Ask for the comparison, unless there is nothing to plan, or something is under way."""
    round_ = reports.last_round()
    if round_ is None or reports.are_the_same(round_, choices):
        return
    try:
        flows.ask_for_comparison(by=request.user, round_=round_, choices=choices)
    except RoundUnderWay:
        messages.error(request, _("A mouline is under way. When it is done, look again."))
    except flows.ComparisonUnderWay:
        messages.error(request, _("Another comparison is under way. When it is done, look again."))


def _show(request, form: RoundPreferencesForm):
    round_ = reports.last_round()
    comparison = Comparison.objects.filter(round=round_).select_related("round").first() if round_ else None
    if round_ and form.is_bound and form.is_valid() and reports.are_the_same(round_, form.cleaned_data):
        report = reports.report_same_choices()
    else:
        report = reports.report_comparison(comparison) if comparison and not comparison.is_under_way else None
    context = {
        "form": form,
        "round": round_,
        "waiting": comparison if comparison and comparison.is_under_way else None,
        "report": report,
        "most_people": reports.say_most_people(),
        "may_keep": is_administrator(request.user),
    }
    return render(request, "exchanges/round_settings.html", context, status=422 if form.errors else 200)
