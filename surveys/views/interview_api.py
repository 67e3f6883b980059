"""What the interviewer's phone asks and sends: JSON, by the token of the phone in `Authorization`, without a session.

Every answer of ours bears `"animons": "phone"`: the log-in page of a hotel's network does not, and the phone keeps
its sheets until it reads it. No cookie counts here, so there is nothing to forge: the CSRF check is off for these
addresses only.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from members.flows.refused import Refused
from surveys.flows import phone_figures, phones
from surveys.flows.phone_feed import feed_phone
from surveys.models import Device
from surveys.sheets import BadSheet

Parcel = dict[str, Any]


def _reply(status: int = 200, **values: Any) -> JsonResponse:
    now = {"animons": "phone", "today": timezone.localdate().isoformat()}
    return JsonResponse(now | values, status=status)


def phone_only(view: Callable[..., JsonResponse]) -> Callable[..., JsonResponse]:
    """Calls the view with the phone that asks; 401 with a sentence for one that is not trusted (any more)."""

    @wraps(view)
    def guarded(request: HttpRequest) -> JsonResponse:
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        device = phones.find_phone(token.strip()) if scheme == "Bearer" and token.strip() else None
        if device is None:
            sentence = _("This phone no longer has access. Its sheets stay on it. Ask the centre to install it again.")
            return _reply(401, sentences=[sentence])
        return view(request, device)

    return guarded


@login_not_required
@never_cache
@require_safe
@phone_only
def interview_feed(request: HttpRequest, device: Device) -> JsonResponse:
    return _reply(**feed_phone(device))


@login_not_required
@csrf_exempt
@never_cache
@require_POST
@phone_only
def interview_sheets(request: HttpRequest, device: Device) -> JsonResponse:
    """`{"today": day of the phone, "sheets": [...]}` → `results`, one per sheet: kept, or what is to be corrected."""
    try:
        sent = _read(request)
        parcels = sent["sheets"]
        if not isinstance(parcels, list) or len(parcels) > phones.PARCELS_AT_ONCE:
            raise phones.BadParcel
        reception = phones.Reception(device, phones.read_day(sent.get("today")))
        results = [
            _try(parcel, lambda one: phones.receive_sheet(reception=reception, parcel=one)) for parcel in parcels
        ]
    except (phones.BadParcel, KeyError):
        return _say_unreadable()
    return _reply(results=results)


@login_not_required
@csrf_exempt
@never_cache
@require_POST
@phone_only
def interview_slip(request: HttpRequest, device: Device) -> JsonResponse:
    """One contact slip, in a request of its own."""
    try:
        return _reply(results=[_try(_read(request), lambda one: phones.receive_slip(device=device, parcel=one))])
    except phones.BadParcel:
        return _say_unreadable()


@login_not_required
@csrf_exempt
@never_cache
@require_POST
@phone_only
def interview_figures(request: HttpRequest, device: Device) -> JsonResponse:
    """How many people were met at one outing."""
    try:
        parcel = _read(request)
        result = {"outing": phone_figures.read_outing(parcel), "state": "kept"}
        phone_figures.receive_figures(device=device, parcel=parcel)
    except phones.BadParcel:
        return _say_unreadable()
    except Refused as refused:
        result |= {"state": "to_correct", "sentences": list(map(str, refused.sentences))}
    return _reply(results=[result])


def _read(request: HttpRequest) -> Parcel:
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError, RequestDataTooBig) as error:
        raise phones.BadParcel from error
    if not isinstance(sent, dict):
        raise phones.BadParcel
    return sent


def _try(parcel: object, receive: Callable[[Parcel], object]) -> Parcel:
    """One parcel that cannot be taken never holds back its neighbours. Raises BadParcel when it has no number."""
    if not isinstance(parcel, dict):
        raise phones.BadParcel
    uuid = str(phones.read_uuid(parcel))
    try:
        receive(parcel)
    except BadSheet as bad:
        return {"uuid": uuid, "state": "to_correct", "errors": bad.errors, "sentences": []}
    except Refused as refused:
        return {"uuid": uuid, "state": "to_correct", "errors": {}, "sentences": list(map(str, refused.sentences))}
    except phones.BadParcel:
        sentences = [_("This sheet cannot be read. Export it, and give the file to the centre.")]
        return {"uuid": uuid, "state": "to_correct", "errors": {}, "sentences": sentences}
    return {"uuid": uuid, "state": "kept"}


def _say_unreadable() -> JsonResponse:
    return _reply(
        400, sentences=[_("What this phone sent cannot be read. Update the page of the phone, then send again.")]
    )
