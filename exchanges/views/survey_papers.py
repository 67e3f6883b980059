"""The questionnaire on paper: a pile of numbered sheets."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from exchanges.flows.survey_papers import print_sheets, take_numbers
from exchanges.forms.survey_papers import PileForm
from members.access import team_only
from surveys.models import Edition


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@team_only
def edition_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """How many sheets; then the PDF of the pile."""
    edition = get_object_or_404(Edition.objects.select_related("survey"), pk=pk)
    version = edition.current_version
    form = PileForm(request.POST or None, edition=edition)
    if request.method == "POST" and version and form.is_valid():
        said = form.cleaned_data
        numbers = take_numbers(edition=edition, count=said["count"], first=said["first"])
        pdf = print_sheets(
            version=version,
            numbers=numbers,
            slips=said["slips"],
            language=said["language"],
            large=said["size"] == "large",
            place=said["place"],
        )
        name = f"feuilles-{numbers[0]}-{numbers[-1]}.pdf" if numbers else "coordonnees.pdf"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)
    context = {"edition": edition, "form": form, "version": version, "next": edition.sheets_printed + 1}
    return render(request, "exchanges/edition_papers.html", context, status=422 if form.errors else 200)
