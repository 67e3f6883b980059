"""Villages as people name them."""

from members.folding import fold
from members.models import Commune
from members.sheets.names import tidy_place


def find_or_add_commune(name: str) -> Commune | None:
    """The village of this name, whatever its case, accents and hyphens; added when nobody named it before."""
    name = tidy_place(name)
    if not name:
        return None
    bare = fold(name).replace("-", " ")
    for commune in Commune.objects.order_by("pk"):
        if commune.folded_name.replace("-", " ") == bare:
            return commune
    return Commune.objects.create(name=name)
