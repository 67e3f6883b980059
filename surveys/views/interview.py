"""The interviewer's page: installed once with network, it then opens and asks for days without.

The page itself is the same for everybody and holds nothing about anybody, so it needs no sign-in: what it may
receive and send depends on the token given by `interview_install`, which needs one.
"""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.access import require
from surveys import offline
from surveys.cautions import KINDS
from surveys.flows import phones
from surveys.forms.contact import WORDING
from surveys.forms.phones import PhoneForm
from surveys.rules import interviews


@login_not_required
@require_safe
def interview(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_shell(request))


@login_not_required
@never_cache
@require_safe
def interview_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the list of what it keeps; a change in any of it is an update."""
    values = {"version": offline.version_of(_shell(request).encode()), "files": offline.urls_to_keep()}
    script = f"const KEPT = {json.dumps(values)};\n{offline.read_worker()}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def interview_install(request: HttpRequest) -> HttpResponse:
    """Give this phone its token: written once on the page that answers, and read there by its script."""
    require(interviews(request.user))
    form = PhoneForm(request.POST or None, interviewer=request.user)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        device, token = phones.add_phone(interviewer=request.user, **form.cleaned_data)
        context |= {"device": device, "token": token}
    return render(request, "surveys/interview_install.html", context, status=422 if form.errors else 200)


def _shell(request: HttpRequest) -> str:
    return render_to_string("surveys/interview.html", {"caution_kinds": KINDS.items(), "wording": WORDING}, request)
