"""Phones of interviewers: give one its access, take it back, and receive what it sends.

A phone is known by a token of its own, never by a session: it sends days after it was installed. The server keeps the
token's fingerprint only. What comes in is `parcels`: plain JSON values, checked here and recorded by
`record_response` and `leave_contact`, which hold however often the same thing is sent.
"""

import datetime
import functools
import hashlib
import secrets
import uuid as uuids
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from members.flows.refused import Refused
from members.models import Member
from surveys.cautions import flag_sheet
from surveys.flows.questionnaires import read_questionnaire
from surveys.flows.responses import record_response
from surveys.flows.slips import leave_contact
from surveys.models import ContactSlip, Device, Edition, Outing, Response, Version
from surveys.questionnaire import Questionnaire
from surveys.sheets import BadSheet, check_sheet, day_of

PARCELS_AT_ONCE = 20
"""Sheets taken in one request."""

LONGEST = {"name": 160, "phone": 40, "email": 254}


class BadParcel(Exception):
    """What no phone of ours sends: it has no number of its own, or is not made as agreed."""


def add_phone(*, edition: Edition, interviewer: Member, name: str = "") -> tuple[Device, str]:
    """The phone, and its token: said this once, known to the phone alone."""
    token = secrets.token_urlsafe(32)
    device = Device.objects.create(edition=edition, interviewer=interviewer, name=name, token_hash=_fingerprint(token))
    return device, token


def revoke_phone(*, device: Device) -> None:
    """Nothing more is taken from it, and nothing given to it. What it had sent stays."""
    Device.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=timezone.now())


def find_phone(token: str) -> Device | None:
    """The phone of this token, while it is trusted; notes the day it was seen."""
    phones = Device.objects.trusted().select_related("edition__survey", "interviewer")
    device = phones.filter(token_hash=_fingerprint(token)).first()
    today = timezone.localdate()
    if device and device.last_seen_on != today:
        Device.objects.filter(pk=device.pk).update(last_seen_on=today)
    return device


class Reception:
    """What the sheets of one request have in common: its phone, the questions and the outings, each read once.

    `phone_day`: what the phone believes today is; the days of its sheets are moved by as much.
    """

    def __init__(self, device: Device, phone_day: datetime.date | None = None) -> None:
        self.device, self.phone_day = device, phone_day
        self.find_version = functools.cache(self._find_version)
        self.find_outing = functools.cache(self._find_outing)

    def _find_version(self, pk: int) -> tuple[Version, Questionnaire]:
        version = self.device.edition.versions.filter(pk=pk).first()
        if version is None:
            raise Refused(_("These questions are not those of this edition."))
        return version, read_questionnaire(version)

    def _find_outing(self, pk: int) -> Outing:
        outing = self.device.edition.outings.filter(pk=pk).select_related("place").first()
        if outing is None:
            raise Refused(_("This outing is no longer in the calendar. Choose another one on the sheet."))
        return outing


def receive_sheet(*, reception: Reception, parcel: Mapping[str, Any]) -> Response:
    """The row of this sheet. Raises BadParcel; BadSheet, with a sentence per question; Refused.

    What was taken once is never refused afterwards, whatever has changed here since.
    """
    uuid = read_uuid(parcel)
    try:
        return _record(uuid, reception, parcel)
    except (BadParcel, BadSheet, Refused):
        if known := Response.objects.filter(uuid=uuid).first():
            return known
        raise


def _record(uuid: uuids.UUID, reception: Reception, parcel: Mapping[str, Any]) -> Response:
    version, questionnaire = reception.find_version(_whole(parcel.get("version")))
    sheet = check_sheet(questionnaire, _mapping(parcel.get("answers")), require=False)
    language, outing = parcel.get("language"), parcel.get("outing")
    response, _is_new = record_response(
        uuid=uuid,
        version=version,
        channel=Response.Channel.PHONE,
        sheet=sheet,
        language=language if language in questionnaire.languages else questionnaire.languages[0],
        day=_likely_day(read_day(parcel.get("day")), reception.phone_day, version),
        outing=None if outing is None else reception.find_outing(_whole(outing)),
        flags=flag_sheet(sheet.answers),
    )
    return response


def receive_slip(*, device: Device, parcel: Mapping[str, Any]) -> ContactSlip:
    """The slip of this uuid. Linked to its sheet only when that sheet is here. Raises BadParcel, Refused."""
    uuid = read_uuid(parcel)
    said = {field: parcel.get(field) or "" for field in LONGEST}
    if not all(isinstance(value, str) for value in said.values()):
        raise BadParcel
    if any(len(said[field]) > longest for field, longest in LONGEST.items()):
        raise Refused(_("The name, the phone or the e-mail is too long."))
    sheet = parcel.get("sheet")
    linked = Response.objects.filter(edition=device.edition, uuid=read_uuid({"uuid": sheet})) if sheet else None
    return leave_contact(
        uuid=uuid,
        edition=device.edition,
        agrees_to_contact=parcel.get("agrees_to_contact") is True,
        agrees_to_news=parcel.get("agrees_to_news") is True,
        is_adult_or_accompanied=parcel.get("is_adult_or_accompanied") is True,
        wording=str(parcel.get("wording") or "")[:20],
        link_to=linked.first() if linked is not None else None,
        **said,
    )


def read_uuid(parcel: Mapping[str, Any]) -> uuids.UUID:
    try:
        return uuids.UUID(str(parcel["uuid"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadParcel from error


def read_day(said: object) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(said))
    except ValueError:
        return None


def _likely_day(said: datetime.date | None, phone_day: datetime.date | None, version: Version) -> datetime.date:
    """The day said, moved by as much as the phone's clock is wrong; never before the questions were published."""
    today = timezone.localdate()
    if said and phone_day:
        # Far beyond the calendar: a clock that tells nothing.
        try:
            said += today - phone_day
        except OverflowError:
            said = None
    return max(day_of(said, today=today), version.published_on or today)


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadParcel
    return value


def _whole(value: object) -> int:
    """A key of a row. Booleans and figures beyond any row are none."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise BadParcel
    return value


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
