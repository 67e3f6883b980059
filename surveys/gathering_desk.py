"""What lies on the page « Rassembler les voix »: gatherings, lone voices that look alike, and the others."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from members.models import Member, Request, Skill
from surveys.likeness import Voice, nearest, put_together, speak_for
from surveys.models import Coding, Edition, Gathering, Outcome

MOST_SUGGESTED = 8
WORDS_SHOWN = 4
LEAST_ALIKE = 2


@dataclass(frozen=True)
class Suggestion:
    """Lone voices that may go together: in a new gathering, or `into` one that is there. Nothing is done by itself.

    `residents` are those who ask for the savoir in their own space: they are voices of the call already.
    """

    kind: str
    title: str
    skill: Skill | None
    outcomes: tuple[Outcome, ...]
    residents: int = 0
    into: Gathering | None = None

    @property
    def people(self) -> int:
        return len({outcome.segment.answer.response_id for outcome in self.outcomes})

    @property
    def keys(self) -> str:
        return "-".join(str(outcome.pk) for outcome in self.outcomes)

    @property
    def shown(self) -> list[str]:
        """Some of the words, each once."""
        return list(dict.fromkeys(outcome.words for outcome in self.outcomes))[:WORDS_SHOWN]

    @property
    def more(self) -> int:
        return len({outcome.words for outcome in self.outcomes}) - len(self.shown)


def lone_voices(edition: Edition) -> QuerySet[Outcome]:
    """Requests, ideas and hands that are in no gathering, the oldest first; none of an answer that waits for a look.

    `residents` of each: how many ask for its savoir in their own space.
    """
    kinds = (Outcome.Kind.REQUEST, Outcome.Kind.IDEA, Outcome.Kind.HELP)
    lone = Outcome.objects.filter(segment__answer__response__edition=edition, kind__in=kinds, gathering=None)
    lone = lone.exclude(segment__answer__review="waiting")
    asking = Request.objects.active().filter(skill=OuterRef("skill"), outcome=None, member__is_active=True)
    asking = asking.filter(member__paused_at=None).order_by().values("skill").annotate(people=Count("pk"))
    lone = lone.annotate(residents=Coalesce(Subquery(asking.values("people")), 0))
    return lone.select_related("skill", "segment__answer__response__place").order_by("pk")


def suggest_gatherings(edition: Edition, lone: Sequence[Outcome], *, reader: Member) -> list[Suggestion]:
    """Ideas and calls by turns, the fullest of each first: a savoir that many ask for hides no idea. The same voices
    always give the same suggestions. `lone` comes from `lone_voices`."""
    there = _gathered(edition)
    lone = [outcome for outcome in lone if outcome.kind != Outcome.Kind.HELP]
    calls = _suggest_calls([one for one in lone if one.skill_id and one.kind == Outcome.Kind.REQUEST], there)
    ideas = _suggest_ideas([one for one in lone if not one.skill_id or one.kind == Outcome.Kind.IDEA], there, reader)
    turns = zip_longest(*(sorted(found, key=_fullest) for found in (ideas, calls)))
    return [one for turn in turns for one in turn if one][:MOST_SUGGESTED]


def _fullest(one: Suggestion) -> tuple[int, int]:
    return -one.people - one.residents, one.outcomes[0].pk


@dataclass
class _Known:
    """A gathering that is open, and what was said for it: its title, the words of its voices."""

    gathering: Gathering
    words: list[str]


def _gathered(edition: Edition) -> list[_Known]:
    rows = Gathering.objects.filter(edition=edition).open().annotate(said=F("outcomes__words")).order_by("pk", "said")
    known: dict[int, _Known] = {}
    for gathering in rows:
        one = known.setdefault(gathering.pk, _Known(gathering, [gathering.title]))
        one.words += [gathering.said] if gathering.said else []
    return list(known.values())


def _suggest_calls(requests: Iterable[Outcome], there: Sequence[_Known]) -> list[Suggestion]:
    """By savoir; residents who ask for it in their space count with the sheets."""
    by_skill: dict[int, list[Outcome]] = defaultdict(list)
    for outcome in requests:
        by_skill[outcome.skill_id].append(outcome)
    known = {one.gathering.skill_id: one.gathering for one in there if one.gathering.is_call}
    found = []
    for key, outcomes in by_skill.items():
        skill = outcomes[0].skill
        residents = outcomes[0].residents
        one = Suggestion(Gathering.Kind.CALL, skill.name, skill, tuple(outcomes), residents, known.get(key))
        if one.into or one.people + one.residents >= LEAST_ALIKE:
            found.append(one)
    return found


def _suggest_ideas(ideas: Sequence[Outcome], there: Sequence[_Known], reader: Member) -> list[Suggestion]:
    """By likeness of their words and themes they share, and those that are like an idea already gathered."""
    by_key = {outcome.pk: outcome for outcome in ideas}
    themes = _themes_of([outcome.segment_id for outcome in ideas], reader)
    voices = [Voice(one.pk, one.words, themes[one.segment_id]) for one in ideas]
    known = {one.gathering.pk: one.gathering for one in there if not one.gathering.is_call}
    gathered = [Voice(one.gathering.pk, words) for one in there if one.gathering.pk in known for words in one.words]
    found, heaped = [], set()
    for heap in put_together(voices):
        heaped |= {voice.key for voice in heap}
        title = speak_for(heap)
        into = nearest(Voice(0, title), gathered)
        found.append(_idea(title, tuple(by_key[voice.key] for voice in heap), known[into.key] if into else None))
    for voice in voices if gathered else ():
        into = nearest(voice, gathered) if voice.key not in heaped else None
        if into:
            found.append(_idea(voice.words, (by_key[voice.key],), known[into.key]))
    return [one for one in found if one.into or one.people >= LEAST_ALIKE]


def _idea(words: str, outcomes: tuple[Outcome, ...], into: Gathering | None) -> Suggestion:
    title = words[:1].upper() + words[1:120]
    return Suggestion(Gathering.Kind.IDEA, title, None, outcomes, into=into)


def _themes_of(segments: Collection[int], reader: Member) -> dict[int, frozenset[int]]:
    themes: dict[int, set[int]] = defaultdict(set)
    codings = Coding.objects.visible_to(reader).filter(segment__in=segments).order_by()
    for segment, code in codings.values_list("segment", "code"):
        themes[segment].add(code)
    return defaultdict(frozenset, {segment: frozenset(codes) for segment, codes in themes.items()})
