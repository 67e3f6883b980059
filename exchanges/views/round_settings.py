"""What the mouline prefers: said in words, tried on the last round, kept by an administrator."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exchanges.forms.preferences import RoundPreferencesForm
from exchanges.models import RoundPreferences
from exchanges.rounds.comparison_report import last_round, report_comparison
from members.access import require, team_only
from members.rules import is_administrator


@require_http_methods(["GET", "POST"])
@team_only
def round_settings(request):
    """The preferences; with choices in the address, what they would have changed in the last round."""
    preferences = RoundPreferences.load()
    if request.method == "POST":
        return _take_choices(request, preferences)
    tried = request.GET.keys() & set(RoundPreferences.NAMES)
    return _show(request, RoundPreferencesForm(request.GET if tried else None, instance=preferences))


def _take_choices(request, preferences: RoundPreferences):
    """Keep the choices, or go and see what they would have changed."""
    trying = "try" in request.POST
    require(trying or is_administrator(request.user))
    form = RoundPreferencesForm(request.POST or None, instance=preferences)
    if not form.is_valid():
        return _show(request, form)
    if trying:
        return redirect(f"{reverse('round_settings')}?{urlencode(form.cleaned_data)}#comparison")
    form.save()
    messages.success(request, _("Your choices are kept. The next mouline follows them."))
    return redirect("round_settings")


def _show(request, form: RoundPreferencesForm):
    round_ = last_round()
    report = None
    if round_ and form.is_valid():
        report = report_comparison(round_, form.cleaned_data, today=timezone.localdate())
    context = {"form": form, "round": round_, "report": report, "may_keep": is_administrator(request.user)}
    return render(request, "exchanges/round_settings.html", context, status=422 if form.errors else 200)
