"""Sessions for those who work at the centre: what waits, and a session by hand."""

from collections import defaultdict

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from exchanges.cautions import cautions_of
from exchanges.flows.refused import Refused
from exchanges.flows.sessions import create_session
from exchanges.forms.sessions import NewSessionForm, TopicForm
from exchanges.models import Session
from exchanges.models.sessions import SessionQuerySet
from members.access import team_only

ROWS = 30
State = Session.State
SHOWN = {
    "coming": gettext_lazy("To come"),
    "to_settle": gettext_lazy("To settle"),
    "too_few": gettext_lazy("People missing"),
    "to_close": gettext_lazy("To close"),
    "past": gettext_lazy("Behind us"),
}


@require_safe
@team_only
def team_sessions(request: HttpRequest) -> HttpResponse:
    """Every session, by what it waits for."""
    show = request.GET.get("show", "")
    show = show if show in SHOWN else "coming"
    page = Paginator(_sessions_shown(show), ROWS).get_page(request.GET.get("page"))
    page.object_list = _describe(page.object_list)
    return render(request, "exchanges/session_team.html", {"page": page, "show": show, "shown": SHOWN})


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def session_new(request: HttpRequest) -> HttpResponse:
    """A session by hand: what it is about, then who, when and where."""
    topic = TopicForm(request.GET if {"skill", "title"} & request.GET.keys() else None)
    if not topic.is_valid():
        return render(request, "exchanges/session_new_topic.html", {"form": topic}, status=422 if topic.errors else 200)
    skill, title = topic.cleaned_data["skill"], topic.cleaned_data["title"]
    form = NewSessionForm(request.POST or None, skill=skill)
    if request.method == "POST" and form.is_valid() and not form.warn(_cautions(form)):
        try:
            session = create_session(
                by=request.user, skill=skill, title=title,
                sharers=form.people("sharer"), learners=form.people("learner"),
                facilitators=form.cleaned_data["facilitators"], **form.place(),
            )  # fmt: skip
        except Refused as refused:
            for sentence in refused.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(
                request, _("The session is ready. Nobody has been told yet: send the invitations when you like.")
            )
            return redirect("session", code=session.code)
    context = {"form": form, "title": title or str(skill)}
    return render(request, "exchanges/session_new.html", context, status=422 if form.errors else 200)


def _sessions_shown(show: str):
    today = timezone.localdate()
    coming = Q(state__in=Session.AHEAD, date__gte=today)
    wanted = {
        "coming": coming,
        "to_settle": coming & Q(state=State.TO_SETTLE),
        "too_few": coming & Q(state=State.ANNOUNCED),
        "to_close": Q(state__in=Session.AHEAD, date__lt=today),
        "past": Q(state__in=(State.HELD, State.NOT_HELD, State.CANCELLED)),
    }[show]
    order = ("-date", "-period", "-pk") if show == "past" else ("date", "period", "pk")
    return Session.objects.filter(wanted).order_by(*order)


def _describe(sessions: SessionQuerySet) -> list[dict[str, object]]:
    """Their lines, with the state in words, how many are on the list, and the names of those who hold them."""
    lines = list(sessions.lines("pk", "capacity"))
    facilitators = Session.facilitators.through.objects.filter(session__in=[line["pk"] for line in lines])
    names = defaultdict(list)
    rows = facilitators.order_by("member__folded_name").values_list(
        "session", "member__first_name", "member__last_name"
    )
    for session, first_name, last_name in rows:
        names[session].append(f"{first_name} {last_name}".strip())
    for line in lines:
        line["said_state"] = State(line["state"]).label
        line["people"] = line["capacity"] - line["free"]
        line["held_by"] = names[line["pk"]]
    return lines


def _cautions(form: NewSessionForm) -> list[str]:
    place = form.place()
    del place["starts_at"], place["ends_at"]
    return cautions_of(people=[*form.people("sharer"), *form.people("learner")], **place)
