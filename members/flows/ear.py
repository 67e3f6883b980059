"""The centre's ear: the recogniser made of its catalogue, and what it said is no savoir."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, Subquery, Value

from members.folding import fold
from members.models import Skill, SkillTerm
from members.recogniser import Part, Recogniser, Term, Verdict

LEAST_CONFIDENCE = 0.1
"""Savoirs less sure than this are not worth showing to anybody."""
DOUBT = 0.3
"""A part of a choice against what residents pick: one or two who agree are asked about, three are believed."""
_EDGES = " .,;:!?-…"


@dataclass(frozen=True, slots=True)
class Ear:
    """What was made of a `version` of the catalogue; `set_aside` are the folded words the centre said are no savoir."""

    version: tuple
    recogniser: Recogniser
    set_aside: frozenset[str]

    def hear(self, words: str) -> tuple[Part, ...]:
        """The savoirs heard in a sentence, and what the centre set aside; what else is no savoir is left out."""
        parts = self.recogniser.recognise(words).parts
        return tuple(part for part in parts if part.verdict is not Verdict.NOTHING or self.sets_aside(part))

    def sets_aside(self, part: Part) -> bool:
        """Whether the centre has said that these very words are no savoir."""
        return part.verdict is Verdict.NOTHING and fold(part.words).strip(_EDGES) in self.set_aside


_kept: Ear | None = None


def rank_skills(parts: Iterable[Part], *, most: int) -> list[int]:
    """The keys of the likeliest savoirs over all these parts, each once."""
    candidates = [one for part in parts for one in part.candidates if one.confidence >= LEAST_CONFIDENCE]
    ranked = sorted(candidates, key=lambda candidate: -candidate.confidence)
    return list(dict.fromkeys(candidate.skill for candidate in ranked))[:most]


def centre_ear() -> Ear:
    """The ear made of the catalogue as it is now, in one query: kept in the process, made again after a change."""
    global _kept
    version = _catalogue_version()
    if _kept is None or _kept.version != version:
        aside = SkillTerm.objects.filter(skill=None).order_by().values_list("folded_phrase", flat=True)
        set_aside = frozenset(phrase.strip(_EDGES) for phrase in aside)
        _kept = Ear(version, Recogniser(_read_terms()), set_aside)
    return _kept


def _catalogue_version() -> tuple:
    """What changes whenever a savoir or its words change, from any process: one query, by indexes alone."""
    terms = SkillTerm.objects.order_by()
    counted = terms.values(every=Value(1)).annotate(number=Count("pk")).values("number")
    return tuple(
        Skill.objects.filter(is_active=True)
        .order_by("pk")
        .annotate(
            terms_count=Subquery(counted),
            last_term=Subquery(terms.order_by("-pk").values("pk")[:1]),
            last_change=Subquery(terms.order_by("-updated_at").values("updated_at")[:1]),
        )
        .values_list("pk", "name", "terms_count", "last_term", "last_change")
    )


def _read_terms() -> Iterator[Term]:
    """The names of the savoirs, the words written for them, and what residents chose, by how many agree."""
    for pk, name in Skill.objects.filter(is_active=True).order_by("pk").values_list("pk", "name"):
        yield Term(pk, name)
    heeded = SkillTerm.objects.filter(Q(skill=None) | Q(skill__is_active=True)).order_by("pk")
    decided = set()
    written = heeded.written().values_list("skill", "phrase", "folded_phrase", "weight", "source")
    for skill, phrase, folded, weight, source in written:
        is_own = source == SkillTerm.Source.CENTRE
        decided |= {folded} if is_own else set()
        yield Term(skill, phrase, weight if skill else 1.0, own=is_own)
    picks = list(heeded.filter(source=SkillTerm.Source.PICKED).values_list("skill", "phrase", "folded_phrase", "times"))
    total = Counter()
    for _skill, _phrase, folded, times in picks:
        total[folded] += times
    for skill, phrase, folded, times in picks:
        if folded not in decided:
            yield Term(skill, phrase, times / (total[folded] + DOUBT), own=True)
