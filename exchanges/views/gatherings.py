"""One gathering of voices, for the team: its voices, its name, what is born of it, and whom to tell."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from exchanges.flows import births
from exchanges.flows.refused import Refused
from exchanges.forms.births import PROJECT, FoundForm
from exchanges.models import ActionGroup
from exchanges.news import adult_for, session_of, things_born
from members.access import team_only
from surveys.cautions import KINDS, find_cautions
from surveys.flows import gatherings as flows
from surveys.forms.gatherings import TitleForm
from surveys.models import Gathering, Outcome
from surveys.voices import LEAST_PEOPLE, crowds_of, supporters_of

VOICES_A_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def gathering(request: HttpRequest, pk: int) -> HttpResponse:
    """A POST says in `do` what to change."""
    found, others = _find_among_others(pk)
    form = TitleForm(request.POST if request.POST.get("do") == "rename" else None, initial={"title": found.title})
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        _change(request, found)
        return redirect("gathering", pk)
    context = _describe(request, found, form) | {"others": others}
    return render(request, "exchanges/gathering.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def gathering_found(request: HttpRequest, pk: int) -> HttpResponse:
    """A group, or a project, of those who stand behind an idea: who is in it, what they are told, one button."""
    found = get_object_or_404(_gatherings(), pk=pk)
    form = FoundForm(request.POST or None, initial={"title": found.title})
    if request.method == "POST" and form.is_valid():
        try:
            group = _give_birth(request, found, dict(form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("It is born. Those who said “Count me in” are in it, and are told."))
            return redirect("group", group.pk)
    people = [(person, adult_for(person)) for person in supporters_of(found).prefetch_related("guardians")]
    missing = max(0, LEAST_PEOPLE - len(people))
    context = {"gathering": found, "form": form, "people": people, "missing": missing}
    return render(request, "exchanges/gathering_found.html", context, status=422 if form.errors else 200)


def _gatherings() -> QuerySet[Gathering]:
    return Gathering.objects.select_related("edition__survey", "skill", "group__project")


def _find_among_others(pk: int) -> tuple[Gathering, list[Gathering]]:
    """This one, and the open ones of its edition that its voices may move to."""
    rows = _gatherings().filter(Q(pk=pk) | Q(closed_on=None), edition__gatherings=pk).order_by("title", "pk")
    found = next((one for one in rows if one.pk == pk), None)
    if found is None:
        raise Http404
    return found, [one for one in rows if one.pk != pk]


def _give_birth(request: HttpRequest, found: Gathering, values: dict) -> ActionGroup:
    if values.pop("what") == PROJECT:
        return births.found_project(gathering=found, by=request.user, **values).group
    return births.found_group(gathering=found, by=request.user, title=values["title"])


def _change(request: HttpRequest, found: Gathering) -> None:
    try:
        said = CHANGES[request.POST.get("do", "")](request, found)
    except KeyError as error:
        raise BadRequest from error
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)


def _rename(request: HttpRequest, found: Gathering) -> str:
    stays = flows.rename_gathering(gathering=found, title=request.POST["title"])
    return _("Its title is changed.") if stays else _("Its title is changed. Read it again before you show it.")


def _show(request: HttpRequest, found: Gathering) -> str:
    flows.show_gathering(gathering=found)
    return _("Residents see it now.")


def _hide(request: HttpRequest, found: Gathering) -> str:
    flows.hide_gathering(gathering=found)
    return _("Residents do not see it any more.")


def _close(request: HttpRequest, found: Gathering) -> str:
    flows.close_gathering(gathering=found)
    return _("It is closed. What was born of it goes on.")


def _reopen(request: HttpRequest, found: Gathering) -> str:
    flows.reopen_gathering(gathering=found)
    return _("It is open again.")


def _take_out(request: HttpRequest, found: Gathering) -> str:
    count = flows.take_out_voices(gathering=found, outcomes=_ticked(request, found))
    return ngettext("%(number)s voice is alone again.", "%(number)s voices are alone again.", count) % {"number": count}


def _move(request: HttpRequest, found: Gathering) -> str:
    number = request.POST.get("into", "")
    into = Gathering.objects.filter(edition=found.edition_id, pk=number if number.isdecimal() else None).first()
    if into is None:
        raise Refused(_("Choose where these voices go."))
    count = flows.move_voices(gathering=found, outcomes=_ticked(request, found), into=into)
    said = ngettext("%(number)s voice moves to “%(title)s”.", "%(number)s voices move to “%(title)s”.", count)
    return said % {"number": count, "title": into.title}


CHANGES = {
    "rename": _rename,
    "show": _show,
    "hide": _hide,
    "close": _close,
    "reopen": _reopen,
    "take_out": _take_out,
    "move": _move,
}


def _ticked(request: HttpRequest, found: Gathering) -> list[Outcome]:
    numbers = [number for number in request.POST.getlist("voices") if number.isdecimal()]
    ticked = list(found.outcomes.filter(pk__in=numbers).order_by("pk"))
    if not ticked:
        raise Refused(_("Tick at least one voice."))
    return ticked


def _describe(request: HttpRequest, found: Gathering, form: TitleForm) -> dict[str, object]:
    voices = found.outcomes.exclude(segment__answer__review="waiting")
    voices = list(voices.select_related("segment__answer__response__place", "member").order_by("pk"))
    group = getattr(found, "group", None)
    return {
        "gathering": found,
        "form": form,
        "crowd": crowds_of([found])[found.pk],
        "page": Paginator(voices, VOICES_A_PAGE).get_page(request.GET.get("page")),
        "supporters": [] if found.is_call else list(supporters_of(found)),
        "group": group,
        "born": things_born(group, session_of(group)) if group else [],
        "cautions": [KINDS[kind] for kind in find_cautions(found.title)],
    }
