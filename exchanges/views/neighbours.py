"""« Appels et idées des voisins »: what neighbours said, gathered; « j'en suis », « je sais le faire »."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from exchanges.flows.refused import Refused
from exchanges.neighbours import read_rows, shown_to_neighbours
from members.acting import link_for, person_of
from members.models import Member
from surveys.flows import gatherings as flows
from surveys.models import Gathering

ROWS = 10
KEPT = "support"
"""What a visitor pressed before signing up waits under this name in their session."""


@login_not_required
@require_safe
def neighbours(request: HttpRequest, person_pk: int | None = None) -> HttpResponse:
    """Calls, ideas and what was born of them; with one's own answers when one is signed in."""
    if person_pk is not None and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    person = person_of(request, person_pk) if request.user.is_authenticated else None
    page = Paginator(shown_to_neighbours(), ROWS).get_page(request.GET.get("page"))
    page.object_list = read_rows(page.object_list, person)
    return render(request, "exchanges/neighbours.html", {"page": page, "person": person or request.user})


@login_not_required
@require_POST
def neighbour_support(request: HttpRequest, pk: int, person_pk: int | None = None) -> HttpResponse:
    """« J'en suis », « Je peux aider », or no longer. A visitor signs up or in, and comes back."""
    if person_pk is not None and not request.user.is_authenticated:
        return redirect_to_login(reverse("neighbours", args=[person_pk]))
    gathering = get_object_or_404(Gathering.objects.shown(), pk=pk)
    can_help = request.POST.get("do") == "help"
    if not request.user.is_authenticated:
        request.session[KEPT] = {"gathering": pk, "can_help": can_help}
        messages.info(
            request, _("One step left: say who you are. Then it is noted: %(title)s") % {"title": gathering.title}
        )
        back = urlencode({"next": reverse("neighbour_resume")})
        return redirect(f"{reverse('account_signup')}?{back}")
    person = person_of(request, person_pk)
    if request.POST.get("do") == "withdraw":
        flows.withdraw_support(gathering=gathering, member=person)
        messages.success(request, _("Noted. You can come back at any time."))
    else:
        _support(request, gathering, person, can_help)
    return redirect(link_for(request.user, person, "neighbours"))


@never_cache
@require_safe
def neighbour_resume(request: HttpRequest) -> HttpResponse:
    """Back from signing up: what was pressed before is done now, once."""
    kept = request.session.pop(KEPT, None)
    gathering = Gathering.objects.shown().filter(pk=kept["gathering"]).first() if kept else None
    if gathering:
        _support(request, gathering, request.user, kept["can_help"])
    return redirect("neighbours")


def _support(request: HttpRequest, gathering: Gathering, person: Member, can_help: bool) -> None:
    try:
        flows.support(gathering=gathering, member=person, can_help=can_help)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = (
            _("Thank you! You are in, and you lend a hand: %(title)s")
            if can_help
            else _("Thank you! You are in: %(title)s")
        )
        messages.success(request, said % {"title": gathering.title})
