"""One line of a residents' sheet -> what it says about one person."""

from dataclasses import dataclass, field

from members.sheets.emails import read_emails
from members.sheets.halfdays import HalfDay, read_half_day_cell
from members.sheets.headers import Mapping, puts_family_name_first
from members.sheets.names import split_name, tidy_name, tidy_place
from members.sheets.phones import read_phones
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
    if _repeats_headers(table, row):
        return ResidentLine(row.line, refusals=(Remark("titles_again"),))
    cells = _Cells(table, row, mapping)
    refusals: list[Remark] = []
    remarks: list[Remark] = []

    first_name, last_name = _read_names(cells)
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

    phones, emails = _read_contacts(cells, remarks)
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


class _Cells:
    """The cells of a row by field."""

    def __init__(self, table: Table, row: Row, mapping: Mapping) -> None:
        self.table, self.row, self.mapping = table, row, mapping

    def all(self, code: str) -> list[str]:
        return [text for _, text in self.with_headers(code)]

    def one(self, code: str) -> str:
        return next(iter(self.all(code)), "")

    def with_headers(self, code: str) -> list[tuple[str, str]]:
        """Non-empty cells of a field, each after the header above it."""
        return [
            (self.table.headers[i] if i < len(self.table.headers) else "", text)
            for i, field_code in enumerate(self.mapping)
            if field_code == code and (text := self.row.cell(i).strip())
        ]


def _read_names(cells: _Cells) -> tuple[str, str]:
    first_name, last_name = tidy_name(cells.one("first_name")), tidy_name(cells.one("family_name"))
    if not (first_name and last_name) and (found := cells.with_headers("full_name")):
        header, text = found[0]
        whole_first, whole_last = split_name(text, family_first=puts_family_name_first(header))
        if not (first_name or last_name):
            return whole_first, whole_last
        return first_name or whole_first, last_name or whole_last
    return first_name, last_name


def _read_contacts(cells: _Cells, remarks: list[Remark]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Phones and e-mails, each also found in the other's column."""
    texts_of_phones, texts_of_emails = cells.all("phone"), cells.all("email")
    swapped = [text for text in texts_of_phones if "@" in text]
    phones = read_phones("\n".join(text for text in texts_of_phones if "@" not in text))
    emails = read_emails(" ; ".join(texts_of_emails + swapped))
    if (
        not emails.addresses
        and not phones.numbers
        and texts_of_emails
        and not any("@" in text for text in texts_of_emails)
    ):
        beside = read_phones("\n".join(texts_of_emails))
        if beside.numbers:
            phones, emails = beside, read_emails("")
    remarks += [Remark("phone_wrong", words) for words in phones.wrong]
    remarks += [Remark("phone_note", words) for words in phones.notes]
    remarks += [Remark("phone_more", number) for number in phones.numbers[1:]]
    remarks += [Remark("email_wrong", words) for words in emails.wrong]
    remarks += [Remark("email_more", address) for address in emails.addresses[1:]]
    return phones.numbers, emails.addresses


def _read_half_days(cells: _Cells, remarks: list[Remark]) -> frozenset[HalfDay] | None:
    found = [read_half_day_cell(header, text) for header, text in cells.with_headers("availability")]
    remarks += [Remark("half_days_unread", words) for half_days in found for words in half_days.unread]
    if not any(half_days.said for half_days in found):
        return None
    return frozenset().union(*(half_days.slots for half_days in found))


def _repeats_headers(table: Table, row: Row) -> bool:
    headers = [header.casefold() for header in table.headers]
    return any(headers) and [" ".join(cell.split()).casefold() for cell in row.cells] == headers
