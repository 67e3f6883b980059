"""Bytes and a file name -> `Table`. Any centre's sheet: .csv in the usual encodings, or .xlsx.

`read_sheet` raises `SheetError` with one of these codes:

    empty              nothing in the file, or no line under the headers
    too_heavy, too_many_lines, too_many_columns
                       more than we take; `limit` says how many (megabytes, lines, columns)
    not_a_sheet        a PDF, a picture, a web page…
    old_excel          .xls: to be saved again as .xlsx
    open_document      .ods, .numbers: to be saved again as .xlsx or .csv
    locked             protected by a password
    damaged            an .xlsx that does not open
"""

import io
import zipfile

from members.sheets.csv_reading import read_csv_rows
from members.sheets.headers import find_header_row
from members.sheets.table import Row, SheetError, Table, trim_columns
from members.sheets.xlsx_reading import read_xlsx_rows

MAX_BYTES = 10 * 1024 * 1024
MAX_LINES = 20_000
MAX_COLUMNS = 100

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_SHEETS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")
_WEB_PAGE = (b"<!doctype", b"<html", b"<table", b"<?xml")


def read_sheet(content: bytes, filename: str = "") -> Table:
    """The table a file holds; the file's first bytes count more than its name."""
    if len(content) > MAX_BYTES:
        raise SheetError("too_heavy", limit=MAX_BYTES // (1024 * 1024))
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise SheetError("empty")
    if content.startswith(b"PK\x03\x04"):
        _refuse_other_archives(content)
        rows, encoding = read_xlsx_rows(content, max_lines=MAX_LINES), "xlsx"
    else:
        _refuse_other_formats(content, filename)
        rows, encoding = read_csv_rows(content)
    return _table(rows, encoding)


def _refuse_other_formats(content: bytes, filename: str) -> None:
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise SheetError("locked" if locked else "old_excel")
    start = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if content.startswith(_NOT_SHEETS) or start.startswith(_WEB_PAGE):
        raise SheetError("not_a_sheet")
    if filename.lower().endswith((".xlsx", ".xlsm")):
        raise SheetError("damaged")
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SheetError("not_a_sheet")


def _refuse_other_archives(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        raise SheetError("damaged") from None
    if b"opendocument.spreadsheet" in mimetype or any(name.endswith(".iwa") for name in names):
        raise SheetError("open_document")
    if "xl/workbook.xml" not in names:
        raise SheetError("not_a_sheet")


def _table(rows: list[Row], encoding: str) -> Table:
    rows = [row for row in trim_columns(rows) if not row.is_blank]
    if not rows:
        raise SheetError("empty")
    if len(rows) > MAX_LINES:
        raise SheetError("too_many_lines", limit=MAX_LINES)
    if len(rows[0].cells) > MAX_COLUMNS:
        raise SheetError("too_many_columns", limit=MAX_COLUMNS)
    position = find_header_row([row.cells for row in rows[:30]])
    if position is None:
        headers, header_line, preamble, body = ("",) * len(rows[0].cells), 0, [], rows
    else:
        headers = tuple(" ".join(cell.split()) for cell in rows[position].cells)
        header_line, preamble, body = rows[position].line, rows[:position], rows[position + 1 :]
    if not body:
        raise SheetError("empty")
    return Table(headers, tuple(body), header_line, encoding, tuple(preamble))
