"""What the files of the database keep of slips that were written again: nothing."""

import time

import pytest

from surveys.flows import traces
from surveys.models import ContactSlip
from tests.factories import surveys
from tests.instruments import linking

pytestmark = pytest.mark.django_db(transaction=True)

NAME = r"Personne-\d{4}"
PATIENCE = 120
"""Seconds: PostgreSQL counts the rows of its own tables now and then, for long on a slow machine."""


def come_one_after_the_other(people: int = 30) -> list[str]:
    """Each leaves a sheet, then a slip, for good."""
    version = surveys.VersionFactory()
    names = [f"Personne-{number:04d}" for number in range(people)]
    for name in names:
        surveys.ResponseFactory(version=version, commune=None)
        surveys.leave_slip(version.edition, name=name)
    return names


def names_kept(at_most: int) -> list[str]:
    """In the order of the files. While PostgreSQL itself looks at the tables, former rows stay: then the next time."""
    deadline = time.monotonic() + PATIENCE
    while len(kept := linking.find_in_bytes(linking.bytes_kept(), NAME)) > at_most and time.monotonic() < deadline:
        time.sleep(0.1)
        traces.wipe_traces()
    return kept


def test_the_files_of_the_database_keep_each_name_once():
    names = come_one_after_the_other()
    kept = names_kept(len(names))
    assert sorted(kept) == names
    assert linking.people_found([names.index(name) for name in kept]) <= linking.FIXED_POINTS
    ContactSlip.objects.all().delete()
    traces.wipe_traces()
    assert names_kept(0) == []


def test_without_the_wiping_the_files_would_tell(monkeypatch):
    monkeypatch.setattr(traces, "_WIPES", {})
    names = come_one_after_the_other()
    assert len(linking.find_in_bytes(linking.bytes_kept(), NAME)) > len(names)
