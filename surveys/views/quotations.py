"""« Phrases à publier »: chosen while reading, looked at one by one, put in order."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import team_only
from members.flows.refused import Refused
from surveys.flows import quotations as flows
from surveys.forms.quotations import QuotationForm
from surveys.models import Code, Coding, Edition, Quotation, Segment
from surveys.quoting import CAUTIONS
from surveys.views.editions import find_edition

SENTENCES_A_PAGE = 30


@require_safe
@team_only
def quotations(request: HttpRequest, pk: int) -> HttpResponse:
    """The sentences of an edition, in the order they are published."""
    edition = find_edition(pk)
    sentences = edition.quotations.readable().select_related("code")
    page = Paginator(sentences, SENTENCES_A_PAGE).get_page(request.GET.get("page"))
    to_approve = sentences.to_approve()
    context = {"edition": edition, "page": page, "left": to_approve.count(), "first": to_approve.first()}
    return render(request, "surveys/quotations.html", context)


@require_POST
@team_only
def quotation_choose(request: HttpRequest, pk: int) -> HttpResponse:
    """A passage becomes a sentence to publish, from the reading desk or from the page of a theme (`theme`)."""
    edition = find_edition(pk)
    segment = get_object_or_404(_passages(edition, request), pk=_number(request, "passage"))
    codes = Code.objects.in_use().filter(codings__in=_codings(request, segment)).order_by("codings__pk")
    theme = codes.filter(pk=_number(request, "theme")).first()
    try:
        _sentence, is_new = flows.choose_sentence(segment=segment, code=theme or codes.first(), by=request.user)
        said = _("It waits among the sentences to publish.") if is_new else _("This sentence is already chosen.")
        messages.success(request, said)
    except Refused as refused:
        messages.error(request, str(refused))
    if theme:
        return redirect("coding_theme", pk, theme.pk)
    return redirect(f"{reverse('coding_answer', args=[pk, segment.answer_id])}?passage={segment.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def quotation(request: HttpRequest, pk: int) -> HttpResponse:
    """One sentence: its wording, its theme, what it seems to hold; then the next one to look at."""
    sentence = get_object_or_404(
        Quotation.objects.readable().select_related("edition__survey", "answer__question", "approved_by"), pk=pk
    )
    initial = {"text": sentence.text, "code": sentence.code_id}
    form = QuotationForm(request.POST or None, edition=sentence.edition, initial=initial)
    if request.method == "POST" and (done := _settle(request, sentence, form)):
        return done
    cautions = form.cautions
    context = {
        "quotation": sentence,
        "edition": sentence.edition,
        "form": form,
        "cautions": [CAUTIONS[kind] for kind in cautions],
        "seen": " ".join(cautions),
    }
    return render(request, "surveys/quotation.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@team_only
def quotation_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    sentence = get_object_or_404(Quotation, pk=pk)
    flows.move_sentence(quotation=sentence, up=request.POST.get("do") == "up")
    page = request.POST.get("page", "")
    address = reverse("quotations", args=[sentence.edition_id])
    return redirect(f"{address}?page={page}" if page.isdecimal() else address)


def _settle(request: HttpRequest, sentence: Quotation, form: QuotationForm) -> HttpResponse | None:
    """What a button of the page does; None when the page has to be shown again."""
    do = request.POST.get("do", "")
    if do == "withdraw":
        flows.withdraw_sentence(quotation=sentence)
        messages.success(request, _("The sentence is withdrawn."))
        return _show_next(sentence)
    if not form.is_valid() or (do == "approve" and form.new_cautions):
        return None
    said = {"text": form.cleaned_data["text"], "code": form.cleaned_data["code"]}
    if do == "approve":
        try:
            flows.approve_sentence(quotation=sentence, by=request.user, **said)
        except Refused as refused:
            form.add_error(None, str(refused))
            return None
        messages.success(request, _("The sentence may be published."))
        return _show_next(sentence)
    flows.change_sentence(quotation=sentence, **said)
    messages.success(request, _("The changes are kept."))
    return redirect("quotation", sentence.pk)


def _show_next(sentence: Quotation) -> HttpResponse:
    """The next sentence nobody has looked at, after this one first; else the list."""
    waiting = Quotation.objects.to_approve().filter(edition=sentence.edition_id).exclude(pk=sentence.pk)
    following = waiting.filter(position__gte=sentence.position).first() or waiting.first()
    return redirect("quotation", following.pk) if following else redirect("quotations", sentence.edition_id)


def _passages(edition: Edition, request: HttpRequest):
    """Of this edition and of the others of its survey: a theme gathers the passages of all."""
    seen = Coding.objects.visible_to(request.user).filter(segment__answer__response__edition__survey=edition.survey_id)
    return Segment.objects.filter(pk__in=seen.order_by().values("segment"))


def _codings(request: HttpRequest, segment: Segment):
    return Coding.objects.visible_to(request.user).filter(segment=segment).order_by()


def _number(request: HttpRequest, name: str) -> int | None:
    said = request.POST.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 16 else None
