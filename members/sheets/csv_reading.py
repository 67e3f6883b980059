"""Rows of a .csv file, whatever program and country it comes from."""

import csv
import io
from collections import Counter

from members.sheets.headers import count_known_headers
from members.sheets.table import Row, SheetError

_DELIMITERS = ";,\t|"
# What Windows-1252 leaves undefined, and control characters no text file holds.
_BINARY = {chr(code) for code in range(32)} - set("\t\n\r\x0b\x0c\x1a\x1c\x1d\x1e\x1f")


def read_csv_rows(content: bytes) -> tuple[list[Row], str]:
    """Rows as a spreadsheet program would number them, and the name of the encoding found.

    A quoted cell that runs over several lines is one row; blank lines count in the numbers.
    """
    text, encoding = decode(content)
    text, delimiter = take_announced_delimiter(text)
    delimiter = delimiter or sniff_delimiter(text)
    return [Row(number, tuple(cells)) for number, cells in enumerate(parse_cells(text, delimiter), start=1)], encoding


def decode(content: bytes) -> tuple[str, str]:
    """The text and the encoding: a byte-order mark decides, then UTF-8 if it holds, otherwise Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text, encoding = content.decode("utf-16", errors="replace"), "utf-16"
    else:
        try:
            text = content.decode("utf-8-sig")
            encoding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"
        except UnicodeDecodeError:
            text, encoding = content.decode("cp1252", errors="replace"), "cp1252"
    sample = text[:20_000]
    if sum(sign in _BINARY or sign == "\ufffd" for sign in sample) > len(sample) // 200:
        raise SheetError("not_a_sheet")
    return text.replace("\x00", ""), encoding


def sniff_delimiter(text: str) -> str:
    """The sign between cells: known header words first, then the most regular width, then the widest."""
    sample = text[:65_536]
    if len(text) > len(sample):  # do not judge a cut line
        sample = sample[: sample.rfind("\n") + 1] or sample

    def merit(delimiter: str) -> tuple[int, float, int]:
        rows = [row for row in parse_cells(sample, delimiter)[:200] if any(cell.strip() for cell in row)]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            return 0, 0, 0
        width, lines = widths.most_common(1)[0]
        known = max((count_known_headers(row) for row in rows[:30]), default=0)
        return known if known > 1 else 0, lines / len(rows), width

    return max(_DELIMITERS, key=merit)


def take_announced_delimiter(text: str) -> tuple[str, str]:
    """Excel may write « sep=; » on a first line of its own; it stays as a blank line, to keep the numbers true."""
    first, _, rest = text.partition("\n")
    announced = first.strip().strip('"').lower()
    if announced.startswith("sep=") and len(announced) <= 5:
        return "\n" + rest, announced[4:] or "\t"
    return text, ""


def parse_cells(text: str, delimiter: str) -> list[list[str]]:
    """The cells of each line, blank lines included."""
    csv.field_size_limit(2**31 - 1)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=delimiter != "\t"))
    width = max((len(row) for row in rows), default=0)
    if any(cell.count("\n") > 1 and cell.count(delimiter) > 2 * width for row in rows for cell in row):
        # A quotation mark never closed has swallowed the lines after it: read every line as it stands.
        return [[cell.strip('"') for cell in line.split(delimiter)] for line in text.splitlines()]
    return rows
