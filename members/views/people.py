"""Residents, for the team: find somebody, meet somebody new, and open the pages that are filled in in their name."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members import rules
from members.access import require, team_only
from members.flows import accounts
from members.folding import fold
from members.forms.people import DeskForm, OpenAccountForm
from members.models import Member

ON_A_PAGE = 30


@team_only
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    found = Member.objects.helped_by(request.user).filter(is_active=True).select_related("commune")
    if request.GET.get("show") == "without_authorisation":
        found = found.awaiting_authorisation(on=timezone.localdate())
    for word in fold(request.GET.get("q", "")).split():
        found = found.filter(folded_name__contains=word)
    page = Paginator(found.order_by("folded_name", "pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/people.html", {"page": page, "q": request.GET.get("q", "")})


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    form = DeskForm(request.POST or None)
    namesakes: list[Member] = []
    if request.method == "POST" and form.is_valid():
        newcomer, contact = _met_at_desk(form.cleaned_data)
        namesakes = [] if "anyway" in request.POST else accounts.find_namesakes(newcomer=newcomer)
        if not namesakes:
            person = accounts.add_person_at_desk(newcomer=newcomer, **contact)
            messages.success(request, _("%(name)s is in the network.") % {"name": person})
            return redirect("person", person.pk)
    return render(request, "members/person_new.html", {"form": form, "namesakes": namesakes})


@team_only
@require_safe
def person(request: HttpRequest, person_pk: int) -> HttpResponse:
    found = Member.objects.helped_by(request.user).select_related("commune", "household", "companion", "brought_by")
    somebody = get_object_or_404(found, pk=person_pk)
    on = timezone.localdate()
    context = {
        "person": somebody,
        "under_age": somebody.is_under_age(on=on),
        "authorisation": somebody.authorisations.filter(ended_on=None).first(),
        "guardians": somebody.guardians.order_by("pk"),
        "wards": Member.objects.present().filter(guardians=somebody).order_by("pk"),
        "may_open_account": rules.may_open_account_of(request.user, somebody),
    }
    return render(request, "members/person.html", context)


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def person_account(request: HttpRequest, person_pk: int) -> HttpResponse:
    somebody = get_object_or_404(Member.objects.helped_by(request.user).filter(is_active=True), pk=person_pk)
    require(rules.may_open_account_of(request.user, somebody))
    form = OpenAccountForm(request.POST or None, person=somebody, initial={"username": somebody.username})
    if request.method == "POST" and form.is_valid():
        accounts.open_account(member=somebody, **form.cleaned_data)
        messages.success(request, _("The account is open. Tell the person their user name and password."))
        return redirect("person", somebody.pk)
    return render(request, "members/person_account.html", {"person": somebody, "form": form})


def _met_at_desk(data: dict) -> tuple[accounts.Newcomer, dict[str, str]]:
    """Who they are, and how to reach them."""
    names = ("first_name", "last_name", "commune", "birth_year", "offer", "request")
    newcomer = accounts.Newcomer(**{name: data[name] for name in names}, language=get_language())
    return newcomer, {name: data[name] for name in ("phone", "contact_email")}
