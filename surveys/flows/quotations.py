"""Sentences to publish: chosen among the passages, looked at by a person, put in order, withdrawn."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from members.flows.refused import Refused
from members.models import Member
from surveys.models import Answer, Code, Edition, Quotation, Segment
from surveys.quoting import shorten


@transaction.atomic
def choose_sentence(*, segment: Segment, code: Code | None, by: Member) -> tuple[Quotation, bool]:
    """The words of a passage as a sentence to look at, and whether it is new: chosen twice, it is one sentence.

    Raises Refused when the answer waits for somebody to check it.
    """
    answer = Answer.objects.select_for_update().select_related("response").get(pk=segment.answer_id)
    if not Answer.objects.readable().filter(pk=answer.pk).exists():
        raise Refused(_("This answer waits for somebody to check it. It cannot be read yet."))
    edition = Edition.objects.get(pk=answer.response.edition_id)
    last = edition.quotations.aggregate(last=Max("position"))["last"]
    fresh = {
        "edition": edition,
        "code": code,
        "text": shorten(answer.text[segment.start : segment.end]),
        "chosen_by": by,
        "position": 1 + (last or 0),
    }
    return Quotation.objects.get_or_create(answer=answer, start=segment.start, end=segment.end, defaults=fresh)


@transaction.atomic
def change_sentence(*, quotation: Quotation, text: str, code: Code | None) -> None:
    """Other words, or another theme. Changed words have to be looked at again."""
    kept = Quotation.objects.select_for_update().get(pk=quotation.pk)
    if kept.text != text:
        kept.approved_by = kept.approved_on = None
    kept.text, kept.code = text, code
    kept.save(update_fields=["text", "code", "approved_by", "approved_on"])


@transaction.atomic
def approve_sentence(*, quotation: Quotation, text: str, code: Code | None, by: Member) -> None:
    """« Je l’ai relue, elle peut être publiée »: this wording, by this person. Raises Refused when it waits again."""
    kept = Quotation.objects.select_for_update().get(pk=quotation.pk)
    if not Quotation.objects.readable().filter(pk=kept.pk).exists():
        raise Refused(_("This answer waits for somebody to check it. It cannot be read yet."))
    kept.text, kept.code = text, code
    kept.approved_by, kept.approved_on = by, timezone.localdate()
    kept.save(update_fields=["text", "code", "approved_by", "approved_on"])


def withdraw_sentence(*, quotation: Quotation) -> None:
    """It is no longer to publish, and leaves the published page at once. The passage stays."""
    quotation.delete()


@transaction.atomic
def move_sentence(*, quotation: Quotation, up: bool) -> None:
    """One place up or down among the sentences of its edition; the others close up."""
    Edition.objects.select_for_update().get(pk=quotation.edition_id)
    keys = list(Quotation.objects.filter(edition=quotation.edition_id).values_list("pk", flat=True))
    here = keys.index(quotation.pk)
    there = max(0, here - 1) if up else min(len(keys) - 1, here + 1)
    keys.insert(there, keys.pop(here))
    for position, pk in enumerate(keys, start=1):
        Quotation.objects.filter(pk=pk).exclude(position=position).update(position=position)
