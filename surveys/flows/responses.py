"""Receive a sheet: the one door for the web, phones, paper and imports."""

import datetime
import uuid as uuids
from collections.abc import Collection, Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.flows.places import find_or_add_commune
from members.flows.refused import Refused
from members.models import Member, SheetImport
from surveys.models import Answer, Edition, Outing, Place, Response, Segment, Version
from surveys.sheets import CleanSheet, day_of

Flags = Mapping[str, Collection[str]]
"""What the text of an answer seems to hold, by key of its question: « health », « phone »…"""


def record_response(
    *,
    uuid: uuids.UUID,
    version: Version,
    channel: Response.Channel,
    sheet: CleanSheet,
    language: str = "fr",
    day: datetime.date | None = None,
    outing: Outing | None = None,
    place: Place | None = None,
    sheet_number: int | None = None,
    keyed_by: Member | None = None,
    brought_by: SheetImport | None = None,
    flags: Flags | None = None,
) -> tuple[Response, bool]:
    """The row of this sheet, and whether it was made now: the same uuid sent again, or many times at once, is one row.

    The first to arrive is kept as it is. `sheet` comes from `surveys.sheets.check_sheet`. Raises Refused when the
    edition does not take it: a web sheet once it is closed, questions never published, a paper sheet already keyed.
    """
    if known := Response.objects.filter(uuid=uuid).first():
        return known, False
    _require_received(version, channel, outing)
    fields = {
        "edition_id": version.edition_id,
        "version": version,
        "channel": channel,
        "outing": outing,
        "place": outing.place if outing else place,
        "day": day_of(day, today=timezone.localdate()),
        "language": language,
        "age_band": sheet.age_band,
        "commune": find_or_add_commune(sheet.village),
        "sheet_number": sheet_number,
        "keyed_by": keyed_by,
        "brought_by": brought_by,
    }
    try:
        with transaction.atomic():
            response = Response.objects.create(uuid=uuid, **fields)
            _write_answers(response, sheet, flags or {})
    except IntegrityError as error:
        if known := Response.objects.filter(uuid=uuid).first():
            return known, False
        if sheet_number and version.edition.responses.filter(sheet_number=sheet_number).exists():
            raise Refused(_("Sheet %(number)s is already keyed.") % {"number": sheet_number}) from error
        raise
    return response, True


@transaction.atomic
def correct_response(*, response: Response, sheet: CleanSheet, flags: Flags | None = None) -> None:
    """Put other answers in place of a sheet's, at the keying desk. Raises Refused once it has been coded."""
    if Segment.objects.filter(answer__response=response).exists():
        raise Refused(_("This sheet has already been read together: it can no longer be corrected."))
    response.age_band = sheet.age_band
    response.commune = find_or_add_commune(sheet.village)
    response.save(update_fields=["age_band", "commune"])
    response.answers.all().delete()
    _write_answers(response, sheet, flags or {})


def _require_received(version: Version, channel: Response.Channel, outing: Outing | None) -> None:
    if not version.is_frozen:
        raise Refused(_("The questions are still being prepared. Publish them first."))
    on_web = channel == Response.Channel.WEB
    if on_web and not Edition.objects.on_the_web().filter(pk=version.edition_id).exists():
        raise Refused(_("This questionnaire is over. Thank you for wanting to answer."))
    if outing and outing.edition_id != version.edition_id:
        raise Refused(_("This outing belongs to another edition. Choose it again."))


def _write_answers(response: Response, sheet: CleanSheet, flags: Flags) -> None:
    questions = response.version.keys_of_questions
    Answer.objects.bulk_create(
        Answer(
            response=response,
            question_id=questions[key],
            text=answer.text,
            number=answer.number,
            choices=list(answer.choices),
            **_review(flags.get(key, ()) if answer.text else ()),
        )
        for key, answer in sheet.answers.items()
    )


def _review(kinds: Collection[str]) -> dict[str, object]:
    if not kinds:
        return {}
    return {"review": Answer.Review.WAITING, "flags": sorted(kinds), "flagged_on": timezone.localdate()}
