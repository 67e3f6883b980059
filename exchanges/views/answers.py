"""« Je viens », « Pas cette fois »: on the session's page, by the link of a mail, or for somebody on the phone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from exchanges.flows.answers import answer_invitation, join_session
from exchanges.flows.refused import Refused
from exchanges.models import Participation
from exchanges.notifications import participation_of_token, sharers_shown
from exchanges.rules import may_answer
from exchanges.session_page import SessionPage
from exchanges.views.sessions import find_session
from members.access import require

ANSWERS = {"yes": Participation.Answer.YES, "no": Participation.Answer.NO}


@require_POST
def session_answer(request: HttpRequest, code: str) -> HttpResponse:
    """Answer for oneself, for a child, or, for those who run the session, for somebody on the phone.

    `line` names the participation; without it, one's own, and a yes of somebody who was not invited is a wish to join.
    """
    session = find_session(request, code)
    answer = ANSWERS.get(request.POST.get("answer", ""))
    line = _find_line(request, session)
    if answer is None or (line is None and answer == Participation.Answer.NO):
        raise Http404
    require(line is None or may_answer(request.user, line))
    try:
        if line is None:
            line = join_session(session=session, member=request.user, by=request.user)
        else:
            line = answer_invitation(participation=line, answer=answer, by=request.user)
        messages.success(request, say_answer(line, on_behalf=line.member_id != request.user.pk))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("session_people" if request.POST.get("from") == "people" else "session", code=session.code)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a mail: opening it shows two buttons and answers nothing, since mail scanners open links too."""
    line = participation_of_token(token)
    if line is None or line.answer == Participation.Answer.PREPARED:
        raise Http404
    answer = ANSWERS.get(request.POST.get("answer", ""))
    if request.method == "POST" and answer is not None:
        try:
            line = answer_invitation(participation=line, answer=answer, by=None)
            messages.success(request, say_answer(line, on_behalf=False))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("answer_by_link", token=token)
    context = {
        "line": line,
        "session": line.session,
        "page": SessionPage(line.session, line.member),
        "sharers": sharers_shown(line.session),
        "wanted": request.GET.get("answer", ""),
    }
    return render(request, "exchanges/answer_by_link.html", context)


def say_answer(line: Participation, *, on_behalf: bool) -> str:
    """What was noted, to the person who said it or to who said it for them."""
    if on_behalf:
        name = {"name": line.member.first_name}
        return {
            Participation.Answer.YES: _("Noted: %(name)s is coming.") % name,
            Participation.Answer.WAITING: _("It is full. %(name)s is on the waiting list.") % name,
        }.get(line.answer, _("Noted: %(name)s is not coming.") % name)
    return {
        Participation.Answer.YES: _("Noted. You are coming!"),
        Participation.Answer.WAITING: _(
            "It is full for now. You are on the waiting list: we tell you when a place is free."
        ),
        Participation.Answer.WITHDRAWN: _("Noted. Your place goes to somebody else. Thank you for telling us."),
    }.get(line.answer, _("Noted. Thank you for your answer. See you another time!"))


def _find_line(request: HttpRequest, session) -> Participation | None:
    lines = Participation.objects.select_related("member", "session__group").filter(session=session)
    if pk := request.POST.get("line"):
        return get_object_or_404(lines, pk=pk if pk.isdecimal() else None)
    return lines.filter(member=request.user).exclude(answer=Participation.Answer.PREPARED).first()
