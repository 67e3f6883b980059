"""Write sheets: lines given back with a column that says why, reports as .csv or .xlsx."""

import csv
import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import openpyxl

from members.folding import fold
from members.sheets.table import Table

# Signs a workbook refuses: somebody may have pasted one.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_lines_csv(table: Table, sentences: Mapping[int, Sequence[str]], *, headers: tuple[str, str]) -> bytes:
    """The lines whose numbers are keys of `sentences`, in UTF-8 with its mark and `;`, as French spreadsheets open it.

    `headers` name the two columns added at the right: the line in the sheet, and the reasons.
    """
    kept = (row for row in table.rows if row.line in sentences)
    lines = ([*row.cells, str(row.line), " ".join(sentences[row.line])] for row in kept)
    return write_csv(itertools.chain([[*table.headers, *headers]], lines))


def write_csv(lines: Iterable[Sequence[str | int]]) -> bytes:
    """Lines in UTF-8 with its mark and `;`, formulas escaped."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerows([_escape(cell) for cell in cells] for cells in lines)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def write_xlsx(lines: Iterable[Sequence[str | int]]) -> bytes:
    """Lines as a workbook: numbers stay numbers, formulas are escaped."""
    return write_workbook({"": lines})


def write_workbook(sheets: Mapping[str, Iterable[Sequence[str | int]]]) -> bytes:
    """A workbook of several sheets, by their names; "" for the name the program gives."""
    workbook = openpyxl.Workbook(write_only=True)
    for name, lines in sheets.items():
        sheet = workbook.create_sheet(name or None)
        for cells in lines:
            sheet.append([_escape(cell) for cell in cells])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def write_csv_files(sheets: Mapping[str, Iterable[Sequence[str | int]]]) -> bytes:
    """The same sheets as .csv files, in one .zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in sheets.items():
            archive.writestr(zipfile.ZipInfo(f"{fold(name).replace(' ', '-')}.csv"), write_csv(lines))
    return buffer.getvalue()


def escape_formula(cell: str) -> str:
    """A cell that a spreadsheet program would run gets an apostrophe in front; « +33 6… » and « -12 » stay."""
    if cell.startswith(_FORMULA_STARTS) and not cell[1:].replace(" ", "").replace(".", "").isdigit():
        return f"'{cell}"
    return cell


def _escape(cell: str | int) -> str | int:
    return escape_formula(_UNWRITABLE.sub(" ", cell)) if isinstance(cell, str) else cell
