"""Villages as people name them."""

from members.models import Commune
from members.sheets.communes import Gazetteer
from members.sheets.names import tidy_place


def find_or_add_commune(name: str) -> Commune | None:
    """The village of this name, whatever its case, accents, hyphens and one slip; added when nobody named it before."""
    name = tidy_place(name)
    if not name:
        return None
    if commune := Commune.objects.filter(name=name).first():
        return commune
    known, _guessed = Gazetteer(Commune.objects.order_by("pk").values_list("name", flat=True)).find(name)
    return Commune.objects.get_or_create(name=known or name)[0]
