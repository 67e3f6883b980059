"""A question as a page shows it: in one language, with what was typed so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from surveys.languages import NAMES, RIGHT_TO_LEFT, say
from surveys.questionnaire import LONGEST_TEXT, Question

RAW = Mapping[str, Any]


class Said(str):
    """Words, and the `language` they are really in: another one where they were not translated."""

    language: str

    @classmethod
    def of(cls, texts: Mapping[str, str], language: str, offered: Sequence[str]) -> "Said":
        code = next((code for code in (language, *offered, *texts) if texts.get(code)), language)
        said = cls(say(texts, language, offered))
        said.language = code
        return said

    @property
    def direction(self) -> str:
        return direction_of(self.language)


@dataclass(frozen=True)
class Option:
    """One button: a choice, or a figure of the scale."""

    value: str
    text: Said | str
    pictogram: str
    is_chosen: bool


@dataclass(frozen=True)
class Asked:
    """A question in `language` (else in the first of `offered` that has it), and `raw`, as `check_sheet` takes it."""

    question: Question
    language: str
    offered: Sequence[str]
    raw: RAW = field(default_factory=dict)
    error: str = ""

    longest_text = LONGEST_TEXT

    @property
    def text(self) -> Said:
        return self._say(self.question.texts)

    @property
    def help(self) -> Said:
        return self._say(self.question.help_texts)

    @property
    def low(self) -> str:
        return self._say(self.question.low_texts)

    @property
    def high(self) -> str:
        return self._say(self.question.high_texts)

    @property
    def typed(self) -> str:
        return self.raw.get("text", "")

    @property
    def direction(self) -> str:
        return direction_of(self.language)

    @cached_property
    def options(self) -> list[Option]:
        if self.question.takes_number:
            given = str(self.raw.get("number", ""))
            figures = map(str, range(1, self.question.scale_max + 1))
            return [Option(figure, figure, "", figure == given) for figure in figures]
        given = self.raw.get("choices", ())
        choices = self.question.choices if self.question.takes_choices else ()
        return [Option(one.key, self._say(one.texts), one.pictogram, one.key in given) for one in choices]

    @property
    def words(self) -> str:
        """What was answered, in words, to read again before sending; "" when nothing was."""
        chosen = [option.text for option in self.options if option.is_chosen]
        return " · ".join(filter(None, [*chosen, self.typed.strip()]))

    def _say(self, texts: Mapping[str, str]) -> Said:
        return Said.of(texts, self.language, self.offered)


def direction_of(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def languages_offered(codes: Sequence[str]) -> list[tuple[str, str]]:
    """Codes and the names their readers know."""
    return [(code, NAMES[code]) for code in codes]
