"""A comparison waits for its turn, gives way to moulines, and is kept until the next."""

import pytest

from exchanges.flows.comparisons import ComparisonUnderWay, ask_for_comparison, run_comparison
from exchanges.flows.rounds import RoundUnderWay, ask_for_round, run_round
from exchanges.models import Comparison, Proposal, Round
from exchanges.rounds import comparing
from tests.exchanges.rounds.bakery import DAYS, make_bakery
from tests.factories import exchanges

pytestmark = pytest.mark.django_db

CHOICES = {"mixing": "more"}


@pytest.fixture
def round_():
    make_bakery()
    return run_round(round_=ask_for_round(by=None, in_background=False, **DAYS))


@pytest.fixture
def ask(round_, team_member):
    return lambda: ask_for_comparison(by=team_member, round_=round_, choices=CHOICES)


def test_its_figures_are_kept_and_nothing_else_is_written(ask, queue, on_commit, round_):
    written = list(Proposal.objects.values_list("pk", "state"))
    with on_commit():
        comparison = ask()
    queue()
    comparison.refresh_from_db()
    assert (comparison.state, comparison.round, comparison.choices) == (Comparison.State.DONE, round_, CHOICES)
    assert [comparison.figures[side]["two_ages"] for side in ("before", "after")] == [0, 1]
    assert comparison.figures["proven"]
    assert list(Proposal.objects.values_list("pk", "state")) == written


def test_one_at_a_time_and_the_last_one_is_kept(ask):
    first = ask()
    with pytest.raises(ComparisonUnderWay):
        ask()
    run_comparison(comparison=first)
    second = ask()
    assert list(Comparison.objects.all()) == [second]


def test_none_is_asked_for_while_a_mouline_is_under_way(ask):
    exchanges.RoundFactory(state=Round.State.RUNNING)
    with pytest.raises(RoundUnderWay):
        ask()


def test_it_gives_way_to_a_mouline(ask):
    comparison = ask()
    exchanges.RoundFactory(state=Round.State.QUEUED)
    run_comparison(comparison=comparison)
    assert (comparison.state, comparison.error, comparison.figures) == (Comparison.State.FAILED, "gave_way", {})


def test_a_mouline_in_the_queue_passes_before_a_comparison(ask, queue, on_commit):
    with on_commit():
        comparison = ask()
    with on_commit():
        second = ask_for_round(by=None, **DAYS)
    queue()
    comparison.refresh_from_db()
    second.refresh_from_db()
    assert (second.state, comparison.state) == (Round.State.DONE, Comparison.State.DONE)
    assert second.finished_at < comparison.finished_at


@pytest.mark.parametrize("error", ["too_many", "pinned"])
def test_what_cannot_be_compared_is_said(ask, round_, monkeypatch, error):
    if error == "too_many":
        monkeypatch.setattr(comparing, "MOST_PEOPLE", 3)
    else:
        exchanges.ProposalFactory(round=round_, sharers=1, learners=2, is_pinned=True, date=round_.first_day)
    comparison = run_comparison(comparison=ask())
    assert (comparison.state, comparison.error) == (Comparison.State.FAILED, error)
