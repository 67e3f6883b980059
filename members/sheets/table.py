"""What a sheet is once read, and how its readers complain."""

from collections.abc import Iterable
from dataclasses import dataclass, field


class SheetError(Exception):
    """The file cannot be read as a sheet. `code` says why; `values` fill the sentence shown for it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Remark:
    """One thing to tell about a cell or a line: a code, and the words it is about."""

    code: str
    words: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the sheet, under the number a spreadsheet program shows beside it (from 1)."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text of a column counted from 0, "" beyond the end of a short line."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """Headers and the non-empty lines under them. `header_line` is 0 when the sheet has no headers."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    header_line: int
    encoding: str = ""
    preamble: tuple[Row, ...] = field(default=())

    def samples(self, column: int, *, count: int = 3) -> list[str]:
        """The first different, non-empty texts of a column, its title repeated further down left out."""
        seen: dict[str, None] = {}
        for row in self.rows:
            text = row.cell(column).strip()
            if text and text != self.headers[column]:
                seen.setdefault(text)
            if len(seen) == count:
                break
        return list(seen)

    def texts(self, column: int, *, count: int = 200) -> list[str]:
        """Up to `count` non-empty texts of a column, repeated ones included."""
        return [text for row in self.rows[: count * 3] if (text := row.cell(column).strip())][:count]


def trim_columns(rows: Iterable[Row]) -> list[Row]:
    """The same rows without the columns that are empty everywhere on the right."""
    rows = list(rows)
    width = max((i + 1 for row in rows for i, cell in enumerate(row.cells) if cell.strip()), default=0)
    return [Row(row.line, row.cells[:width] + ("",) * (width - len(row.cells))) for row in rows]
