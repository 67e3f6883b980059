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


def count_figures(edition: Edition, *, today: datetime.date) -> PublicFigures:
    """What may be shown of an edition as it stands."""
    counts = count_sheets(edition)
    hidden = hide_sheets(counts)
    lines = {way: _lines(way, counts, hidden) for way in ("age", "village", "place")}
    outings, met = _count_met(edition, today)
    return PublicFigures(
        counted_on=today.isoformat(),
        sheets=None if (ALL, "") in hidden else counts[ALL, ""],
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
    """Sheets by (way, key): every age band, each village and place by name, and (`ALL`, "")."""
    rows = edition.responses.order_by().values_list("age_band", "commune__name", "place__name")
    counts: Counts = Counter({("age", band): 0 for band in AgeBand.values})
    for age, village, place in rows:
        counts.update([("age", age), ("village", village or ""), ("place", place or ""), (ALL, "")])
    return {**counts, (ALL, ""): counts[ALL, ""]}


def relations_of(cells: Iterable[Hashable]) -> list[Relation]:
    """What readers know of `count_sheets`: each way of counting adds up to all the sheets."""
    cells = list(cells)
    ways = [tuple(cell for cell in cells if cell[0] == way) for way in ("age", "village", "place")]
    return [Relation((ALL, ""), parts) for parts in ways if parts]


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


def _count_met(edition: Edition, today: datetime.date) -> tuple[tuple[OutingLine, ...], int | None]:
    """The outings that took place, in order, and how many people were met in all; none where nobody wrote it down."""
    outings = list(edition.outings.filter(date__lte=today).select_related("place__commune").order_by("date", "pk"))
    met = {outing.pk: outing.met for outing in outings if outing.met}
    counts: Counts = met | {ALL: sum(met.values())}
    hidden = find_hidden(counts, counts, [Relation(ALL, tuple(met))] if met else [])
    shown = {cell: None if cell in hidden else count for cell, count in counts.items()}
    return tuple(_say_outing(outing, shown.get(outing.pk)) for outing in outings), shown[ALL]


def _say_outing(outing: Outing, met: int | None) -> OutingLine:
    village = outing.place.commune.name if outing.place.commune else ""
    return OutingLine(outing.kind, outing.place.name, village, outing.date.isoformat(), met)
