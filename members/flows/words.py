"""People's words and the centre's catalogue: recognise them, and remember what the team decides about them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from members.flows.ear import centre_ear
from members.flows.learning import remember_words
from members.folding import fold
from members.models import Member, Offer, Request, Skill, Theme, Wish
from members.recogniser import Recogniser, Recognition


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
    return centre_ear().recogniser


@transaction.atomic
def settle_wishes(*, skill: Skill, words: Collection[str], by: Member) -> Settled:
    """Place every waiting offer and request of these phrases in a savoir, and remember each phrase for it.

    A person who already has a living offer (or request) of this savoir keeps that one; the other is withdrawn.
    """
    waiting = _hold_waiting(words)
    _remember_all(skill, words, by)
    offers, doubled_offers = _place(Offer, waiting[Offer], skill, by)
    requests, doubled_requests = _place(Request, waiting[Request], skill, by)
    return Settled(skill, offers, requests, doubled_offers + doubled_requests)


@transaction.atomic
def dismiss_words(*, words: Collection[str], by: Member) -> int:
    """These phrases are no savoir: their offers and requests no longer wait, nor will those said later.

    Returns how many were waiting.
    """
    waiting = [wish for rows in _hold_waiting(words).values() for wish in rows]
    _remember_all(None, words, by)
    for wish in waiting:
        wish.state = Wish.State.NOT_A_SKILL
        _save(wish, by)
    return len(waiting)


@transaction.atomic
def create_skill_from_words(*, words: Collection[str], name: str, theme: Theme, by: Member) -> Settled:
    """A new savoir for words that had none; the one of that name when it is already there, back in the catalogue."""
    skill, _ = Skill.objects.get_or_create(folded_name=fold(name), defaults={"name": name, "theme": theme})
    if not skill.is_active:
        skill.is_active = True
        skill.save()
    return settle_wishes(skill=skill, words=words, by=by)


def _remember_all(skill: Skill | None, words: Collection[str], by: Member) -> None:
    for phrase in sorted(words, key=fold):
        remember_words(skill=skill, words=phrase, by=by)


def _place(kind: type[Wish], waiting: list[Wish], skill: Skill, by: Member) -> tuple[int, int]:
    """How many waiting rows took their place, and how many were doubles."""
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


def _hold_waiting(words: Collection[str]) -> dict[type[Wish], list[Wish]]:
    """The rows of these phrases, held with their people until the transaction ends.

    People are always held before words are remembered, and in one order: two choices at once wait for each other.
    """
    folded = {fold(phrase) for phrase in words}
    found = {kind: kind.objects.waiting_for_a_skill().filter(folded_words__in=folded) for kind in (Offer, Request)}
    people = Q(pk__in=found[Offer].order_by().values("member")) | Q(pk__in=found[Request].order_by().values("member"))
    list(Member.objects.select_for_update().filter(people).order_by("pk").values_list("pk", flat=True))
    return {kind: list(rows.order_by("pk")) for kind, rows in found.items()}
