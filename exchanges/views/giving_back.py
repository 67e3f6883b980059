"""Give back to residents: write the page, look at it, publish it, print it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exchanges.flows import giving_back as papers
from exchanges.forms.giving_back import RestitutionForm
from members.access import team_only
from members.flows.refused import Refused
from surveys.flows import restitutions as flows
from surveys.giving_back.page import WORDS, split_lines
from surveys.models import Edition, Restitution


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def restitution_write(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of the page. Begun with what the network knows; what it knows more is one press away."""
    edition = _find_edition(pk)
    written = Restitution.objects.filter(edition=edition).first()
    known = _suggest(edition)
    if written:
        begun = {name: getattr(written, name) for name in WORDS}
    else:
        begun = {name: "\n".join(lines) for name, lines in known.items()}
    form = RestitutionForm(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():
        if "add" not in request.POST:
            flows.write_restitution(edition=edition, **form.cleaned_data)
            return redirect("restitution_preview" if "preview" in request.POST else "restitution_write", pk)
        form = RestitutionForm(initial=_add(form.cleaned_data, known, request.POST["add"]))
    context = {
        "edition": edition,
        "form": form,
        "published_on": written.published_on if written else None,
        "suggestions": _left(form, known),
        "sentences": edition.quotations.approved().count(),
        "to_approve": edition.quotations.to_approve().count(),
    }
    return render(request, "exchanges/restitution_write.html", context, status=422 if form.errors else 200)


@require_safe
@team_only
def restitution_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as residents would read it, with what publishes it."""
    edition = _find_edition(pk)
    preview = flows.preview_restitution(edition=edition)
    context = {
        "edition": edition,
        "page": preview.page,
        "seen": preview.fingerprint,
        "keeps_old_figures": preview.keeps_old_figures,
        "is_published": Restitution.objects.published().filter(edition=edition).exists(),
        "to_approve": edition.quotations.to_approve().count(),
    }
    return render(request, "exchanges/restitution_preview.html", context)


@require_POST
@team_only
def restitution_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish what was looked at."""
    edition = _find_edition(pk)
    try:
        flows.publish_restitution(edition=edition, seen=request.POST.get("seen", ""), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("restitution_preview", pk)
    messages.success(request, _("The page is published. Anyone may read it."))
    return redirect("restitution_write", pk)


@require_POST
@team_only
def restitution_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody reads it any more."""
    flows.take_back_restitution(edition=_find_edition(pk))
    messages.success(request, _("The page is taken back. Nobody reads it any more."))
    return redirect("restitution_write", pk)


@require_safe
@never_cache
@team_only
def restitution_preview_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The printable before it is published."""
    edition = _find_edition(pk)
    page = flows.preview_restitution(edition=edition).page
    return _give_pdf(papers.print_restitution(page, day=timezone.localdate()), edition)


@login_not_required
@require_safe
@never_cache
def restitution_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The printable, for anyone."""
    published = Restitution.objects.published().select_related("edition__survey")
    given = get_object_or_404(published, edition__slug=slug)
    pdf = papers.print_restitution(flows.read_restitution(given), day=given.published_on)
    return _give_pdf(pdf, given.edition)


def _find_edition(pk: int) -> Edition:
    return get_object_or_404(Edition.objects.select_related("survey"), pk=pk)


def _suggest(edition: Edition) -> dict[str, list[str]]:
    today = timezone.localdate()
    return {
        "will_happen": papers.suggest_coming(edition, today=today),
        "has_happened": papers.suggest_happened(edition, today=today),
    }


def _left(form: RestitutionForm, known: dict[str, list[str]]) -> list[tuple[str, int, str]]:
    """What is known and not written yet: field, rank and sentence."""
    written = {name: split_lines(str(form[name].value() or "")) for name in known}
    return [
        (name, rank, line)
        for name, lines in known.items()
        for rank, line in enumerate(lines)
        if line not in written[name]
    ]


def _add(words: dict[str, str], known: dict[str, list[str]], asked: str) -> dict[str, str]:
    """The words with one more line, `asked` being “field:rank”."""
    name, _colon, rank = asked.partition(":")
    lines = known.get(name, [])
    if not rank.isdecimal() or int(rank) >= len(lines):
        return words
    return words | {name: "\n".join(filter(None, [words[name].rstrip(), lines[int(rank)]]))}


def _give_pdf(pdf: bytes, edition: Edition) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{edition.slug}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
