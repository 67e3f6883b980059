"""What Animons learns from choices: words remembered for a savoir, or for none; seen, and withdrawn."""

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from members.folding import fold
from members.models import Member, Offer, Request, Skill, SkillTerm

Source = SkillTerm.Source


@transaction.atomic
def remember_words(*, skill: Skill | None, words: str, by: Member) -> SkillTerm:
    """The team's choice for these words; no `skill` means that they are no savoir.

    Whatever the centre or its residents had said of these words before gives way.
    """
    folded = fold(words)
    SkillTerm.objects.learned().filter(folded_phrase=folded).exclude(skill=skill).delete()
    term, _made = SkillTerm.objects.update_or_create(
        skill=skill,
        folded_phrase=folded,
        source=Source.CENTRE,
        defaults={"weight": 1, "added_by": by},
        create_defaults={"phrase": words, "added_by": by},
    )
    return term


@transaction.atomic
def count_pick(*, skill: Skill, words: str) -> None:
    """Somebody picked this savoir among those heard in their words. Nobody's name is kept.

    There is nothing to learn where the team has already said what these words mean.
    """
    folded = fold(words)
    if SkillTerm.objects.filter(folded_phrase=folded, source=Source.CENTRE).exists():
        return
    term, is_first = SkillTerm.objects.get_or_create(
        skill=skill, folded_phrase=folded, source=Source.PICKED, defaults={"phrase": words}
    )
    if not is_first:
        SkillTerm.objects.filter(pk=term.pk).update(times=F("times") + 1, updated_at=timezone.now())


def forget_words(*, term: SkillTerm) -> None:
    """Withdraw something learned: it counts no more for what comes next; offers and requests stay where they are."""
    term.delete()


def forget_picks_of(*, folded_words: set[str]) -> None:
    """Residents' choices for these words, where nobody's offer or request bears them any more."""
    picks = SkillTerm.objects.filter(source=Source.PICKED, folded_phrase__in=folded_words)
    for kind in (Offer, Request):
        said = kind.objects.filter(folded_words__in=folded_words)
        picks = picks.exclude(folded_phrase__in=said.order_by().values("folded_words"))
    picks.delete()


def find_learned(search: str = "") -> QuerySet[SkillTerm]:
    """What this centre taught Animons, newest first; only what bears every word of `search`, when there is one."""
    found = SkillTerm.objects.learned().select_related("skill", "added_by")
    for word in fold(search).split():
        found = found.filter(Q(folded_phrase__contains=word) | Q(skill__folded_name__contains=word))
    return found.order_by("-updated_at", "-pk")
