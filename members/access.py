"""Doors of the pages: turn a rule into a 403. Anonymous people were already sent to the sign-in page."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from members import rules

View = Callable[..., HttpResponse]


def require(allowed: bool) -> None:
    """Raises PermissionDenied (403) unless `allowed`."""
    if not allowed:
        raise PermissionDenied


def team_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        require(rules.is_team(request.user))
        return view(request, *args, **kwargs)

    return guarded


def administrator_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        require(rules.is_administrator(request.user))
        return view(request, *args, **kwargs)

    return guarded
