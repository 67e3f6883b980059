"""The home page: two equal questions, the next sessions, how it works. No name of anybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from exchanges.models import Session

SESSIONS_SHOWN = 3


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    coming = Session.objects.public().coming(on=timezone.localdate()).select_related("venue", "skill__theme")
    signed_in = request.user.is_authenticated
    context = {
        "sessions": coming[:SESSIONS_SHOWN],
        "share_url": reverse("offer_add" if signed_in else "account_signup"),
        "learn_url": reverse("request_add" if signed_in else "account_signup"),
        "share_name": "words" if signed_in else "offer",
        "learn_name": "words" if signed_in else "request",
    }
    return render(request, "exchanges/home.html", context)
