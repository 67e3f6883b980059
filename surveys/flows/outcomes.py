"""« Des paroles aux actes »: a passage becomes an offer, a request, a hand to help or an idea; corrected, taken back.

Nothing here makes an offer or a request of a resident: only their own yes does (`surveys.flows.joining`).
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from members.flows.ear import centre_ear, rank_skills
from members.flows.refused import Refused
from members.models import Member, Skill
from surveys.becoming import continue_sentence, guess_help
from surveys.flows.coding import Step, cut_segment
from surveys.models import Answer, CodingSample, Outcome

MOST_CHOICES = 3


@dataclass(frozen=True)
class Became:
    """`step` is None when somebody had already said so."""

    outcome: Outcome
    step: Step | None


@transaction.atomic
def turn_into(*, answer: Answer, start: int, end: int, kind: str, by: Member) -> Became:
    """These words become this; said twice, or by two people at once, it is said once. Raises Refused.

    The savoir heard in an offer or a request is written down, to be corrected; so is what help the words speak of.
    """
    segment = cut_segment(answer=answer, start=start, end=end)
    segment.answer = answer
    outcome, is_new = Outcome.objects.get_or_create(
        segment=segment, kind=kind, defaults={**_read_words(segment.words, kind), "decided_by": by}
    )
    return Became(outcome, Step("became", answer.pk, start, end, kind=kind) if is_new else None)


@transaction.atomic
def take_back(*, outcome: Outcome) -> Step:
    """These words are no longer this. Raises Refused once a resident or a gathering holds them."""
    held = Outcome.objects.select_for_update().select_related("segment__answer").filter(pk=outcome.pk).first()
    if held is None:
        raise Refused(_("Somebody has already taken this back."))
    if held.member_id or held.offer_id or held.request_id:
        raise Refused(_("This resident said yes to these words: they are theirs now."))
    if held.gathering_id:
        raise Refused(_("These words are gathered with others. Take them out of there first."))
    segment = held.segment
    step = Step(
        "took_back", segment.answer_id, segment.start, segment.end,
        kind=held.kind, skill=held.skill_id or 0, help=held.help,
    )  # fmt: skip
    held.delete()
    if not segment.codings.exists() and not segment.outcomes.exists():
        segment.delete()
    return step


@transaction.atomic
def step_back(*, step: Step, by: Member) -> None:
    """Undo one's own step. What has gone further since stays as it is."""
    answer = Answer.objects.readable().filter(pk=step.answer).first()
    if answer is None:
        return
    if step.did == "took_back":
        became = turn_into(answer=answer, start=step.start, end=step.end, kind=step.kind, by=by)
        if became.step:
            skill = Skill.objects.filter(pk=step.skill).first()
            correct(outcome=became.outcome, words=became.outcome.words, skill=skill, help=step.help)
        return
    place = {"segment__answer": answer, "segment__start": step.start, "segment__end": step.end}
    outcome = Outcome.objects.filter(**place, kind=step.kind, decided_by=by, member=None, gathering=None).first()
    if outcome:
        take_back(outcome=outcome)


@transaction.atomic
def correct(*, outcome: Outcome, words: str, skill: Skill | None, help: str = "") -> None:
    """The words, the savoir (None: to be placed later) or the kind of help are not those. Raises Refused."""
    held = Outcome.objects.select_for_update().get(pk=outcome.pk)
    if held.member_id:
        raise Refused(_("This resident said yes to these words: they are theirs now."))
    words = " ".join(words.split())
    if not words:
        raise Refused(_("Write a few words."))
    held.words = words[: Outcome._meta.get_field("words").max_length]
    held.skill = skill if held.is_a_wish else None
    held.help = (help or Outcome.Help.OTHER) if held.kind == Outcome.Kind.HELP else ""
    held.save(update_fields=["words", "skill", "help"])


def likely_skills(outcomes: Collection[Outcome]) -> dict[int, list[Skill]]:
    """For each offer and request, by key: the savoirs its words may speak of, likeliest first, the chosen one out."""
    ear = centre_ear()
    heard = {
        outcome.pk: rank_skills(ear.hear(outcome.words), most=MOST_CHOICES + 1)
        for outcome in outcomes
        if outcome.is_a_wish
    }
    skills = Skill.objects.filter(is_active=True).in_bulk({key for keys in heard.values() for key in keys})
    chosen = {outcome.pk: outcome.skill_id for outcome in outcomes}
    return {
        pk: [skills[key] for key in keys if key in skills and key != chosen[pk]][:MOST_CHOICES]
        for pk, keys in heard.items()
    }


def is_read_apart(answer: Answer) -> bool:
    """Two people are reading it, each without seeing what the other does."""
    return CodingSample.objects.filter(answers=answer, measured_on=None).exists()


def _read_words(words: str, kind: str) -> dict[str, object]:
    said = continue_sentence(words, kind)
    if kind == Outcome.Kind.HELP:
        return {"words": said, "help": guess_help(words)}
    if kind == Outcome.Kind.IDEA:
        return {"words": said}
    return {"words": said, "skill_id": _hear_skill(words)}


def _hear_skill(words: str) -> int | None:
    """The savoir heard without a doubt, the first one where several are; None is for the team to place."""
    sure = [part for part in centre_ear().hear(words) if part.skill is not None]
    return sure[0].skill if sure else None
