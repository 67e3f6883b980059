"""Pages of plain text that anybody may read, and the choice of the language."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.i18n import set_language as django_set_language

from members.models import Centre


@login_not_required
@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    return render(request, "exchanges/pages_how_it_works.html")


@login_not_required
@require_safe
def your_data(request: HttpRequest) -> HttpResponse:
    return render(request, "exchanges/pages_your_data.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "exchanges/pages_accessibility.html")


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "exchanges/pages_help.html")


@login_not_required
@cache_control(max_age=3600)
@require_safe
def centre_logo(request: HttpRequest) -> FileResponse:
    """The centre's logo, the only uploaded file that visitors see."""
    centre = Centre.load()
    if not centre.logo or not centre.logo.storage.exists(centre.logo.name):
        raise Http404
    return FileResponse(centre.logo.open("rb"))


@login_not_required
def set_language(request: HttpRequest) -> HttpResponse:
    """Django's own: a POST with `language` and `next`."""
    return django_set_language(request)
