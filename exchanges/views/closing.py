"""« Qui est venu ? »: close a session in one minute, on a phone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exchanges import rules
from exchanges.flows import closing
from exchanges.flows.refused import Refused
from exchanges.forms.closing import ClosingForm, walk_in_forms
from exchanges.models import Participation, Session
from exchanges.session_page import SessionPage
from exchanges.views.running import find_run_session
from members.rules import is_team

Answer = Participation.Answer


@require_http_methods(["GET", "HEAD", "POST"])
def session_close(request: HttpRequest, code: str) -> HttpResponse:
    """One touch for everybody or one per person, those who came besides, a word; or « la séance n'a pas eu lieu »."""
    session = find_run_session(request, code, may=rules.may_close)
    try:
        closing.require_closable(session)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("session", code=session.code)
    page = SessionPage(session, request.user)
    lines = [line for line in page.lines if line.answer != Answer.PREPARED or line.came]
    form = ClosingForm(request.POST or None, lines=lines, memory=session.memory)
    besides = walk_in_forms(request.POST or None, chooses=is_team(request.user))
    expected = [line for line in lines if line.answer == Answer.YES or line.came]
    ticked = form.ticked()
    if "everyone" in request.POST:
        ticked |= {str(line.pk) for line in expected}
    elif request.method == "POST" and form.is_valid() and besides.is_valid():
        try:
            _close(request, session, form, besides)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("session", code=session.code)
    context = {
        "session": session,
        "form": form,
        "besides": besides,
        "rows": [(line, page.name(line), str(line.pk) in ticked) for line in expected],
        "others": [(line, page.name(line), str(line.pk) in ticked) for line in lines if line not in expected],
        "opens_besides": any(one.has_changed() or one.errors for one in besides),
        "has_errors": request.method == "POST" and "everyone" not in request.POST,
    }
    return render(request, "exchanges/session_close.html", context, status=422 if context["has_errors"] else 200)


def _close(request: HttpRequest, session: Session, form: ClosingForm, besides) -> None:
    if "not_held" in request.POST:
        closing.report_not_held(session=session, by=request.user, memory=form.cleaned_data["memory"])
        messages.success(request, _("Noted: the session did not take place. It happens. Everyone's wish stays."))
        return
    walk_ins = [closing.WalkIn(**said) for one in besides if (said := one.arguments()) is not None]
    said = form.arguments()
    if not said["came"] and not walk_ins:
        raise Refused(_("Nobody is ticked. Touch the names of those who came, or say that it did not take place."))
    closed = closing.close_session(session=session, by=request.user, walk_ins=walk_ins, **said)
    if closed.state == Session.State.HELD:
        messages.success(request, _("The session is closed. Thank you! You can correct it for seven days."))
    else:
        messages.warning(
            request,
            _(
                "Noted. With one person who shares and two who learn, a session takes place; this time people were "
                "missing. "
                "Everyone's wish stays, and another date will come."
            ),
        )
