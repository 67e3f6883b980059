"""What waits on « À classer »: like words together, with the savoirs they may mean."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Max, Min

from members.flows.words import centre_recogniser
from members.models import Offer, Request, Skill, Wish
from members.recogniser import Recognition

KINDS: dict[str, type[Wish]] = {"offre": Offer, "demande": Request}
MOST_SUGGESTIONS = 3
LEAST_CONFIDENCE = 0.12


@dataclass(slots=True)
class WordGroup:
    """Waiting offers and requests of the same folded words.

    `anchor` names one of its rows (« offre-12 »), so that no words go into an address.
    """

    folded: str
    words: str
    anchor: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    suggestions: list[Skill] = field(default_factory=list)

    @property
    def offers(self) -> int:
        return self.counts["offre"]

    @property
    def requests(self) -> int:
        return self.counts["demande"]


def group_waiting_words() -> list[WordGroup]:
    """Every group, most often said first. Two queries, whatever the number of rows."""
    groups: dict[str, WordGroup] = {}
    for name, kind in KINDS.items():
        rows = kind.objects.waiting_for_a_skill().order_by().values_list("folded_words")
        for folded, said, row, number in rows.annotate(Max("words"), Min("pk"), Count("pk")):
            group = groups.setdefault(folded, WordGroup(folded, said, f"{name}-{row}"))
            group.counts[name] = number
    return sorted(groups.values(), key=lambda group: (-group.offers - group.requests, group.folded))


def find_group(anchor: str) -> WordGroup | None:
    """The group a row belongs to; None when that row no longer waits."""
    name, _, number = anchor.partition("-")
    if name not in KINDS or not number.isdecimal():
        return None
    wish = KINDS[name].objects.waiting_for_a_skill().filter(pk=number).first()
    if wish is None:
        return None
    alike = {
        other: kind.objects.waiting_for_a_skill().filter(folded_words=wish.folded_words).count()
        for other, kind in KINDS.items()
    }
    return WordGroup(wish.folded_words, wish.words, anchor, alike)


def suggest_skills(groups: Iterable[WordGroup]) -> None:
    """Fill the suggestions of these groups, likeliest first. Two queries for all."""
    groups = list(groups)
    recogniser = centre_recogniser()
    keys = {group.folded: _likeliest(recogniser.recognise(group.words)) for group in groups}
    skills = Skill.objects.select_related("theme").in_bulk({key for found in keys.values() for key in found})
    for group in groups:
        group.suggestions = [skills[key] for key in keys[group.folded] if key in skills]


def _likeliest(recognition: Recognition) -> list[int]:
    """The keys of the likeliest savoirs, over all the parts, each once."""
    candidates = [candidate for part in recognition.parts for candidate in part.candidates]
    ranked = sorted(candidates, key=lambda candidate: -candidate.confidence)
    likely = [candidate.skill for candidate in ranked if candidate.confidence >= LEAST_CONFIDENCE]
    return list(dict.fromkeys(likely))[:MOST_SUGGESTIONS]
