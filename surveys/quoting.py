"""What a sentence to publish may be: how long, and what it had better not say."""

from django.utils.translation import gettext_lazy as _

from members.models import Commune
from surveys.cautions import KINDS, find_cautions
from surveys.models import Edition, Place, Quotation
from surveys.place_names import CUT, PlaceNames

LONGEST = Quotation._meta.get_field("text").max_length
CAUTIONS = KINDS | {"place": _("the name of a village or a place")}
"""What a sentence may seem to hold, and how it is said."""


def find_cautions_of(text: str, edition: Edition) -> tuple[str, ...]:
    """Kinds of `CAUTIONS` the sentence seems to hold: it is shown to whoever looks at it, and holds nobody back."""
    places = ("place",) if names_of_places(edition).find(text) else ()
    return (*find_cautions(text), *places)


def names_of_places(edition: Edition) -> PlaceNames:
    """Villages people of this edition live in or were met in, and meeting places whose name is more than one word."""
    sheets = edition.responses.order_by()
    places = Place.objects.filter(pk__in=sheets.values("place")) | Place.objects.filter(outings__edition=edition)
    villages = Commune.objects.filter(pk__in=sheets.values("commune")) | Commune.objects.filter(
        survey_places__in=places.values("pk")
    )
    names = [name for name in places.order_by().values_list("name", flat=True) if len(name.split()) > 1]
    return PlaceNames([*names, *villages.order_by().values_list("name", flat=True)])


def shorten(text: str) -> str:
    """On one line, and cut after a whole word where it is too long."""
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST - len(CUT) - 1].rsplit(' ', 1)[0]} {CUT}"
