"""What the commands that bring a sheet in share: read, say what becomes of each line, write, give the others back."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from members.flows.sheet_imports import NoNameColumn, Trade, check_mapping, finish, give_back
from members.models import SheetImport
from members.sheet_sentences import FIELD_NAMES, say_counts, say_error, say_verdict, say_why
from members.sheets.fields import Kind
from members.sheets.headers import Mapping, guess_mapping
from members.sheets.plans import Plan
from members.sheets.reading import MAX_BYTES, read_sheet
from members.sheets.table import SheetError, Table


class ImportCommand(BaseCommand):
    """Exit status 0 once the good lines are in (or would be), 1 when the sheet cannot be taken at all."""

    kind: Kind
    trade: Trade
    into = ""

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="a .csv or .xlsx sheet")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--rejected", type=Path, metavar="OUT.csv", help="where to give back the lines held back")

    def handle(self, *args, **options) -> None:
        table = self._read(options["file"])
        mapping = self._guess(table)
        plan = self.trade.plan(
            table=table, mapping=mapping, accept_probable=options.get("accept_probable", False), decisions={}
        )
        if not options["dry_run"]:
            self._write(plan, table, mapping, options)
        self._say(plan, dry_run=options["dry_run"])
        held_back = give_back(table, [line for line in plan if line.is_held_back])
        if options["rejected"] and held_back:
            options["rejected"].write_bytes(held_back)
            self.stdout.write(_("The lines held back are in %(file)s.") % {"file": options["rejected"]})

    def _read(self, path: Path) -> Table:
        try:
            with path.open("rb") as file:
                return read_sheet(file.read(MAX_BYTES + 1), path.name)
        except OSError as error:
            raise CommandError(_("This file cannot be opened: %(file)s") % {"file": path}) from error
        except SheetError as error:
            raise CommandError(say_error(error)) from error

    def _guess(self, table: Table) -> Mapping:
        questions = self.trade.questions
        names = FIELD_NAMES[self.kind] | questions
        try:
            mapping = check_mapping(guess_mapping(table, self.kind, questions), self.kind, questions)
        except NoNameColumn as error:
            raise CommandError(
                _("No column seems to hold a name or an answer. Give the columns titles, or use the page.")
            ) from error
        for i, code in enumerate(mapping):
            header = table.headers[i] or _("Column %(number)s") % {"number": i + 1}
            self.stdout.write(f"  {header} → {names[code] if code else _('left out')}")
        return mapping

    def _write(self, plan: Plan, table: Table, mapping: Mapping, options: dict) -> None:
        sheet = SheetImport.objects.create(
            kind=self.kind,
            into=self.into,
            file_name=options["file"].name[-200:],
            content=b"",
            mapping=list(mapping),
            accept_probable=options.get("accept_probable", False),
            state=SheetImport.State.APPLYING,
        )
        self.trade.write(plan=plan, sheet=sheet, on_progress=self._say_progress(len(plan.lines)))
        finish(sheet=sheet, table=table, plan=plan)

    def _say_progress(self, total: int):
        def say(lines: int) -> None:
            if self.stdout.isatty():
                self.stdout.write(f"  {lines} / {total}")

        return say

    def _say(self, plan: Plan, *, dry_run: bool) -> None:
        for line in plan:
            if line.is_held_back or line.needs_a_look:
                verdict = say_verdict(line.verdict)
                why = " ".join(say_why(line))
                self.stdout.write(
                    _("Line %(line)s (%(verdict)s): %(why)s") % {"line": line.line, "verdict": verdict, "why": why}
                )
        for _verdict, sentence in say_counts(plan.counts()):
            self.stdout.write(sentence)
        if dry_run:
            self.stdout.write(self.style.WARNING(_("Nothing was written: this was a trial.")))
        else:
            self.stdout.write(self.style.SUCCESS(_("The lines are in.")))
