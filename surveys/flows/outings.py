"""Outings and their places: made once however many press at once, by hand or from a past survey; and what came back.

An outing says nothing of anybody who answered. One that comes from a past survey has no hours and no interviewers: it
holds the day and the place of its sheets, which they hold already, so it links nothing that was not linked.
"""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.flows.refused import Refused
from members.folding import fold
from members.models import Commune
from members.sheets.answers import names_a_home
from surveys.models import Edition, Outing, Place

MOST_MET = 2000
# Words of a place, folded, and the kind of outing they tell of; the first that is found.
WORDS_OF_KINDS = (
    (Outing.Kind.DOOR, ("porte a porte", "porte-a-porte", "door to door")),
    (Outing.Kind.WORKSHOP, ("atelier", "workshop", "cours de", "jardin partage")),
    (
        Outing.Kind.EVENT,
        ("fete", "festival", "forum", "brocante", "vide-grenier", "vide grenier", "kermesse", "carnaval", "bal ")
        + ("concert", "loto", "repas", "manifestation", "evenement", "event", "fair"),
    ),
    (Outing.Kind.SCHOOL, ("ecole", "college", "lycee", "maternelle", "creche", "periscolaire", "school")),
    (Outing.Kind.MARKET, ("marche", "halles", "market")),
    (Outing.Kind.DESK, ("accueil", "permanence", "centre social", "desk")),
    (Outing.Kind.QUARTER, ("quartier", "neighbourhood", "hameau", "place", "rue ")),
)


def guess_kind(*texts: str) -> Outing.Kind:
    """« devant l’école des Ormeaux » is a school gate. The first text that tells something decides; what tells nothing
    is a neighbourhood."""
    folded = [f"{fold(words)} " for words in texts]
    found = (kind for text in folded for kind, known in WORDS_OF_KINDS if any(word in text for word in known))
    return next(found, Outing.Kind.QUARTER)


def find_or_add_place(*, name: str, commune: Commune | None = None) -> Place:
    """The place of this name in this village. Raises Refused for somebody's home."""
    name = " ".join(name.split())
    if names_a_home(name):
        raise Refused(_("A home cannot be a meeting place. Choose a place that is everybody’s."))
    # « École » and « école » are one place.
    known = (place for place in Place.objects.filter(commune=commune).order_by("pk") if fold(place.name) == fold(name))
    return next(known, None) or _make_once(Place, name=name, commune=commune)[0]


def add_outing(
    *, edition: Edition, date: datetime.date, place: Place, kind: str, **details: object
) -> tuple[Outing, bool]:
    """The outing of this day, place and kind, and whether it was made now; `details` are for a new one."""
    return _make_once(Outing, edition=edition, date=date, place=place, kind=kind, defaults=details)


def recall_outing(
    *, edition: Edition, date: datetime.date, place: Place, kind: str, is_sure: bool, met: int | None = None
) -> Outing:
    """The outing that past sheets come from: one that is there, of that kind when `is_sure` of it, else a new one.

    `met` is kept where nobody gave figures.
    """
    there = edition.outings.filter(date=date, place=place, **({"kind": kind} if is_sure else {})).order_by("pk").first()
    outing = there or add_outing(edition=edition, date=date, place=place, kind=kind)[0]
    if met is not None and outing.told_on is None:
        Outing.objects.filter(pk=outing.pk, told_on=None).update(met=met, told_on=timezone.localdate())
    return outing


def tell_outing(*, outing: Outing, met: int, refused: int, weather: str = "") -> None:
    """How many people were met, and how it went. Said again, the last words count. Raises Refused before the day."""
    today = timezone.localdate()
    if outing.date > today:
        raise Refused(_("This outing is still to come. Say how many people you met afterwards."))
    outing.met, outing.refused, outing.weather, outing.told_on = met, refused, weather, today
    outing.save(update_fields=["met", "refused", "weather", "told_on"])


def _make_once(model, *, defaults: dict[str, object] | None = None, **key):
    """`get_or_create` where a null is part of the key too."""
    if known := model.objects.filter(**key).first():
        return known, False
    try:
        with transaction.atomic():
            return model.objects.create(**key, **(defaults or {})), True
    except IntegrityError:
        known = model.objects.filter(**key).first()
        if known is None:
            raise
        return known, False
