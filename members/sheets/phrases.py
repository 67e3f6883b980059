"""The phrases of a .csv file: its column « phrase », whatever sign stands between cells."""

from collections.abc import Iterator

from members.folding import fold
from members.sheets.csv_reading import decode, parse_cells, take_announced_delimiter
from members.sheets.table import SheetError

COLUMN = "phrase"
_DELIMITERS = ";,\t|"
_NEVER = "\x1f"


def read_phrases(content: bytes) -> Iterator[str]:
    """The phrases, line after line, "" where the cell is empty; blank lines are left out.

    The titles say what stands between cells; a file of one column may hold commas as it likes. Raises SheetError:
    "empty" when there is no line under the titles, "no_phrase_column", or "not_a_sheet".
    """
    text, delimiter = take_announced_delimiter(decode(content)[0])
    titles = text.lstrip().partition("\n")[0]
    if not delimiter:
        delimiter = max(_DELIMITERS, key=titles.count)
    rows = [row for row in parse_cells(text, delimiter if delimiter in titles else _NEVER) if any(map(str.strip, row))]
    if not rows:
        raise SheetError("empty")
    column = _find_column(rows[0])
    if len(rows) == 1:
        raise SheetError("empty")
    return (" ".join(row[column].split()) if column < len(row) else "" for row in rows[1:])


def _find_column(titles: list[str]) -> int:
    named = [fold(title) for title in titles]
    for wanted in (COLUMN, f"{COLUMN}s"):
        if wanted in named:
            return named.index(wanted)
    raise SheetError("no_phrase_column")
