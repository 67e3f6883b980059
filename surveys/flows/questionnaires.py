"""A version's questionnaire, from rows to plain values."""

from collections import defaultdict

from surveys import questionnaire as plain
from surveys.models import Question, Version


def read_questionnaire(version: Version) -> plain.Questionnaire:
    """The questionnaire of a version; four queries, whatever its length."""
    rows = version.questions.order_by("position", "pk").prefetch_related("choices", "shown_if__question")
    edition = version.edition
    return plain.Questionnaire(
        version=version.pk,
        edition=edition.slug,
        name=str(edition),
        number=version.number,
        languages=tuple(edition.languages),
        questions=tuple(_read_question(row) for row in rows),
        intro=version.intro,
        contact_intro=version.contact_intro,
        thanks=version.thanks,
    )


def _read_question(row: Question) -> plain.Question:
    choices = sorted(row.choices.all(), key=lambda choice: (choice.position, choice.pk))
    return plain.Question(
        key=row.key,
        kind=row.kind,
        texts=row.texts,
        help_texts=row.help_texts,
        pictogram=row.pictogram,
        is_required=row.is_required,
        choices=tuple(plain.Choice(one.key, one.texts, one.pictogram, one.opens_text) for one in choices),
        conditions=_read_conditions(row),
        scale_max=row.scale_max,
        low_texts=row.low_texts,
        high_texts=row.high_texts,
    )


def _read_conditions(row: Question) -> tuple[plain.Condition, ...]:
    """One per earlier question, in its order."""
    keys: dict[Question, list[str]] = defaultdict(list)
    for choice in sorted(row.shown_if.all(), key=lambda choice: (choice.position, choice.pk)):
        keys[choice.question].append(choice.key)
    earlier = sorted(keys, key=lambda question: (question.position, question.pk))
    return tuple(plain.Condition(question.key, tuple(keys[question])) for question in earlier)
