"""Printed sheets: the roster people sign, the facilitator's phone sheet and the call list.

Pure Python over frozen dataclasses: no Django, no clock, no database. A caller gathers plain values, and gets the
bytes of a tagged PDF (PDF/UA-1, A4, black on white), the same bytes for the same values. Words are English message ids
turned by the ``gettext`` callable the caller gives.

The dataclasses are the promise of privacy: a sheet can only say what its dataclass holds.
"""

from exchanges.rosters.call_list import CallLine, CallList, render_call_list
from exchanges.rosters.heads import CentreHeader, SessionHead, name_person
from exchanges.rosters.phone_sheet import Contact, PhoneLine, PhoneSheet, render_phone_sheets
from exchanges.rosters.roster import WALK_IN_ROWS, Line, Roster, draw_qr, render_rosters

__all__ = [
    "WALK_IN_ROWS",
    "CallLine",
    "CallList",
    "CentreHeader",
    "Contact",
    "Line",
    "PhoneLine",
    "PhoneSheet",
    "Roster",
    "SessionHead",
    "draw_qr",
    "name_person",
    "render_call_list",
    "render_phone_sheets",
    "render_rosters",
]
