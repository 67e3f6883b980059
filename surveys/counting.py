"""What was said most: answers that speak of each theme, by village, place, age band and question, small ones hidden.

A figure counts answers in which at least one reader saw the theme; one sheet may give several. It is hidden when it is
under five, or comes from fewer than five sheets, and so are those that would give it back. The four tables share their
totals, so they are judged together, theme by theme: no sum links two themes, since an answer may speak of both.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext, gettext_lazy

from members.figures.hiding import Relation, find_hidden
from members.figures.tables import Row, Table, say_cells
from members.models import AgeBand
from surveys.flows.coding import answers_of
from surveys.languages import say
from surveys.models import Answer, Code, Coding, Edition, Question

TITLES = {
    "village": gettext_lazy("By village"),
    "place": gettext_lazy("By place"),
    "age": gettext_lazy("By age"),
    "question": gettext_lazy("By question"),
}
TOTAL = ("all", None)
Cell = tuple[str, Hashable]
Columns = dict[str, dict[Hashable, str]]


@dataclass(frozen=True)
class ThemeFigures:
    """A theme, and what each cell (way of counting, column) shows of it: a number of answers, None when hidden."""

    code: Code
    shown: Mapping[Cell, int | None]

    @property
    def total(self) -> int | None:
        return self.shown[TOTAL]


@dataclass(frozen=True)
class Figures:
    """`themes` come by name, those nobody spoke of too; `columns` name the columns of each way of counting."""

    themes: tuple[ThemeFigures, ...]
    columns: Columns

    @property
    def most_said(self) -> list[ThemeFigures]:
        """Themes whose total is shown, the most said first."""
        shown = [theme for theme in self.themes if theme.total is not None]
        return sorted(shown, key=lambda theme: (-theme.total, theme.code.folded_name))

    def table(self, way: str) -> Table:
        """The themes by one way of counting, a key of `TITLES`, with their total."""
        total = {gettext("All answers"): TOTAL}
        cells = {label: (way, column) for column, label in self.columns[way].items()} | total
        rows = (
            Row(theme.code.name, {label: theme.shown[cell] for label, cell in cells.items()}) for theme in self.themes
        )
        return Table(str(TITLES[way]), gettext("Theme"), tuple(rows))

    def lines(self, way: str) -> list[list[str | int]]:
        """The same table as the lines of a spreadsheet, headers first; a hidden figure is a word."""
        table = self.table(way)
        return [[table.first_column, *table.columns], *(say_cells(row) for row in table.rows)]


def count_themes(edition: Edition) -> Figures:
    """The figures of one edition, over the answers that may be read."""
    columns = _name_columns(edition)
    answers, sheets = _count(edition)
    codes = edition.survey.codes.in_use()
    return Figures(
        tuple(ThemeFigures(code, hide_small(answers[code.pk], sheets[code.pk], columns)) for code in codes), columns
    )


def _name_columns(edition: Edition) -> Columns:
    """Every village, place, age and question there are words from, coded or not: a column says nothing by itself."""
    answers = answers_of(edition).order_by()
    villages = answers.values_list("response__commune", "response__commune__name").distinct()
    places = answers.values_list("response__place", "response__place__name").distinct()
    keys = answers.values_list("question__key", flat=True).distinct()
    wordings = Question.objects.filter(version__edition=edition, key__in=keys).order_by("version__number")
    latest = {question.key: question for question in wordings}
    language = get_language() or "fr"
    return {
        "village": _sort(villages, gettext("Village not known")),
        "place": _sort(places, gettext("Place not known")),
        "age": {band.value: str(band.label) for band in AgeBand},
        "question": {
            question.key: say(question.texts, language) or question.key
            for question in sorted(latest.values(), key=lambda one: (one.position, one.key))
        },
    }


def _sort(pairs, unknown: str) -> dict[Hashable, str]:
    """By name, what is not known at the end; two of the same name are told apart by a number."""
    named: dict[Hashable, str] = {}
    for key, name in sorted(pairs, key=lambda pair: (pair[0] is None, pair[1] or "", pair[0] or 0)):
        label = name or unknown
        named[key] = f"{label} ({key})" if label in named.values() else label
    return named


def _count(edition: Edition) -> tuple[dict[int, dict[Cell, int]], dict[int, dict[Cell, int]]]:
    """For each theme and each cell: different answers, and different sheets."""
    readable = Answer.objects.readable().filter(response__edition=edition)
    codings = Coding.objects.filter(segment__answer__in=readable.order_by().values("pk")).order_by()
    answers: dict[int, dict[Cell, set]] = defaultdict(lambda: defaultdict(set))
    sheets: dict[int, dict[Cell, set]] = defaultdict(lambda: defaultdict(set))
    fields = ("response", "response__commune", "response__place", "response__age_band", "question__key")
    rows = codings.values_list("code", "segment__answer", *(f"segment__answer__{field}" for field in fields)).distinct()
    for code, answer, sheet, village, place, age, question in rows:
        for cell in (("village", village), ("place", place), ("age", age), ("question", question), TOTAL):
            answers[code][cell].add(answer)
            sheets[code][cell].add(sheet)
    return _sizes(answers), _sizes(sheets)


def _sizes(sets: dict[int, dict[Cell, set]]) -> dict[int, dict[Cell, int]]:
    sizes = {code: {cell: len(things) for cell, things in cells.items()} for code, cells in sets.items()}
    return defaultdict(dict, sizes)


def hide_small(answers: dict[Cell, int], sheets: dict[Cell, int], columns: Columns) -> dict[Cell, int | None]:
    """What may be shown of one theme: each way of counting adds up to the same total."""
    relations = [
        Relation(TOTAL, tuple((way, column) for column in labels)) for way, labels in columns.items() if labels
    ]
    counts = {cell: answers.get(cell, 0) for relation in relations for cell in relation.cells} | {
        TOTAL: answers.get(TOTAL, 0)
    }
    hidden = find_hidden(counts, sheets, relations)
    return {cell: None if cell in hidden else count for cell, count in counts.items()}
