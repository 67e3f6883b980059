"""Answers read by two people apart: draw them, follow them, and see how far the two agree."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.access import team_only
from members.flows.refused import Refused
from surveys.coding_desk import list_questions
from surveys.flows import samples as flows
from surveys.forms.coding import SampleForm
from surveys.models import CodingSample, Edition

SAMPLES_A_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def coding_samples(request: HttpRequest, pk: int) -> HttpResponse:
    edition = get_object_or_404(Edition.objects.select_related("survey"), pk=pk)
    form = SampleForm(request.POST or None, questions=list_questions(edition), initial={"first": request.user.pk})
    if form.is_valid() and (sample := _draw(edition, form)):
        return redirect("coding_sample", pk, sample.pk)
    page = Paginator(edition.samples.prefetch_related("coders"), SAMPLES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "surveys/coding_samples.html", {"edition": edition, "form": form, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def coding_sample(request: HttpRequest, pk: int, sample_pk: int) -> HttpResponse:
    """Who still reads; once both have finished, their agreement theme by theme, and what they read differently."""
    sample = get_object_or_404(CodingSample.objects.select_related("edition__survey"), edition=pk, pk=sample_pk)
    if request.method == "POST":
        return _settle(request, sample)
    context = {
        "edition": sample.edition,
        "sample": sample,
        "readers": flows.readers_of(sample),
        "still_reading": flows.who_still_reads(sample),
        "agreement": flows.agreement_of(sample),
        "differences": flows.differences_of(sample),
    }
    return render(request, "surveys/coding_sample.html", context)


def _draw(edition: Edition, form: SampleForm) -> CodingSample | None:
    said = form.cleaned_data
    coders = [said["first"], said["second"]]
    try:
        return flows.draw_sample(edition=edition, size=said["size"], coders=coders, question_key=said["question"])
    except Refused as refused:
        form.add_error(None, " ".join(refused.sentences))
        return None


def _settle(request: HttpRequest, sample: CodingSample) -> HttpResponse:
    """Measure it when nobody reads any more, or give it up."""
    did = request.POST.get("do")
    try:
        if did == "measure":
            flows.measure_sample(sample=sample)
        elif did == "cancel":
            flows.cancel_sample(sample=sample)
            messages.success(request, _("This double reading is stopped. What was read stays."))
            return redirect("coding_samples", sample.edition_id)
    except Refused as refused:
        messages.error(request, " ".join(refused.sentences))
    return redirect("coding_sample", sample.edition_id, sample.pk)
