"""What a sentence to publish may be: how long, and what it had better not say."""

from django.db.models import Q, QuerySet
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
    """Villages, and meeting places of this edition whose name is more than one word: « marché » is said of any."""
    names = places_of(edition).values_list("name", flat=True)
    return PlaceNames([*_villages_of(edition), *(name for name in names if len(name.split()) > 1)])


def names_of_villages(edition: Edition) -> PlaceNames:
    """Villages people of this edition live in or were met in."""
    return PlaceNames(_villages_of(edition))


def _villages_of(edition: Edition) -> list[str]:
    lived_in = Commune.objects.filter(pk__in=edition.responses.order_by().values("commune"))
    met_in = Commune.objects.filter(survey_places__in=places_of(edition).values("pk"))
    return sorted({*lived_in.values_list("name", flat=True), *met_in.values_list("name", flat=True)})


def places_of(edition: Edition) -> QuerySet[Place]:
    sheets = edition.responses.order_by()
    outings = edition.outings.order_by()
    return Place.objects.filter(Q(pk__in=sheets.values("place")) | Q(pk__in=outings.values("place"))).order_by()


def shorten(text: str) -> str:
    """On one line, and cut after a whole word where it is too long."""
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST - len(CUT) - 1].rsplit(' ', 1)[0]} {CUT}"
