"""Printed sheets: the roster people sign, the facilitator's phone sheet and the call list.

Pure Python over frozen dataclasses: no Django, no clock, no database. A caller gathers plain values, and gets the bytes of a tagged PDF (PDF/UA-1, A4,
black on white), the same bytes for the same values. Words are English message ids turned by the ``gettext`` callable the caller gives.

The dataclasses are the promise of privacy: a sheet can only say what its dataclass holds.
"""
