"""Editions, for the team: all of them, a new one, and the page of each with the way to everything about it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import team_only
from members.flows.refused import Refused
from surveys.flows import editions as flows
from surveys.flows.founding import create_founding_survey
from surveys.forms.editions import EditionForm, EditionNameForm, NewEditionForm
from surveys.models import Answer, Edition, Survey

EDITIONS_A_PAGE = 30


@require_safe
@team_only
def surveys(request: HttpRequest) -> HttpResponse:
    """All editions, the newest first."""
    page = Paginator(Edition.objects.select_related("survey"), EDITIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "to_review": Answer.objects.waiting_for_review().count()}
    return render(request, "surveys/edition_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def edition_founding(request: HttpRequest) -> HttpResponse:
    """The founding questions, ready to ask: only a name is needed."""
    form = EditionNameForm(request.POST or None, initial={"name": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        edition = create_founding_survey(edition_name=form.cleaned_data["name"])
        return redirect("edition", edition.pk)
    context = {"form": form, "title": _("The founding questions")}
    return render(request, "surveys/edition_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def edition_new(request: HttpRequest) -> HttpResponse:
    """An edition of one's own: empty, or with the questions of another."""
    form = NewEditionForm(request.POST or None, initial={"languages": ["fr"]})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        survey, _is_new = Survey.objects.get_or_create(name=said.pop("survey_name"))
        edition = flows.create_edition(survey=survey, **said)
        return redirect("edition", edition.pk)
    context = {"form": form, "title": _("A new edition")}
    return render(request, "surveys/edition_new.html", context, status=422 if form.errors else 200)


@require_safe
@team_only
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: where it stands, and the way to everything about it."""
    edition = find_edition(pk)
    context = {
        "edition": edition,
        "current": edition.current_version,
        "draft": edition.draft_version,
        "sheets": edition.responses.count(),
        "is_on_the_web": Edition.objects.on_the_web().filter(pk=edition.pk).exists(),
    }
    return render(request, "surveys/edition_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def edition_settings(request: HttpRequest, pk: int) -> HttpResponse:
    edition = find_edition(pk)
    form = EditionForm(request.POST or None, instance=edition)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The changes are kept."))
        return redirect("edition", pk)
    context = {"form": form, "edition": find_edition(pk)}
    return render(request, "surveys/edition_settings.html", context, status=422 if form.errors else 200)


@require_POST
@team_only
def edition_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish what is being prepared, and receive answers."""
    return _tell(request, pk, flows.open_edition, _("The questionnaire is open."))


@require_POST
@team_only
def edition_close(request: HttpRequest, pk: int) -> HttpResponse:
    return _tell(request, pk, flows.close_edition, _("The questionnaire is over. Sheets made before still come in."))


@require_POST
@team_only
def edition_prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the next version of the questions, to change at leisure."""
    flows.prepare_version(edition=find_edition(pk))
    return redirect("edition_questions", pk)


@require_POST
@team_only
def edition_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions being prepared become those that are asked."""
    edition = find_edition(pk)
    if draft := edition.draft_version:
        return _tell(
            request, pk, lambda **_kept: flows.publish_version(version=draft), _("The questions are published.")
        )
    return redirect("edition", pk)


def find_edition(pk: int) -> Edition:
    return get_object_or_404(Edition.objects.select_related("survey"), pk=pk)


def _tell(request: HttpRequest, pk: int, verb, done: str) -> HttpResponse:
    try:
        verb(edition=find_edition(pk))
        messages.success(request, done)
    except Refused as refused:
        for sentence in refused.sentences:
            messages.error(request, sentence)
    return redirect("edition", pk)
