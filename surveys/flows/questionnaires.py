"""A version's questionnaire, from rows to plain values."""

from collections import defaultdict

from surveys import questionnaire as plain
from surveys.models import Choice, Question, Version


def read_questionnaire(version: Version) -> plain.Questionnaire:
    """The questionnaire of a version; four queries at most, whatever its length."""
    rows = list(version.questions.order_by("position", "pk"))
    choices: dict[int, list[Choice]] = defaultdict(list)
    for choice in Choice.objects.filter(question__version=version).order_by("position", "pk"):
        choices[choice.question_id].append(choice)
    shown_if: dict[int, set[int]] = defaultdict(set)
    links = Question.shown_if.through.objects.filter(question__version=version)
    for question, choice in links.order_by("pk").values_list("question_id", "choice_id"):
        shown_if[question].add(choice)
    edition = version.edition
    return plain.Questionnaire(
        version=version.pk,
        edition=edition.slug,
        name=str(edition),
        number=version.number,
        languages=tuple(edition.languages),
        questions=tuple(
            _read_question(row, choices[row.pk], _read_conditions(shown_if[row.pk], rows, choices)) for row in rows
        ),
        intro=version.intro,
        contact_intro=version.contact_intro,
        thanks=version.thanks,
    )


def _read_question(row: Question, choices: list[Choice], conditions: tuple[plain.Condition, ...]) -> plain.Question:
    return plain.Question(
        key=row.key,
        kind=row.kind,
        texts=row.texts,
        help_texts=row.help_texts,
        pictogram=row.pictogram,
        is_required=row.is_required,
        choices=tuple(plain.Choice(one.key, one.texts, one.pictogram, one.opens_text) for one in choices),
        conditions=conditions,
        scale_max=row.scale_max,
        low_texts=row.low_texts,
        high_texts=row.high_texts,
    )


def _read_conditions(
    chosen: set[int], rows: list[Question], choices: dict[int, list[Choice]]
) -> tuple[plain.Condition, ...]:
    """One per earlier question, in its order."""
    found = []
    for row in rows if chosen else ():
        if keys := tuple(choice.key for choice in choices[row.pk] if choice.pk in chosen):
            found.append(plain.Condition(row.key, keys))
    return tuple(found)
