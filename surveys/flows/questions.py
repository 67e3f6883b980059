"""Change the questions being prepared: add, put right, move, take away. Published ones never change."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from members.flows.refused import Refused
from surveys import founding
from surveys.flows.editions import require_changeable
from surveys.models import Choice, Question, Version

READY_MADE = {"ready_to": "ready", "age": "age"}
"""Kinds whose choices come ready, and the founding question that has them."""


@transaction.atomic
def add_question(*, version: Version, kind: str, texts: Mapping[str, str]) -> Question:
    """At the end, always asked. Raises Refused."""
    require_changeable(version)
    if kind in Question.ABOUT_THE_PERSON and version.questions.filter(kind=kind).exists():
        raise Refused(_("Age and village are asked once."))
    last = version.questions.aggregate(last=Max("position"))["last"] or 0
    question = Question.objects.create(
        version=version, kind=kind, texts=dict(texts), position=last + 1, key=_free_question_key(version, texts)
    )
    _give_ready_choices(question)
    return question


@transaction.atomic
def change_question(
    *, question: Question, fields: Mapping[str, Any], choices: Iterable[Choice] = (), shown_if: Iterable[Choice] = ()
) -> None:
    """`fields` by name of the model. `choices`, changed or new, in their order; others go. Raises Refused."""
    require_changeable(question.version)
    for name, value in fields.items():
        setattr(question, name, value)
    question.save(update_fields=list(fields))
    _write_choices(question, list(choices))
    question.shown_if.set(choice for choice in shown_if if choice.question.version_id == question.version_id)


@transaction.atomic
def move_question(*, question: Question, by: int) -> None:
    """One place up (-1) or down (1); nothing at the ends. Raises Refused."""
    require_changeable(question.version)
    _swap(list(question.version.questions.order_by("position", "pk")), question, by)


@transaction.atomic
def move_choice(*, choice: Choice, by: int) -> None:
    require_changeable(choice.question.version)
    _swap(list(choice.question.choices.order_by("position", "pk")), choice, by)


@transaction.atomic
def remove_question(*, question: Question) -> None:
    """Questions that depended on its choices are then always asked. Raises Refused."""
    require_changeable(question.version)
    question.delete()


def change_words(*, version: Version, **texts: Mapping[str, str]) -> None:
    """`intro`, `contact_intro` and `thanks`. Raises Refused."""
    require_changeable(version)
    for name, value in texts.items():
        setattr(version, name, dict(value))
    version.save(update_fields=list(texts))


def _write_choices(question: Question, choices: list[Choice]) -> None:
    question.choices.exclude(pk__in=[choice.pk for choice in choices if choice.pk]).delete()
    for position, choice in enumerate(choices, start=1):
        choice.question, choice.position = question, position
        choice.key = choice.key or _free_choice_key(question, choice.texts)
        choice.save()


def _swap(rows: list, row: Question | Choice, by: int) -> None:
    """Positions are numbered again from 1, whatever they were."""
    place = rows.index(row)
    if 0 <= place + by < len(rows):
        rows[place], rows[place + by] = rows[place + by], rows[place]
    for position, each in enumerate(rows, start=1):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])


def _give_ready_choices(question: Question) -> None:
    ready = next((one for one in founding.QUESTIONS if one["key"] == READY_MADE.get(question.kind)), {})
    Choice.objects.bulk_create(
        Choice(question=question, key=key, texts=texts, pictogram=pictogram, position=position)
        for position, (key, texts, pictogram) in enumerate(ready.get("choices", ()), start=1)
    )


def _free_question_key(version: Version, texts: Mapping[str, str]) -> str:
    """Never one that another question of this survey had: answers are counted by it, from year to year."""
    taken = Question.objects.filter(version__edition__survey=version.edition.survey_id)
    return _free_key(texts, set(taken.values_list("key", flat=True)))


def _free_choice_key(question: Question, texts: Mapping[str, str]) -> str:
    survey = question.version.edition.survey_id
    taken = Choice.objects.filter(question__key=question.key, question__version__edition__survey=survey)
    return _free_key(texts, set(taken.values_list("key", flat=True)))


def _free_key(texts: Mapping[str, str], taken: set[str]) -> str:
    words = slugify(next(filter(None, texts.values()), "")).replace("-", "_")[:32].strip("_") or "key"
    candidates = [words, *(f"{words}_{turn}" for turn in range(2, len(taken) + 3))]
    return next(one for one in candidates if one not in taken)
