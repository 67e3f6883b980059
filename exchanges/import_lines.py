"""The lines of an import as the page shows them: in groups, each with its sentences."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from members.flows.sheet_imports import lines_of
from members.models import SheetImport
from members.sheet_sentences import say_change, say_counts, say_reason, say_remark, say_verdict
from members.sheets.plans import LOSSES, PlannedLine, Verdict

TO_CHECK = "to_check"
_TAGS = {
    Verdict.CREATE: ("tag-settled", "plus"),
    Verdict.UPDATE: ("tag-settled", "refresh"),
    Verdict.SAME: ("", "check"),
    Verdict.PROBABLE: ("tag-waiting", "users"),
    Verdict.REFUSED: ("tag-error", "alert-circle"),
}
_CAUTIONS = LOSSES | {"under_age"}
_IN_THE_TITLE = frozenset({"set_first_name", "set_last_name", "set_commune"})


@dataclass(frozen=True)
class Filter:
    """A group of lines one may look at alone."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class ShownLine:
    """`cautions` ask for a look, `notes` are good to know; `decided`: what a person said of a line probably known."""

    number: int
    title: str
    place: str
    verdict: str
    verdict_label: str
    tag_class: str
    icon: str
    changes: str
    cautions: list[str]
    notes: list[str]
    decided: str


def filters_of(sheet: SheetImport, chosen: str) -> list[Filter]:
    """« Toutes », then each verdict that has lines, then those to check."""
    counts = {str(verdict): 0 for verdict in Verdict} | {TO_CHECK: 0} | sheet.counts
    groups = [("", _("All %(count)s lines") % {"count": sheet.lines})]
    groups += [(code, sentence) for code, sentence in say_counts(counts) if counts[code]]
    if counts[TO_CHECK]:
        groups.append((TO_CHECK, _("%(count)s to check") % {"count": counts[TO_CHECK]}))
    return [
        Filter(label, reverse("import", args=[sheet.pk], query={"lignes": code} if code else None), code == chosen)
        for code, label in groups
    ]


def shown_lines(sheet: SheetImport, chosen: str) -> "LazyLines":
    """The lines of a group; the sentences are written for those of the page only."""
    lines = [
        line
        for line in lines_of(sheet)
        if not chosen or line.verdict == chosen or (chosen == TO_CHECK and line.needs_a_look)
    ]
    return LazyLines(lines, sheet.decisions)


class LazyLines:
    """A sequence for the paginator that words a line when it is shown."""

    def __init__(self, lines: list[PlannedLine], decisions: dict[str, str]) -> None:
        self.lines = lines
        self.decisions = decisions

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, part: slice) -> list[ShownLine]:
        return [_show(line, self.decisions) for line in self.lines[part]]


def _show(line: PlannedLine, decisions: dict[str, str]) -> ShownLine:
    tag_class, icon = _TAGS[line.verdict]
    shown_above = _IN_THE_TITLE if line.verdict is Verdict.CREATE else frozenset()
    return ShownLine(
        number=line.line,
        title=line.title or _("No name"),
        place=line.place,
        verdict=str(line.verdict),
        verdict_label=say_verdict(line.verdict),
        tag_class=tag_class,
        icon=icon,
        changes=" · ".join(say_change(change) for change in line.changes if change.code not in shown_above),
        cautions=[
            *(say_reason(reason) for reason in line.reasons),
            *(say_remark(remark) for remark in line.remarks if remark.code in _CAUTIONS),
        ],
        notes=[say_remark(remark) for remark in line.remarks if remark.code not in _CAUTIONS],
        decided=decisions.get(str(line.line), ""),
    )
