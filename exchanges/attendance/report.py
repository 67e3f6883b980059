"""The attendance of one school year: two tables with the same totals, small cells hidden."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy, pgettext

from exchanges.attendance.hiding import Relation, find_hidden
from exchanges.attendance.seasons import Season, days_of_school_year, season_of
from exchanges.models import Participation, Session
from members.models import AgeBand, Commune, band_of_year

SEASON_NAMES = {
    Season.AUTUMN: gettext_lazy("Autumn"),
    Season.WINTER: gettext_lazy("Winter"),
    Season.SPRING: gettext_lazy("Spring"),
    Season.SUMMER: gettext_lazy("Summer"),
}
ALL = "all"
COLUMNS = (*Season, ALL)


@dataclass(frozen=True)
class Row:
    """One line of a table; `cells` go season by season then the year, None where the figure is hidden."""

    label: str
    cells: tuple[int | None, ...]

    @property
    def named_cells(self) -> list[tuple[str, int | None]]:
        return list(zip(name_columns(), self.cells, strict=True))


@dataclass(frozen=True)
class Table:
    """`rows` end with the totals of the network, the same in both tables of a report."""

    title: str
    first_column: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Report:
    """`attended` counts comings, not people: somebody who came three times counts three. None when hidden."""

    year: int
    sessions: int
    attended: int | None
    tables: tuple[Table, ...]

    @property
    def next_year(self) -> int:
        return self.year + 1


def name_columns() -> list[str]:
    return [*(str(name) for name in SEASON_NAMES.values()), pgettext("school year", "Year")]


def report_attendance(year: int) -> Report:
    """The report of the school year that begins in September of `year`."""
    days = days_of_school_year(year)
    groups = {
        "village": {**dict(Commune.objects.values_list("pk", "name")), None: gettext("Village not known")},
        "band": {band.value: str(band.label) for band in AgeBand},
    }
    counts, people = _count(Participation.objects.attended(*days))
    counts = {cell: counts[cell] for cell in _list_cells(groups)}
    hidden = find_hidden(counts, people, _list_relations(groups))
    shown = {cell: None if cell in hidden else count for cell, count in counts.items()}
    titles = {"village": (gettext("By village"), gettext("Village")), "band": (gettext("By age"), gettext("Age"))}
    return Report(
        year=year,
        sessions=Session.objects.filter(state=Session.State.HELD, date__range=days).count(),
        attended=shown[ALL, None, ALL],
        tables=tuple(_make_table(kind, labels, shown, *titles[kind]) for kind, labels in groups.items()),
    )


def _count(attended) -> tuple[Counter, dict[tuple, int]]:
    """Comings and different people in each cell: (kind, row, season), where kind, row or season may stand for all."""
    comings, people = Counter(), defaultdict(set)
    fields = ("member_id", "date", "member__commune_id", "member__birth_year", "member__said_age_band")
    for member, day, village, birth_year, said_band in attended.order_by().values_list(*fields):
        band = said_band if birth_year is None else band_of_year(birth_year, in_year=day.year)
        for kind, row in (("village", village), ("band", str(band)), (ALL, None)):
            for season in (season_of(day), ALL):
                comings[kind, row, season] += 1
                people[kind, row, season].add(member)
    return comings, {cell: len(members) for cell, members in people.items()}


def _list_cells(groups: dict[str, dict]) -> list[tuple]:
    rows = [(kind, row) for kind, labels in groups.items() for row in labels]
    return [(kind, row, column) for kind, row in [*rows, (ALL, None)] for column in COLUMNS]


def _list_relations(groups: dict[str, dict]) -> list[Relation]:
    """How totals are made: each row over the seasons, each column over the rows of either table."""
    rows = [(kind, row) for kind, labels in groups.items() for row in labels]
    over_seasons = [
        Relation((kind, row, ALL), tuple((kind, row, season) for season in Season))
        for kind, row in [*rows, (ALL, None)]
    ]
    over_rows = [
        Relation((ALL, None, column), tuple((kind, row, column) for row in labels))
        for kind, labels in groups.items()
        for column in COLUMNS
    ]
    return over_seasons + over_rows


def _make_table(kind: str, labels: dict, shown: dict, title: str, first_column: str) -> Table:
    rows = [Row(label, tuple(shown[kind, row, column] for column in COLUMNS)) for row, label in labels.items()]
    total = Row(gettext("The whole network"), tuple(shown[ALL, None, column] for column in COLUMNS))
    return Table(title=title, first_column=first_column, rows=(*rows, total))


def list_lines(report: Report) -> list[list[str | int]]:
    """The same figures as the lines of a spreadsheet, headers first; a hidden figure is a word."""
    headers = [gettext("Table"), gettext("Line"), *name_columns()]
    return [headers] + [
        [table.title, row.label, *(gettext("hidden") if cell is None else cell for cell in row.cells)]
        for table in report.tables
        for row in table.rows
    ]
