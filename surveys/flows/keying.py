"""The keying desk: find a sheet by its number, key it, key it again by somebody else, settle the differences."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from members.models import AgeBand, Member
from surveys.cautions import flag_sheet
from surveys.flows.questionnaires import read_questionnaire
from surveys.flows.responses import correct_response
from surveys.keying import Difference, compare
from surveys.models import Edition, Response, SecondKeying
from surveys.sheets import CleanSheet, check_sheet

Raw = Mapping[str, Mapping[str, Any]]


def find_sheet(edition: Edition, number: int) -> Response | None:
    """The sheet keyed under this number, with the questions it was asked with."""
    sheets = Response.objects.select_related("version__edition__survey", "keyed_by", "commune")
    return sheets.filter(edition=edition, sheet_number=number).first()


def suggest_number(edition: Edition, *, after: int = 0) -> int:
    """The first number after this one that is not keyed yet: piles are mostly in order."""
    keyed = set(edition.responses.filter(sheet_number__gt=after).values_list("sheet_number", flat=True))
    number = after + 1
    while number in keyed:
        number += 1
    return number


def raw_of(response: Response) -> dict[str, dict[str, Any]]:
    """What is kept of a sheet, as `check_sheet` would take it again."""
    raw: dict[str, dict[str, Any]] = {}
    for answer in response.answers.select_related("question"):
        parts = {"text": answer.text, "choices": answer.choices, "number": answer.number}
        raw[answer.question.key] = {name: value for name, value in parts.items() if value not in ("", [], None)}
    for key, kind in response.version.questions.filter(kind__in=("age", "village")).values_list("key", "kind"):
        if kind == "age" and response.age_band != AgeBand.UNKNOWN:
            raw[key] = {"choices": [response.age_band]}
        elif kind == "village" and response.commune:
            raw[key] = {"text": response.commune.name}
    return raw


@transaction.atomic
def key_again(*, response: Response, raw: Raw, by: Member) -> list[Difference]:
    """Keep a second keying until its differences are settled; when there are none, nothing is kept."""
    differences = compare(read_questionnaire(response.version), raw_of(response), raw)
    SecondKeying.objects.filter(response=response).delete()
    if differences:
        SecondKeying.objects.create(response=response, answers=dict(raw), keyed_by=by)
    return differences


@transaction.atomic
def correct_by_hand(*, response: Response, sheet: CleanSheet) -> None:
    """Put right after the paper: a second keying has nothing more to say. Raises Refused once it was coded."""
    correct_response(response=response, sheet=sheet, flags=flag_sheet(sheet.answers))
    SecondKeying.objects.filter(response=response).delete()


def differences_of(second: SecondKeying) -> list[Difference]:
    return compare(read_questionnaire(second.response.version), raw_of(second.response), second.answers)


@transaction.atomic
def settle(*, second: SecondKeying, right_ones: Collection[str]) -> None:
    """Keep the first keying, save for the questions (by key) where the second is right, and let go of the second.

    Raises Refused once the sheet was coded.
    """
    first = raw_of(second.response)
    raw = first | {key: second.answers.get(key, {}) for key in right_ones}
    if right_ones:
        sheet = check_sheet(read_questionnaire(second.response.version), raw, require=False)
        correct_response(response=second.response, sheet=sheet, flags=flag_sheet(sheet.answers))
    second.delete()
