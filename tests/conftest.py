"""Fixtures for every test. People and rows come from `tests/factories`."""

import copy
import functools
import gc
import random

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, TransactionTestCase
from django.utils import translation
from django_tasks.signals import task_finished
from django_tasks_db.management.commands import db_worker
from hypothesis import settings as hypothesis_settings
from simple_history.manager import HistoryManager

from config.health import beat
from tests import guards
from tests.factories import exchanges, members

pytest.register_assert_rewrite("tests.instruments")
guards.fail_on_unknown_variables()
hypothesis_settings.register_profile("tests", max_examples=50, deadline=None)
hypothesis_settings.load_profile("tests")
# It makes the same class anew for each row that is saved, and looks through all its methods for it.
HistoryManager.from_queryset = functools.cache(HistoryManager.from_queryset)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark the tests that read or write rows: on PostgreSQL, the others have nothing more to say."""
    for item in items:
        is_case = item.cls is not None and issubclass(item.cls, TransactionTestCase)
        if is_case or "_django_db_helper" in item.fixturenames or item.get_closest_marker("django_db"):
            item.add_marker("database")


def pytest_collection_finish():
    """What stays until the end is not looked through each time garbage is collected."""
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)


@pytest.fixture(autouse=True)
def stricter_than_production(monkeypatch):
    guards.refuse_the_network(monkeypatch)
    guards.shuffle_unordered_rows(monkeypatch)


@pytest.fixture(autouse=True)
def in_french():
    """No test is left in the language that somebody asked for in the test before."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def failed_tasks():
    """Background tasks that failed: none may be left at the end of a test. One that means it clears the list."""
    failed = []

    def note(sender, task_result, **kwargs):
        if task_result.status.name == "FAILED":
            failed.append(task_result.errors[0].traceback)

    task_finished.connect(note)
    yield failed
    task_finished.disconnect(note)
    assert failed == [], failed[0]


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    """`with on_commit():` runs at its end what waits for the commit: mails and tasks."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def queue(settings, monkeypatch):
    """Tasks wait in the queue of production; call it to run those that wait: `queue()`."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    # Between tasks the worker closes connections; here that would end the test's own transaction.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    worker = db_worker.Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
        excluded_queue_names=[],
    )
    return worker.run


@pytest.fixture
def centre(db):
    return members.make_centre()


@pytest.fixture
def commune(db):
    return members.CommuneFactory()


@pytest.fixture
def skill(db):
    return members.SkillFactory()


@pytest.fixture
def venue(db, commune):
    return exchanges.VenueFactory(commune=commune)


@pytest.fixture
def member(db, commune):
    """A resident who signs in."""
    return members.MemberFactory(commune=commune)


@pytest.fixture
def other_member(db):
    """Another resident, who has nothing to do with the first."""
    return members.MemberFactory()


@pytest.fixture
def facilitator(db, commune):
    """A resident who facilitates."""
    return members.MemberFactory(commune=commune, facilitator=True)


@pytest.fixture
def team_member(db):
    """Somebody who works at the centre, with the rights of the team."""
    return members.MemberFactory(team=True)


@pytest.fixture
def administrator(db):
    return members.MemberFactory(administrator=True)


def _signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def member_client(member):
    return _signed_in(member)


@pytest.fixture
def facilitator_client(facilitator):
    return _signed_in(facilitator)


@pytest.fixture
def team_client(team_member):
    return _signed_in(team_member)


@pytest.fixture
def administrator_client(administrator):
    return _signed_in(administrator)


@pytest.fixture
def full_session(db):
    """A confirmed session in two weeks: one who shares, three who learn."""
    return exchanges.make_full_session()


@pytest.fixture
def chance():
    """Random numbers that a failing test can be run again with (`-p randomly` prints the seed)."""
    return random.Random(random.getrandbits(32))


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker):
    """`made_once(make)`, from a fixture of a module: rows that all its tests find as they were made.

    They stand in a transaction around the tests of the module; what a test changes in them is undone.
    """
    around = transaction.atomic()
    around._from_testcase = True
    with django_db_blocker.unblock():
        around.__enter__()

    def make_in_it(make):
        with django_db_blocker.unblock():
            return make()

    yield make_in_it
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(scope="module")
def village_of_the_module(made_once):
    from tests.village import make_village

    return made_once(make_village)


@pytest.fixture
def settled_village(village_of_the_module, db):
    """The village of `tests/village.py`, with rows of the test's own to hold, and a worker that lives."""
    beat()
    return copy.deepcopy(village_of_the_module)
