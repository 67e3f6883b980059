"""The attendance of one school year: two tables with the same totals, small cells hidden."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy, pgettext

from exchanges.attendance.seasons import Season, days_of_school_year, season_of
from exchanges.models import Participation, Session
from members.figures.hiding import Relation, find_hidden
from members.figures.tables import Row, Table, say_cells
from members.models import AgeBand, Commune, band_of_year

SEASON_NAMES = {
    Season.AUTUMN: gettext_lazy("Autumn"),
    Season.WINTER: gettext_lazy("Winter"),
    Season.SPRING: gettext_lazy("Spring"),
    Season.SUMMER: gettext_lazy("Summer"),
}
ALL = "all"


@dataclass(frozen=True)
class Report:
    """Comings in a school year: somebody who came three times counts three.

    `columns` are the seasons in which a session was held, then the whole year when they are many. `attended` is None
    when it is hidden. The rows of each table end with the totals of the network, the same in both.
    """

    year: int
    sessions: int
    attended: int | None
    columns: tuple[str, ...]
    tables: tuple[Table, ...]

    @property
    def next_year(self) -> int:
        return self.year + 1


def report_attendance(year: int) -> Report:
    """The report of the school year that begins in September of `year`."""
    first, last = days_of_school_year(year)
    held = list(
        Session.objects.filter(state=Session.State.HELD, date__range=(first, last)).values_list("date", flat=True)
    )
    seasons = sorted({season_of(day) for day in held})
    columns = {season: str(SEASON_NAMES[season]) for season in seasons}
    if len(seasons) > 1:
        columns[ALL] = pgettext("school year", "Year")
    groups = {
        "village": {**dict(Commune.objects.values_list("pk", "name")), None: gettext("Village not known")},
        "band": {band.value: str(band.label) for band in AgeBand},
    }
    shown = _count_and_hide(first, last, groups, seasons)
    titles = {"village": (gettext("By village"), gettext("Village")), "band": (gettext("By age"), gettext("Age"))}
    return Report(
        year=year,
        sessions=len(held),
        attended=shown[ALL, None, ALL],
        columns=tuple(columns.values()),
        tables=tuple(_make_table(kind, labels, shown, columns, *titles[kind]) for kind, labels in groups.items()),
    )


def list_lines(report: Report) -> list[list[str | int]]:
    """The same figures as the lines of a spreadsheet, headers first; a hidden figure is a word."""
    headers = [gettext("Table"), gettext("Line"), *report.columns]
    return [headers] + [[table.title, *say_cells(row)] for table in report.tables for row in table.rows]


def _count_and_hide(first, last, groups: dict[str, dict], seasons: list[Season]) -> dict[tuple, int | None]:
    """What each cell shows, or None; a cell is (kind, row, season), where row and season may stand for all."""
    comings, people = _count(Participation.objects.attended(first, last))
    rows = [(kind, row) for kind, labels in groups.items() for row in labels] + [(ALL, None)]
    counts = {(kind, row, column): comings[kind, row, column] for kind, row in rows for column in (*seasons, ALL)}
    over_seasons = [Relation((*row, ALL), tuple((*row, season) for season in seasons)) for row in rows if seasons]
    over_rows = [
        Relation((ALL, None, column), tuple((kind, row, column) for row in labels))
        for kind, labels in groups.items()
        for column in (*seasons, ALL)
    ]
    hidden = find_hidden(counts, people, over_seasons + over_rows)
    return {cell: None if cell in hidden else count for cell, count in counts.items()}


def _count(attended) -> tuple[Counter, dict[tuple, int]]:
    """Comings, and different people, in each cell."""
    comings, people = Counter(), defaultdict(set)
    fields = ("member_id", "date", "member__commune_id", "member__birth_year", "member__said_age_band")
    for member, day, village, birth_year, said_band in attended.order_by().values_list(*fields):
        band = said_band if birth_year is None else band_of_year(birth_year, in_year=day.year)
        for kind, row in (("village", village), ("band", str(band)), (ALL, None)):
            for season in (season_of(day), ALL):
                comings[kind, row, season] += 1
                people[kind, row, season].add(member)
    return comings, {cell: len(members) for cell, members in people.items()}


def _make_table(kind: str, labels: dict, shown: dict, columns: dict, title: str, first_column: str) -> Table:
    def cells_of(kind, row):
        return {name: shown[kind, row, column] for column, name in columns.items()}

    rows = [Row(label, cells_of(kind, row)) for row, label in labels.items()]
    return Table(title, first_column, (*rows, Row(gettext("The whole network"), cells_of(ALL, None))))
