"""« Ce que les paroles deviennent »: offers, requests, hands and ideas of an edition, and who may be invited."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import team_only
from members.flows.refused import Refused
from members.forms.words import skills_by_theme
from members.models import Skill
from surveys.flows import invitations
from surveys.flows import outcomes as flows
from surveys.forms.joining import CorrectForm
from surveys.models import Edition, Invitation, Outcome
from surveys.views.editions import find_edition

OUTCOMES_A_PAGE = 20


@require_safe
@team_only
def outcomes(request: HttpRequest, pk: int) -> HttpResponse:
    """All of an edition, the latest first; `?kind=` and `?stage=` keep some."""
    edition = find_edition(pk)
    kind, stage = request.GET.get("kind", ""), request.GET.get("stage", "")
    found = Outcome.objects.of_edition(edition).with_stage().select_related("skill", "member", "segment__answer")
    found = found.select_related("segment__answer__response__slip_link__slip__invitation")
    if kind in Outcome.Kind.values:
        found = found.filter(kind=kind)
    if stage in Outcome.Stage.values:
        found = found.filter(stage=stage)
    context = {
        "edition": edition,
        "page": Paginator(found.order_by("-decided_on", "-pk"), OUTCOMES_A_PAGE).get_page(request.GET.get("page")),
        "kind": kind,
        "stage": stage,
        "kinds": Outcome.Kind.choices,
        "stages": Outcome.Stage.choices,
        "to_invite": invitations.slips_to_invite(edition).count(),
        "to_call": Invitation.objects.to_call().filter(slip__edition=edition).count(),
    }
    return render(request, "surveys/outcomes.html", context)


@require_POST
@team_only
def outcomes_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who may be invited, in one go."""
    done = invitations.invite_everybody(edition=get_object_or_404(Edition, pk=pk))
    if done.by_mail:
        text = ngettext(
            "%(count)s invitation leaves by e-mail.", "%(count)s invitations leave by e-mail.", done.by_mail
        )
        messages.success(request, text % {"count": done.by_mail})
    if done.by_phone:
        text = ngettext("%(count)s person waits for your call.", "%(count)s people wait for your call.", done.by_phone)
        messages.success(request, text % {"count": done.by_phone})
    if not (done.by_mail or done.by_phone):
        messages.info(request, _("Nobody to invite for now."))
    return redirect("invitation_calls" if done.by_phone and not done.by_mail else "outcomes", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def outcome_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The words, the savoir or the kind of help of one of them."""
    found = Outcome.objects.select_related("segment__answer__response__edition__survey", "skill")
    outcome = get_object_or_404(found.exclude(segment__answer__review="waiting"), pk=pk)
    skills = skills_by_theme() if outcome.is_a_wish else []
    form = CorrectForm(request.POST or None, outcome=outcome, skills=skills)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        skill = Skill.objects.filter(pk=said.get("skill") or None).first()
        try:
            flows.correct(outcome=outcome, words=said["words"], skill=skill, help=said.get("help", ""))
            messages.success(request, _("The changes are kept."))
            return redirect("outcomes", outcome.segment.answer.response.edition_id)
        except Refused as refused:
            form.add_error(None, str(refused))
    edition = outcome.segment.answer.response.edition
    context = {"outcome": outcome, "edition": edition, "form": form}
    return render(request, "surveys/outcome_edit.html", context, status=422 if form.errors else 200)


@require_safe
@team_only
def helpers(request: HttpRequest) -> HttpResponse:
    """Residents who said they are ready to help: with what, in their words, and how to reach them."""
    help = request.GET.get("help", "")
    found = Outcome.objects.ready_to_help().select_related("member__commune", "segment__answer")
    if help in Outcome.Help.values:
        found = found.filter(help=help)
    page = Paginator(found.order_by("help", "member__folded_name", "pk"), OUTCOMES_A_PAGE)
    context = {"page": page.get_page(request.GET.get("page")), "help": help, "helps": Outcome.Help.choices}
    return render(request, "surveys/helpers.html", context)
