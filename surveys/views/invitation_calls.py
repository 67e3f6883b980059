"""Invite by phone: whom to call, what to say, what they answer; and sign them up while they are on the line."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import team_only
from members.flows import accounts
from members.flows.refused import Refused
from members.models import Member
from surveys.flows import invitations, joining
from surveys.forms.joining import EmailForm, PhoneJoinForm
from surveys.models import Invitation
from surveys.views.editions import find_edition

CALLS_A_PAGE = 12


@require_safe
@team_only
def invitation_calls(request: HttpRequest, pk: int) -> HttpResponse:
    """Those who left no e-mail, or did not open their link."""
    edition = find_edition(pk)
    calls = Invitation.objects.to_call().filter(slip__edition=edition, slip__link__isnull=False)
    rows = Paginator(calls.select_related("slip").order_by("called_on", "slip__name", "pk"), CALLS_A_PAGE)
    page = rows.get_page(request.GET.get("page"))
    page.object_list = invitations.with_sentences(page.object_list, edition)
    to_write_to = Invitation.objects.to_write_to().filter(slip__edition=edition).count()
    context = {"edition": edition, "page": page, "to_write_to": to_write_to}
    return render(request, "surveys/invitation_calls.html", context)


@require_POST
@team_only
def invitation_call(request: HttpRequest, pk: int) -> HttpResponse:
    """« Non » or « pas joint·e »; a yes goes through the page that signs up."""
    invitation = get_object_or_404(Invitation.objects.unanswered().select_related("slip"), pk=pk)
    edition_pk, answer = invitation.slip.edition_id, request.POST.get("answer", "")
    if answer == "no":
        invitations.decline(slip=invitation.slip)
        messages.success(request, _("It is noted. Nobody calls this person again about it."))
    elif answer == "not_reached":
        invitations.note_not_reached(invitation=invitation)
        messages.success(request, _("It is noted. Try again another day."))
    return redirect("invitation_calls", edition_pk)


@require_POST
@team_only
def invitation_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link by e-mail, to one put right when it is given; the former link is void."""
    invitation = get_object_or_404(Invitation.objects.unanswered().select_related("slip"), pk=pk)
    form = EmailForm(request.POST)
    if "email" in request.POST and not form.is_valid():
        messages.error(request, " ".join(form.errors["email"]))
        return redirect("invitation_calls", invitation.slip.edition_id)
    invitations.renew(invitation=invitation, email=form.cleaned_data["email"] if "email" in request.POST else "")
    messages.success(request, _("A new link is on its way."))
    return redirect("outcomes", invitation.slip.edition_id)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def invitation_sign_up(request: HttpRequest, pk: int) -> HttpResponse:
    """The person says yes on the phone: everything they said is filled in."""
    linked = Invitation.objects.linked().unanswered()
    rows = linked.select_related("slip__edition__survey", "slip__link__response__commune")
    invitation = get_object_or_404(rows, pk=pk)
    form = PhoneJoinForm(request.POST or None, outcomes=invitations.words_of(invitation.slip), slip=invitation.slip)
    namesakes: list[Member] = []
    if request.method == "POST" and form.is_valid():
        newcomer = form.newcomer(get_language())
        namesakes = accounts.find_namesakes(newcomer=newcomer)
        who = request.POST.get("who", "")
        if not namesakes or who == "other" or who in {str(person.pk) for person in namesakes}:
            return _sign_up(request, invitation, form, next((one for one in namesakes if str(one.pk) == who), None))
    resident = joining.find_resident(invitation.slip)
    context = {"form": form, "invitation": invitation, "edition": invitation.slip.edition}
    context |= {"namesakes": namesakes, "resident": resident}
    return render(request, "surveys/invitation_sign_up.html", context, status=422 if form.errors else 200)


def _sign_up(
    request: HttpRequest, invitation: Invitation, form: PhoneJoinForm, resident: Member | None
) -> HttpResponse:
    said = {name: form.cleaned_data[name] for name in ("phone", "contact_email")}
    newcomer = form.newcomer(get_language())
    try:
        person = joining.join_by_phone(
            invitation=invitation, newcomer=newcomer, kept=form.kept, resident=resident, **said
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("invitation_calls", invitation.slip.edition_id)
    messages.success(request, _("%(name)s is in the network.") % {"name": person})
    return redirect("person", person.pk)
