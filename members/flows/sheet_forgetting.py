"""Take somebody's lines out of the spreadsheets that were brought in."""

import csv
import io
from collections.abc import Collection

from members.folding import fold
from members.models import SheetImport
from members.sheets.doubles import name_key
from members.sheets.phones import read_phone
from members.sheets.plans import PlannedLine
from members.sheets.reading import read_sheet
from members.sheets.table import Row, SheetError, Table


def forget_in_sheets(*, texts: Collection[str], name: str) -> None:
    """Rewrite each file that holds a line with this name, or with one of these e-mails or phones, without that line.

    A file that can no longer be read is emptied: nobody can tell who is in it.
    """
    for sheet in SheetImport.objects.exclude(kind=SheetImport.Kind.VENUES).order_by("pk"):
        kept = {field: bytes(getattr(sheet, field)) for field in ("content", "held_back", "to_check")}
        cleared = {field: _without(held, texts, name) for field, held in kept.items()}
        report = [line for line in sheet.report if not _line_tells_of(line, texts, name)]
        if (cleared, report) != (kept, sheet.report):
            SheetImport.objects.filter(pk=sheet.pk).update(**cleared, report=report)


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


def _line_tells_of(stored: list, texts: Collection[str], name: str) -> bool:
    """The same for a line of the report: its title, or the words of any of its remarks."""
    line = PlannedLine.from_json(stored)
    said = [remark.words for remark in (*line.reasons, *line.changes, *line.remarks)]
    return _tells_of(Row(line.line, (line.title, *said)), texts, name) or any(name and name in words for words in said)


def _write(table: Table, rows: list[Row]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerows([table.headers, *(row.cells for row in rows)])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()
