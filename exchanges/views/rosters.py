"""Papers of a session and of a week: the roster, the facilitator's phone sheet, the call list."""

import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from exchanges.flows import call_lists
from exchanges.flows import rosters as flows
from exchanges.forms.rosters import WeekForm, monday_of
from exchanges.models import Call, Session
from exchanges.rosters import WALK_IN_ROWS, draw_qr
from exchanges.rules import keeps_rosters, may_run
from members.access import require, team_only
from members.wording import say_date

ONE_WEEK = datetime.timedelta(days=7)


@require_GET
@never_cache
def roster_pdf(request, code):
    """The roster of one session, to print and have signed."""
    sessions = _fetch_printable(request.user, code)
    return _give_pdf(flows.print_rosters(sessions=sessions), f"feuille-{code}.pdf")


@require_GET
@never_cache
def roster_print(request, code):
    """The same roster as a page, for those who print from their browser."""
    [session] = _fetch_printable(request.user, code)
    [roster] = flows.make_rosters(sessions=[session])
    context = {
        "session": session,
        "roster": roster,
        "destroy_after": say_date(roster.head.destroy_after, lang=get_language() or "fr", weekday=False),
        "qr": mark_safe(draw_qr(roster.close_url)),
        "walk_in_rows": range(WALK_IN_ROWS),
    }
    return render(request, "exchanges/roster_print.html", context)


@require_GET
@never_cache
def phone_sheet(request, code):
    """The numbers a facilitator may need, on a sheet that is theirs."""
    sessions = _fetch_printable(request.user, code)
    require(may_run(request.user, sessions[0]))
    return _give_pdf(flows.print_phone_sheets(sessions=sessions, reader=request.user), f"telephones-{code}.pdf")


@require_GET
@never_cache
def call_list_pdf(request, code):
    """The calls of one session that wait to be made."""
    [session] = _fetch_printable(request.user, code)
    require(may_run(request.user, session))
    calls = session.calls.to_make_by(request.user)
    return _give_pdf(call_lists.print_call_list(calls=calls, reader=request.user), f"appels-{code}.pdf")


@require_GET
@never_cache
@team_only
def team_call_list_pdf(request):
    """Every call that waits to be made."""
    return _give_pdf(call_lists.print_call_list(calls=Call.objects.to_make(), reader=request.user), "appels.pdf")


@require_GET
def week_rosters(request):
    """A week, its sessions, and one PDF of all their rosters: all sessions for staff, theirs for others."""
    require(keeps_rosters(request.user))
    form = WeekForm(request.GET or None)
    monday = form.monday(today=timezone.localdate())
    context = {
        "form": form,
        "monday": monday,
        "sunday": monday + datetime.timedelta(days=6),
        "week_before": monday - ONE_WEEK,
        "week_after": monday + ONE_WEEK,
        "sessions": Session.objects.printable_by(request.user).living().in_week(monday).select_related("venue"),
    }
    return render(request, "exchanges/week_rosters.html", context, status=422 if form.errors else 200)


@require_GET
@never_cache
def week_rosters_pdf(request, day):
    """One PDF for the week `day` (YYYY-MM-DD) is in; 404 for no date or no session."""
    try:
        monday = monday_of(datetime.date.fromisoformat(day))
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    sessions = flows.fetch_for_papers(Session.objects.printable_by(request.user).living().in_week(monday))
    if not sessions:
        raise Http404
    return _give_pdf(flows.print_rosters(sessions=sessions), f"feuilles-{monday:%Y-%m-%d}.pdf")


def _fetch_printable(member, code: str) -> list[Session]:
    """The one session of this code, with what its papers need; a session whose roster is not theirs is not found."""
    sessions = flows.fetch_for_papers(Session.objects.printable_by(member).filter(code=code))
    if not sessions:
        raise Http404
    return sessions


def _give_pdf(pdf: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
