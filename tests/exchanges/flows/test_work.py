"""Background work is done once, whatever happens to its worker."""

import datetime
import time

import pytest
from django.utils import timezone

from config.health import beat_and_do
from config.management.commands.worker import TAKES_UP
from exchanges.flows import work
from exchanges.flows.comparisons import ask_for_comparison, take_up_silent_comparisons
from exchanges.flows.rounds import ask_for_round, run_round, take_up_silent_rounds
from exchanges.models import Comparison, Proposal, Round
from exchanges.models.work import Work
from tests.exchanges.rounds.bakery import DAYS, make_bakery
from tests.factories import exchanges


def fall_silent(row, *, since=Work.SILENT_AFTER):
    type(row).objects.filter(pk=row.pk).update(beat_at=timezone.now() - since - datetime.timedelta(seconds=1))


@pytest.fixture
def killed(db):
    """A round whose worker was killed in the middle."""
    make_bakery()
    round_ = ask_for_round(by=None, in_background=False, **DAYS)
    assert work.claim(round_)
    fall_silent(round_)
    return round_


def test_the_next_worker_takes_up_what_a_killed_one_left(killed, queue, on_commit):
    with on_commit():
        beat_and_do(*TAKES_UP)
    queue()
    killed.refresh_from_db()
    assert (killed.state, killed.attempts) == (Round.State.DONE, 2)
    assert Proposal.objects.filter(round=killed).count() == 1


def test_a_comparison_is_taken_up_too(killed, queue, on_commit, team_member):
    round_ = run_round(round_=_back_in_the_queue(killed))
    comparison = ask_for_comparison(by=team_member, round_=round_, choices={"mixing": "more"})
    work.claim(comparison)
    fall_silent(comparison)
    with on_commit():
        assert take_up_silent_comparisons() == 1
    queue()
    comparison.refresh_from_db()
    assert (comparison.state, comparison.attempts) == (Comparison.State.DONE, 2)


def _back_in_the_queue(round_):
    assert take_up_silent_rounds() == 1
    return round_


def test_one_taken_for_dead_and_was_not_writes_nothing(killed):
    run_round(round_=_back_in_the_queue(Round.objects.get()))
    with pytest.raises(work.Overtaken):
        work.finish(killed, state=Round.State.DONE, progress=0)
    work.fail(killed, error="unexpected")
    killed.refresh_from_db()
    assert (killed.state, killed.progress, killed.error) == (Round.State.DONE, 100, "")


def test_what_its_workers_may_die_of_is_given_up(killed):
    Round.objects.update(attempts=work.MOST_ATTEMPTS)
    assert take_up_silent_rounds() == 0
    killed.refresh_from_db()
    assert (killed.state, killed.error) == (Round.State.FAILED, "silent")


def test_what_gives_a_sign_of_life_is_left_alone(killed):
    Round.objects.update(beat_at=timezone.now())
    assert take_up_silent_rounds() == 0
    fall_silent(killed)
    with work.kept_alive(killed):
        assert take_up_silent_rounds() == 0
    assert take_up_silent_rounds() == 1


def test_a_round_that_no_task_stands_for_is_queued_again(db, queue, on_commit):
    round_ = exchanges.RoundFactory(state=Round.State.QUEUED)
    fall_silent(round_)
    assert take_up_silent_rounds() == 0
    fall_silent(round_, since=work.LOST_AFTER)
    with on_commit():
        assert take_up_silent_rounds() == 1
    queue()
    round_.refresh_from_db()
    assert round_.state == Round.State.DONE


@pytest.mark.django_db(transaction=True)
def test_a_long_step_still_gives_signs_of_life(monkeypatch):
    monkeypatch.setattr(work, "BEAT_SECONDS", 0.01)
    round_ = exchanges.RoundFactory(state=Round.State.QUEUED)
    work.claim(round_)
    fall_silent(round_)
    with work.kept_alive(round_):
        deadline = time.monotonic() + 5
        while Round.objects.get().is_silent and time.monotonic() < deadline:
            time.sleep(0.01)
    assert not Round.objects.get().is_silent
