"""What somebody who holds the whole database could read: orders, former bytes, words out of their table.

Slips are named by the true rank of their sheet, so that an order of names is a guess at who said what.
"""

import datetime
import math
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection

from surveys.models import ContactSlip

SLIPS = ContactSlip._meta.db_table
COLUMNS = {"sqlite": ["rowid"], "postgresql": ["ctid", "xmin::text::bigint, ctid"]}
FIXED_POINTS = 9
"""A random order leaves one person in their place on average; more than nine, less than once in a million."""


def orders_on_disk() -> dict[str, list[int]]:
    """The ranks, in every order in which the database gives the slips or keeps their bytes."""
    found = {}
    for column in [*COLUMNS[connection.vendor], "uuid", "wording, uuid", "substr(CAST(uuid AS text), 15)"]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT name FROM {SLIPS} ORDER BY {column}")
            found[column] = [int(name) for (name,) in cursor.fetchall()]
    return found


def people_found(order: list[int]) -> int:
    """How many an attacker names rightly, who knows already which sheets left a slip and matches them by rank."""
    return sum(guess == true for guess, true in zip(sorted(order), order, strict=True))


def correlation(order: list[int]) -> float:
    """Spearman's rank correlation between an order and that of the sheets."""
    ranks = {true: rank for rank, true in enumerate(sorted(order))}
    n = len(order)
    return 1 - 6 * sum((ranks[true] - place) ** 2 for place, true in enumerate(order)) / (n * (n * n - 1))


def says_something(order: list[int]) -> bool:
    """Better than chance: too many in their place, or an order that leans one way, less than once in a million."""
    return people_found(order) > FIXED_POINTS or abs(correlation(order)) > 5 / math.sqrt(len(order) - 1)


def bytes_kept() -> bytes:
    """What the files of the database hold of slips: SQLite's with its journal, PostgreSQL's of that table."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            name = connection.settings_dict["NAME"]
            return b"".join(path.read_bytes() for path in map(Path, (name, f"{name}-wal")) if path.exists())
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", [SLIPS])
        return bytes(cursor.fetchone()[0])


def find_in_bytes(content: bytes, pattern: str) -> list[str]:
    """Every time the words stand there, in the order of the file."""
    return [found.decode() for found in re.findall(pattern.encode(), content)]


def find_in_tables(needles: Iterable[str]) -> dict[str, set[str]]:
    """Which of these words each table holds, sessions opened; a number is looked for with and without its dashes."""
    spellings = {spelling: needle for needle in needles for spelling in (needle, needle.replace("-", ""))}
    found: dict[str, set[str]] = {}
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        text = str(rows) + (str(sessions()) if table == Session._meta.db_table else "")
        if here := {needle for spelling, needle in spellings.items() if spelling in text}:
            found[table] = here
    return found


def sessions() -> list[tuple[dict[str, Any], datetime.datetime]]:
    """What each browser's session holds, and when it ends."""
    rows = Session.objects.order_by("session_key")
    return [(SessionStore().decode(row.session_data), row.expire_date) for row in rows]
