"""Places of the questionnaire, and the poster of each: a link, a QR and a code in letters."""

import segno
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.access import team_only
from surveys.forms.places import PlaceForm
from surveys.models import Edition, Place

PLACES_A_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def survey_places(request: HttpRequest) -> HttpResponse:
    """All places, and the form for a new one."""
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The place is there. Its poster is ready."))
        return redirect("survey_places")
    page = Paginator(Place.objects.select_related("commune"), PLACES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "surveys/place_list.html", {"form": form, "page": page}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def survey_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right the name or the village; the code, printed on posters, stays."""
    place = get_object_or_404(Place, pk=pk)
    form = PlaceForm(request.POST or None, instance=place)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("survey_places")
    context = {"form": form, "place": get_object_or_404(Place, pk=pk)}
    return render(request, "surveys/place_edit.html", context, status=422 if form.errors else 200)


@require_safe
@team_only
def survey_poster(request: HttpRequest, pk: int) -> HttpResponse:
    """A poster to print from the browser and hang up."""
    place = get_object_or_404(Place.objects.select_related("commune"), pk=pk)
    url = settings.SITE_URL + reverse("place_entry", args=[place.code])
    context = {
        "place": place,
        "url": url.partition("://")[2].rstrip("/"),
        "edition": Edition.objects.on_the_web().select_related("survey").first(),
        "qr": mark_safe(segno.make(url, error="m", micro=False).svg_inline(border=0, omitsize=True)),
    }
    return render(request, "surveys/place_poster.html", context)
