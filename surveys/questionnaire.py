"""The questionnaire of a version as plain values, the same for the web, the phone, the keying desk and imports.

A sheet is `{key of a question: value}`; a value is `{"text": str, "choices": [keys], "number": int}`, each part
optional. `check_sheet` turns what was typed into clean answers, or raises `BadSheet` with one sentence per question.
`as_json` gives the phone all it needs to ask; `from_json` reads it back. No database here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from surveys.languages import say

LONGEST_TEXT = 2000
"""In characters: a page of somebody's life, not a book."""

CHOOSING = frozenset({"one_choice", "several_choices", "age", "ready_to"})
WRITING = frozenset({"text", "savoirs_have", "savoirs_seek", "ready_to", "village"})


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    texts: Mapping[str, str]
    pictogram: str = ""
    opens_text: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """Met when one of `choices` was given to the earlier question `question`."""

    question: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """`kind` is a `surveys.models.Question.Kind`; asked when one of `conditions` is met, or when there is none."""

    key: str
    kind: str
    texts: Mapping[str, str]
    help_texts: Mapping[str, str] = field(default_factory=dict)
    pictogram: str = ""
    is_required: bool = False
    choices: tuple[Choice, ...] = ()
    conditions: tuple[Condition, ...] = ()
    scale_max: int = 5
    low_texts: Mapping[str, str] = field(default_factory=dict)
    high_texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def takes_text(self) -> bool:
        return self.kind in WRITING or any(choice.opens_text for choice in self.choices)

    @property
    def takes_choices(self) -> bool:
        """Buttons to press; « what I am ready to do » takes both these and words."""
        return self.kind in CHOOSING and bool(self.choices)

    @property
    def takes_several(self) -> bool:
        return self.kind in ("several_choices", "ready_to")

    @property
    def takes_number(self) -> bool:
        return self.kind == "scale"

    def say(self, language: str, offered: Iterable[str] = ("fr",)) -> str:
        return say(self.texts, language, tuple(offered))


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """`version` is the primary key a sheet is sent back with; `languages` are in the order they are offered."""

    version: int
    edition: str
    """Slug of the edition."""
    name: str
    number: int
    languages: tuple[str, ...]
    questions: tuple[Question, ...]
    intro: Mapping[str, str] = field(default_factory=dict)
    contact_intro: Mapping[str, str] = field(default_factory=dict)
    thanks: Mapping[str, str] = field(default_factory=dict)

    def question(self, key: str) -> Question | None:
        return next((question for question in self.questions if question.key == key), None)

    def asked(self, answers: Mapping[str, "Answer"]) -> tuple[Question, ...]:
        """The questions to ask, given what was answered so far; a hidden question's own answer counts for nothing."""
        shown: dict[str, Question] = {}
        for question in self.questions:
            if not question.conditions or any(_is_met(one, answers, shown) for one in question.conditions):
                shown[question.key] = question
        return tuple(shown.values())

    def as_json(self) -> dict[str, Any]:
        """What `json.dumps` takes, for the phone."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Answer:
    text: str = ""
    choices: tuple[str, ...] = ()
    number: int | None = None

    def __bool__(self) -> bool:
        return bool(self.text or self.choices or self.number is not None)

    def as_json(self) -> dict[str, Any]:
        """As it is typed, without the empty parts."""
        parts = {"text": self.text, "choices": list(self.choices), "number": self.number}
        return {name: value for name, value in parts.items() if value not in ("", [], None)}


def _is_met(condition: Condition, answers: Mapping[str, Answer], shown: Mapping[str, Question]) -> bool:
    given = answers.get(condition.question, Answer()).choices if condition.question in shown else ()
    return any(key in condition.choices for key in given)


def from_json(value: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire `as_json` gave. Raises KeyError or TypeError when it is something else."""
    questions = tuple(
        Question(
            **{
                **one,
                "choices": tuple(Choice(**choice) for choice in one.get("choices", ())),
                "conditions": tuple(
                    Condition(condition["question"], tuple(condition["choices"]))
                    for condition in one.get("conditions", ())
                ),
            }
        )
        for one in value["questions"]
    )
    return Questionnaire(**{**value, "languages": tuple(value["languages"]), "questions": questions})
