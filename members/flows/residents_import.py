"""Bring residents in from a sheet: say first what will become of each line, then write it.

`plan_residents` reads the database and writes nothing. `members.flows.residents_writing.write_residents` writes a plan.
"""

import datetime
from collections import defaultdict
from collections.abc import Hashable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

from django.utils import timezone

from members.flows.ear import Ear, centre_ear
from members.flows.resident_records import WISH_KINDS, Heard, Record, load_records, new_record
from members.folding import fold
from members.models import AgeBand, Commune, band_of_year
from members.models.member import ADULT_AGE
from members.recogniser import Verdict as Heeded
from members.recogniser import split_cell
from members.sheets.communes import Gazetteer, commune_key
from members.sheets.doubles import Directory, Likeness, Match, Person, name_key
from members.sheets.headers import Mapping
from members.sheets.plans import Plan, PlannedLine, Verdict
from members.sheets.residents import ResidentLine, read_resident
from members.sheets.table import Remark, Table

_NOTHING_SAID = frozenset({"rien", "ras", "r.a.s.", "r.a.s", "neant", "aucun", "aucune", "non", "x", "nothing", "none"})


@dataclass
class ResidentsPlan(Plan):
    """A plan with the records that carry it out, in the order of their first lines."""

    records: list[Record] = field(default_factory=list)


def plan_residents(
    *,
    table: Table,
    mapping: Mapping,
    accept_probable: bool = False,
    decisions: Dict[int, str] | None = None,
) -> ResidentsPlan:
    """What will become of each line. `decisions` settle probable lines one by one, by line number: "merge" or "new"."""
    planner = _Planner(today=timezone.localdate(), accept_probable=accept_probable, decisions=decisions or {})
    said = [read_resident(table, row, mapping, this_year=planner.today.year) for row in table.rows]
    plan = ResidentsPlan(lines=planner.place_all(said))
    plan.records = [record for record in planner.records.values() if record.lines]
    plan.records.sort(key=lambda record: record.lines[0].line)
    for record in plan.records:
        record.settle_lines()
    planner.remark_on(plan.records)
    return plan


@dataclass(eq=False)
class _Reading:
    """A line, with its village as we know it, and who it speaks of.

    `key` is that of its record once it is certain; `doubt` who it may speak of until then; `neighbours` are others
    who go by the same phone or e-mail.
    """

    said: ResidentLine
    commune: str
    person: Person
    remarks: list[Remark]
    key: Hashable = None
    doubt: Match | None = None
    was_doubtful: bool = False
    neighbours: list[Hashable] = field(default_factory=list)

    @property
    def line(self) -> int:
        return self.said.line

    def hold_back(self, verdict: Verdict, reasons: list[Remark]) -> PlannedLine:
        return PlannedLine(self.line, verdict, self.said.name, self.commune, reasons=reasons, remarks=self.remarks)


class _Planner:
    """Places lines among the people known so far."""

    def __init__(self, *, today: datetime.date, accept_probable: bool, decisions: Dict[int, str]) -> None:
        self.today = today
        self.accept_probable = accept_probable
        self.decisions = decisions
        self.ear = centre_ear()
        self.records = {record.key: record for record in load_records()}
        self.names_by_email: dict[str, set[str]] = defaultdict(set)
        self.gazetteer = Gazetteer(Commune.objects.order_by("pk").values_list("name", flat=True))
        self.directory = Directory(self.names_by_email)
        for record in self.records.values():
            self.directory.put(record.key, record.person)
            for email in record.known_emails:
                self.names_by_email[email].add(name_key(record.name))

    def place_all(self, said: list[ResidentLine]) -> list[PlannedLine]:
        """Find first who each line speaks of, then hear the lines one after the other."""
        for line in said:
            for email in line.emails:
                self.names_by_email[email].add(name_key(line.name))
        readings = [self._read(line) for line in said]
        self._find_people([reading for reading in readings if not reading.said.refusals])
        return [self._hear_out(reading) for reading in readings]

    def _read(self, said: ResidentLine) -> _Reading:
        remarks = list(said.remarks)
        commune = said.commune if said.refusals else self._commune(said.commune, remarks)
        person = Person(
            said.first_name,
            said.last_name,
            said.birth_year,
            commune_key(commune),
            frozenset(said.phones),
            frozenset(said.emails),
        )
        return _Reading(said, commune, person, remarks)

    def _find_people(self, readings: list[_Reading]) -> None:
        """Certain lines first, so that a doubtful one meets everybody it may speak of, whatever their order."""
        for reading in readings:
            self._find_person(reading)
        while settled := [reading for reading in readings if reading.key is None and self._find_person(reading)]:
            readings = [reading for reading in readings if reading not in settled]
        for reading in readings:
            accepted = self.accept_probable or self.decisions.get(reading.line) == "merge"
            if reading.key is None and not self._find_person(reading) and accepted:
                reading.remarks.append(Remark("merged_with", self.directory.person(reading.doubt.key).name))
                reading.was_doubtful = True
                self._give(reading, reading.doubt.key)

    def _find_person(self, reading: _Reading) -> bool:
        """Whether it is certain who the line speaks of: somebody known, or somebody new."""
        match = self.directory.find(reading.person)
        if match and match.likeness is Likeness.PROBABLE and self.decisions.get(reading.line) != "new":
            reading.doubt = match
            return False
        if match and match.likeness is Likeness.SAME:
            self._give(reading, match.key)
        else:
            reading.neighbours = list(self.directory.sharing_contact(reading.person))[:2]
            self._give(reading, f"line {reading.line}")
        return True

    def _give(self, reading: _Reading, key: Hashable) -> None:
        reading.key = key
        self.directory.learn(key, reading.person)

    def _hear_out(self, reading: _Reading) -> PlannedLine:
        """Give a line to its record, or hold it back."""
        said, remarks = reading.said, reading.remarks
        if said.refusals:
            return reading.hold_back(Verdict.REFUSED, list(said.refusals))
        if reading.key is None:
            return reading.hold_back(Verdict.PROBABLE, [self._reason(reading.doubt)])
        record = self.records.setdefault(reading.key, new_record(reading.key))
        remarks += [Remark("same_contact_as", self.directory.person(key).name) for key in reading.neighbours]
        wishes = {kind: _hear(self.ear, getattr(said, kind), remarks) for kind in WISH_KINDS}
        band = _band(said, remarks, self.today.year)
        planned = record.take(
            said, commune=reading.commune, band=band, wishes=wishes, only_completes=reading.was_doubtful
        )
        planned.remarks = remarks + planned.remarks
        return planned

    def _commune(self, said: str, remarks: list[Remark]) -> str:
        if not said:
            return ""
        known, across_a_slip = self.gazetteer.find(said)
        if across_a_slip:
            remarks.append(Remark("commune_read_as", f"{said} / {known}"))
        if not known:
            self.gazetteer.add(said)
            remarks.append(Remark("commune_new", said))
        return known or said

    def _reason(self, match: Match) -> Remark:
        """Who it probably is: somebody of the centre, or of another line of the sheet."""
        person = self.directory.person(match.key)
        if isinstance(match.key, int):
            commune = self.records[match.key].commune
            return Remark("probably_known", f"{person.name} ({commune})" if commune else person.name)
        return Remark("probably_line", f"{str(match.key).removeprefix('line ')} : {person.name}")

    def remark_on(self, records: list[Record]) -> None:
        """What deserves a word about people who are new: minors, people nobody can reach, shared e-mails."""
        holders: dict[str, int] = defaultdict(int)
        for record in self.records.values():
            for email in record.known_emails:
                holders[email] += 1
        for record in records:
            record.shares_email = holders[record.email] > 1
            if record.member_id is not None:
                continue
            first = record.lines[0]
            if _may_be_under_age(record, self.today):
                first.remarks.append(Remark("under_age"))
            if not (record.phone or record.email):
                first.remarks.append(Remark("no_contact"))
            if record.shares_email:
                first.remarks.append(Remark("email_shared", record.email))


def _hear(ear: Ear, cell: str, remarks: list[Remark]) -> list[Heard]:
    """The wishes of a cell, as typed. Those that are no savoir, or that nobody has placed yet, are remarked on."""
    heard: list[Heard] = []
    for part in (part for wish in split_cell(cell) for part in ear.recogniser.recognise(wish).parts):
        words = " ".join(part.words.split())
        if part.verdict is not Heeded.NOTHING:
            heard.append(Heard(words, part.skill))
            if part.skill is None:
                remarks.append(Remark("words_waiting", words))
        elif ear.sets_aside(part):
            heard.append(Heard(words, None, is_set_aside=True))
            remarks.append(Remark("set_aside", words))
        elif fold(words).strip(" .") not in _NOTHING_SAID and any(sign.isalnum() for sign in words):
            remarks.append(Remark("not_a_savoir", words))
    return heard


def _band(said: ResidentLine, remarks: list[Remark], this_year: int) -> str:
    """The house's band for the ages said; ages over two bands are not kept, and it is said so."""
    if said.ages is None or said.birth_year:
        return ""
    lowest, highest = (band_of_year(this_year - age, in_year=this_year) for age in said.ages)
    if lowest == highest:
        return str(lowest)
    remarks.append(Remark("year_unclear", f"{said.ages[0]}–{said.ages[1]}"))
    return ""


def _may_be_under_age(record: Record, today: datetime.date) -> bool:
    if record.birth_year:
        return today.year - record.birth_year < ADULT_AGE
    return record.said_age_band in (AgeBand.UNDER_15, AgeBand.FROM_15)
