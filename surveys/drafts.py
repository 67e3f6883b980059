"""A sheet being answered on the web, kept by the server until it is sent.

It has a session and a cookie of its own, for the pages of one edition only: an account that happens to be open in the
same browser is in another session, so nothing in the database says whose sheet it is. Once the sheet is sent the
answers and the hour leave the draft; its number stays an hour or two, for the person's third yes (« lier »), then goes.
"""

import datetime
import uuid
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

COOKIE = "questionnaire"
KEPT = datetime.timedelta(days=7)
KEPT_ONCE_SENT = datetime.timedelta(hours=1)
KEY = "sheet"


@dataclass
class Draft:
    """`version` and `place` are primary keys; `answers` are as typed, by key of the question."""

    version: int
    language: str
    place: int | None = None
    uuid: str = field(default_factory=lambda: str(uuid.uuid4()))
    began: float = field(default_factory=lambda: timezone.now().timestamp())
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    is_sent: bool = False

    def mark_sent(self) -> None:
        self.answers, self.began, self.is_sent = {}, 0.0, True


def read_draft(request: HttpRequest) -> Draft | None:
    """The draft of this browser, for the edition whose page it asks for."""
    kept = _store_of(request).get(KEY) if COOKIE in request.COOKIES else None
    return Draft(**kept) if kept else None


def keep_draft(request: HttpRequest, response: HttpResponse, draft: Draft, *, slug: str) -> HttpResponse:
    store = _store_of(request)
    store[KEY] = asdict(draft)
    # Whole hours: the moment somebody answered is nobody's business.
    end = timezone.now() + (KEPT_ONCE_SENT if draft.is_sent else KEPT)
    store.set_expiry(end.replace(minute=0, second=0, microsecond=0) + datetime.timedelta(hours=1))
    store.save()
    response.set_cookie(
        COOKIE,
        store.session_key,
        max_age=KEPT,
        path=_path(slug),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def drop_draft(request: HttpRequest, response: HttpResponse, *, slug: str) -> HttpResponse:
    if key := request.COOKIES.get(COOKIE):
        SessionStore(key).delete()
    response.delete_cookie(COOKIE, path=_path(slug), samesite="Lax")
    return response


def _store_of(request: HttpRequest) -> SessionStore:
    """Read once for the visit."""
    if not hasattr(request, "draft_store"):
        request.draft_store = SessionStore(request.COOKIES.get(COOKIE))
    return request.draft_store


def _path(slug: str) -> str:
    return reverse("questionnaire", args=[slug])
