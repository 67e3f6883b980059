"""What is known of each person while a sheet is planned: from the database, or from earlier lines of the same sheet.

A record starts as the database has it, takes what each of its lines says, and in the end is written in one go.
The same lines over the same database always end in the same records: that is why a sheet brought in twice
changes nothing the second time.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from django.contrib.auth.hashers import is_password_usable

from members.folding import fold
from members.models import AgeBand, Availability, Member, Offer, Request
from members.sheets.communes import commune_key
from members.sheets.doubles import Person
from members.sheets.halfdays import HalfDay
from members.sheets.phones import read_phone
from members.sheets.plans import PlannedLine, Verdict
from members.sheets.residents import ResidentLine
from members.sheets.table import Remark

WISH_KINDS = {"offers": Offer, "requests": Request}


@dataclass(frozen=True)
class Heard:
    """A wish heard in a cell; `skill` is None while nobody has settled what the words mean.

    `is_set_aside` when the centre has said that they are no savoir: the words are kept, and wait for nobody.
    """

    words: str
    skill: int | None
    is_set_aside: bool = False

    @property
    def folded(self) -> str:
        return fold(self.words[:200])


@dataclass
class Record:
    """One person. `fields` are those of `Member` a sheet may write; `commune` is a name, "" when unknown.

    `keeps_own_words` is true of people who sign in: what they wrote themselves is not overwritten by a sheet.
    `settled` are the fields a line of this sheet has said already: the first line that says something wins.
    """

    key: Hashable
    member_id: int | None = None
    keeps_own_words: bool = False
    first_name: str = ""
    last_name: str = ""
    birth_year: int | None = None
    said_age_band: str = ""
    commune: str = ""
    household: str = ""
    phone: str = ""
    email: str = ""
    known_emails: frozenset[str] = frozenset()
    known_phones: frozenset[str] = frozenset()
    half_days: frozenset[HalfDay] = frozenset()
    only_completes: bool = False
    settled: set[str] = field(default_factory=set)
    shares_email: bool = False
    said_wishes: dict[str, list[tuple[int | None, str]]] = field(default_factory=lambda: defaultdict(list))
    new_wishes: dict[str, list[Heard]] = field(default_factory=lambda: {"offers": [], "requests": []})
    first_values: dict[str, object] = field(default_factory=dict)
    lines: list[PlannedLine] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return Person(
            first_name=self.first_name,
            last_name=self.last_name,
            birth_year=self.birth_year,
            commune=commune_key(self.commune),
            phones=self.known_phones,
            emails=self.known_emails,
        )

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def changed(self) -> dict[str, object]:
        """Fields whose value is no longer the one of the database."""
        return {name: getattr(self, name) for name, first in self.first_values.items() if getattr(self, name) != first}

    def has_news(self) -> bool:
        return self.member_id is None or bool(self.changed() or any(self.new_wishes.values()))

    def settle_lines(self) -> None:
        """Say of each line what it brings in the end: a value another line took back is no change."""
        changed = self.changed()
        for i, line in enumerate(self.lines):
            if self.member_id is None and i == 0:
                line.verdict = Verdict.CREATE
                continue
            if self.member_id is not None:
                line.changes = [
                    change
                    for change in line.changes
                    if not change.code.startswith("set_") or change.code.removeprefix("set_") in changed
                ]
            line.verdict = Verdict.UPDATE if line.changes else Verdict.SAME

    def take(
        self,
        said: ResidentLine,
        *,
        commune: str,
        band: str,
        wishes: dict[str, list[Heard]],
        only_completes: bool = False,
    ) -> PlannedLine:
        """Learn what a line says; returns the line's changes and remarks, its verdict still to be settled.

        A line that was doubtful `only_completes` what is empty: it replaces nothing.
        """
        self.only_completes = only_completes
        line = PlannedLine(line=said.line, verdict=Verdict.SAME)
        self._take_names(said, line)
        self._take_year(said, band, line)
        self._fill("commune", commune, line)
        self._fill("household", said.household, line)
        self._fill("phone", self.phone if self.phone in said.phones else next(iter(said.phones), ""), line)
        self._fill("email", self.email if self.email in said.emails else next(iter(said.emails), ""), line)
        self.known_phones |= frozenset(said.phones)
        self.known_emails |= frozenset(said.emails)
        self._take_half_days(said, line)
        for kind, heard in wishes.items():
            self._take_wishes(kind, heard, line)
        line.title, line.place = self.name, self.commune
        self.lines.append(line)
        return line

    def _fill(self, name: str, value: object, line: PlannedLine) -> None:
        """Take a value, unless there is none, an earlier line said another, or the person wrote another."""
        before = getattr(self, name)
        if not value:
            return
        if fold(str(value)) != fold(str(before or "")):
            if before and (self.keeps_own_words or self.only_completes or name in self.settled):
                code = "kept_own_words" if self.keeps_own_words else "kept_first"
                line.remarks.append(Remark(code, f"{before} / {value}"))
                return
            setattr(self, name, value)
            line.changes.append(Remark(f"set_{name}", str(value)))
        self.settled.add(name)

    def _take_names(self, said: ResidentLine, line: PlannedLine) -> None:
        """The name known stays as it is written, unless it was one word alone and the line has the whole name."""
        alone = not self.last_name and said.last_name and fold(self.first_name) in map(fold, said.name.split())
        if not self.first_name or (alone and not self.keeps_own_words):
            self.first_name = ""
            self._fill("first_name", said.first_name, line)
            self._fill("last_name", said.last_name, line)

    def _take_year(self, said: ResidentLine, band: str, line: PlannedLine) -> None:
        if said.birth_year and self.birth_year and said.birth_year != self.birth_year:
            self.settled.add("birth_year")
            line.remarks.append(Remark("years_one_apart", f"{self.birth_year} / {said.birth_year}"))
        elif said.birth_year:
            self._fill("birth_year", said.birth_year, line)
        elif band and not self.birth_year:
            self._fill("said_age_band", band, line)

    def _take_half_days(self, said: ResidentLine, line: PlannedLine) -> None:
        """The half-days of the sheet replace those of the database; several lines of one person add up."""
        if said.half_days is None:
            return
        if self.keeps_own_words and self.first_values.get("half_days"):
            if said.half_days != self.half_days:
                line.remarks.append(Remark("kept_own_half_days"))
            return
        if self.only_completes and self.half_days:
            return
        wanted = said.half_days | (self.half_days if "half_days" in self.settled else frozenset())
        self.settled.add("half_days")
        if wanted != self.half_days:
            self.half_days = wanted
            line.changes.append(Remark("set_half_days", str(len(wanted))))

    def _take_wishes(self, kind: str, heard: Iterable[Heard], line: PlannedLine) -> None:
        """Add what was never said; what was said and then withdrawn, or settled otherwise, stays as it is."""
        said = self.said_wishes[kind]
        for wish in heard:
            if any(wish.folded == words or (wish.skill is not None and wish.skill == skill) for skill, words in said):
                continue
            said.append((wish.skill, wish.folded))
            self.new_wishes[kind].append(wish)
            line.changes.append(Remark(f"add_{kind}", wish.words))


_FIELDS = (
    "first_name", "last_name", "birth_year", "said_age_band", "commune", "household", "phone", "email", "half_days",
)  # fmt: skip


def new_record(key: Hashable) -> Record:
    record = Record(key=key)
    record.first_values = {name: getattr(record, name) for name in _FIELDS}
    return record


def load_records() -> list[Record]:
    """Everybody known, oldest first, in five queries whatever their number. Erased people are not among them."""
    half_days: dict[int, set[HalfDay]] = defaultdict(set)
    for member_id, weekday, period in Availability.objects.values_list("member_id", "weekday", "period"):
        half_days[member_id].add((weekday, period))
    members = Member.objects.filter(erased_at=None).select_related("commune", "household").order_by("pk")
    records = {member.pk: _record_of(member, frozenset(half_days[member.pk])) for member in members}
    for kind, model in WISH_KINDS.items():
        rows = model.objects.order_by("pk").values_list("member_id", "skill_id", "folded_words")
        for member_id, skill, folded_words in rows:
            if member_id in records:
                records[member_id].said_wishes[kind].append((skill, folded_words))
    return list(records.values())


def _record_of(member: Member, half_days: frozenset[HalfDay]) -> Record:
    phone = (read_phone(member.phone.raw_input) or "") if member.phone else ""
    record = Record(
        key=member.pk,
        member_id=member.pk,
        keeps_own_words=member.last_login is not None or is_password_usable(member.password),
        first_name=member.first_name,
        last_name=member.last_name,
        birth_year=member.birth_year,
        said_age_band="" if member.said_age_band == AgeBand.UNKNOWN else member.said_age_band,
        commune=member.commune.name if member.commune else "",
        household=member.household.name if member.household else "",
        phone=phone,
        email=member.mail_to.lower(),
        known_emails=frozenset(email.lower() for email in (member.email, member.contact_email) if email),
        known_phones=frozenset({phone} if phone else ()),
        half_days=half_days,
    )
    record.first_values = {name: getattr(record, name) for name in _FIELDS}
    return record
