"""Rows of the first sheet of an .xlsx workbook that holds something, every value as the text a person would read."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterable

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from members.sheets.table import Row, SheetError

_MAX_UNPACKED_MEGABYTES = 200
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}


def read_xlsx_rows(content: bytes, *, max_lines: int) -> list[Row]:
    """Raises `SheetError` when the workbook is damaged, or unpacks to more than we take."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _MAX_UNPACKED_MEGABYTES * 1024 * 1024:
            raise SheetError("too_heavy", limit=_MAX_UNPACKED_MEGABYTES)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            return _first_filled_sheet(workbook, max_lines)
        finally:
            workbook.close()
    except SheetError:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, SyntaxError):
        # What openpyxl raises on a workbook cut short or written by a careless program.
        raise SheetError("damaged") from None


def _first_filled_sheet(workbook: openpyxl.Workbook, max_lines: int) -> list[Row]:
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # the size some programs write in the file is wrong
        rows = _rows(sheet.iter_rows(values_only=True), max_lines)
        if rows:
            return rows
    raise SheetError("empty")


def _rows(lines: Iterable[tuple[object, ...]], max_lines: int) -> list[Row]:
    rows: list[Row] = []
    for number, values in enumerate(lines, start=1):
        row = Row(number, tuple(say_value(value) for value in values))
        if not row.is_blank:
            rows.append(row)
        if len(rows) > max_lines:
            raise SheetError("too_many_lines", limit=max_lines)
    return rows


def say_value(value: object) -> str:
    """12/03/1946 for a date, « 0,5 » for a number with decimals, « oui » for a ticked box, "" for an error."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return f"{value:g}".replace(".", ",")
        case datetime.datetime() if value.time() == datetime.time(0):
            return value.strftime("%d/%m/%Y")
        case datetime.datetime():
            return value.strftime("%d/%m/%Y %H:%M")
        case datetime.date():
            return value.strftime("%d/%m/%Y")
        case datetime.time():
            return value.strftime("%H:%M")
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return "" if text.strip() in _ERRORS else text
