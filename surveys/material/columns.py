"""The columns of the file: one or several for each question, the same for every version of an edition."""

from dataclasses import dataclass

from django.utils.translation import get_language

from surveys.languages import say
from surveys.models import Answer, Edition, Question

Cell = str | int
CHOOSING = (Question.Kind.ONE_CHOICE, Question.Kind.SEVERAL_CHOICES, Question.Kind.READY_TO)


@dataclass(frozen=True)
class AskedQuestion:
    """A question of an edition: its latest form, its wording in each version, all the choices it ever offered.

    `number` is its rank in the file, from 1: « Q3 ».
    """

    number: int
    latest: Question
    wordings: tuple[tuple[int, str], ...]
    choices: tuple[tuple[str, str], ...]

    @property
    def code(self) -> str:
        return f"Q{self.number}"

    @property
    def wording(self) -> str:
        return self.wordings[-1][1]

    @property
    def columns(self) -> list[str]:
        """Headers: one for words or a figure, then one for each choice."""
        words = [f"{self.code}. {self.wording}"] if self._holds_words or not self.choices else []
        return [*words, *(f"{self.code}. {label}" for _key, label in self.choices)]

    @property
    def _holds_words(self) -> bool:
        opens = any(choice.opens_text for choice in self.latest.choices.all())
        return opens or self.latest.kind not in (Question.Kind.ONE_CHOICE, Question.Kind.SEVERAL_CHOICES)

    def cells(self, answer: Answer | None, words: str) -> list[Cell]:
        """What one sheet said, under `columns`; `words` is what may leave of its text. Choices are 1 or 0."""
        if answer is None:
            return [""] * len(self.columns)
        figure = answer.number if answer.number is not None else words
        first: list[Cell] = [figure] if self._holds_words or not self.choices else []
        return [*first, *(int(key in answer.choices) for key, _label in self.choices)]


def list_questions(edition: Edition) -> list[AskedQuestion]:
    """Every question published, in order, but age and village: those are traits of the line."""
    asked = Question.objects.filter(version__edition=edition).exclude(version__published_on=None)
    asked = asked.exclude(kind__in=Question.ABOUT_THE_PERSON).select_related("version").prefetch_related("choices")
    by_key: dict[str, list[Question]] = {}
    for question in asked.order_by("version__number", "position", "pk"):
        by_key.setdefault(question.key, []).append(question)
    in_order = sorted(by_key.values(), key=lambda forms: (forms[-1].position, forms[-1].key))
    return [_describe(number, forms) for number, forms in enumerate(in_order, start=1)]


def _describe(number: int, forms: list[Question]) -> AskedQuestion:
    language = get_language() or "fr"
    choices = {
        choice.key: say(choice.texts, language) or choice.key for question in forms for choice in question.choices.all()
    }
    return AskedQuestion(
        number,
        forms[-1],
        tuple((question.version.number, say(question.texts, language) or question.key) for question in forms),
        tuple(choices.items()) if forms[-1].kind in CHOOSING else (),
    )
