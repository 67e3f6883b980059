"""A sheet keyed a second time by somebody else: the two are compared, and the paper decides."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.access import team_only
from members.flows.refused import Refused
from surveys.flows.keying import differences_of, key_again, settle
from surveys.forms.keying import SettleForm
from surveys.models import SecondKeying
from surveys.views.keying import SheetPage, fetch_sheet


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def keying_again(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A blank page for the same sheet; what was keyed first is not shown."""
    response = fetch_sheet(pk, number)
    pile = {"double": "on"} if request.GET.get("double") else {}
    page = SheetPage(request, response.version, number, pile)
    if request.method == "POST" and page.check():
        if key_again(response=response, raw=page.raw, by=request.user):
            return redirect("keying_settle", pk, number)
        messages.success(request, _("Sheet %(number)s: both keyings say the same.") % {"number": number})
        return redirect(reverse("keying", args=[pk], query={**pile, "apres": number}))
    return page.show("surveys/keying_again.html", is_own=response.keyed_by_id == request.user.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def keying_settle(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The differences side by side; the paper decides."""
    response = fetch_sheet(pk, number)
    second = get_object_or_404(SecondKeying.objects.select_related("response__version__edition"), response=response)
    form = SettleForm(request.POST or None, differences=differences_of(second))
    if request.method == "POST" and form.is_valid():
        try:
            settle(second=second, right_ones=form.right_ones())
            messages.success(request, _("Sheet %(number)s is settled.") % {"number": number})
            return redirect(reverse("keying", args=[pk], query={"double": "on", "apres": number}))
        except Refused as refused:
            form.add_error(None, list(refused.sentences))
    context = {"edition": response.version.edition, "number": number, "form": form}
    return render(request, "surveys/keying_settle.html", context, status=422 if form.errors else 200)
