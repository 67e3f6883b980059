"""Figures of an outing keyed on a phone without network, and sent when it can."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from members.flows.refused import Refused
from surveys.flows.outings import MOST_MET, tell_outing
from surveys.flows.phones import BadParcel
from surveys.models import Device, Outing
from surveys.rules import may_tell

Figures = tuple[int, int]


@transaction.atomic
def receive_figures(*, device: Device, parcel: dict[str, Any]) -> None:
    """`{"outing": key, "met": n, "refused": n, "over": [met, refused] or null}`; `over`: what the phone knew when they
    were keyed. Sent again, nothing changes. Raises BadParcel, and Refused when others gave figures meanwhile."""
    said, over = _read_figures(parcel), parcel.get("over")
    outings = Outing.objects.select_for_update(of=("self",)).filter(edition=device.edition, pk=read_outing(parcel))
    outing = outings.first()
    if outing is None:
        raise Refused(_("This outing is no longer in the calendar."))
    if not may_tell(device.interviewer, outing):
        raise Refused(_("Those who went say how many people they met. Ask the centre to add your name."))
    told = figures_of(outing)
    if told == said:
        return
    if told is not None and list(told) != over:
        sentence = _("Somebody gave other figures meanwhile: %(met)s people met, %(refused)s who would rather not.")
        raise Refused(sentence % {"met": told[0], "refused": told[1]})
    tell_outing(outing=outing, met=said[0], refused=said[1], weather=outing.weather)


def figures_of(outing: Outing) -> Figures | None:
    """People met, and those who would rather not; None while nobody said."""
    return (outing.met, outing.refused) if outing.told_on else None


def read_outing(parcel: dict[str, Any]) -> int:
    return _read_number(parcel.get("outing"), most=2**62)


def _read_figures(parcel: dict[str, Any]) -> Figures:
    return _read_number(parcel.get("met"), most=MOST_MET), _read_number(parcel.get("refused"), most=MOST_MET)


def _read_number(value: object, *, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise BadParcel
    return value
