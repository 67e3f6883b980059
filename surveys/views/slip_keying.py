"""Contact slips of paper, keyed on a page of their own: never beside the sheets."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.access import team_only
from members.flows.refused import Refused
from surveys.flows.slips import leave_contact
from surveys.forms.contact import WORDING
from surveys.forms.keying import SlipKeyingForm
from surveys.views.keying import fetch_edition


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def keying_slips(request: HttpRequest, pk: int) -> HttpResponse:
    """One slip after the other; the sheet is joined only by the number the person copied."""
    edition = fetch_edition(pk)
    form = SlipKeyingForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        sheet = said.pop("sheet_number")
        try:
            leave_contact(edition=edition, wording=WORDING, link_to=sheet, **said)
            messages.success(request, _("The slip is kept, apart from the sheets."))
            return redirect("keying_slips", pk)
        except Refused as refused:
            form.add_error(None, list(refused.sentences))
    context = {"edition": edition, "form": form}
    return render(request, "surveys/keying_slips.html", context, status=422 if form.errors else 200)
