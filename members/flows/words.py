"""People's words and the centre's catalogue: recognise them, and remember what the team decides about them."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Count, Max

from members.folding import fold
from members.models import Member, Offer, Request, Skill, SkillTerm, Theme, Wish
from members.recogniser import Recogniser, Recognition, Term

_kept: tuple[tuple, Recogniser] | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What a choice changed. `doubles` were withdrawn: the person already had this savoir."""

    skill: Skill
    offers: int = 0
    requests: int = 0
    doubles: int = 0

    @property
    def total(self) -> int:
        return self.offers + self.requests


def recognise(phrase: str) -> Recognition:
    """The savoirs heard in a phrase; the keys are those of active `Skill` rows.

    One query. For many phrases, take `centre_recogniser()` once.
    """
    return centre_recogniser().recognise(phrase)


def centre_recogniser() -> Recogniser:
    """The recogniser made of the catalogue as it is now: kept in the process, made again when the catalogue changed."""
    global _kept
    version = _catalogue_version()
    if _kept is None or _kept[0] != version:
        _kept = (version, Recogniser(_read_terms()))
    return _kept[1]


@transaction.atomic
def settle_wishes(*, skill: Skill, words: str, by: Member) -> Settled:
    """Place every waiting offer and request of these words in a savoir, and remember the words for it.

    A person who already has a living offer (or request) of this savoir keeps that one; the other is withdrawn.
    """
    remember_words(skill=skill, words=words, by=by)
    settled = Settled(skill)
    for kind in (Offer, Request):
        placed, doubles = _place(kind, skill, words, by)
        counted = {"offers": placed} if kind is Offer else {"requests": placed}
        settled = replace(settled, doubles=settled.doubles + doubles, **counted)
    return settled


@transaction.atomic
def dismiss_words(*, words: str, by: Member) -> int:
    """These words are no savoir: their offers and requests no longer wait. Returns how many."""
    dismissed = 0
    for kind in (Offer, Request):
        for wish in _waiting(kind, words):
            wish.state = Wish.State.NOT_A_SKILL
            _save(wish, by)
            dismissed += 1
    return dismissed


@transaction.atomic
def create_skill_from_words(*, words: str, name: str, theme: Theme, by: Member) -> Settled:
    """A new savoir for words that had none; the one of that name when it is already there, back in the catalogue."""
    skill, _ = Skill.objects.get_or_create(folded_name=fold(name), defaults={"name": name, "theme": theme})
    if not skill.is_active:
        skill.is_active = True
        skill.save()
    return settle_wishes(skill=skill, words=words, by=by)


def remember_words(*, skill: Skill, words: str, by: Member) -> SkillTerm:
    """The centre's own words for a savoir. What the centre had said of these words before gives way."""
    own = SkillTerm.objects.filter(folded_phrase=fold(words), source=SkillTerm.Source.CENTRE)
    own.exclude(skill=skill).delete()
    term, _ = SkillTerm.objects.update_or_create(
        skill=skill,
        folded_phrase=fold(words),
        defaults={"source": SkillTerm.Source.CENTRE, "weight": 1, "added_by": by},
        create_defaults={"phrase": words, "source": SkillTerm.Source.CENTRE, "added_by": by},
    )
    return term


def _place(kind: type[Wish], skill: Skill, words: str, by: Member) -> tuple[int, int]:
    """How many waiting rows took their place, and how many were doubles."""
    waiting = _waiting(kind, words)
    people = {wish.member_id for wish in waiting}
    served = set(kind.objects.living().filter(skill=skill, member__in=people).values_list("member_id", flat=True))
    doubles = 0
    for wish in waiting:
        wish.skill = skill
        if wish.member_id in served:
            wish.state = Wish.State.WITHDRAWN
            doubles += 1
        served.add(wish.member_id)
        _save(wish, by)
    return len(waiting) - doubles, doubles


def _save(wish: Wish, by: Member) -> None:
    """Save with the name of who decided, for the history."""
    wish._history_user = by
    wish.save()


def _waiting(kind: type[Wish], words: str) -> list[Wish]:
    """The rows of these words, held with their people until the transaction ends."""
    found = kind.objects.waiting_for_a_skill().filter(folded_words=fold(words))
    people = Member.objects.select_for_update().filter(pk__in=found.values("member")).order_by("pk")
    list(people.values_list("pk", flat=True))
    return list(found.order_by("pk"))


def _catalogue_version() -> tuple:
    """What changes whenever a savoir or its words change, from any process, in one query."""
    rows = Skill.objects.filter(is_active=True).order_by("pk")
    return tuple(
        rows.annotate(
            terms_count=Count("terms"), terms_changed=Max("terms__updated_at"), terms_last=Max("terms__folded_phrase")
        ).values_list("pk", "name", "terms_count", "terms_changed", "terms_last")
    )


def _read_terms() -> list[Term]:
    skills = Skill.objects.filter(is_active=True).order_by("pk")
    terms = SkillTerm.objects.filter(skill__is_active=True).order_by("pk")
    return [
        *(Term(pk, name) for pk, name in skills.values_list("pk", "name")),
        *(
            Term(skill, phrase, weight, own=source == SkillTerm.Source.CENTRE)
            for skill, phrase, weight, source in terms.values_list("skill", "phrase", "weight", "source")
        ),
    ]
