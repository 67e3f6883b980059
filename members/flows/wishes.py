"""Offers and requests: said in anybody's words, placed in the catalogue, changed, paused, taken up again."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from members.flows.ear import centre_ear, rank_skills
from members.flows.learning import count_pick
from members.flows.search import LEAST_LETTERS
from members.folding import fold
from members.models import Member, Offer, Request, Skill, Wish
from members.recogniser import Part, Verdict

MOST_CHOICES = 3
NO_ANSWER = frozenset(
    [
        "rien",
        "ras",
        "r.a.s",
        "non",
        "aucun",
        "aucune",
        "neant",
        "je ne sais pas",
        "sais pas",
        "pas d'idee",
        "nothing",
        "no",
    ]
)
"""Folded answers that say there is nothing to keep; any other words are kept, whatever we hear in them."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """Savoirs heard in words: one of them is meant, or all of them, each in its stretch of the sentence."""

    skills: list[Skill]
    are_all_meant: bool = False

    def find(self, key: str) -> Skill | None:
        """The savoir of this key, if it is one to choose among."""
        return next((skill for skill in self.skills if str(skill.pk) == key and not self.are_all_meant), None)


class AlreadySaid(Exception):
    """The person has a living offer (or request) of this savoir."""

    def __init__(self, skill: Skill) -> None:
        super().__init__(skill.name)
        self.skill = skill


def hear(words: str) -> tuple[Part, ...]:
    """The savoirs heard in a sentence, and what the centre set aside; what else is no savoir (« rien ») is left out."""
    return centre_ear().hear(words)


@transaction.atomic
def say(*, member: Member, kind: type[Wish], words: str, source: str = Wish.Source.OWN_SPACE, **details) -> list[Wish]:
    """Keep what somebody shares or asks, one row for each savoir heard; `details` are further fields of the row.

    Words that are not recognised are kept as they are: the team finds their place, unless it has already said that
    they are no savoir. A savoir already there is not added again. Raises AlreadySaid when there was nothing to add.
    """
    _lock(member)
    ear = centre_ear()
    parts = ear.hear(words) or ear.recogniser.recognise(words).parts
    said, doubles = [], []
    for part in parts:
        phrase = words if len(parts) == 1 else part.words
        known = _living(member, kind).filter(skill=part.skill).first() if part.skill else None
        if known:
            doubles.append(known)
        else:
            state = Wish.State.NOT_A_SKILL if ear.sets_aside(part) else Wish.State.ACTIVE
            wish = kind(member=member, words=_short(phrase), skill_id=part.skill, state=state, source=source, **details)
            wish.save()
            said.append(wish)
    if doubles and not said:
        raise AlreadySaid(doubles[0].skill)
    return said


@transaction.atomic
def say_as(
    *,
    member: Member,
    kind: type[Wish],
    words: str,
    skill: Skill | None,
    source: str = Wish.Source.OWN_SPACE,
    **details,
) -> Wish:
    """Keep words for the savoir the person picked while writing them; for none, the team finds their place.

    Raises AlreadySaid.
    """
    wish = kind(member=member, words=_short(words), source=source, **details)
    if skill:
        settle_wish(wish=wish, skill=skill)
    else:
        wish.save()
    return wish


def say_if_any(*, member: Member, kind: type[Wish], words: str, source: str) -> None:
    """A title given along with the rest: « rien » is nothing, and a savoir already there changes nothing."""
    answer = fold(words).strip(" .!?-…")
    if answer and answer not in NO_ANSWER:
        try:
            say(member=member, kind=kind, words=words, source=source)
        except AlreadySaid:
            return


def choices_for(wish: Wish) -> list[Skill]:
    """The savoirs these words may speak of, likeliest first; empty once they are settled."""
    return [] if wish.skill_id else _find_likely(hear(wish.words)[:1])


def hear_as_one_writes(words: str) -> Hearing:
    """What to show beside words that are being written."""
    parts = hear(words) if len(fold(words)) >= LEAST_LETTERS else ()
    if len(parts) < 2:
        return Hearing(_find_likely(parts))
    likely = [key for part in parts for key in rank_skills([part], most=1)]
    return Hearing(_read_skills(likely[:MOST_CHOICES]), are_all_meant=True)


def _find_likely(parts: Iterable[Part]) -> list[Skill]:
    return _read_skills(rank_skills(parts, most=MOST_CHOICES))


def _read_skills(keys: Iterable[int]) -> list[Skill]:
    keys = dict.fromkeys(keys)
    skills = Skill.objects.select_related("theme").in_bulk(keys)
    return [skills[key] for key in keys if key in skills]


def is_to_ask(wish: Wish) -> bool:
    """Whether to show the person what we heard and let them choose."""
    return wish.skill_id is None and any(part.verdict is Verdict.ASK for part in hear(wish.words))


def first_to_ask(*, member: Member) -> Wish | None:
    """The first of somebody's offers and requests whose words we are not sure of."""
    unsettled = (wish for kind in (Offer, Request) for wish in _living(member, kind).filter(skill=None))
    return next((wish for wish in unsettled if is_to_ask(wish)), None)


@transaction.atomic
def settle_wish(*, wish: Wish, skill: Skill) -> None:
    """The person says which savoir they meant, and Animons learns from it. Raises AlreadySaid."""
    _refuse_double(wish, skill)
    wish.skill = skill
    wish.save()
    if not _has_said_before(wish):
        count_pick(skill=skill, words=wish.words)


@transaction.atomic
def change_wish(*, wish: Wish, words: str, **details) -> None:
    """New words are heard anew; the rest is kept as given. Raises AlreadySaid."""
    if words != wish.words:
        ear = centre_ear()
        parts = ear.hear(words)
        wish.words = _short(words)
        wish.skill_id = parts[0].skill if len(parts) == 1 else None
        if wish.skill:
            _refuse_double(wish, wish.skill)
        if parts and all(map(ear.sets_aside, parts)):
            wish.state = Wish.State.NOT_A_SKILL
        elif wish.state == Wish.State.NOT_A_SKILL:
            wish.state = Wish.State.ACTIVE
    for name, value in details.items():
        setattr(wish, name, value)
    wish.save()


def pause_wish(*, wish: Wish) -> None:
    _move(wish, [Wish.State.ACTIVE], Wish.State.PAUSED)


@transaction.atomic
def resume_wish(*, wish: Wish) -> None:
    """Take up again what was pausing, met or withdrawn. Raises AlreadySaid."""
    if wish.skill:
        _refuse_double(wish, wish.skill)
    if not wish.is_living and isinstance(wish, Request):
        wish.waiting_since = timezone.localdate()
    _move(wish, [Wish.State.PAUSED, Wish.State.MET, Wish.State.WITHDRAWN], Wish.State.ACTIVE)


def withdraw_wish(*, wish: Wish) -> None:
    _move(wish, Wish.LIVING, Wish.State.WITHDRAWN)


@transaction.atomic
def renew_wish(*, wish: Wish) -> None:
    """« Toujours d'accord »: said again today. Raises AlreadySaid."""
    wish.renewed_on = timezone.localdate()
    wish.save(update_fields=["renewed_on"])
    resume_wish(wish=wish)


def withdraw_all(*, member: Member) -> None:
    """Everything the person shares and asks, when they leave."""
    for wish in (*_living(member, Offer), *_living(member, Request)):
        withdraw_wish(wish=wish)


def _living(member: Member, kind: type[Wish]):
    return kind.objects.living().filter(member=member).select_related("skill").order_by("pk")


def _lock(member: Member) -> None:
    """Two tabs of one person take turns, so that a savoir is never there twice."""
    Member.objects.select_for_update().get(pk=member.pk)


def _refuse_double(wish: Wish, skill: Skill) -> None:
    _lock(wish.member)
    if _living(wish.member, type(wish)).filter(skill=skill).exclude(pk=wish.pk).exists():
        raise AlreadySaid(skill)


def _has_said_before(wish: Wish) -> bool:
    """Whether the same person chose this savoir for these words in another row: one person counts once."""
    same = {"member": wish.member_id, "skill": wish.skill_id, "folded_words": wish.folded_words}
    return sum(kind.objects.filter(**same).count() for kind in (Offer, Request)) > 1


def _move(wish: Wish, before: Iterable[str], after: str) -> None:
    if wish.state in before:
        wish.state = after
        wish.save()


def _short(words: str) -> str:
    return " ".join(words.split())[:200]
