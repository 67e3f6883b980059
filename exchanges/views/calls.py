"""Calls to make to people who have no e-mail: for one session, and for all of them, outings included."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exchanges.flows import calls as flows
from exchanges.flows.answers import answer_invitation
from exchanges.flows.call_lists import list_calls
from exchanges.flows.refused import Refused
from exchanges.models import Call, News, Participation
from exchanges.views.answers import ANSWERS
from exchanges.views.running import find_run_session
from members.access import team_only

ROWS = 20


@require_safe
def session_calls(request: HttpRequest, code: str) -> HttpResponse:
    """Whom to call about this session, what to say, and their answer."""
    session = find_run_session(request, code)
    page = Paginator(session.calls.to_make_by(request.user), ROWS).get_page(request.GET.get("page"))
    context = {"session": session, "page": page, "lines": list_calls(calls=page.object_list, reader=request.user)}
    return render(request, "exchanges/session_calls.html", context)


@require_safe
@team_only
def team_calls(request: HttpRequest) -> HttpResponse:
    """Every call to make, the soonest session first."""
    calls = Call.objects.to_make().soonest_first()
    page = Paginator(calls, ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "lines": list_calls(calls=page.object_list, reader=request.user)}
    context["news"] = News.objects.to_call().count()
    return render(request, "exchanges/team_calls.html", context)


@require_POST
def session_call(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """« Joint·e », with the answer when there is one."""
    session = find_run_session(request, code)
    call = get_object_or_404(session.calls.select_related("member"), pk=pk)
    answer = ANSWERS.get(request.POST.get("answer", ""))
    line = session.participations.filter(member=call.member).select_related("member", "session").first()
    try:
        if answer is not None and line is not None:
            line = answer_invitation(participation=line, answer=answer, by=request.user)
        flows.note_call(call=call, by=request.user)
        _say_noted(request, call, line if answer is not None else None)
    except Refused as refused:
        messages.error(request, str(refused))
    back = (
        reverse("team_calls") if request.POST.get("from") == "team" else reverse("session_calls", args=[session.code])
    )
    return redirect(back)


@require_POST
@team_only
def outing_call(request: HttpRequest, pk: int) -> HttpResponse:
    """« Joint·e », for a call about an outing."""
    call = get_object_or_404(Call.objects.select_related("member"), pk=pk, session=None)
    flows.note_call(call=call, by=request.user)
    _say_noted(request, call, None)
    return redirect("team_calls")


def _say_noted(request: HttpRequest, call: Call, line: Participation | None) -> None:
    name = {"name": call.member.first_name}
    if line is not None and line.answer == Participation.Answer.WAITING:
        messages.warning(request, _("It is full. %(name)s is on the waiting list: please tell them.") % name)
    else:
        messages.success(request, _("Noted for %(name)s.") % name)
