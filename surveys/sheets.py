"""From what was typed on a sheet to clean answers; the sentences that refuse are made to be read."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from members.models import AgeBand
from surveys.questionnaire import CHOOSING, LONGEST_TEXT, WRITING, Answer, Question, Questionnaire


class BadSheet(Exception):
    """A sheet that cannot be taken as it is: `errors` has one sentence per key of a question."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


@dataclass(frozen=True, slots=True)
class CleanSheet:
    """Answers by key, empty ones left out; age and village apart. `village` is a name as it was said."""

    answers: Mapping[str, Answer]
    age_band: str = AgeBand.UNKNOWN
    village: str = ""


def check_sheet(questionnaire: Questionnaire, raw: Mapping[str, Any], *, require: bool = True) -> CleanSheet:
    """Clean answers to the questions that are asked, given the conditions; others are dropped in silence.

    `require=False` for paper and imports: what was left empty there cannot be asked again. Raises BadSheet.
    """
    given: dict[str, Answer] = {}
    errors = {key: _("This question is not on this sheet.") for key in raw if questionnaire.question(key) is None}
    for question in questionnaire.questions:
        try:
            given[question.key] = read_answer(question, raw.get(question.key))
        except ValueError as error:
            given[question.key], errors[question.key] = Answer(), str(error)
    asked = questionnaire.asked(given)
    for question in asked:
        if require and question.is_required and not given[question.key]:
            errors.setdefault(question.key, _("Please answer this question."))
    hidden = given.keys() - {question.key for question in asked}
    if errors := {key: why for key, why in errors.items() if key not in hidden}:
        raise BadSheet(errors)
    return _set_apart(asked, {question.key: given[question.key] for question in asked if given[question.key]})


def _set_apart(asked: tuple[Question, ...], kept: dict[str, Answer]) -> CleanSheet:
    """Age and village are not answers: they describe the sheet."""
    age_band, village = AgeBand.UNKNOWN.value, ""
    for question in asked:
        if question.kind == "age" and question.key in kept:
            age_band = kept.pop(question.key).choices[0]
        elif question.kind == "village" and question.key in kept:
            village = kept.pop(question.key).text
    return CleanSheet(kept, age_band, village)


def read_answer(question: Question, raw: object) -> Answer:
    """One value of a sheet. Raises ValueError with the sentence to show."""
    if raw is None or raw == "":
        return Answer()
    if not isinstance(raw, Mapping) or set(raw) - {"text", "choices", "number"}:
        raise ValueError(_("This answer cannot be read. Please write it again."))
    choices = _read_choices(question, raw.get("choices") or [])
    return Answer(
        _read_text(question, raw.get("text") or "", choices), choices, _read_number(question, raw.get("number"))
    )


def _read_text(question: Question, text: object, choices: tuple[str, ...]) -> str:
    if not isinstance(text, str):
        raise ValueError(_("This answer cannot be read. Please write it again."))
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    longest = 120 if question.kind == "village" else LONGEST_TEXT
    if len(text) > longest:
        raise ValueError(
            _("This text has %(length)s characters. Shorten it to %(longest)s.")
            % {"length": len(text), "longest": longest}
        )
    opened = any(choice.opens_text and choice.key in choices for choice in question.choices)
    return text if question.kind in WRITING or opened else ""


def _read_choices(question: Question, keys: object) -> tuple[str, ...]:
    """In the order of the questionnaire, each once."""
    if not isinstance(keys, list | tuple) or not all(isinstance(key, str) for key in keys):
        raise ValueError(_("This answer cannot be read. Please write it again."))
    known = [choice.key for choice in question.choices]
    if question.kind not in CHOOSING or set(keys) - set(known):
        if keys:
            raise ValueError(_("Choose among the answers of the list."))
        return ()
    if question.kind == "age" and set(keys) - set(AgeBand.values):
        raise ValueError(_("Choose among the answers of the list."))
    chosen = tuple(key for key in known if key in keys)
    if len(chosen) > 1 and not question.takes_several:
        raise ValueError(_("Choose one answer only."))
    return chosen


def _read_number(question: Question, number: object) -> int | None:
    if number is None or number == "" or not question.takes_number:
        return None
    try:
        figure = int(str(number))
    except ValueError:
        figure = 0
    if not 1 <= figure <= question.scale_max:
        raise ValueError(_("Choose a figure from 1 to %(highest)s.") % {"highest": question.scale_max})
    return figure


def day_of(said: datetime.date | None, *, today: datetime.date) -> datetime.date:
    """The day said by a phone or a sheet; a clock that runs ahead counts as today, and so does none."""
    return min(said, today) if said else today
