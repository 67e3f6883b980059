"""What those who run a session do before the day: its people, invitations, another date, cancelling."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from exchanges import rules
from exchanges.cautions import cautions_of
from exchanges.flows import moving
from exchanges.flows import sessions as flows
from exchanges.flows.refused import Refused
from exchanges.forms.sessions import AddFromGroupForm, AddPersonForm, CancelForm, FacilitatorsForm, MoveForm
from exchanges.models import Session
from exchanges.session_page import SessionPage
from exchanges.views.sessions import find_session
from members.access import require
from members.rules import is_team


def find_run_session(request: HttpRequest, code: str, may=rules.may_run) -> Session:
    """The session, or a 404 when it is not theirs to see and a 403 when it is not theirs to run."""
    session = find_session(request, code)
    require(may(request.user, session))
    return session


@require_http_methods(["GET", "HEAD", "POST"])
def session_people(request: HttpRequest, code: str) -> HttpResponse:
    """Who answered what; add somebody."""
    session = find_run_session(request, code)
    form = _add_form(request, session)
    if request.method == "POST" and form.is_valid():
        try:
            for member in form.cleaned_data["people"]:
                flows.add_person(session=session, member=member, role=form.cleaned_data["role"], by=request.user)
            messages.success(request, _("On the list."))
            return redirect("session_people", code=session.code)
        except Refused as refused:
            form.add_error(None, str(refused))
    page = SessionPage(session, request.user)
    context = {"session": session, "page": page, "form": form, "calls": session.calls.to_make_by(request.user).count()}
    return render(request, "exchanges/session_people.html", context, status=422 if form.errors else 200)


@require_POST
def session_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take somebody off the list before the invitations leave."""
    session = find_run_session(request, code)
    line = get_object_or_404(session.participations, pk=pk)
    _say(request, _("Taken off the list."), flows.remove_person, participation=line, by=request.user)
    return redirect("session_people", code=session.code)


@require_POST
def session_invite(request: HttpRequest, code: str) -> HttpResponse:
    """Send the invitations, all together."""
    session = find_run_session(request, code, may=rules.may_invite)
    try:
        sent = flows.send_invitations(session=session, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = ngettext("%(count)s invitation has left.", "%(count)s invitations have left.", sent)
        messages.success(request, said % {"count": sent})
        if calls := session.calls.to_make_by(request.user).count():
            said = ngettext("%(count)s person is to be called.", "%(count)s people are to be called.", calls)
            messages.warning(request, said % {"count": calls})
    return redirect("session", code=session.code)


@require_http_methods(["GET", "HEAD", "POST"])
def session_move(request: HttpRequest, code: str) -> HttpResponse:
    """Another day, hour or place."""
    session = find_run_session(request, code, may=rules.may_move)
    form = MoveForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid() and not form.warn(_cautions(session, form)):
        try:
            asked_again = moving.move_session(session=session, by=request.user, **form.place())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The session is moved. Those concerned are told."))
            for line in asked_again:
                said = _("%(name)s is expected elsewhere then: we ask them again.")
                messages.warning(request, said % {"name": line.member.first_name})
            return redirect("session", code=session.code)
    context = {"session": session, "form": form}
    return render(request, "exchanges/session_move.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def session_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Cancel, with a word for everyone."""
    session = find_run_session(request, code)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            flows.cancel_session(session=session, by=request.user, because=form.cleaned_data["because"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The session is cancelled. Those concerned are told."))
            return redirect("session", code=session.code)
    context = {"session": session, "form": form}
    return render(request, "exchanges/session_cancel.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def session_facilitators(request: HttpRequest, code: str) -> HttpResponse:
    """Hand the session to somebody; staff do."""
    session = find_session(request, code)
    if not is_team(request.user):
        raise PermissionDenied
    form = FacilitatorsForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        flows.name_facilitators(session=session, by=request.user, **form.cleaned_data)
        messages.success(request, _("Noted."))
        return redirect("session", code=session.code)
    context = {"session": session, "form": form}
    return render(request, "exchanges/session_facilitators.html", context, status=422 if form.errors else 200)


def _add_form(request: HttpRequest, session: Session):
    """Staff name anybody; a resident who facilitates, the people of the group, since a name typed tells who exists."""
    data = request.POST or None
    return AddPersonForm(data) if is_team(request.user) else AddFromGroupForm(data, session=session)


def _cautions(session: Session, form: MoveForm) -> list[str]:
    pending = session.participations.filter(answer__in=("prepared", "invited", "yes")).select_related("member__commune")
    place = form.place()
    del place["starts_at"], place["ends_at"]
    return cautions_of(people=[line.member for line in pending], besides=session, **place)


def _say(request: HttpRequest, done: str, verb, **arguments) -> None:
    try:
        verb(**arguments)
        messages.success(request, done)
    except Refused as refused:
        messages.error(request, str(refused))
