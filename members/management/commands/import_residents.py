"""Bring residents in from a sheet, from the command line."""

from members.flows.residents_import import plan_residents
from members.flows.residents_writing import write_residents
from members.flows.sheet_imports import Trade
from members.management.sheets import ImportCommand
from members.sheets.fields import Kind


class Command(ImportCommand):
    help = "Brings residents in from a .csv or .xlsx sheet. Bringing the same sheet in twice changes nothing."
    kind = Kind.RESIDENTS
    trade = Trade(plan_residents, write_residents)

    def add_arguments(self, parser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--accept-probable", action="store_true", help="merge the lines that are probably known")
