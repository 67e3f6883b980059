"""`/sante` says what is well, and nothing about anybody."""

import datetime

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone
from django_tasks import task

from config.health import LATE_AFTER, STUCK_AFTER, beat

WELL = {"database": True, "migrations": True, "worker": True}


@task()
def rest() -> None:
    pass


@pytest.fixture
def beating(db):
    beat()


def checks_said_to(client, *, status: int) -> dict[str, bool]:
    response = client.get("/sante")
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/json"
    return response.json()["checks"]


def test_all_is_well(client, beating):
    assert checks_said_to(client, status=200) == WELL


def test_a_worker_that_never_gave_a_sign_is_missing(client, db):
    assert checks_said_to(client, status=503) == WELL | {"worker": False}


def test_a_worker_that_fell_silent_is_missing(client, beating):
    with time_machine.travel(timezone.now() + LATE_AFTER + datetime.timedelta(seconds=1)):
        assert checks_said_to(client, status=503) == WELL | {"worker": False}


def test_a_task_nobody_runs_is_seen(client, queue, beating):
    rest.enqueue()
    assert checks_said_to(client, status=200) == WELL
    with time_machine.travel(timezone.now() + STUCK_AFTER + datetime.timedelta(minutes=1)):
        beat()
        assert checks_said_to(client, status=503) == WELL | {"worker": False}
        queue()
        assert checks_said_to(client, status=200) == WELL


def test_a_missing_migration_is_seen(client, beating, settings):
    settings.MIGRATION_MODULES = {}  # The tables of the tests were made without them.
    assert checks_said_to(client, status=503) == WELL | {"migrations": False}


def test_says_nothing_but_these_parts(client, member, beating):
    assert client.get("/sante").json() == {"status": "ok", "checks": WELL}


def test_is_only_read(client, db):
    assert client.post("/sante").status_code == 405


def test_answers_over_plain_http_to_a_monitor(client, beating, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/sante").status_code == 200
    assert cache.get("worker-beat")
