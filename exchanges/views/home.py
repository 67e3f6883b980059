"""The home page: two equal questions, the next sessions, how it works. No name of anybody."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from exchanges.models import Session
from surveys.models import Edition, Gathering, Restitution

SESSIONS_SHOWN = 3


@dataclass(frozen=True)
class Shutter:
    """One of the two equal questions. Its words go to `url_name`, or to a field of the sign-up for visitors."""

    kind: str
    icon: str
    url_name: str
    sign_up_field: str
    title: str | Promise
    label: str | Promise
    placeholder: str | Promise
    button: str | Promise
    examples: tuple[str | Promise, ...]

    def for_page(self, *, signed_in: bool) -> dict[str, object]:
        url = reverse(self.url_name if signed_in else "account_signup")
        return {"shutter": self, "url": url, "field": "words" if signed_in else self.sign_up_field}


SHUTTERS = (
    Shutter(
        kind="share",
        icon="partage",
        url_name="offer_add",
        sign_up_field="offer",
        title=_("What can you do?"),
        label=_("I can show…"),
        placeholder=_("tuning a guitar"),
        button=_("I offer it"),
        examples=(_("mending a bicycle"), _("making jam"), _("speaking Spanish")),
    ),
    Shutter(
        kind="learn",
        icon="apprend",
        url_name="request_add",
        sign_up_field="request",
        title=_("What would you like to learn?"),
        label=_("I would like to learn…"),
        placeholder=_("making my bread"),
        button=_("I ask for it"),
        examples=(_("watercolour"), _("grafting a tree"), _("sending e-mails")),
    ),
)


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    coming = Session.objects.public().coming(on=timezone.localdate()).select_related("venue", "skill__theme")
    context = {
        "sessions": coming[:SESSIONS_SHOWN],
        "has_given_back": Restitution.objects.published().exists(),
        "asks": Edition.objects.on_the_web().exists(),
        "gathers": Gathering.objects.shown().open().exists(),
        "shutters": [shutter.for_page(signed_in=request.user.is_authenticated) for shutter in SHUTTERS],
    }
    return render(request, "exchanges/home.html", context)
