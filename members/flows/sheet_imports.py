"""The life of an import, whatever its kind: received, its columns settled, planned, carried out, forgotten.

Each kind of sheet gives a planner and a writer (`Trade`); the same verbs serve the pages and the commands.
"""

import datetime
from collections.abc import Callable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Member, SheetImport
from members.models.sheet_import import SILENT_AFTER
from members.sheet_sentences import say_why
from members.sheets.fields import CONTACTS, FIELDS, QUESTION, Kind
from members.sheets.headers import Mapping, guess_mapping
from members.sheets.plans import Plan, PlannedLine
from members.sheets.reading import read_sheet
from members.sheets.table import Row, Table
from members.sheets.writing import write_lines_csv

KEPT = datetime.timedelta(days=30)
MERGE, NEW, HOLD = DECISIONS = ("merge", "new", "")
NAME_FIELDS = {
    Kind.RESIDENTS: {"first_name", "family_name", "full_name"},
    Kind.VENUES: {"name"},
    Kind.SURVEY: {"new_question"},
}
"""One of these must be there; for a survey, a column that answers a question does as well."""


class NoNameColumn(Exception):
    """No column holds a name, or an answer: every line would be refused."""


class NotNow(Exception):
    """The import is not in a state for this: already under way, done, or its file is gone."""


@dataclass(frozen=True)
class Trade:
    """How one kind of sheet is planned (from table, mapping, accept_probable, decisions) and written (plan, sheet,
    on_progress).

    `questions`: for a survey, the field of each question of its edition, and the words it is asked with.
    """

    plan: Callable[..., Plan]
    write: Callable[..., None]
    questions: Dict[str, str] = field(default_factory=dict)


def receive_sheet(
    *,
    kind: str,
    file_name: str,
    content: bytes,
    by: Member | None,
    into: str = "",
    questions: Dict[str, str] | None = None,
) -> SheetImport:
    """Keep a file, with a first guess of its columns. Raises SheetError when it is no sheet.

    For a survey: `into` is the number of the edition, `questions` those of its trade.
    """
    table = read_sheet(content, file_name)
    return SheetImport.objects.create(
        kind=kind,
        into=into,
        file_name=file_name[-200:],
        content=content,
        mapping=list(guess_mapping(table, Kind(kind), questions)),
        lines=len(table.rows),
        uploaded_by=by,
    )


def open_table(sheet: SheetImport) -> Table:
    """The sheet's table. Raises NotNow when its file is no longer kept."""
    if not sheet.content:
        raise NotNow
    return read_sheet(bytes(sheet.content))


def check_mapping(mapping: Mapping, kind: Kind, questions: Dict[str, str] | None = None) -> Mapping:
    """The mapping itself, unknown fields taken out. Raises NoNameColumn."""
    known = {field.code for field in FIELDS[kind]} | set(questions or {})
    mapping = tuple(code if code in known else "" for code in mapping)
    if not (NAME_FIELDS[kind] & set(mapping) or any(code.startswith(QUESTION) for code in mapping)):
        raise NoNameColumn
    return mapping


@transaction.atomic
def choose_columns(*, sheet: SheetImport, mapping: Mapping, trade: Trade) -> None:
    """Settle which field each column holds, and say what will become of each line. Raises NoNameColumn, NotNow."""
    _require_open(sheet)
    sheet.mapping = list(check_mapping(mapping, Kind(sheet.kind), trade.questions))
    sheet.decisions, sheet.accept_probable = {}, False
    plan_again(sheet=sheet, trade=trade)


@transaction.atomic
def decide(*, sheet: SheetImport, line: str, decision: str, trade: Trade) -> None:
    """Settle a probable line, by its number, or "all" of them: "merge", "new", or "" to hold back after all.

    Raises NotNow. Any other word is no decision, and changes nothing.
    """
    _require_open(sheet)
    if decision not in DECISIONS:
        return
    if line == "all":
        sheet.accept_probable = decision == MERGE
    elif line.isdecimal():
        others = {number: said for number, said in sheet.decisions.items() if number != line}
        sheet.decisions = others | ({line: decision} if decision else {})
    plan_again(sheet=sheet, trade=trade)


def plan_again(*, sheet: SheetImport, trade: Trade) -> None:
    """Write on the import's row what each line would become now."""
    _keep_report(sheet, _plan(sheet, open_table(sheet), trade))
    sheet.state = SheetImport.State.PLANNED
    sheet.save()


def ask_to_apply(*, sheet: SheetImport, enqueue: Callable[[int], object]) -> None:
    """Put a planned import in the queue; one that failed or fell silent is taken up again. Raises NotNow."""
    silent = timezone.now() - SILENT_AFTER
    ready = SheetImport.objects.filter(pk=sheet.pk).exclude(content=b"")
    started = ready.filter(state__in=[SheetImport.State.PLANNED, SheetImport.State.FAILED]) | ready.filter(
        state=SheetImport.State.APPLYING, beat_at__lt=silent
    )
    if not started.update(state=SheetImport.State.APPLYING, lines_done=0, beat_at=timezone.now(), error=""):
        raise NotNow
    transaction.on_commit(lambda: enqueue(sheet.pk))


def carry_out(*, sheet: SheetImport, trade: Trade) -> None:
    """Write every line that can go in; give the others back. The file itself is dropped at the end."""
    rows = SheetImport.objects.filter(pk=sheet.pk)
    try:
        table = open_table(sheet)
        plan = _plan(sheet, table, trade)
        trade.write(
            plan=plan,
            sheet=sheet,
            on_progress=lambda lines: rows.update(lines_done=lines, beat_at=timezone.now()),
        )
    except Exception:
        rows.update(state=SheetImport.State.FAILED, error="unexpected", finished_at=timezone.now())
        raise
    finish(sheet=sheet, table=table, plan=plan)


@transaction.atomic
def finish(*, sheet: SheetImport, table: Table, plan: Plan) -> None:
    """Keep the report and the lines given back, and let go of the file."""
    _keep_report(sheet, plan)
    known = without_contacts(table, tuple(sheet.mapping)) if sheet.kind == SheetImport.Kind.SURVEY else table
    sheet.held_back = give_back(known, [line for line in plan if line.is_held_back])
    sheet.to_check = give_back(known, [line for line in plan if line.needs_a_look])
    sheet.content = b""
    sheet.lines = sheet.lines_done = len(plan.lines)
    sheet.state = SheetImport.State.DONE
    sheet.finished_at = timezone.now()
    sheet.save()


def give_back(table: Table, lines: list[PlannedLine]) -> bytes:
    """These lines of the sheet as a .csv with a reason each; nothing when there are none."""
    if not lines:
        return b""
    sentences = {line.line: say_why(line) for line in lines}
    return write_lines_csv(table, sentences, headers=(_("Line"), _("Reason")))


def without_contacts(table: Table, mapping: Mapping) -> Table:
    """The same sheet without what says who answered: answers given back never stay beside a name."""
    hidden = {i for i, code in enumerate(mapping) if code in CONTACTS}
    rows = (Row(row.line, tuple("" if i in hidden else cell for i, cell in enumerate(row.cells))) for row in table.rows)
    return replace(table, rows=tuple(rows))


def lines_of(sheet: SheetImport) -> list[PlannedLine]:
    """The report, line by line."""
    return [PlannedLine.from_json(stored) for stored in sheet.report]


def drop_import(*, sheet: SheetImport) -> None:
    """Give up an import that wrote nothing. Raises NotNow once it is under way or done."""
    if not SheetImport.objects.filter(pk=sheet.pk, state__in=_OPEN).delete()[0]:
        raise NotNow


def forget_old_sheets() -> int:
    """Sheets older than a month keep their counts and lose what speaks of people. Returns how many."""
    old = SheetImport.objects.filter(uploaded_at__lt=timezone.now() - KEPT).exclude(
        content=b"", held_back=b"", to_check=b"", report=[]
    )
    return old.update(content=b"", held_back=b"", to_check=b"", report=[], decisions={})


_OPEN = (SheetImport.State.UPLOADED, SheetImport.State.PLANNED, SheetImport.State.FAILED)


def _require_open(sheet: SheetImport) -> None:
    if sheet.state not in _OPEN:
        raise NotNow


def _plan(sheet: SheetImport, table: Table, trade: Trade) -> Plan:
    return trade.plan(
        table=table,
        mapping=tuple(sheet.mapping),
        accept_probable=sheet.accept_probable,
        decisions={int(line): decision for line, decision in sheet.decisions.items()},
    )


def _keep_report(sheet: SheetImport, plan: Plan) -> None:
    sheet.report = [line.as_json() for line in plan]
    sheet.counts = plan.counts()
