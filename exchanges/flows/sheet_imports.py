"""Imports of all kinds: which planner and writer serve which sheet, and the task behind the page « Importer »."""

from django_tasks import task

from exchanges.flows.venues_import import plan_venues, write_venues
from members.flows.residents_import import plan_residents
from members.flows.residents_writing import write_residents
from members.flows.sheet_imports import Trade, ask_to_apply, carry_out
from members.models import SheetImport
from surveys.flows.survey_writing import survey_trade
from surveys.models import Edition

TRADES = {
    SheetImport.Kind.RESIDENTS: Trade(plan_residents, write_residents),
    SheetImport.Kind.VENUES: Trade(plan_venues, write_venues),
}


def trade_of(sheet: SheetImport) -> Trade:
    """Raises Edition.DoesNotExist when the edition of a survey's sheet is gone."""
    if sheet.kind == SheetImport.Kind.SURVEY:
        return survey_trade(Edition.objects.get(pk=sheet.into))
    return TRADES[SheetImport.Kind(sheet.kind)]


def start_import(*, sheet: SheetImport) -> None:
    """Bring the lines in, in the background. Raises NotNow when it is already under way or done."""
    ask_to_apply(sheet=sheet, enqueue=apply_sheet.enqueue)


@task()
def apply_sheet(sheet_id: int) -> None:
    sheet = SheetImport.objects.get(pk=sheet_id)
    carry_out(sheet=sheet, trade=trade_of(sheet))
