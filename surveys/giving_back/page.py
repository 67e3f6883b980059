"""The page residents read, drawn from figures, sentences and the centre's words; the printable says the same."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from members.figures.tables import Row, Table
from members.folding import fold
from members.models import AgeBand
from members.wording import say_date, say_date_range, say_in_village
from surveys.giving_back.figures import Line, OutingLine, PublicFigures, ThemeLine
from surveys.models import Edition, Outing, Quotation

MOST_THEMES, MOST_BARS, SENTENCES_A_THEME = 8, 8, 2
WORDS = ("opening", "will_happen", "has_happened")


@dataclass(frozen=True)
class Bar:
    """`percent` is the length against the longest bar, at least 1."""

    label: str
    count: int
    percent: int


@dataclass(frozen=True)
class Chart:
    """`title` is a sentence; `bars` are the longest ones, `table` has every line, `hidden` says how many are hidden."""

    name: str
    title: str
    bars: tuple[Bar, ...]
    table: Table
    hidden: int


@dataclass(frozen=True)
class ThemeSaid:
    bar: Bar
    sentences: tuple[Quotation, ...]


@dataclass(frozen=True)
class PlaceVisited:
    """Outings of one kind at one place; `met` is None as soon as one of them hides it."""

    place: str
    village: str
    days: tuple[datetime.date, ...]
    met: int | None

    @property
    def when(self) -> str:
        """« samedi 3 octobre 2026 », or « 26 fois, du 3 septembre au 27 octobre 2026 »."""
        lang, times = get_language() or "fr", len(self.days)
        if times == 1:
            return say_date(self.days[0], lang=lang)
        days = say_date_range(min(self.days), max(self.days), lang=lang)
        return gettext("%(times)s times, %(days)s") % {"times": times, "days": days}


@dataclass(frozen=True)
class OutingsOfAKind:
    """The places of one kind, in the order they were first visited."""

    label: str
    places: tuple[PlaceVisited, ...]


@dataclass(frozen=True)
class GivenBack:
    """Everything the page and the printable say; empty parts are left out."""

    edition: Edition
    counted_on: datetime.date
    opening: tuple[str, ...]
    sheets: int | None
    met: int | None
    charts: tuple[Chart, ...]
    kinds: tuple[OutingsOfAKind, ...]
    places: Chart | None
    said_title: str
    themes: tuple[ThemeSaid, ...]
    themes_table: Table
    other_sentences: tuple[Quotation, ...]
    will_happen: tuple[str, ...]
    has_happened: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        parts = (self.sheets, self.met, self.kinds, self.themes, self.other_sentences)
        return not any((*parts, self.opening, self.will_happen, self.has_happened))


def lay_out(
    edition: Edition, figures: PublicFigures, *, words: dict[str, str], sentences: Iterable[Quotation]
) -> GivenBack:
    """`words` by name of the field; `sentences` are approved ones, in the order they are read: two alike are one."""
    by_theme: dict[int | None, list[Quotation]] = defaultdict(list)
    for sentence in {fold(one.text): one for one in reversed(list(sentences))}.values():
        by_theme[sentence.code_id].insert(0, sentence)
    shown = figures.themes[:MOST_THEMES]
    themes = tuple(
        ThemeSaid(bar, tuple(by_theme.pop(theme.code, ())[:SENTENCES_A_THEME]))
        for theme, bar in zip(shown, _bars([(one.name, one.answers) for one in shown]), strict=True)
    )
    return GivenBack(
        edition=edition,
        counted_on=datetime.date.fromisoformat(figures.counted_on),
        opening=split_lines(words.get("opening", "")),
        sheets=figures.sheets,
        met=figures.met,
        charts=tuple(chart for chart in (_ages(figures), _villages(figures)) if chart.bars),
        kinds=_by_kind(figures.outings),
        places=_places(figures),
        said_title=_name_themes(figures.themes),
        themes=themes,
        themes_table=_table(gettext("Theme"), gettext("Answers"), [(one.name, one.answers) for one in figures.themes]),
        other_sentences=tuple(sentence for rest in by_theme.values() for sentence in rest),
        will_happen=split_lines(words.get("will_happen", "")),
        has_happened=split_lines(words.get("has_happened", "")),
    )


def split_lines(text: str) -> tuple[str, ...]:
    """One thing per line, without the dash somebody may have put before it."""
    lines = (line.strip().lstrip("-•*–").strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def _ages(figures: PublicFigures) -> Chart:
    lines = [(str(AgeBand(key).label) if key != AgeBand.UNKNOWN else _unknown(), count) for key, count in figures.ages]
    first = figures.first.get("age")
    title = gettext("Who answered, by age")
    if first:
        title = gettext("The %(age)s answered the most") % {"age": AgeBand(first).label}
    return _chart("age", title, gettext("Age"), lines)


def _villages(figures: PublicFigures) -> Chart:
    title, first = gettext("Who answered, village by village"), figures.first.get("village")
    if first:
        place = say_in_village(first, lang=get_language() or "fr")
        title = gettext("It is %(in_village)s that you answered the most") % {"in_village": place}
    return _chart("village", title, gettext("Village"), [(key or _unknown(), count) for key, count in figures.villages])


def _places(figures: PublicFigures) -> Chart | None:
    lines = [(key or gettext("on the web, or not said"), count) for key, count in figures.places]
    chart = _chart("place", gettext("Where you answered"), gettext("Place"), lines)
    return chart if any(key for key, _count in figures.places) and chart.bars else None


def _chart(name: str, title: str, first_column: str, lines: Sequence[Line]) -> Chart:
    shown = [(label, count) for label, count in lines if count is not None]
    return Chart(
        name,
        title,
        tuple(_bars(shown[:MOST_BARS])),
        _table(first_column, gettext("Sheets"), lines),
        sum(count is None for _label, count in lines),
    )


def _bars(lines: Sequence[tuple[str, int]]) -> list[Bar]:
    longest = max((count for _label, count in lines), default=0) or 1
    return [Bar(label, count, max(1, round(100 * count / longest))) for label, count in lines]


def _table(first_column: str, column: str, lines: Sequence[Line]) -> Table:
    return Table("", first_column, tuple(Row(label, {column: count}) for label, count in lines))


def _name_themes(themes: Sequence[ThemeLine]) -> str:
    if not themes or (len(themes) > 1 and themes[0].answers == themes[1].answers):
        return gettext("What comes up most")
    return gettext("What comes up most: %(theme)s") % {"theme": themes[0].name}


def _by_kind(outings: Sequence[OutingLine]) -> tuple[OutingsOfAKind, ...]:
    kinds: dict[str, dict[tuple[str, str], list[OutingLine]]] = defaultdict(lambda: defaultdict(list))
    for outing in outings:
        kinds[outing.kind][outing.place, outing.village].append(outing)
    return tuple(
        OutingsOfAKind(str(kind.label), tuple(_visited(*where, there) for where, there in kinds[kind].items()))
        for kind in Outing.Kind
        if kind in kinds
    )


def _visited(place: str, village: str, outings: Sequence[OutingLine]) -> PlaceVisited:
    met = None if any(one.met is None for one in outings) else sum(one.met or 0 for one in outings)
    return PlaceVisited(place, village, tuple(datetime.date.fromisoformat(one.day) for one in outings), met)


def _unknown() -> str:
    return gettext("not said")
