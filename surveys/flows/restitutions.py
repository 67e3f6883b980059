"""Give back: write the page, publish what was looked at, take it back."""

import hashlib
import json
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.flows.refused import Refused
from members.models import Member
from surveys.giving_back.figures import ALL_SHEETS, Counted, PublicFigures, count_everything, count_figures
from surveys.giving_back.page import WORDS, GivenBack, lay_out
from surveys.giving_back.recounting import count_again
from surveys.models import Edition, Quotation, Restitution


@dataclass(frozen=True)
class Preview:
    """The page as it would be published; `fingerprint` says what it was made of, for `publish_restitution`."""

    page: GivenBack
    fingerprint: str
    keeps_old_figures: bool
    """Too little has come since the page was published: its figures stay those of that day."""


@transaction.atomic
def write_restitution(*, edition: Edition, opening: str, will_happen: str, has_happened: str) -> Restitution:
    """Keep the words; what is published does not change by itself."""
    words = {"opening": opening, "will_happen": will_happen, "has_happened": has_happened}
    kept, _is_new = Restitution.objects.update_or_create(edition=edition, defaults=words)
    return kept


def preview_restitution(*, edition: Edition) -> Preview:
    """What publishing now would show."""
    restitution = Restitution.objects.filter(edition=edition).first() or Restitution(edition=edition)
    figures, counted, shown = _draw(restitution)
    sentences = _sentences_of(edition, shown)
    page = lay_out(edition, figures, words=shown, sentences=sentences)
    keeps_old = bool(restitution.figures) and edition.responses.count() != counted.sheets[ALL_SHEETS]
    return Preview(page, _mark(figures, shown, sentences), keeps_old)


@transaction.atomic
def publish_restitution(*, edition: Edition, seen: str, by: Member) -> Restitution:
    """Anyone may read the page, as somebody has just looked at it: `seen` is the fingerprint of their preview.

    Raises Refused when nobody looked at it as it is now, and when there is nothing to say.
    """
    Restitution.objects.get_or_create(edition=edition)
    restitution = Restitution.objects.select_for_update().get(edition=edition)
    figures, counted, shown = _draw(restitution)
    sentences = _sentences_of(edition, shown)
    if seen != _mark(figures, shown, sentences):
        raise Refused(_("The page has changed since you looked at it. Look at it again, then publish."))
    if lay_out(edition, figures, words=shown, sentences=sentences).is_empty:
        raise Refused(_("There is nothing to publish yet. Write a few words first."))
    restitution.figures, restitution.counts, restitution.shown = figures.as_json(), counted.as_json(), shown
    restitution.published_on, restitution.published_by = timezone.localdate(), by
    restitution.save()
    return restitution


def take_back_restitution(*, edition: Edition) -> None:
    """Nobody reads the page any more. Its figures stay with it, for the day it is published again."""
    Restitution.objects.filter(edition=edition).update(published_on=None, published_by=None)


def read_restitution(restitution: Restitution) -> GivenBack:
    """The page as it was published, without the sentences that were withdrawn or changed since."""
    sentences = _sentences_of(restitution.edition, restitution.shown)
    figures = PublicFigures.from_json(restitution.figures)
    return lay_out(restitution.edition, figures, words=restitution.shown, sentences=sentences)


def _draw(restitution: Restitution) -> tuple[PublicFigures, Counted, dict]:
    """The figures to publish, what they were counted from, and the words. Published before, figures only move where
    the two pages side by side give nobody away."""
    edition, today = restitution.edition, timezone.localdate()
    counted = count_everything(edition, today=today)
    figures = count_figures(edition, today=today, counted=counted)
    if restitution.figures:
        old, before = PublicFigures.from_json(restitution.figures), Counted.from_json(restitution.counts)
        figures, counted = count_again(old, before, figures, counted)
    sentences = list(edition.quotations.approved().values_list("pk", flat=True))
    return figures, counted, {name: getattr(restitution, name) for name in WORDS} | {"sentences": sentences}


def _sentences_of(edition: Edition, shown: dict) -> list[Quotation]:
    found = edition.quotations.approved().filter(pk__in=shown["sentences"])
    return list(found.select_related("answer__response"))


def _mark(figures: PublicFigures, shown: dict, sentences: list[Quotation]) -> str:
    said = [(sentence.pk, sentence.text, sentence.code_id) for sentence in sentences]
    return hashlib.sha256(json.dumps([figures.as_json(), shown, said], sort_keys=True).encode()).hexdigest()
