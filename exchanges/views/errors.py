"""Pages for what went wrong, in the words of the house: `handler…` of the URL table and the form that waited too long."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's key is too old, or cookies are refused: what to do, instead of a technical page."""
    return render(request, "403_csrf.html", status=403)
