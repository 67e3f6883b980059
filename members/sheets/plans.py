"""What will become of each line of a sheet, said before anything is written."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from members.sheets.table import Remark


class Verdict(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    SAME = "same"
    PROBABLE = "probable"
    REFUSED = "refused"


HELD_BACK = (Verdict.PROBABLE, Verdict.REFUSED)

# Remarks about something the sheet says and that does not go in: somebody should look again.
LOSSES = frozenset(
    {
        "phone_wrong",
        "phone_more",
        "phone_note",
        "email_wrong",
        "email_more",
        "year_unclear",
        "half_days_unread",
        "not_a_savoir",
        "commune_read_as",
        "kept_first",
        "kept_own_words",
        "kept_own_half_days",
        "years_one_apart",
        "places_unclear",
        "accessible_unclear",
        "note_not_kept",
        "age_unclear",
        "place_is_a_home",
        "contact_to_check",
        "contact_wrong",
        "choice_unread",
        "scale_unread",
    }
)


@dataclass
class PlannedLine:
    """One non-empty line under the headers. `title` names what it is about; `reasons` say why it is held back,
    `changes` what is written, `remarks` what deserves a look."""

    line: int
    verdict: Verdict
    title: str = ""
    place: str = ""
    reasons: list[Remark] = field(default_factory=list)
    changes: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def is_held_back(self) -> bool:
        return self.verdict in HELD_BACK

    @property
    def losses(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.code in LOSSES]

    @property
    def needs_a_look(self) -> bool:
        return not self.is_held_back and bool(self.losses)

    def as_json(self) -> list[object]:
        """A short form that goes through JSON and back by `from_json`."""
        lists = (
            [[remark.code, remark.words] for remark in found] for found in (self.reasons, self.changes, self.remarks)
        )
        return [self.line, str(self.verdict), self.title, self.place, *lists]

    @classmethod
    def from_json(cls, stored: list) -> "PlannedLine":
        line, verdict, title, place, *lists = stored
        reasons, changes, remarks = ([Remark(code, words) for code, words in found] for found in lists)
        return cls(line, Verdict(verdict), title, place, reasons, changes, remarks)


@dataclass
class Plan:
    """Every line of the sheet, in its order: `len(plan.lines)` is the number of non-empty lines, none is lost."""

    lines: list[PlannedLine] = field(default_factory=list)

    def __iter__(self) -> Iterator[PlannedLine]:
        return iter(self.lines)

    def counts(self) -> dict[str, int]:
        return count_verdicts(self.lines)


def count_verdicts(lines: Iterable[PlannedLine]) -> dict[str, int]:
    """How many lines of each verdict, zero included, and `to_check`: those that go in with something left out."""
    lines = list(lines)
    found = Counter(line.verdict for line in lines)
    return {str(verdict): found[verdict] for verdict in Verdict} | {
        "to_check": sum(line.needs_a_look for line in lines)
    }
