"""The keying desk in plain values: the keys of the choices, printed on paper too, and two keyings compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from surveys.asking import Asked, Option
from surveys.questionnaire import Answer, Choice, Question, Questionnaire
from surveys.sheets import read_answer

MARKS = "123456789abcdefghijklmnopqrstuvwxyz"
"""Figures first: they are side by side under one hand."""


def mark_choices(choices: Sequence[Choice]) -> Iterator[tuple[str, Choice]]:
    """Each choice after the key that ticks it; past 35 choices there is no key left."""
    for rank, choice in enumerate(choices):
        yield (MARKS[rank] if rank < len(MARKS) else ""), choice


def read_keyed(questionnaire: Questionnaire, data: QueryDict) -> dict[str, dict[str, Any]]:
    """What the desk's page sent, as `surveys.sheets.check_sheet` takes it; nothing is refused here."""
    raw = {}
    for question in questionnaire.questions:
        value: dict[str, Any] = {}
        if question.takes_text and (text := data.get(f"{question.key}-text", "").strip()):
            value["text"] = text
        if question.takes_choices and (choices := data.getlist(f"{question.key}-choices")):
            value["choices"] = choices
        if question.takes_number and (number := data.get(f"{question.key}-number", "").strip()):
            value["number"] = number
        if value:
            raw[question.key] = value
    return raw


@dataclass(frozen=True)
class Line:
    """A question of the desk's page: its rank on paper, and its options after the keys that tick them."""

    rank: int
    shown: Asked

    @property
    def options(self) -> list[tuple[str, Option]]:
        return [(MARKS[i] if i < len(MARKS) else "", option) for i, option in enumerate(self.shown.options)]


def show_lines(
    questionnaire: Questionnaire, raw: Mapping[str, Mapping[str, Any]], errors: Mapping[str, str] | None = None
) -> list[Line]:
    """All the questions in the printed order, with what was typed, in the first language of the edition."""
    language = questionnaire.languages[0]
    return [
        Line(rank, Asked(one, language, questionnaire.languages, raw.get(one.key, {}), (errors or {}).get(one.key, "")))
        for rank, one in enumerate(questionnaire.questions, start=1)
    ]


@dataclass(frozen=True)
class Difference:
    """One question keyed in two ways; each answer in words to read, "" for nothing."""

    question: Question
    first: str
    second: str


def compare(
    questionnaire: Questionnaire, first: Mapping[str, Mapping[str, Any]], second: Mapping[str, Mapping[str, Any]]
) -> list[Difference]:
    """Questions answered otherwise in the second keying. Spaces, capitals at the start and the last full stop aside,
    words must be the same."""
    differences = []
    for question in questionnaire.questions:
        one, other = _read(question, first), _read(question, second)
        if (one.choices, one.number, _plain(one.text)) != (other.choices, other.number, _plain(other.text)):
            differences.append(Difference(question, say_answer(question, one), say_answer(question, other)))
    return differences


def say_answer(question: Question, answer: Answer) -> str:
    chosen = [choice.texts.get("fr") or choice.key for choice in question.choices if choice.key in answer.choices]
    figure = "" if answer.number is None else str(answer.number)
    return " · ".join(part for part in (*chosen, figure, answer.text) if part)


def _read(question: Question, raw: Mapping[str, Mapping[str, Any]]) -> Answer:
    try:
        return read_answer(question, raw.get(question.key))
    except ValueError:
        return Answer()


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()
