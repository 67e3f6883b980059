"""Offers and requests: said in anybody's words, placed in the catalogue, changed, paused, taken up again."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from members.flows.words import recognise
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


class AlreadySaid(Exception):
    """The person has a living offer (or request) of this savoir."""

    def __init__(self, skill: Skill) -> None:
        super().__init__(skill.name)
        self.skill = skill


def hear(words: str) -> tuple[Part, ...]:
    """The savoirs heard in a sentence; what is no savoir at all (« rien ») is left out."""
    return tuple(part for part in recognise(words).parts if part.verdict is not Verdict.NOTHING)


@transaction.atomic
def say(*, member: Member, kind: type[Wish], words: str, source: str = Wish.Source.OWN_SPACE, **details) -> list[Wish]:
    """Keep what somebody shares or asks, one row for each savoir heard; `details` are further fields of the row.

    Words that are not recognised are kept as they are: the team finds their place. A savoir already there is
    not added again. Raises AlreadySaid when there was nothing to add.
    """
    _lock(member)
    parts = hear(words) or recognise(words).parts
    said, doubles = [], []
    for part in parts:
        phrase = words if len(parts) == 1 else part.words
        known = _living(member, kind).filter(skill=part.skill).first() if part.skill else None
        if known:
            doubles.append(known)
        else:
            wish = kind(member=member, words=_short(phrase), skill_id=part.skill, source=source, **details)
            wish.save()
            said.append(wish)
    if doubles and not said:
        raise AlreadySaid(doubles[0].skill)
    return said


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
    if wish.skill_id:
        return []
    keys = [candidate.skill for part in hear(wish.words)[:1] for candidate in part.candidates[:MOST_CHOICES]]
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
    """The person says which savoir they meant. Raises AlreadySaid."""
    _refuse_double(wish, skill)
    wish.skill = skill
    wish.save()


@transaction.atomic
def change_wish(*, wish: Wish, words: str, **details) -> None:
    """New words are heard anew; the rest is kept as given. Raises AlreadySaid."""
    if words != wish.words:
        parts = hear(words)
        wish.words = _short(words)
        wish.skill_id = parts[0].skill if len(parts) == 1 else None
        if wish.skill:
            _refuse_double(wish, wish.skill)
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


def _move(wish: Wish, before: Iterable[str], after: str) -> None:
    if wish.state in before:
        wish.state = after
        wish.save()


def _short(words: str) -> str:
    return " ".join(words.split())[:200]
