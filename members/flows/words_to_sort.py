"""What waits on « À classer »: like phrases together, with the savoirs they may mean."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import Count, Max, Min

from members.flows.ear import centre_ear, rank_skills
from members.models import Offer, Request, Skill, Wish

KINDS: dict[str, type[Wish]] = {"o": Offer, "d": Request}
MOST_SUGGESTIONS = 3
MOST_SHOWN = 5
MOST_PHRASES = 30
"""More like phrases than that make a second group: every box of a page travels in one form."""
MOST_FIGURES = 15


@dataclass(slots=True)
class Phrase:
    """Waiting offers and requests of the same folded words.

    `anchor` names one of its rows (« o12 » for an offer, « d12 » for a request), so that no words go into an address.
    """

    folded: str
    words: str
    anchor: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(slots=True)
class WordGroup:
    """Phrases that are alike, most often said first: one click settles them all."""

    phrases: list[Phrase]
    suggestions: list[Skill] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The phrase said most often."""
        return self.phrases[0].words

    @property
    def all_words(self) -> list[str]:
        return [phrase.words for phrase in self.phrases]

    @property
    def anchor(self) -> str:
        return self.phrases[0].anchor

    @property
    def anchors(self) -> str:
        """Names every phrase, for an address: « o12_d3 »."""
        return "_".join(phrase.anchor for phrase in self.phrases)

    @property
    def shown(self) -> list[Phrase]:
        return self.phrases[:MOST_SHOWN]

    @property
    def folded_away(self) -> list[Phrase]:
        return self.phrases[MOST_SHOWN:]

    @property
    def offers(self) -> int:
        return sum(phrase.counts["o"] for phrase in self.phrases)

    @property
    def requests(self) -> int:
        return sum(phrase.counts["d"] for phrase in self.phrases)


def group_waiting_words() -> list[WordGroup]:
    """Every group, most often said first. Three queries, whatever the number of rows."""
    recogniser = centre_ear().recogniser
    alike: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in _read_phrases():
        alike[recogniser.gist(phrase.words) or phrase.folded].append(phrase)
    groups = chain.from_iterable(_make_groups(phrases) for phrases in alike.values())
    return sorted(groups, key=lambda group: (-group.offers - group.requests, group.phrases[0].folded))


def find_group(anchors: Iterable[str]) -> WordGroup | None:
    """These phrases, as far as they still wait; None when none does. Four queries at most."""
    rows: dict[str, set[int]] = defaultdict(set)
    for anchor in list(anchors)[:MOST_PHRASES]:
        name, number = anchor[:1], anchor[1:]
        if name in KINDS and number.isdecimal() and len(number) <= MOST_FIGURES:
            rows[name].add(int(number))
    waiting = (KINDS[name].objects.waiting_for_a_skill().filter(pk__in=numbers) for name, numbers in rows.items())
    folded = {words for found in waiting for words in found.order_by().values_list("folded_words", flat=True)}
    return WordGroup(_read_phrases(folded)) if folded else None


def suggest_skills(groups: Iterable[WordGroup]) -> None:
    """Fill the suggestions of these groups, likeliest first. Two queries for all."""
    groups = list(groups)
    recogniser = centre_ear().recogniser
    keys = [rank_skills(recogniser.recognise(group.words).parts, most=MOST_SUGGESTIONS) for group in groups]
    skills = Skill.objects.in_bulk({key for found in keys for key in found})
    for group, found in zip(groups, keys, strict=True):
        group.suggestions = [skills[key] for key in found if key in skills]


def _read_phrases(folded: Collection[str] | None = None) -> list[Phrase]:
    """The phrases that wait, or those of these folded words; most often said first."""
    phrases: dict[str, Phrase] = {}
    for name, kind in KINDS.items():
        rows = kind.objects.waiting_for_a_skill().order_by()
        if folded is not None:
            rows = rows.filter(folded_words__in=folded)
        said = rows.values_list("folded_words").annotate(Max("words"), Min("pk"), Count("pk"))
        for key, words, row, number in said:
            phrase = phrases.setdefault(key, Phrase(key, words, f"{name}{row}"))
            phrase.counts[name] = number
    return sorted(phrases.values(), key=lambda phrase: (-phrase.total, phrase.folded))


def _make_groups(phrases: list[Phrase]) -> Iterator[WordGroup]:
    for start in range(0, len(phrases), MOST_PHRASES):
        yield WordGroup(phrases[start : start + MOST_PHRASES])
