"""Action groups: mine, one of them, who sees to what, who brings what, the next session."""

from collections import defaultdict
from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exchanges import rules
from exchanges.cautions import cautions_of
from exchanges.flows import groups as flows
from exchanges.flows import sessions
from exchanges.flows.births import newcomers_of
from exchanges.flows.refused import Refused
from exchanges.forms.groups import GroupFacilitatorsForm, ItemForm, NextSessionForm, TitleForm
from exchanges.models import ActionGroup, Item, Session, Task
from exchanges.models.groups import ActionGroupQuerySet
from exchanges.traces import gathering_shown, traces_of
from members.access import require, team_only
from members.models import Member
from members.wording import say_first_names

ROWS = 30


@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    """My groups; for staff, every group."""
    groups = ActionGroup.objects.visible_to(request.user).filter(ended_at=None).order_by("-created_at", "-pk")
    page = Paginator(groups, ROWS).get_page(request.GET.get("page"))
    page.object_list = _describe_all(page.object_list)
    return render(request, "exchanges/group_list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def group_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One group; a POST adds a thing to bring."""
    group = _find_group(request, pk)
    form = ItemForm(request.POST or None)
    if request.method == "POST":
        require(rules.may_act_in_group(request.user, group))
        if form.is_valid():
            brought_by = request.user if form.cleaned_data["i_bring_it"] else None
            try:
                flows.add_item(group=group, label=form.cleaned_data["label"], brought_by=brought_by)
                return redirect("group", pk=group.pk)
            except Refused as refused:
                form.add_error(None, str(refused))
    return render(
        request, "exchanges/group_detail.html", _describe(request, group, form), status=422 if form.errors else 200
    )


@require_POST
def group_task(request: HttpRequest, pk: int, task_pk: int) -> HttpResponse:
    """« Je veux bien essayer », or hand it back to the centre."""
    group = _find_group(request, pk)
    task = get_object_or_404(group.tasks, pk=task_pk)
    require(rules.may_act_in_group(request.user, group))
    if "give_back" in request.POST:
        require(task.held_by_id == request.user.pk or rules.runs_group(request.user, group))
        flows.give_back_task(task=task)
        messages.success(request, _("The centre sees to it again. Thank you for trying."))
    else:
        _say(
            request,
            _("Thank you! It is yours. You can hand it back at any time."),
            flows.take_task,
            task=task,
            by=request.user,
        )
    return redirect("group", pk=group.pk)


@require_POST
def group_item(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """« Je l'apporte », not any more, or off the list."""
    group = _find_group(request, pk)
    item = get_object_or_404(group.items, pk=item_pk)
    require(rules.may_act_in_group(request.user, group))
    if "remove" in request.POST or "release" in request.POST:
        require(item.brought_by_id in (None, request.user.pk) or rules.runs_group(request.user, group))
        (flows.remove_item if "remove" in request.POST else flows.release_item)(item=item)
        messages.success(request, _("Noted."))
    else:
        _say(request, _("Thank you! It is noted."), flows.take_item, item=item, by=request.user)
    return redirect("group", pk=group.pk)


@require_POST
def group_leave(request: HttpRequest, pk: int) -> HttpResponse:
    group = _find_group(request, pk)
    require(rules.is_in_group(request.user, group))
    flows.leave_group(group=group, member=request.user)
    messages.success(request, _("You have left the group. You are welcome back at any time."))
    return redirect("group_list")


@require_http_methods(["GET", "HEAD", "POST"])
def group_rename(request: HttpRequest, pk: int) -> HttpResponse:
    group = _find_group(request, pk)
    require(rules.runs_group(request.user, group))
    form = TitleForm(request.POST or None, initial={"title": group.title})
    if request.method == "POST" and form.is_valid():
        flows.rename_group(group=group, **form.cleaned_data)
        return redirect("group", pk=group.pk)
    return _form_page(request, group, form, "exchanges/group_rename.html")


@require_http_methods(["GET", "HEAD", "POST"])
def group_next(request: HttpRequest, pk: int) -> HttpResponse:
    """The group's next session, to settle."""
    group = _find_group(request, pk)
    require(rules.runs_group(request.user, group))
    form = NextSessionForm(request.POST or None, group=group)
    if request.method == "POST" and form.is_valid() and not form.warn(_cautions(form)):
        people = {role: list(form.cleaned_data[role]) for role in ("sharers", "learners")}
        try:
            session = sessions.create_session(
                by=request.user, group=group, skill=group.skill, title=group.title,
                facilitators=group.facilitators.all(), **people, **form.place(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("The session is ready. Nobody has been told yet: send the invitations when you like.")
            )
            return redirect("session", code=session.code)
    return _form_page(request, group, form, "exchanges/group_next.html")


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def group_facilitators(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the group to somebody."""
    group = _find_group(request, pk)
    form = GroupFacilitatorsForm(request.POST or None, group=group)
    if request.method == "POST" and form.is_valid():
        flows.name_group_facilitators(group=group, **form.cleaned_data)
        messages.success(request, _("Noted."))
        return redirect("group", pk=group.pk)
    return _form_page(request, group, form, "exchanges/group_facilitators.html")


def _describe_all(groups: ActionGroupQuerySet) -> list[dict[str, object]]:
    """A line of the list each, as plain values: title, pictogram, how many people, the sessions to come."""
    people = Count("members", filter=Q(members__left_at=None), distinct=True)
    icons = {"icon": F("skill__pictogram"), "theme_icon": F("skill__theme__pictogram")}
    lines = list(groups.values("pk", "title", people=people, **icons))
    ahead = defaultdict(list)
    coming = Session.objects.coming(on=timezone.localdate()).filter(group__in=[line["pk"] for line in lines])
    for session in coming.values("group", "date", "starts_at").order_by("date", "period"):
        ahead[session["group"]].append(session)
    for line in lines:
        line["ahead"] = ahead[line["pk"]]
    return lines


def _find_group(request: HttpRequest, pk: int) -> ActionGroup:
    groups = ActionGroup.objects.visible_to(request.user).select_related("skill__theme", "gathering", "project")
    return get_object_or_404(groups, pk=pk)


def _form_page(request: HttpRequest, group: ActionGroup, form, template: str) -> HttpResponse:
    return render(request, template, {"group": group, "form": form}, status=422 if form.errors else 200)


def _describe(request: HttpRequest, group: ActionGroup, form: ItemForm) -> dict[str, object]:
    places = list(group.members.filter(left_at=None).select_related("member").order_by("-shares", "joined_at", "pk"))
    tasks: list[Task] = list(group.tasks.select_related("held_by").order_by("pk"))
    items: list[Item] = list(group.items.select_related("brought_by").order_by("pk"))
    ahead = list(
        group.sessions.coming(on=timezone.localdate()).select_related("venue").order_by("date", "period", "pk")
    )
    names = _name_apart([place.member for place in places])
    for thing, person in [*((task, task.held_by) for task in tasks), *((item, item.brought_by) for item in items)]:
        thing.by = names.get(person.pk, person.first_name) if person else ""
    return {
        "group": group,
        "form": form,
        "sharers": [(place.member, names[place.member_id]) for place in places if place.shares],
        "learners": [(place.member, names[place.member_id]) for place in places if not place.shares],
        "people": len(places),
        "tasks": tasks,
        "items": items,
        "ahead": ahead,
        "traces": traces_of(group),
        "gathering": gathering_shown(group, request.user),
        "newcomers": newcomers_of(group).count() if rules.runs_group(request.user, group) else 0,
        "held": list(group.sessions.filter(state=Session.State.HELD).order_by("-date", "-pk")[:5]),
        "facilitators": [person.first_name for person in group.facilitators.order_by("folded_name", "pk")],
        "may_run": rules.runs_group(request.user, group),
        "is_in_group": any(place.member_id == request.user.pk for place in places),
    }


def _name_apart(people: Sequence[Member]) -> dict[int, str]:
    """How each person of a group is named in it, by their key."""
    names = say_first_names((person.first_name, person.last_name) for person in people)
    return {person.pk: name for person, name in zip(people, names, strict=True)}


def _cautions(form: NextSessionForm) -> list[str]:
    place = form.place()
    del place["starts_at"], place["ends_at"]
    return cautions_of(people=[*form.cleaned_data["sharers"], *form.cleaned_data["learners"]], **place)


def _say(request: HttpRequest, done: str, verb, **arguments) -> None:
    try:
        verb(**arguments)
        messages.success(request, done)
    except Refused as refused:
        messages.error(request, str(refused))
