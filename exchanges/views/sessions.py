"""Sessions as people see them: those to come, mine, one of them, and the file for one's calendar."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from exchanges.calendar_file import write_calendar
from exchanges.forms.sessions import SearchForm
from exchanges.models import Participation, Session
from exchanges.session_page import SessionPage

ROWS = 30


@login_not_required
@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    """Coming sessions, for everybody, with no name of anybody."""
    form = SearchForm(request.GET)
    coming = form.narrow(Session.objects.public().coming(on=timezone.localdate()))
    page = Paginator(list(coming.lines()), ROWS).get_page(request.GET.get("page"))
    return render(
        request, "exchanges/session_list.html", {"page": page, "form": form, "is_narrowed": bool(request.GET)}
    )


@require_safe
def my_sessions(request: HttpRequest) -> HttpResponse:
    """What I am asked, where I am expected, what I hold and have to close, what is behind."""
    today = timezone.localdate()
    lines = Participation.objects.filter(
        Q(member=request.user) | Q(member__companion=request.user) | Q(member__guardians=request.user)
    ).exclude(answer=Participation.Answer.PREPARED)
    lines = lines.exclude(role=Participation.Role.COMPANION).select_related("member", "session__venue")
    ahead = lines.filter(session__state__in=Session.AHEAD, date__gte=today).distinct().order_by("date", "period", "pk")
    behind = lines.filter(session__state=Session.State.HELD, came=True).distinct().order_by("-date", "-pk")
    held_by_me = Session.objects.facilitated_by(request.user)
    context = {
        "asked": [line for line in ahead if line.answer == "invited" or line.offered_at],
        "coming": [line for line in ahead if line.answer == "yes"],
        "waiting": [line for line in ahead if line.answer == "waiting" and not line.offered_at],
        "to_close": held_by_me.to_close(on=today),
        "held": held_by_me.coming(on=today).lines(),
        "behind": Paginator(behind, ROWS).get_page(request.GET.get("page")),
    }
    return render(request, "exchanges/session_mine.html", context)


@login_not_required
@require_safe
def session_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One session, as this reader may know it."""
    page = SessionPage(find_session(request, code), request.user)
    return render(request, "exchanges/session_detail.html", {"page": page, "session": page.session})


@login_not_required
@require_safe
def session_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The session for one's own calendar."""
    session = find_session(request, code)
    disposition = f'attachment; filename="animons-{session.code}.ics"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(write_calendar(session), content_type="text/calendar; charset=utf-8", headers=headers)


def find_session(request: HttpRequest, code: str) -> Session:
    """The session this reader may see, or a 404."""
    sessions = Session.objects.select_related("venue__commune", "skill__theme", "group__gathering")
    return get_object_or_404(sessions.visible_to(request.user), code=code)
