"""The mapped cells of a line, and what any sheet about people says in the same way: names, phones, e-mails."""

from members.sheets.emails import read_emails
from members.sheets.headers import Mapping, puts_family_name_first
from members.sheets.names import split_name, tidy_name
from members.sheets.phones import read_phones
from members.sheets.table import Remark, Row, Table


class Cells:
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


def read_names(cells: Cells) -> tuple[str, str]:
    """First and family name, from one column or two; "" for what is not said."""
    first_name, last_name = tidy_name(cells.one("first_name")), tidy_name(cells.one("family_name"))
    if not (first_name and last_name) and (found := cells.with_headers("full_name")):
        header, text = found[0]
        whole_first, whole_last = split_name(text, family_first=puts_family_name_first(header))
        if not (first_name or last_name):
            return whole_first, whole_last
        return first_name or whole_first, last_name or whole_last
    return first_name, last_name


def read_contacts(cells: Cells, remarks: list[Remark]) -> tuple[tuple[str, ...], tuple[str, ...]]:
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


def repeats_headers(table: Table, row: Row) -> bool:
    """Whether a line gives the titles again, as in a sheet made of several printed pages."""
    headers = [header.casefold() for header in table.headers]
    return any(headers) and [" ".join(cell.split()).casefold() for cell in row.cells] == headers
