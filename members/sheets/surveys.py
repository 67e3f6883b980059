"""One line of a past survey -> what one person answered, and how to reach them if they agreed."""

import datetime
import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from members.sheets.answers import names_a_home, read_yes_no
from members.sheets.cells import Cells, read_contacts, read_names, repeats_headers
from members.sheets.days import read_day
from members.sheets.fields import QUESTION
from members.sheets.headers import Mapping
from members.sheets.names import tidy_place
from members.sheets.table import Remark, Row, Table
from members.sheets.years import read_birth_year

_LONGEST_NAME = 160
_LONGEST_EMAIL = 254
_MOST_MET = 2000
_AGE_ALONE = re.compile(r"\s*(\d{1,3})\s*(ans?)?\s*")


@dataclass(frozen=True)
class Contact:
    """How to reach somebody who said yes; `phone` in E.164, `email` as written when it cannot be an address."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class SurveyLine:
    """`answers`: words by key of the question; `new_answers`: by title of the column. `day` is None when the sheet
    has no date. `kind` is what a column says of the place, `met` how many people were met on that outing. `contact` is
    None unless the person agreed to be reached, and can be. `refusals` hold the line back.
    """

    line: int
    day: datetime.date | None = None
    place: str = ""
    kind: str = ""
    met: int | None = None
    commune: str = ""
    ages: tuple[int, int] | None = None
    sheet_number: int | None = None
    answers: Dict[str, str] = field(default_factory=dict)
    new_answers: Dict[str, str] = field(default_factory=dict)
    contact: Contact | None = None
    refusals: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()


def read_survey_line(table: Table, row: Row, mapping: Mapping, *, this_year: int) -> SurveyLine:
    """Read the mapped cells of a row. Nothing raises: what is wrong is in `refusals` and `remarks`."""
    if repeats_headers(table, row):
        return SurveyLine(row.line, refusals=(Remark("titles_again"),))
    cells = Cells(table, row, mapping)
    refusals: list[Remark] = []
    remarks: list[Remark] = []
    answers = {code.removeprefix(QUESTION): cells.one(code) for code in mapping if code.startswith(QUESTION)}
    answers = {key: words for key, words in answers.items() if words}
    new_answers = dict(cells.with_headers("new_question"))
    if not answers and not new_answers:
        refusals.append(Remark("no_answer"))
    said_day, said_number = cells.one("day"), cells.one("sheet_number")
    day = read_day(said_day)
    if said_day and day is None:
        refusals.append(Remark("day_unread", said_day))
    number = re.sub(r"\D", "", said_number)[:9]
    if said_number and not number.strip("0"):
        refusals.append(Remark("sheet_number_unread", said_number))
    return SurveyLine(
        line=row.line,
        day=day,
        place=_read_place(cells, remarks),
        kind=cells.one("kind")[:60],
        met=_read_met(cells.one("met")),
        commune=tidy_place(cells.one("commune"))[:120],
        ages=_read_ages(cells.one("age"), this_year, remarks),
        sheet_number=int(number) if number.strip("0") else None,
        answers=answers,
        new_answers=new_answers,
        contact=_read_contact(cells, remarks),
        refusals=tuple(refusals),
        remarks=tuple(remarks),
    )


def _read_place(cells: Cells, remarks: list[Remark]) -> str:
    place = " ".join(cells.one("place").split())[:120]
    if names_a_home(place):
        remarks.append(Remark("place_is_a_home", place))
        return ""
    return place


def _read_met(said: str) -> int | None:
    """« 25 », « 25 personnes »; what is no number of people is left out."""
    found = re.search(r"\d+", said)
    return int(found[0]) if found and int(found[0][:6]) <= _MOST_MET else None


def _read_ages(said: str, this_year: int, remarks: list[Remark]) -> tuple[int, int] | None:
    """Lowest and highest age. In a survey « 46 » alone is an age, never a year."""
    if alone := _AGE_ALONE.fullmatch(said):
        age = int(alone[1])
        return (age, age)
    birth = read_birth_year(said, this_year=this_year)
    if birth.year:
        return (this_year - birth.year, this_year - birth.year)
    if birth.problem:
        remarks.append(Remark("age_unclear", said))
    return birth.ages


def _read_contact(cells: Cells, remarks: list[Remark]) -> Contact | None:
    """Kept only with a written yes. What people wrote beside their phone or e-mail is not ours to keep."""
    found: list[Remark] = []
    phones, emails = read_contacts(cells, found)
    name = " ".join(read_names(cells))[:_LONGEST_NAME].strip()
    agrees = read_yes_no(cells.one("consent"))
    if not agrees:
        if phones or emails:
            remarks.append(Remark("contact_without_yes"))
        return None
    wrong = {one.code: one.words for one in found if one.code in ("phone_wrong", "email_wrong")}
    if not emails and "@" in wrong.get("email_wrong", ""):
        emails = (wrong["email_wrong"],)
    if wrong and (phones or emails):
        remarks.append(Remark("contact_to_check"))
    elif not phones and not emails:
        remarks.append(Remark("contact_wrong" if wrong else "yes_without_contact"))
        return None
    return Contact(name, phones[0] if phones else "", emails[0][:_LONGEST_EMAIL] if emails else "")
