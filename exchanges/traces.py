"""The sentence a thing came from, as others than the person themselves may read it.

Of a sheet, only a sentence that a person has read again (`Quotation.objects.approved`); else the title the team gave.
Requests said in somebody's own space are shown to their group, without a name.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from rapidfuzz import fuzz

from exchanges.models import ActionGroup, Participation
from members.folding import fold
from members.models import Request, Wish
from members.rules import is_team
from surveys.models import Gathering, Quotation

WORDS_SHOWN = 3
SAME_WORDS = 85
"""How alike the passage and the sentence made of it are, in percents of the shorter one."""


@dataclass(frozen=True)
class Trace:
    """`words` said at `place` (nothing when it is not known), in the month of `day`."""

    words: str
    place: str
    day: date


def quotes_of(gatherings: Collection[int]) -> dict[int, Trace]:
    """For each gathering (by key), the first approved sentence of one of its voices. One query."""
    passage = "answer__segments__"
    quotations = Quotation.objects.approved().filter(**{f"{passage}outcomes__gathering__in": gatherings})
    rows = quotations.order_by("position", "pk").values_list(
        f"{passage}outcomes__gathering",
        "text",
        "answer__text",
        f"{passage}start",
        f"{passage}end",
        F("answer__response__place__name"),
        "answer__response__day",
    )
    found: dict[int, Trace] = {}
    for gathering, sentence, text, start, end, place, day in rows:
        if _is_of(sentence, text[start:end]):
            found.setdefault(gathering, Trace(sentence, place or "", day))
    return found


def traces_of(group: ActionGroup) -> list[Trace]:
    """Where a group comes from: a sentence of its gathering, then what its members asked for. Two queries."""
    gathering = group.gathering
    quotes = list(quotes_of([gathering.pk]).values()) if gathering else []
    served = Participation.objects.filter(session__group=group).exclude(serves=None).values("serves")
    wishes = Request.objects.filter(pk__in=served).exclude(source=Wish.Source.SURVEY).select_related("member__commune")
    said = [
        Trace(wish.words, wish.member.commune.name if wish.member.commune else "", wish.said_on)
        for wish in wishes.order_by("said_on", "pk")[:WORDS_SHOWN]
    ]
    return [*quotes, *said][:WORDS_SHOWN]


def gathering_shown(group: ActionGroup, reader) -> Gathering | None:
    """The call or the idea a group was born of, when this reader may read its title: residents, once it was shown."""
    gathering = group.gathering
    return gathering if gathering and (gathering.is_public or is_team(reader)) else None


def _is_of(sentence: str, passage: str) -> bool:
    """Whether the sentence was made of these words: an answer may speak of several things."""
    sentence, passage = fold(sentence), fold(passage)
    if min(len(sentence), len(passage)) < 4:
        return False
    return sentence in passage or passage in sentence or fuzz.partial_ratio(sentence, passage) >= SAME_WORDS
