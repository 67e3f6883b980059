"""« Ce que vous nous avez dit »: what is given back, for anyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from surveys.flows.restitutions import read_restitution
from surveys.models import Gathering, Restitution


@login_not_required
@require_safe
def restitutions(request: HttpRequest) -> HttpResponse:
    """Every page given back: straight to it when there is only one."""
    published = list(Restitution.objects.published().select_related("edition__survey"))
    if len(published) == 1:
        return redirect("restitution", published[0].edition.slug)
    return render(request, "surveys/restitution_list.html", {"restitutions": published})


@login_not_required
@require_safe
def restitution(request: HttpRequest, slug: str) -> HttpResponse:
    """One page, as it was published."""
    published = Restitution.objects.published().select_related("edition__survey")
    given = get_object_or_404(published, edition__slug=slug)
    context = {
        "given": given,
        "page": read_restitution(given),
        "gathers": Gathering.objects.shown().open().exists(),
    }
    return render(request, "surveys/restitution.html", context)
