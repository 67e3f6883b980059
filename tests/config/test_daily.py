"""The calendar calls every verb, whatever happens to the others."""

import pytest
from django.core.management import CommandError, call_command

from config import daily


def test_calls_every_verb(monkeypatch):
    called = []
    monkeypatch.setattr(daily, "VERBS", [lambda: called.append("first"), lambda: called.append("second")])
    call_command("daily")
    assert called == ["first", "second"]


def test_a_verb_that_fails_keeps_nobody_from_their_work(monkeypatch):
    called = []

    def stumble() -> None:
        raise ValueError("stumbled")

    monkeypatch.setattr(daily, "VERBS", [stumble, lambda: called.append("second")])
    with pytest.raises(CommandError, match=r"^Not done: stumble\."):
        call_command("daily")
    assert called == ["second"]


def test_may_run_again_and_again(db):
    call_command("daily")
    call_command("daily")
