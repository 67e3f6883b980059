"""A project: its page, what it is for, its end; and the project a group takes on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exchanges import rules
from exchanges.flows import births
from exchanges.flows.refused import Refused
from exchanges.forms.births import ProjectForm
from exchanges.models import ActionGroup, Project, Session
from exchanges.traces import gathering_shown, traces_of
from members.access import require
from members.wording import say_first_names


@require_safe
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """For its group and the team; neighbours read one line of it elsewhere."""
    found = _find_project(request, pk)
    places = found.group.members.filter(left_at=None).order_by("joined_at", "pk")
    sessions = found.group.sessions.select_related("venue")
    context = {
        "project": found,
        "group": found.group,
        "names": say_first_names(places.values_list("member__first_name", "member__last_name")),
        "ahead": sessions.coming(on=timezone.localdate()).order_by("date", "period", "pk"),
        "held": sessions.filter(state=Session.State.HELD).order_by("-date", "-pk")[:5],
        "traces": traces_of(found.group),
        "gathering": gathering_shown(found.group, request.user),
        "may_run": rules.runs_group(request.user, found.group),
    }
    return render(request, "exchanges/project.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _find_project(request, pk)
    require(rules.runs_group(request.user, found.group))
    form = ProjectForm(request.POST or None, initial=ProjectForm.values_of(found))
    if request.method == "POST" and form.is_valid():
        births.change_project(project=found, **form.cleaned_data)
        messages.success(request, _("Noted."))
        return redirect("project", pk)
    return render(
        request, "exchanges/project_edit.html", {"project": found, "form": form}, status=422 if form.errors else 200
    )


@require_POST
def project_state(request: HttpRequest, pk: int) -> HttpResponse:
    """It has come to its end, or goes on after all."""
    found = _find_project(request, pk)
    require(rules.runs_group(request.user, found.group))
    if "take_up" in request.POST:
        births.take_up_project(project=found)
        messages.success(request, _("The project goes on."))
    else:
        births.end_project(project=found)
        messages.success(request, _("The project has come to its end. Thank you all!"))
    return redirect("project", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def project_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A group that is there takes on a project."""
    group = _find_group(request, pk)
    require(rules.runs_group(request.user, group))
    form = ProjectForm(request.POST or None, initial={"title": group.title})
    if request.method == "POST" and form.is_valid():
        try:
            made = births.start_project(group=group, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("project", made.pk)
    return render(
        request, "exchanges/project_new.html", {"group": group, "form": form}, status=422 if form.errors else 200
    )


@require_POST
def group_welcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Neighbours who said « j'en suis » since the group was born come in."""
    group = _find_group(request, pk)
    require(rules.runs_group(request.user, group))
    births.welcome_supporters(group=group, by=request.user)
    messages.success(request, _("They are in the group, and are told."))
    return redirect("group", pk)


def _find_project(request: HttpRequest, pk: int) -> Project:
    found = Project.objects.visible_to(request.user).select_related("group__gathering", "group__skill__theme")
    return get_object_or_404(found, pk=pk)


def _find_group(request: HttpRequest, pk: int) -> ActionGroup:
    return get_object_or_404(ActionGroup.objects.visible_to(request.user).select_related("gathering"), pk=pk)
