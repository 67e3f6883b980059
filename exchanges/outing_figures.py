"""What came back from outings: sheets received, people met, those who would rather not.

The sums are those of the network: by outing, by kind of place, for the edition; never by interviewer. They count
sheets and meetings, and tell nothing of what was said: words are counted by place, where small figures are hidden.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import get_language, gettext, ngettext

from members.figures.tables import Row, Table
from members.wording import say_date
from surveys.models import Edition, Outing

OUTINGS_A_PAGE = 30
NOT_TOLD = "–"


@dataclass(frozen=True)
class Sums:
    """`untold`: outings that took place and whose figures nobody gave yet."""

    outings: int
    sheets: int
    met: int
    refused: int
    untold: int

    def say(self) -> list[str]:
        """« 12 sorties ont eu lieu. », and so on: whole sentences."""
        said = [
            ngettext("%(n)s outing took place.", "%(n)s outings took place.", self.outings) % {"n": self.outings},
            ngettext("%(n)s sheet came from it.", "%(n)s sheets came from it.", self.sheets) % {"n": self.sheets},
        ]
        if self.untold < self.outings:
            said.append(ngettext("%(n)s person was met.", "%(n)s people were met.", self.met) % {"n": self.met})
        if self.refused:
            would_not = ngettext(
                "%(n)s person would rather not answer.", "%(n)s people would rather not answer.", self.refused
            )
            said.append(would_not % {"n": self.refused})
        return said


@dataclass(frozen=True)
class OutingFigures:
    """`elsewhere`: sheets of the edition that come from no outing (web, paper, spreadsheet)."""

    total: Sums
    elsewhere: int
    by_kind: Table
    by_outing: Table
    page: Page


def count_outings(edition: Edition, *, on: datetime.date, page: str | None = None) -> OutingFigures:
    """Of the outings that took place, or that sheets came from, until `on`; in two queries. `page` is that of the
    outings one by one."""
    found = edition.outings.filter(date__lte=on).with_sheets().select_related("place").order_by("-date", "-pk")
    outings = [outing for outing in found if outing.date < on or outing.sheets or outing.told_on]
    total = _add(outings)
    shown = Paginator(outings, OUTINGS_A_PAGE).get_page(page)
    kinds = [kind for kind in Outing.Kind if any(outing.kind == kind for outing in outings)]
    return OutingFigures(
        total=total,
        elsewhere=edition.responses.count() - total.sheets,
        by_kind=Table(
            gettext("By kind of place"),
            gettext("Kind of place"),
            tuple(_line(str(kind.label).capitalize(), [one for one in outings if one.kind == kind]) for kind in kinds),
        ),
        by_outing=Table(
            gettext("By outing"),
            gettext("Outing"),
            tuple(_line(_name(outing), [outing], counts=False) for outing in shown),
        ),
        page=shown,
    )


def _add(outings: Iterable[Outing]) -> Sums:
    outings = list(outings)
    told = [outing for outing in outings if outing.told_on]
    return Sums(
        outings=len(outings),
        sheets=sum(outing.sheets for outing in outings),
        met=sum(outing.met for outing in told),
        refused=sum(outing.refused for outing in told),
        untold=len(outings) - len(told),
    )


def _line(label: str, outings: list[Outing], *, counts: bool = True) -> Row:
    sums = _add(outings)
    is_told = sums.untold < sums.outings
    cells: dict[str, int | str | None] = {
        gettext("Sheets received"): sums.sheets,
        gettext("People met"): sums.met if is_told else NOT_TOLD,
        gettext("Would rather not"): sums.refused if is_told else NOT_TOLD,
    }
    return Row(label, {gettext("Outings"): sums.outings} | cells if counts else cells)


def _name(outing: Outing) -> str:
    return f"{say_date(outing.date, lang=get_language() or 'fr')}, {outing.place.name}"
