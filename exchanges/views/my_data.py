"""My data: see it, take it away, leave, be forgotten; and the way out written in every mail."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from exchanges.flows import leaving
from exchanges.flows.my_data import gather_all
from members import rules
from members.access import require
from members.acting import person_of
from members.flows.profile import stop_writing
from members.mail import member_of_token
from members.models import Member


@require_safe
def my_data(request: HttpRequest, person_pk: int | None = None) -> HttpResponse:
    return render(request, "exchanges/my_data.html", {"person": person_of(request, person_pk)})


@never_cache
@require_safe
def my_data_file(request: HttpRequest, person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    response = JsonResponse(gather_all(person), json_dumps_params={"ensure_ascii": False, "indent": 2})
    name = f"animons-{timezone.localdate():%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def leave_network(request: HttpRequest, person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    require(rules.may_let_go(request.user, person))
    if request.method == "POST":
        leaving.leave_network(member=person, by=request.user)
        return _after(request, person, _("You have left the network. You are welcome back any day: call us."))
    return render(request, "exchanges/leave_network.html", _farewell(person))


@require_http_methods(["GET", "HEAD", "POST"])
def erase_me(request: HttpRequest, person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    require(rules.may_let_go(request.user, person))
    if request.method == "POST":
        leaving.erase(member=person, by=request.user)
        return _after(request, person, _("It is done. We no longer know anything about you."))
    return render(request, "exchanges/erase_me.html", _farewell(person))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def way_out(request: HttpRequest, token: str) -> HttpResponse:
    """No sign-in: whoever holds the mail may ask for a pause or to be forgotten, the latter in two steps."""
    person = member_of_token(token)
    if person is None or person.erased_at is not None:
        return render(request, "exchanges/way_out_gone.html", {"done": None})
    choice = request.POST.get("choice")
    if choice == "pause":
        stop_writing(member=person)
    elif choice == "erase":
        require(not person.is_staff)
        return render(request, "exchanges/way_out_sure.html", _farewell(person))
    elif choice == "sure":
        require(not person.is_staff)
        leaving.erase(member=person, by=None)
    if choice in ("pause", "sure"):
        return render(request, "exchanges/way_out_gone.html", {"done": choice})
    return render(request, "exchanges/way_out.html", {"person": person})


def _farewell(person: Member) -> dict[str, object]:
    return {"person": person, "children": leaving.children_who_leave_with(person)}


def _after(request: HttpRequest, person: Member, sentence: str) -> HttpResponse:
    if person.pk != request.user.pk:
        messages.success(request, _("It is done."))
        return redirect("people" if request.user.is_staff else "my_household")
    logout(request)
    messages.success(request, sentence)
    return redirect("home")
