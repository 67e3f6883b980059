"""The days of a round planned again with other preferences: only in memory, and with figures that add up."""

from dataclasses import replace

import pytest

from exchanges.flows.rounds import ask_for_round, run_round
from exchanges.matching import PlannedSession, Request
from exchanges.models import Proposal, Round, RoundPreferences
from exchanges.rounds import comparing
from exchanges.rounds.comparing import Figures, TooManyPeople, add_up, choices_of, compare_choices
from exchanges.rounds.preferences import weights_for
from exchanges.rounds.reading import read_problem
from tests.exchanges.matching.rounds import change_person, circle
from tests.exchanges.rounds.bakery import DAYS, TODAY, make_bakery


def test_figures_count_what_a_plan_brings():
    problem = change_person(circle(4), 0, received=1)
    problem = change_person(problem, 1, given=2)
    problem = change_person(problem, 2, commune=1)
    problem = replace(problem, requests=tuple(Request(person, 0, 0, 10 + person) for person in (1, 2, 3)))
    figures = add_up(problem, (PlannedSession(0, 0, 0, (0,), (1, 2, 3)),))
    assert figures == Figures(
        served=3,
        long_waits=1,
        reached=4,
        first_times=2,
        groups=1,
        two_ages=1,
        three_ages=1,
        two_villages=1,
        three_villages=0,
    )
    assert add_up(problem, ()) == Figures(*[0] * 9)


@pytest.mark.django_db
class TestARound:
    @pytest.fixture
    def bakery(self):
        return make_bakery()

    @pytest.fixture
    def round_(self, bakery):
        return run_round(round_=ask_for_round(by=None, in_background=False, **DAYS))

    def test_it_keeps_the_preferences_it_ran_with(self, bakery):
        RoundPreferences(pk=1, mixing="more").save()
        assert read_problem(**DAYS, today=TODAY).problem.weights == weights_for({"mixing": "more"})
        round_ = run_round(round_=ask_for_round(by=None, in_background=False, **DAYS))
        RoundPreferences.objects.update(mixing="less")
        assert choices_of(round_) == RoundPreferences(mixing="more").as_choices()

    def test_other_choices_give_other_figures_and_write_nothing(self, round_):
        written = list(Proposal.objects.values_list("pk", "state"))
        comparison = compare_choices(round_, {"mixing": "more"}, today=TODAY)
        assert comparison.proven
        assert (comparison.before.served, comparison.after.served) == (2, 2)
        assert (comparison.before.two_ages, comparison.after.two_ages) == (0, 1)
        assert list(Proposal.objects.values_list("pk", "state")) == written
        assert Round.objects.get() == round_

    def test_a_large_round_is_not_planned_again(self, round_, monkeypatch):
        monkeypatch.setattr(comparing, "MOST_PEOPLE", 3)
        with pytest.raises(TooManyPeople):
            compare_choices(round_, {"mixing": "more"}, today=TODAY)
