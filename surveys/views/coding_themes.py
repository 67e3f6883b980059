"""The themes of a survey: their definitions and keys, and how one is changed, merged or split."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.access import team_only
from members.flows.refused import Refused
from surveys.flows import codes as flows
from surveys.forms.coding import CodeForm, MergeForm, SplitForm
from surveys.models import Code, Coding, Edition, Segment

PASSAGES_A_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def coding_themes(request: HttpRequest, pk: int) -> HttpResponse:
    """All themes in use, and a new one."""
    edition = get_object_or_404(Edition.objects.select_related("survey"), pk=pk)
    form = CodeForm(request.POST or None, wider=_wider(edition))
    if form.is_valid() and _try(form, flows.create_code, survey=edition.survey, by=request.user, **form.cleaned_data):
        return redirect("coding_themes", pk)
    codes = (
        edition.survey.codes.in_use().select_related("parent").annotate(said=Count("codings__segment", distinct=True))
    )
    return render(request, "surveys/coding_themes.html", {"edition": edition, "codes": codes, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def coding_theme(request: HttpRequest, pk: int, code_pk: int) -> HttpResponse:
    """One theme: what it is, its passages, its history."""
    edition, code = _find(pk, code_pk)
    initial = {"name": code.name, "definition": code.definition, "shortcut": code.shortcut, "parent": code.parent_id}
    form = CodeForm(request.POST or None, wider=_wider(edition).exclude(pk=code.pk), initial=initial)
    if form.is_valid() and _try(form, flows.change_code, code=code, by=request.user, **form.cleaned_data):
        messages.success(request, _("The theme is changed."))
        return redirect("coding_theme", pk, code_pk)
    page = Paginator(_passages(code, request), PASSAGES_A_PAGE).get_page(request.GET.get("page"))
    context = {"edition": edition, "code": code, "form": form, "page": page, "changes": flows.history_of(code)}
    return render(request, "surveys/coding_theme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def coding_merge(request: HttpRequest, pk: int, code_pk: int) -> HttpResponse:
    """Put a theme into another."""
    edition, code = _find(pk, code_pk)
    form = MergeForm(request.POST or None, others=edition.survey.codes.in_use().exclude(pk=code.pk))
    if form.is_valid() and _try(form, flows.merge_codes, code=code, by=request.user, **form.cleaned_data):
        into = form.cleaned_data["into"]
        said = {"code": code.name, "into": into.name}
        messages.success(request, _("“%(code)s” is now part of “%(into)s”.") % said)
        return redirect("coding_theme", pk, into.pk)
    return render(request, "surveys/coding_merge.html", {"edition": edition, "code": code, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def coding_split(request: HttpRequest, pk: int, code_pk: int) -> HttpResponse:
    """Make a new theme of some passages of another."""
    edition, code = _find(pk, code_pk)
    passages = _passages(code, request)
    form = SplitForm(request.POST or None, segments=passages)
    if form.is_valid() and _try(form, flows.split_code, code=code, by=request.user, **form.cleaned_data):
        messages.success(request, _("The new theme is ready."))
        return redirect("coding_themes", pk)
    context = {"edition": edition, "code": code, "form": form, "passages": passages}
    ticked = form["segments"].value() or []
    return render(request, "surveys/coding_split.html", context | {"ticked": [str(one) for one in ticked]})


def _find(pk: int, code_pk: int) -> tuple[Edition, Code]:
    edition = get_object_or_404(Edition.objects.select_related("survey"), pk=pk)
    return edition, get_object_or_404(edition.survey.codes.in_use().select_related("parent"), pk=code_pk)


def _wider(edition: Edition) -> QuerySet[Code]:
    return edition.survey.codes.in_use().filter(parent=None)


def _passages(code: Code, request: HttpRequest) -> QuerySet[Segment]:
    """What speaks of it, as far as this reader may see it, with the answer it was cut out of."""
    seen = Coding.objects.visible_to(request.user).filter(code=code).order_by()
    readable = ~Q(answer__review="waiting")
    found = Segment.objects.filter(readable, pk__in=seen.values("segment"))
    return found.select_related("answer__response").order_by("answer", "start", "end")


def _try(form, verb, **values) -> bool:
    """Call a verb; what it refuses is said in the form, where what was typed stays."""
    try:
        verb(**values)
    except Refused as refused:
        for sentence in refused.sentences:
            form.add_error(None, sentence)
        return False
    return True
