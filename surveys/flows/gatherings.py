"""« Rassembler les voix »: a call to neighbours, an idea; its voices, its name, and those who say « j'en suis »."""

from collections.abc import Collection, Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.flows.refused import Refused
from members.models import Member, Skill
from surveys.cautions import find_cautions
from surveys.models import Edition, Gathering, Outcome, Support

Kind = Gathering.Kind
HOLDS = {
    Kind.CALL: (Outcome.Kind.REQUEST, Outcome.Kind.OFFER),
    Kind.IDEA: (Outcome.Kind.IDEA, Outcome.Kind.REQUEST, Outcome.Kind.HELP),
}
"""What may stand in a gathering of each kind."""


@transaction.atomic
def gather(
    *, edition: Edition, outcomes: Iterable[Outcome], kind: str, title: str, skill: Skill | None = None
) -> Gathering:
    """Put lone voices together. Raises Refused when somebody has just done it, or when there is nothing to gather.

    Two people who press at once make one gathering: a voice is in one place at a time.
    """
    outcomes = list(outcomes)
    if kind == Kind.CALL and skill is None:
        raise Refused(_("A call to neighbours is for a savoir. Choose it."))
    if not outcomes and kind == Kind.IDEA:
        raise Refused(_("Tick at least one voice."))
    gathering = Gathering(edition=edition, kind=kind, title=_short(title), skill=skill)
    try:
        with transaction.atomic():
            gathering.save()
    except IntegrityError as error:
        raise Refused(_("There is already a call for this savoir. Add the voices to it.")) from error
    if outcomes and not add_voices(gathering=gathering, outcomes=outcomes):
        raise Refused(_("Somebody has just gathered these voices."))
    return gathering


@transaction.atomic
def add_voices(*, gathering: Gathering, outcomes: Iterable[Outcome]) -> int:
    """Lone voices join; how many. Those that somebody has put elsewhere meanwhile stay there. Raises Refused."""
    _require_open(gathering)
    fitting = Outcome.objects.filter(
        pk__in=[outcome.pk for outcome in outcomes],
        kind__in=HOLDS[Kind(gathering.kind)],
        segment__answer__response__edition=gathering.edition_id,
    )
    keys = list(fitting.order_by("pk").values_list("pk", flat=True))
    # Whether a voice is alone is asked of its own row: in a subquery, PostgreSQL would not look again once it waited.
    return Outcome.objects.filter(pk__in=keys, gathering=None).update(gathering=gathering)


@transaction.atomic
def move_voices(*, gathering: Gathering, outcomes: Collection[Outcome], into: Gathering) -> int:
    """From one gathering to another; how many. Raises Refused."""
    _require_open(into)
    kept = Outcome.objects.filter(pk__in=[outcome.pk for outcome in outcomes], gathering=gathering)
    if into.edition_id != gathering.edition_id or into.pk == gathering.pk:
        raise Refused(_("Choose another gathering of this edition."))
    moved = kept.filter(kind__in=HOLDS[Kind(into.kind)]).update(gathering=into)
    if not moved:
        raise Refused(_("These voices cannot go there: a call holds requests, an idea holds ideas."))
    return moved


def take_out_voices(*, gathering: Gathering, outcomes: Collection[Outcome]) -> int:
    """They are lone voices again; how many."""
    return Outcome.objects.filter(pk__in=[outcome.pk for outcome in outcomes], gathering=gathering).update(
        gathering=None
    )


@transaction.atomic
def rename_gathering(*, gathering: Gathering, title: str) -> bool:
    """Another title. One that may say too much leaves the residents' page until somebody shows it again: then False."""
    kept = Gathering.objects.select_for_update().get(pk=gathering.pk)
    kept.title = _short(title)
    hides = kept.is_public and bool(find_cautions(kept.title))
    kept.is_public = kept.is_public and not hides
    kept.save(update_fields=["title", "is_public"])
    return not hides


def show_gathering(*, gathering: Gathering) -> None:
    """Residents and visitors read its title, and how many stand behind it."""
    Gathering.objects.filter(pk=gathering.pk).update(is_public=True)


def hide_gathering(*, gathering: Gathering) -> None:
    Gathering.objects.filter(pk=gathering.pk).update(is_public=False)


def close_gathering(*, gathering: Gathering) -> None:
    """Nobody joins it any more. What was born of it lives on."""
    Gathering.objects.open().filter(pk=gathering.pk).update(closed_on=timezone.localdate())


@transaction.atomic
def reopen_gathering(*, gathering: Gathering) -> None:
    """Raises Refused when there is another call for its savoir by now."""
    try:
        with transaction.atomic():
            Gathering.objects.filter(pk=gathering.pk).update(closed_on=None)
    except IntegrityError as error:
        raise Refused(_("There is already a call for this savoir. Add the voices to it.")) from error


@transaction.atomic
def support(*, gathering: Gathering, member: Member, can_help: bool = False) -> Support:
    """« J'en suis », « Je peux aider »: said twice, or twice at once, it is said once. Raises Refused."""
    _require_open(gathering)
    if gathering.is_call:
        raise Refused(_("For a savoir, say whether you know how, or would like to learn."))
    kept, _made = Support.objects.get_or_create(gathering=gathering, member=member, defaults={"can_help": can_help})
    if can_help and not kept.can_help:
        kept.can_help = True
        kept.save(update_fields=["can_help"])
    return kept


def withdraw_support(*, gathering: Gathering, member: Member) -> None:
    """Taken back, without a question."""
    Support.objects.filter(gathering=gathering, member=member).delete()


def _require_open(gathering: Gathering) -> None:
    if not Gathering.objects.open().filter(pk=gathering.pk).exists():
        raise Refused(_("This gathering is closed."))


def _short(title: str) -> str:
    title = " ".join(title.split())[: Gathering._meta.get_field("title").max_length]
    if not title:
        raise Refused(_("Write a title: a few words."))
    return title
