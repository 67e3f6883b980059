"""One line of a residents' sheet -> what it says about one person."""

from dataclasses import dataclass, field

from members.sheets.cells import Cells, read_contacts, read_names, repeats_headers
from members.sheets.halfdays import HalfDay, read_half_day_cell
from members.sheets.headers import Mapping
from members.sheets.names import tidy_place
from members.sheets.table import Remark, Row, Table
from members.sheets.years import read_birth_year

_LONGEST_NAME = 80


@dataclass(frozen=True)
class ResidentLine:
    """`offers` and `requests` are whole cells, cut into wishes by the recogniser. `half_days` is None when the sheet
    says nothing of them, empty when it says « jamais ». `refusals` hold the line back."""

    line: int
    first_name: str = ""
    last_name: str = ""
    birth_year: int | None = None
    ages: tuple[int, int] | None = None
    commune: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    offers: str = ""
    requests: str = ""
    half_days: frozenset[HalfDay] | None = None
    household: str = ""
    refusals: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


def read_resident(table: Table, row: Row, mapping: Mapping, *, this_year: int) -> ResidentLine:
    """Read the mapped cells of a row. Nothing raises: what is wrong is in `refusals` and `remarks`."""
    if repeats_headers(table, row):
        return ResidentLine(row.line, refusals=(Remark("titles_again"),))
    cells = Cells(table, row, mapping)
    refusals: list[Remark] = []
    remarks: list[Remark] = []

    first_name, last_name = read_names(cells)
    if not (first_name or last_name):
        refusals.append(Remark("no_name"))
    elif not first_name:
        first_name, last_name = last_name, ""
        remarks.append(Remark("one_name_only"))

    said_year = cells.one("birth_year")
    birth = read_birth_year(said_year, this_year=this_year)
    if birth.problem == "impossible" and not refusals:
        refusals.append(Remark("year_impossible", said_year))
    elif birth.problem == "unclear":
        remarks.append(Remark("year_unclear", said_year))

    phones, emails = read_contacts(cells, remarks)
    half_days = _read_half_days(cells, remarks)
    remarks += [Remark("note_not_kept", note) for note in cells.all("note")]
    return ResidentLine(
        line=row.line,
        first_name=first_name[:_LONGEST_NAME],
        last_name=last_name[:_LONGEST_NAME],
        birth_year=birth.year,
        ages=birth.ages,
        commune=tidy_place(cells.one("commune"))[:120],
        phones=phones,
        emails=emails,
        offers="\n".join(cells.all("offers")),
        requests="\n".join(cells.all("requests")),
        half_days=half_days,
        household=" ".join(cells.one("household").split())[:120],
        refusals=tuple(refusals),
        remarks=tuple(remarks),
    )


def _read_half_days(cells: Cells, remarks: list[Remark]) -> frozenset[HalfDay] | None:
    found = [read_half_day_cell(header, text) for header, text in cells.with_headers("availability")]
    remarks += [Remark("half_days_unread", words) for half_days in found for words in half_days.unread]
    if not any(half_days.said for half_days in found):
        return None
    return frozenset().union(*(half_days.slots for half_days in found))
