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
from exchanges.forms.rounds import AgainForm, RoundForm, SteeringForm
from exchanges.models import Proposal, Round, Session
from exchanges.rounds import overview
from exchanges.rounds.advice import advice_of
from exchanges.rounds.asked import asked_of
from members.access import team_only

PROPOSALS_A_PAGE = 5
UNSERVED_A_PAGE = 30


@require_http_methods(["GET", "POST"])
@team_only
def round_list(request):
    """All moulines, the newest first, and the form for a new one."""
    form = RoundForm(request.POST or None, today=timezone.localdate())
    if round_ := _ask(request, form):
        return redirect("round", round_.pk)
    rounds = Paginator(Round.objects.select_related("asked_by").defer("problem", "solution"), 30)
    page = rounds.get_page(request.GET.get("page"))
    return render(
        request, "exchanges/round_list.html", {"form": form, "page": page}, status=422 if form.errors else 200
    )


def _ask(request, form: SteeringForm, **more: object) -> Round | None:
    """The round that a sent form asks for; None when the form is to be shown."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return flows.ask_for_round(by=request.user, **form.arguments(), **more)
    except flows.RoundUnderWay:
        form.add_error(None, _("A mouline is already under way. Wait for it, or stop it and keep its result."))
        return None


@require_GET
@team_only
def round_detail(request, pk):
    """What a round proposes; while it works, where it stands."""
    rounds = overview.with_invitations_to_send(Round.objects.select_related("asked_by"))
    round_ = get_object_or_404(rounds, pk=pk)
    if round_.state != Round.State.DONE:
        return _show_working(request, round_)
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
        "asked": asked_of(round_),
        "waiting": overview.waiting_by_reason(round_),
        "advice": advice_of(round_),
        "waiting_total": round_.requests_total - round_.requests_served,
    }
    return render(request, "exchanges/round_detail.html", context)


def _show_working(request, round_: Round):
    """Where a round stands, or why it has no result."""
    context = {"round": round_, "asked": asked_of(round_), "lost": overview.lost_pin_of(round_)}
    if round_.is_under_way:
        context |= {"steps": overview.steps_of(round_), "quality": overview.quality_so_far(round_)}
    return render(request, "exchanges/round_working.html", context)


@require_GET
@team_only
def round_progress(request, pk):
    """The part of the page that is asked for again while a round works."""
    round_ = get_object_or_404(Round.objects.defer("problem", "solution"), pk=pk)
    if not round_.is_under_way and request.htmx:
        return HttpResponseClientRefresh()
    context = {"round": round_, "steps": overview.steps_of(round_), "quality": overview.quality_so_far(round_)}
    return render(request, "exchanges/_round_steps.html", context)


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


@require_http_methods(["GET", "POST"])
@team_only
def round_again(request, pk):
    """A new round over the same days, without what the earlier one did without unless one says otherwise.

    What is pinned stays as it is; the rest changes as little as needed, or is all looked for anew (`anew`).
    """
    earlier = get_object_or_404(Round.objects.defer("problem", "solution"), pk=pk)
    today = timezone.localdate()
    if earlier.last_day <= today:
        messages.error(request, _("These days have passed. Start a new mouline."))
        return redirect("rounds")
    form = AgainForm(request.POST if request.method == "POST" else None, earlier=earlier, today=today)
    kept = earlier if earlier.state == Round.State.DONE else earlier.starts_from
    if round_ := _ask(request, form, starts_from=None if "anew" in request.POST else kept):
        return redirect("round", round_.pk)
    context = {"round": earlier, "form": form, "period": form.period()}
    return render(request, "exchanges/round_again.html", context, status=422 if form.errors else 200)


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
