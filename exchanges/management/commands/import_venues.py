"""Bring venues in from a sheet, from the command line."""

from exchanges.flows.venues_import import plan_venues, write_venues
from members.flows.sheet_imports import Trade
from members.management.sheets import ImportCommand
from members.sheets.fields import Kind


class Command(ImportCommand):
    help = "Brings venues in from a .csv or .xlsx sheet. Bringing the same sheet in twice changes nothing."
    kind = Kind.VENUES
    trade = Trade(plan_venues, write_venues)
