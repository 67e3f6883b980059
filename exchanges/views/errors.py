"""The page for a form that waited too long; the other errors are templates that Django finds by their number."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's key is too old, or cookies are refused: what to do, instead of a technical page."""
    return render(request, "403_csrf.html", status=403)
