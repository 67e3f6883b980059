"""A database of its own for a benchmark, gone at its end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"


@contextmanager
def scratch_database() -> Iterator[None]:
    """Set Django up on an empty database, migrated; on SQLite unless DATABASE_URL says otherwise."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    call_command("createcachetable", verbosity=0)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
