"""The figures of the public page: who answered, where, how many people were met, what came up most.

They are counted when the page is published and kept with it, as JSON. Every count under five is hidden (None), and so
are those that would give it back: sheets by age, by village and by place share their total, so they are judged
together; people met at each outing share theirs.
"""

import datetime
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from members.figures.hiding import Relation, find_hidden
from members.models import AgeBand
from surveys.counting import count_themes
from surveys.models import Edition, Outing

ALL = "all"
ALL_SHEETS = (ALL, "")
Counts = dict[Hashable, int]
Line = tuple[str, int | None]
"""Key or name, and how many; None when it is hidden."""


@dataclass(frozen=True)
class OutingLine:
    """`kind` is an `Outing.Kind`, `day` a date in ISO form, `met` None when it is hidden."""

    kind: str
    place: str
    village: str
    day: str
    met: int | None


@dataclass(frozen=True)
class ThemeLine:
    code: int
    name: str
    answers: int


@dataclass(frozen=True)
class PublicFigures:
    """`ages` are every `AgeBand` in order; villages and places, those somebody answered from, the most first, with ""
    for what is not known. `first` says which line of each is truly the longest, where that line is shown."""

    counted_on: str
    sheets: int | None
    ages: tuple[Line, ...] = ()
    villages: tuple[Line, ...] = ()
    places: tuple[Line, ...] = ()
    first: dict[str, str] = field(default_factory=dict)
    outings: tuple[OutingLine, ...] = ()
    met: int | None = None
    themes: tuple[ThemeLine, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "PublicFigures":
        return cls(
            **value
            | {name: tuple(tuple(line) for line in value[name]) for name in ("ages", "villages", "places")}
            | {"outings": tuple(OutingLine(**one) for one in value["outings"])}
            | {"themes": tuple(ThemeLine(**one) for one in value["themes"])}
        )


@dataclass(frozen=True)
class Counted:
    """Every count behind the figures, small ones too: kept by the team's side only, to compare with later ones."""

    sheets: Counts
    met: Counts

    def as_json(self) -> dict[str, Any]:
        return {
            "sheets": [[way, key, count] for (way, key), count in self.sheets.items()],
            "met": [[cell, count] for cell, count in self.met.items()],
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Counted":
        return cls({(way, key): count for way, key, count in value["sheets"]}, dict(value["met"]))


def count_everything(edition: Edition, *, today: datetime.date) -> Counted:
    return Counted(count_sheets(edition), _count_met(_past_outings(edition, today)))


def count_figures(edition: Edition, *, today: datetime.date, counted: Counted | None = None) -> PublicFigures:
    """What may be shown of an edition as it stands; `counted` when it was counted already."""
    counted = counted or count_everything(edition, today=today)
    counts = counted.sheets
    hidden = hide_sheets(counts)
    lines = {way: _lines(way, counts, hidden) for way in ("age", "village", "place")}
    outings, met = _show_met(_past_outings(edition, today), counted.met)
    return PublicFigures(
        counted_on=today.isoformat(),
        sheets=None if ALL_SHEETS in hidden else counts[ALL_SHEETS],
        ages=lines["age"],
        villages=lines["village"],
        places=lines["place"],
        first={way: first for way in lines if (first := _first(way, counts, hidden))},
        outings=outings,
        met=met,
        themes=tuple(
            ThemeLine(theme.code.pk, theme.code.name, theme.total) for theme in count_themes(edition).most_said
        ),
    )


def count_sheets(edition: Edition) -> Counts:
    """Sheets by (way, key): every age band, each village and place by name, and `ALL_SHEETS`."""
    rows = edition.responses.order_by().values_list("age_band", "commune__name", "place__name")
    counts: Counts = Counter({("age", band): 0 for band in AgeBand.values})
    for age, village, place in rows:
        counts.update([("age", age), ("village", village or ""), ("place", place or ""), ALL_SHEETS])
    return {**counts, ALL_SHEETS: counts[ALL_SHEETS]}


def relations_of(cells: Iterable[Hashable]) -> list[Relation]:
    """What readers know of `count_sheets`: each way of counting adds up to all the sheets."""
    cells = list(cells)
    ways = [tuple(cell for cell in cells if cell[0] == way) for way in ("age", "village", "place")]
    return [Relation(ALL_SHEETS, parts) for parts in ways if parts]


def hide_sheets(counts: Counts) -> frozenset[Hashable]:
    return find_hidden(counts, counts, relations_of(counts))


def _lines(way: str, counts: Counts, hidden: frozenset[Hashable]) -> tuple[Line, ...]:
    lines = [(key, None if (one, key) in hidden else count) for (one, key), count in counts.items() if one == way]
    if way == "age":
        return tuple(lines)
    # What is hidden comes by name: an order by size would say something of it.
    return tuple(sorted(lines, key=lambda line: (line[0] == "", -(line[1] or 0), line[0])))


def _first(way: str, counts: Counts, hidden: frozenset[Hashable]) -> str:
    """The key of the longest line, "" when it is hidden, shared, or what is not known."""
    sizes = sorted(((count, key) for (one, key), count in counts.items() if one == way), reverse=True)
    if not sizes or (way, sizes[0][1]) in hidden or sizes[0][1] == AgeBand.UNKNOWN:
        return ""
    return "" if len(sizes) > 1 and sizes[1][0] == sizes[0][0] else sizes[0][1]


def sums_of_met(cells: Iterable[Hashable]) -> list[Relation]:
    """What readers know of the people met: outings add up to the total."""
    parts = tuple(cell for cell in cells if cell != ALL)
    return [Relation(ALL, parts)] if parts else []


def _past_outings(edition: Edition, today: datetime.date) -> list[Outing]:
    return list(edition.outings.filter(date__lte=today).select_related("place__commune").order_by("date", "pk"))


def _count_met(outings: Iterable[Outing]) -> Counts:
    """People met, by outing where somebody wrote it down, and in all."""
    met: Counts = {outing.pk: outing.met for outing in outings if outing.met}
    return {**met, ALL: sum(met.values())}


def _show_met(outings: Iterable[Outing], counts: Counts) -> tuple[tuple[OutingLine, ...], int | None]:
    hidden = find_hidden(counts, counts, sums_of_met(counts))
    shown = {cell: None if cell in hidden else count for cell, count in counts.items()}
    return tuple(_say_outing(outing, shown.get(outing.pk)) for outing in outings), shown[ALL]


def _say_outing(outing: Outing, met: int | None) -> OutingLine:
    village = outing.place.commune.name if outing.place.commune else ""
    return OutingLine(outing.kind, outing.place.name, village, outing.date.isoformat(), met)
