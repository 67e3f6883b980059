"""What was typed to one question of the public questionnaire, and the traps for robots."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from surveys.questionnaire import LONGEST_TEXT, Question
from surveys.sheets import read_answer

TRAP = "website"
"""A field people do not see: what fills it is a robot."""
LEAST_SECONDS = 2
LONGEST_KEPT = 5 * LONGEST_TEXT
"""A text too long for an answer is still kept, so that it can be shortened."""


def read_raw(question: Question, data: QueryDict) -> dict[str, Any]:
    """The posted answer to this question, as `surveys.sheets.check_sheet` takes it; nothing is refused here."""
    raw: dict[str, Any] = {
        "text": data.get("text", "")[:LONGEST_KEPT] if question.takes_text else "",
        "choices": data.getlist("choices")[:100] if question.takes_choices else [],
        "number": data.get("number", "")[:10] if question.takes_number else "",
    }
    return {name: value for name, value in raw.items() if value}


def what_is_wrong(question: Question, raw: Mapping[str, Any]) -> str:
    """The sentence to show, or "" when the answer can be taken."""
    try:
        read_answer(question, raw)
    except ValueError as error:
        return str(error)
    return ""


def looks_like_a_robot(data: QueryDict, *, began: float) -> bool:
    """The trap is filled, or everything was sent faster than one can read. A person only has to press again."""
    return bool(data.get(TRAP)) or timezone.now().timestamp() - began < LEAST_SECONDS
