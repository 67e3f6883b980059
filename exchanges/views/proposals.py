"""One proposal: keep it, adjust it, set it aside, pin it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exchanges.cautions import cautions_of
from exchanges.flows import proposals as flows
from exchanges.flows.refused import Refused
from exchanges.forms.proposals import AdjustForm, AdoptForm, RefuseForm
from exchanges.models import Proposal
from exchanges.rounds import overview
from exchanges.views.rounds import back_to
from members.access import team_only


def _open_proposal(pk: int) -> Proposal:
    proposals = Proposal.objects.select_related("skill__theme", "venue__commune").prefetch_related("people__member")
    return get_object_or_404(proposals, pk=pk, state=Proposal.State.OPEN)


def _page(request, proposal: Proposal, form, template: str):
    context = {"proposal": proposal, "form": form, "card": overview.cards_of([proposal])[0]}
    return render(request, template, context, status=422 if form.errors else 200)


def _cautions(form: AdjustForm) -> list[str]:
    place = {name: form.cleaned_data[name] for name in ("venue", "date", "period")}
    return cautions_of(people=form.people(), **place)


@require_http_methods(["GET", "POST"])
@team_only
def proposal_adopt(request, pk):
    """Keep a proposal: it becomes a group and a session to settle. Nothing is sent yet."""
    proposal = _open_proposal(pk)
    form = AdoptForm(request.POST or None, proposal=proposal, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            session = flows.adopt_proposal(proposal=proposal, by=request.user, **form.arguments())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("The group is born. Nobody has been told yet: send the invitations when you like.")
            )
            return redirect("session", session.code)
    return _page(request, proposal, form, "exchanges/proposal_adopt.html")


@require_http_methods(["GET", "POST"])
@team_only
def proposal_adjust(request, pk):
    """Change people, date or place."""
    proposal = _open_proposal(pk)
    form = AdjustForm(request.POST or None, proposal=proposal)
    if request.method == "POST" and form.is_valid() and not form.warn(_cautions(form)):
        try:
            flows.adjust_proposal(proposal=proposal, by=request.user, **form.arguments())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The proposal is changed, and pinned so that it stays."))
            return redirect(back_to(proposal))
    return _page(request, proposal, form, "exchanges/proposal_adjust.html")


@require_http_methods(["GET", "POST"])
@team_only
def proposal_refuse(request, pk):
    """Set a proposal aside, with a reason the next rounds respect."""
    proposal = _open_proposal(pk)
    form = RefuseForm(request.POST or None, proposal=proposal)
    if request.method == "POST" and form.is_valid():
        try:
            flows.refuse_proposal(proposal=proposal, by=request.user, **form.arguments())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if form.says_why:
                messages.success(request, _("Set aside. The next mouline will remember why."))
            else:
                messages.success(request, _("Set aside. The next mouline may propose this group again."))
            return redirect("round", proposal.round_id)
    return _page(request, proposal, form, "exchanges/proposal_refuse.html")


@require_POST
@team_only
def proposal_pin(request, pk):
    """Pin an open proposal, or take the pin out."""
    proposal = _open_proposal(pk)
    verb = flows.unpin_proposal if proposal.is_pinned else flows.pin_proposal
    verb(proposal=proposal, by=request.user)
    return redirect(back_to(proposal))
