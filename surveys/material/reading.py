"""What may leave of each answer: words somebody may read, without the names of places that would tell who spoke."""

from collections import Counter
from dataclasses import dataclass, field

from surveys.cautions import find_cautions
from surveys.material.grouping import Traits
from surveys.models import Answer, Edition
from surveys.place_names import PlaceNames
from surveys.quoting import names_of_villages, places_of

LOOKED_AT = (Answer.Review.KEPT, Answer.Review.CHANGED)


@dataclass
class Reader:
    """Reads answers of one edition for the file, and counts what it holds back and cuts out."""

    villages: PlaceNames
    places: PlaceNames
    counts: Counter[str] = field(default_factory=Counter)

    def may_leave(self, answer: Answer) -> bool:
        """Its words were looked at, or hold nothing that should be."""
        if answer.review in LOOKED_AT:
            return True
        return answer.review == Answer.Review.NOT_NEEDED and not find_cautions(answer.text)

    def read(self, text: str, shown: Traits) -> str:
        """The words, with « […] » for the villages and places that the line does not show."""
        kept = text
        if shown.place is None:
            kept = self.places.cut_out(kept)
        if shown.village is None:
            kept = self.villages.cut_out(kept)
        self.counts["cut"] += kept != text
        return kept


def make_reader(edition: Edition) -> Reader:
    return Reader(names_of_villages(edition), PlaceNames(places_of(edition).values_list("name", flat=True)))
