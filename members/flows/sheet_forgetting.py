"""Take somebody's lines out of the spreadsheets that were brought in."""

import csv
import io
from collections.abc import Collection

from members.folding import fold
from members.models import SheetImport
from members.sheets.doubles import name_key
from members.sheets.phones import read_phone
from members.sheets.reading import read_sheet
from members.sheets.table import Row, SheetError, Table


def forget_in_sheets(*, texts: Collection[str], name: str) -> None:
    """Rewrite each file that holds a line with this name, or with one of these e-mails or phones, without that line.

    A file that can no longer be read is emptied: nobody can tell who is in it.
    """
    for sheet in SheetImport.objects.filter(kind=SheetImport.Kind.RESIDENTS).order_by("pk"):
        content = _without(bytes(sheet.content), texts, name)
        held_back = _without(bytes(sheet.held_back), texts, name)
        if (content, held_back) != (bytes(sheet.content), bytes(sheet.held_back)):
            SheetImport.objects.filter(pk=sheet.pk).update(content=content, held_back=held_back)


def _without(content: bytes, texts: Collection[str], name: str) -> bytes:
    if not content:
        return content
    try:
        table = read_sheet(content)
    except SheetError:
        return b""
    rows = [row for row in table.rows if not _tells_of(row, texts, name)]
    return content if len(rows) == len(table.rows) else _write(table, rows)


def _tells_of(row: Row, texts: Collection[str], name: str) -> bool:
    """By a contact in any cell, or by the name, in one cell or spread over neighbouring ones."""
    cells = [fold(cell) for cell in row.cells]
    if any(fold(text) in cell or read_phone(cell) == text for text in texts for cell in cells if cell):
        return True
    wanted = name_key(name)
    joined = [name_key(f"{one} {other}") for one, other in zip(cells, cells[1:], strict=False)]
    return " " in wanted and wanted in (*map(name_key, cells), *joined)


def _write(table: Table, rows: list[Row]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerows([table.headers, *(row.cells for row in rows)])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()
