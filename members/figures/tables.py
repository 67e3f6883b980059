"""A table of figures, as a page and a spreadsheet show it."""

from dataclasses import dataclass

from django.utils.translation import gettext


@dataclass(frozen=True)
class Row:
    """One line of a table: the name of each column, and its figure, None where it is hidden, or a mark where there is
    none."""

    label: str
    cells: dict[str, int | str | None]


@dataclass(frozen=True)
class Table:
    title: str
    first_column: str
    rows: tuple[Row, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.rows[0].cells) if self.rows else ()


def say_cells(row: Row) -> list[str | int]:
    """The line for a spreadsheet, its label first; a hidden figure is a word."""
    return [row.label, *(gettext("hidden") if cell is None else cell for cell in row.cells.values())]
