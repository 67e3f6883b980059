"""The mouline's pages: ask for a round, watch it work, read what it proposes and who still waits."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from exchanges.flows import rounds as flows
from exchanges.flows import sessions as session_flows
from exchanges.flows.refused import Refused
from exchanges.forms.rounds import RoundForm
from exchanges.models import Proposal, Round, Session
from exchanges.rounds import overview
from exchanges.rounds.advice import advice_of
from exchanges.rounds.calendar import period_of
from members.access import team_only

PROPOSALS_A_PAGE = 6
UNSERVED_A_PAGE = 30


@require_http_methods(["GET", "POST"])
@team_only
def round_list(request):
    """All moulines, the newest first, and the form for a new one."""
    form = RoundForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        first_day, last_day = period_of(
            first_day=form.cleaned_data["first_day"], weeks=form.cleaned_data["weeks"], today=timezone.localdate()
        )
        try:
            return redirect("round", flows.ask_for_round(by=request.user, first_day=first_day, last_day=last_day).pk)
        except flows.RoundUnderWay:
            form.add_error(None, _("A mouline is already under way. Wait for it, or stop it and keep its result."))
    rounds = Paginator(Round.objects.select_related("asked_by").defer("problem", "solution"), 30)
    page = rounds.get_page(request.GET.get("page"))
    return render(
        request, "exchanges/round_list.html", {"form": form, "page": page}, status=422 if form.errors else 200
    )


@require_GET
@team_only
def round_detail(request, pk):
    """What a round proposes; while it works, where it stands."""
    rounds = overview.with_invitations_to_send(Round.objects.select_related("asked_by"))
    round_ = get_object_or_404(rounds, pk=pk)
    if round_.state != Round.State.DONE:
        return render(request, "exchanges/round_working.html", {"round": round_, "steps": overview.steps_of(round_)})
    figures = overview.figures_of(round_)
    paginator = Paginator(overview.proposals_of(round_), PROPOSALS_A_PAGE)
    paginator.count = figures["groups"]
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "round": round_,
        "page": page,
        "cards": overview.cards_of(page.object_list),
        "figures": figures,
        "quality": overview.quality_of(round_),
        "waiting": overview.waiting_by_reason(round_),
        "advice": advice_of(round_),
        "waiting_total": round_.requests_total - round_.requests_served,
    }
    return render(request, "exchanges/round_detail.html", context)


@require_GET
@team_only
def round_progress(request, pk):
    """The part of the page that is asked for again while a round works."""
    round_ = get_object_or_404(Round.objects.defer("problem", "solution"), pk=pk)
    if not round_.is_under_way and request.htmx:
        return HttpResponseClientRefresh()
    return render(request, "exchanges/_round_steps.html", {"round": round_, "steps": overview.steps_of(round_)})


@require_GET
@team_only
def round_waiting(request, pk):
    """The requests a round did not serve, each with its reason and what would unblock it."""
    round_ = get_object_or_404(Round.objects.defer("problem", "solution"), pk=pk)
    page = Paginator(overview.unserved_of(round_), UNSERVED_A_PAGE).get_page(request.GET.get("page"))
    context = {"round": round_, "page": page, "lines": overview.waiting_lines(page.object_list)}
    return render(request, "exchanges/round_waiting.html", context)


@require_POST
@team_only
def round_stop(request, pk):
    flows.ask_to_stop(round_=get_object_or_404(Round, pk=pk))
    messages.success(request, _("The mouline stops at the end of this step and keeps its best result."))
    return redirect("round", pk)


@require_POST
@team_only
def round_again(request, pk):
    """A new round over the same days: what is pinned stays as it is, the rest changes as little as needed."""
    earlier = get_object_or_404(Round, pk=pk)
    starts_from = earlier if earlier.state == Round.State.DONE else None
    try:
        round_ = flows.ask_for_round(
            by=request.user, first_day=earlier.first_day, last_day=earlier.last_day, starts_from=starts_from
        )
    except flows.RoundUnderWay:
        messages.error(request, _("A mouline is already under way. Wait for it, or stop it and keep its result."))
        return redirect("rounds")
    return redirect("round", round_.pk)


@require_POST
@team_only
def round_invite(request, pk):
    """Send the invitations of every session kept from this round."""
    kept = Session.objects.filter(group__proposal__round=pk, state=Session.State.TO_SETTLE, invited_at=None)
    sent = 0
    for session in kept:
        try:
            session_flows.send_invitations(session=session, by=request.user)
            sent += 1
        except Refused as refused:
            messages.error(request, f"{session.title} : {refused}")
    if sent:
        messages.success(request, _("The invitations have left. People without e-mail are on the call list."))
    return redirect("round", pk)


def back_to(proposal: Proposal) -> str:
    """The round's page, at the card of the proposal."""
    return f"{reverse('round', args=[proposal.round_id])}#proposal-{proposal.pk}"
