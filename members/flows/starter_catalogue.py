"""Bring the shipped catalogue into the centre's, without touching what the centre made of it."""

from dataclasses import dataclass

from django.db import transaction

from members.folding import fold
from members.models import Skill, SkillTerm, Theme
from members.recogniser.shipped import read_catalogue, read_terms, read_theme_pictograms


@dataclass(frozen=True, slots=True)
class LoadedCatalogue:
    """How many rows were created."""

    themes: int
    skills: int
    terms: int


@transaction.atomic
def load_starter_catalogue(*, add_words: bool = False) -> LoadedCatalogue:
    """Create the themes, savoirs and everyday words that are missing. A second run creates nothing.

    A savoir the centre renamed is known by its shipped words and is not made again. Words come with a
    new savoir only, so that words the centre took away stay away; `add_words` brings them back for all.
    """
    themes_before = Theme.objects.count()
    created: list[str] = []
    skills: dict[str, Skill] = {}
    for shipped in read_catalogue():
        skill = _find_skill(shipped.name)
        if skill is None:
            skill = Skill.objects.create(
                theme=_find_theme(shipped.theme), name=shipped.name, pictogram=shipped.pictogram
            )
            created.append(shipped.name)
        skills[shipped.name] = skill
    terms = _load_terms({name: skill for name, skill in skills.items() if add_words or name in created})
    return LoadedCatalogue(Theme.objects.count() - themes_before, len(created), terms)


def _find_skill(name: str) -> Skill | None:
    """The savoir of this name, or the one that bears it among its words since it was renamed."""
    folded = fold(name)
    named = Skill.objects.filter(folded_name=folded).first()
    shipped = Skill.objects.filter(terms__folded_phrase=folded, terms__source=SkillTerm.Source.SHIPPED)
    return named or shipped.order_by("pk").first()


def _find_theme(name: str) -> Theme:
    pictograms = read_theme_pictograms()
    position = list(pictograms).index(name) + 1
    theme, _ = Theme.objects.get_or_create(name=name, defaults={"pictogram": pictograms[name], "position": position})
    return theme


def _load_terms(skills: dict[str, Skill]) -> int:
    """Add the shipped words these savoirs lack; returns how many."""
    shipped_before = SkillTerm.objects.filter(source=SkillTerm.Source.SHIPPED)
    known = set(shipped_before.values_list("skill", "folded_phrase"))
    missing = []
    for term in read_terms():
        skill = skills.get(term.skill)
        key = (skill.pk, fold(term.phrase)) if skill else None
        if key and key not in known:
            known.add(key)
            source = SkillTerm.Source.SHIPPED
            missing.append(SkillTerm(skill=skill, phrase=term.phrase, weight=term.weight, source=source))
    return len(SkillTerm.objects.bulk_create(missing, batch_size=500))
