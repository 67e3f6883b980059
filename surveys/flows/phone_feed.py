"""What a phone needs to ask for days without network, as plain JSON values."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone, translation

from members import wording
from members.models import Commune, Member
from surveys import cautions
from surveys.around import words_around
from surveys.flows.phone_figures import figures_of
from surveys.flows.questionnaires import read_questionnaire
from surveys.languages import NAMES, RIGHT_TO_LEFT
from surveys.models import Device, Outing


def feed_phone(device: Device) -> dict[str, Any]:
    """The questions as they are today, where one goes, the villages, and what the soft cautions look for."""
    edition, version = device.edition, device.edition.current_version
    return {
        "today": timezone.localdate().isoformat(),
        "edition": {"slug": edition.slug, "name": str(edition), "is_open": edition.state == edition.State.OPEN},
        "questionnaire": read_questionnaire(version).as_json() if version else None,
        "languages": {
            code: {"name": NAMES[code], "direction": "rtl" if code in RIGHT_TO_LEFT else "ltr"}
            for code in edition.languages
        },
        "words": {code: words_around(code) for code in edition.languages},
        "outings": [
            _say_outing(outing, device.interviewer)
            for outing in edition.outings.select_related("place")
            .annotate(mine=Exists(device.interviewer.outings.filter(pk=OuterRef("pk"))))
            .order_by("date", "starts_at", "pk")
        ],
        "villages": list(Commune.objects.listed().values_list("name", flat=True)),
        "cautions": cautions.as_json(),
    }


def _say_outing(outing: Outing, interviewer: Member) -> dict[str, Any]:
    day = wording.say_date(outing.date, lang=translation.get_language() or "fr")
    return {
        "pk": outing.pk,
        "day": outing.date.isoformat(),
        "name": f"{outing.place.name}, {day}",
        "note": outing.note,
        "mine": outing.mine,
        "tells": outing.mine or interviewer.is_staff,
        "told": figures_of(outing),
    }
