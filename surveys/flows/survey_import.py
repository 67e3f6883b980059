"""Bring a past survey in: say first what will become of each line, then write it (`surveys.flows.survey_writing`).

A line is known again by what its sheet holds (day, place, village, age, answers), or by its number: never by a name or
a phone, so that the uuid of a sheet does not tell, to who would try all the slips, whose sheet it is.
"""

import datetime
import json
import uuid as uuids
from collections import Counter
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from members.flows.ear import centre_ear
from members.flows.refused import Refused
from members.folding import fold
from members.models import AgeBand, Commune, band_of_year
from members.sheets.communes import Gazetteer, commune_key
from members.sheets.fields import QUESTION
from members.sheets.headers import Mapping
from members.sheets.plans import Plan, PlannedLine, Verdict
from members.sheets.surveys import Contact, SurveyLine, read_survey_line
from members.sheets.table import Remark, Table
from members.wording import say_date
from surveys.cautions import flag_sheet
from surveys.flows.heard import hear_sheet
from surveys.flows.questionnaires import read_questionnaire
from surveys.models import Edition, Place
from surveys.questionnaire import LONGEST_TEXT, Question, Questionnaire
from surveys.sheets import CleanSheet, check_sheet

NAMESPACE = uuids.UUID("5f0c3a0e-8d0b-5a57-9d35-6d1f0a8f2c11")


@dataclass
class Draft:
    """A sheet to write; `contact` is there when the person said yes to being reached, and so to being linked.

    `kind` is what a column says of the place, `met` how many people were met on its outing.
    """

    uuid: uuids.UUID
    sheet: CleanSheet
    day: datetime.date | None
    place: str
    kind: str
    met: int | None
    sheet_number: int | None
    flags: dict[str, tuple[str, ...]]
    contact: Contact | None
    line: PlannedLine


@dataclass
class SurveyPlan(Plan):
    """`new_questions`: key to words of the questions the sheet adds; `heard`: offers, requests, and words to place."""

    drafts: list[Draft] = field(default_factory=list)
    new_questions: dict[str, str] = field(default_factory=dict)
    heard: Counter = field(default_factory=Counter)

    def counts(self) -> dict[str, int]:
        return super().counts() | {name: self.heard[name] for name in ("offers", "requests", "to_place")}


def questions_of(edition: Edition) -> dict[str, str]:
    """What a column may answer: the field of each question of the edition, and the words it is asked with.

    Age and village are fields of their own.
    """
    version = edition.current_version or edition.draft_version
    asked = read_questionnaire(version).questions if version else ()
    return {f"{QUESTION}{one.key}": one.say("fr") for one in asked if one.kind not in ("age", "village")}


def plan_survey(
    *,
    edition: Edition,
    table: Table,
    mapping: Mapping,
    accept_probable: bool = False,
    decisions: Dict[int, str] | None = None,
) -> SurveyPlan:
    """What will become of each line. Nobody is looked for here: nothing is ever probable.

    Raises Refused when the sheet adds questions while somebody is preparing those of the edition.
    """
    planner = _Planner(edition, table, mapping)
    if planner.new_questions and edition.current_version and edition.draft_version:
        raise Refused(_("The next questions of this edition are being prepared. Publish them first, then come back."))
    plan = SurveyPlan(new_questions=planner.new_questions)
    for row in table.rows:
        said = read_survey_line(table, row, mapping, this_year=planner.today.year)
        plan.lines.append(planner.place_line(said, plan))
    return plan


def key_of_title(title: str) -> str:
    """The key of a question that comes from a column: « Et la cantine ? » gives "et_la_cantine"."""
    return slugify(title).replace("-", "_")[:40].strip("_") or "question"


class _Planner:
    def __init__(self, edition: Edition, table: Table, mapping: Mapping) -> None:
        self.today = timezone.localdate()
        self.edition = edition
        version = edition.current_version or edition.draft_version
        known = read_questionnaire(version)
        titles = [header for header, code in zip(table.headers, mapping, strict=False) if code == "new_question"]
        self.new_questions = {key_of_title(title): title for title in titles if not known.question(key_of_title(title))}
        added = tuple(Question(key, "text", {"fr": title}) for key, title in self.new_questions.items())
        self.questionnaire: Questionnaire = replace(known, questions=known.questions + added)
        self.ear = centre_ear()
        self.gazetteer = Gazetteer(Commune.objects.order_by("pk").values_list("name", flat=True))
        self.places = {commune_key(name) for name in Place.objects.values_list("name", flat=True)}
        rows = edition.responses.values_list("uuid", "sheet_number")
        self.known = {uuid for uuid, _number in rows}
        self.numbers = {number: uuid for uuid, number in rows if number}
        self.alike: Counter[str] = Counter()

    def place_line(self, said: SurveyLine, plan: SurveyPlan) -> PlannedLine:
        line = PlannedLine(said.line, Verdict.CREATE, _title(said), said.place, remarks=list(said.remarks))
        line.reasons = [*said.refusals, *self._refuse(said)]
        sheet = None if line.reasons else self._read(said, line)
        if sheet is None:
            line.verdict, line.remarks = Verdict.REFUSED, []
            return line
        uuid = self._number(said, sheet)
        if said.sheet_number and self.numbers.setdefault(said.sheet_number, uuid) != uuid:
            line.verdict, line.remarks = Verdict.REFUSED, []
            line.reasons.append(Remark("sheet_keyed", str(said.sheet_number)))
            return line
        flags = flag_sheet(sheet.answers)
        self._hear(sheet, line, plan, may_be_quoted=not flags)
        if uuid in self.known:
            line.verdict, line.remarks, line.changes = Verdict.SAME, [], []
            return line
        self.known.add(uuid)
        if flags:
            line.remarks.append(Remark("waits_for_review"))
        contact = self._keep_contact(said, sheet, line)
        if said.place and commune_key(said.place) not in self.places:
            self.places.add(commune_key(said.place))
            line.remarks.append(Remark("place_new", said.place))
        plan.drafts.append(_draft(uuid, said, sheet, flags, contact, line))
        return line

    def _refuse(self, said: SurveyLine) -> list[Remark]:
        refusals = [Remark("text_too_long", words[:60]) for words in said.answers.values() if len(words) > LONGEST_TEXT]
        if said.day and said.day > self.today:
            refusals.append(Remark("day_to_come", say_date(said.day, lang="fr")))
        return refusals

    def _read(self, said: SurveyLine, line: PlannedLine) -> CleanSheet | None:
        answers = said.answers | {key_of_title(title): words for title, words in said.new_answers.items()}
        raw = {}
        for key, words in answers.items():
            if question := self.questionnaire.question(key):
                raw[key] = read_cell(question, words, line.remarks)
        clean = check_sheet(
            replace(self.questionnaire, questions=_unconditional(self.questionnaire)), raw, require=False
        )
        if not clean.answers:
            line.reasons.append(Remark("no_answer"))
            return None
        return CleanSheet(clean.answers, _band(said, line, self.today.year), self._commune(said.commune, line))

    def _commune(self, said: str, line: PlannedLine) -> str:
        known, across_a_slip = self.gazetteer.find(said) if said else ("", False)
        if across_a_slip:
            line.remarks.append(Remark("commune_read_as", f"{said} / {known}"))
        if said and not known:
            self.gazetteer.add(said)
            line.remarks.append(Remark("commune_new", said))
        return known or said

    def _number(self, said: SurveyLine, sheet: CleanSheet) -> uuids.UUID:
        """The same line of the same sheet always has the same uuid; two people who said the same have two."""
        if said.sheet_number:
            return uuids.uuid5(NAMESPACE, f"{self.edition.pk} n° {said.sheet_number}")
        answers = sorted((key, answer.as_json()) for key, answer in sheet.answers.items())
        held = [str(said.day), commune_key(said.place), commune_key(sheet.village), sheet.age_band, answers]
        content = json.dumps([self.edition.pk, *held], ensure_ascii=False, sort_keys=True)
        self.alike[content] += 1
        return uuids.uuid5(NAMESPACE, f"{content} {self.alike[content]}")

    def _hear(self, sheet: CleanSheet, line: PlannedLine, plan: SurveyPlan, *, may_be_quoted: bool) -> None:
        heard = hear_sheet(self.ear, self.questionnaire, sheet.answers)
        plan.heard.update(offers=len(heard.offers), requests=len(heard.requests), to_place=heard.to_place)
        for code, words in (("hear_offers", heard.offers), ("hear_requests", heard.requests)):
            if words and may_be_quoted:
                line.changes.append(Remark(code, ", ".join(words)))

    def _keep_contact(self, said: SurveyLine, sheet: CleanSheet, line: PlannedLine) -> Contact | None:
        if said.contact is None:
            return None
        if sheet.age_band == AgeBand.UNDER_15:
            line.remarks = [one for one in line.remarks if one.code != "contact_to_check"]
            line.remarks.append(Remark("contact_under_15"))
            return None
        line.changes.append(Remark("leave_contact"))
        return said.contact


def _draft(
    uuid: uuids.UUID,
    said: SurveyLine,
    sheet: CleanSheet,
    flags: dict[str, tuple[str, ...]],
    contact: Contact | None,
    line: PlannedLine,
) -> Draft:
    return Draft(uuid, sheet, said.day, said.place, said.kind, said.met, said.sheet_number, flags, contact, line)


def read_cell(question: Question, words: str, remarks: list[Remark]) -> dict[str, object]:
    """A cell as a raw answer: choices by their words or keys, a figure, or words where the question takes them."""
    if question.takes_number:
        figure = "".join(sign for sign in words.split("/")[0] if sign.isdigit())
        if figure and 1 <= int(figure) <= question.scale_max:
            return {"number": int(figure)}
        remarks.append(Remark("scale_unread", words[:60]))
        return {}
    if not question.takes_choices:
        return {"text": words}
    named = {fold(text): one.key for one in question.choices for text in (one.key, *one.texts.values())}
    whole = named.get(fold(words).strip(" ."))
    parts = [part.strip() for part in words.replace("\n", ";").replace(",", ";").split(";") if part.strip()]
    found = [whole] if whole else [named[fold(part).strip(" .")] for part in parts if fold(part).strip(" .") in named]
    found = list(dict.fromkeys(found))[: None if question.takes_several else 1]
    if question.kind == "ready_to":
        return {"choices": found, "text": "" if whole or len(found) == len(parts) else words}
    others = [one.key for one in question.choices if one.opens_text]
    if others and not found:
        return {"choices": others[:1], "text": words}
    if not found:
        remarks.append(Remark("choice_unread", words[:60]))
    return {"choices": found}


def _unconditional(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """In a past survey every column was asked, whatever the conditions of today."""
    return tuple(replace(question, conditions=()) for question in questionnaire.questions)


def _band(said: SurveyLine, line: PlannedLine, this_year: int) -> str:
    """The house's band for the ages said; ages over two bands are not kept, and it is said so."""
    if said.ages is None:
        return AgeBand.UNKNOWN.value
    lowest, highest = (band_of_year(this_year - age, in_year=this_year) for age in said.ages)
    if lowest == highest:
        return str(lowest)
    line.remarks.append(Remark("age_unclear", f"{said.ages[0]}–{said.ages[1]}"))
    return AgeBand.UNKNOWN.value


def _title(said: SurveyLine) -> str:
    """Never a name: the report is kept for a month beside the answers."""
    number = f"n° {said.sheet_number}" if said.sheet_number else ""
    day = say_date(said.day, lang="fr") if said.day else ""
    return " · ".join(part for part in (number, day) if part) or _("Sheet")
