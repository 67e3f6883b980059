"""Wipe what the database still keeps of slips as they were before they were shuffled.

A database does not forget a row when it is deleted: its former bytes stay where they were until something else is
written there, and they lie in the order in which people came. SQLite zeroes what it frees (`secure_delete`, set in
`config.settings`), but its journal (`-wal`) keeps the last pages written, one after the other; PostgreSQL keeps dead
rows, each with the number of the transaction that wrote it. This is called after each slip, and every hour.
"""

import contextlib

from django.db import OperationalError, connection, transaction

from surveys.models import ContactSlip

PATIENCE = 300
"""Milliseconds: somebody else is reading or writing; the next slip, or the next hour, will do."""


def wipe_traces() -> None:
    """Outside of any transaction: inside one, nothing is done."""
    if transaction.get_autocommit():
        # Not worth failing for: it comes back.
        with contextlib.suppress(OperationalError):
            _WIPES.get(connection.vendor, _do_nothing)()


def _empty_the_journal() -> None:
    """The journal goes into the database, and is cut to nothing."""
    patience = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")


def _rewrite_the_table() -> None:
    """A new file with the living rows alone; a few hundred rows, some milliseconds."""
    table = connection.ops.quote_name(ContactSlip._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {PATIENCE}")
        try:
            cursor.execute(f"VACUUM (FULL) {table}")
        finally:
            cursor.execute("RESET lock_timeout")


def _do_nothing() -> None:
    pass


_WIPES = {"sqlite": _empty_the_journal, "postgresql": _rewrite_the_table}
