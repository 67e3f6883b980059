"""The page of the preferences: read, try on the last round, keep."""

import re

import pytest
from django.urls import reverse

from exchanges.flows.rounds import ask_for_round, run_round
from exchanges.models import Proposal, Round, RoundPreferences
from exchanges.rounds.comparing import MOST_PEOPLE
from tests.exchanges.rounds.bakery import DAYS, make_bakery
from tests.factories import exchanges

pytestmark = pytest.mark.django_db

URL = "round_settings"
USUAL = dict.fromkeys(RoundPreferences.NAMES, "usual")
MIXED = {**USUAL, "mixing": "more"}


def words_of(answer):
    """The words of the page, without its marks."""
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


@pytest.fixture
def round_(centre):
    make_bakery()
    return run_round(round_=ask_for_round(by=None, in_background=False, **DAYS))


def test_the_choices_in_force_are_ticked(team_client, centre):
    RoundPreferences(pk=1, **MIXED).save()
    page = team_client.get(reverse(URL)).content.decode()
    ticked = re.findall(r'name="(\w+)" value="(\w+)"[^>]* checked', page)
    assert dict(ticked) == MIXED


def test_an_administrator_keeps_choices_and_the_next_round_follows(administrator_client, centre):
    answer = administrator_client.post(reverse(URL), MIXED, follow=True)
    assert answer.redirect_chain == [(reverse(URL), 302)]
    assert "Vos choix sont gardés." in words_of(answer)
    assert RoundPreferences.load().as_choices() == MIXED
    make_bakery()
    round_ = run_round(round_=ask_for_round(by=None, in_background=False, **DAYS))
    assert round_.problem["preferences"] == MIXED


def test_the_team_tries_and_does_not_keep(team_client, round_):
    assert team_client.post(reverse(URL), MIXED).status_code == 403
    page = team_client.get(reverse(URL))
    assert "Je garde ces choix" not in words_of(page)
    assert "Voir ce que cela aurait changé" in words_of(page)
    assert not RoundPreferences.objects.exists()


def test_trying_shows_both_results_side_by_side(team_client, round_):
    proposals = list(Proposal.objects.values_list("pk", "state"))
    answer = team_client.post(reverse(URL), {**MIXED, "try": "yes"})
    assert answer.status_code == 302
    assert answer.url.endswith("#comparison")
    page = words_of(team_client.get(answer.url.removesuffix("#comparison")))
    assert "Avec ces choix, autant de demandes trouvent un groupe" in page
    assert "Demandes qui trouvent un groupe 2 2 pareil" in page
    assert "Groupes avec au moins deux âges 0 1 1 de plus" in page
    assert "Les deux résultats sont les meilleurs possibles." in page
    assert list(Proposal.objects.values_list("pk", "state")) == proposals
    assert not RoundPreferences.objects.exists()


@pytest.mark.parametrize("choices", [{**USUAL, "mixing": "beaucoup"}, {"mixing": "more"}])
@pytest.mark.parametrize("way", ["keep", "try", "address"])
def test_what_is_no_choice_comes_back_with_a_sentence(administrator_client, centre, choices, way):
    if way == "address":
        answer = administrator_client.get(reverse(URL), choices)
    else:
        answer = administrator_client.post(reverse(URL), choices | ({"try": "yes"} if way == "try" else {}))
    assert answer.status_code == 422
    assert re.search("Choisissez (dans la liste|une réponse)", words_of(answer))
    assert not RoundPreferences.objects.exists()


def test_the_same_choices_are_not_planned_twice(team_client, round_):
    page = words_of(team_client.get(reverse(URL), USUAL))
    assert "La dernière mouline avait déjà ces choix" in page


def test_a_large_round_is_not_compared_and_the_page_says_so(team_client, round_):
    Round.objects.update(problem={"people": MOST_PEOPLE + 1})
    assert "Cette mouline est trop grande pour comparer" in words_of(team_client.get(reverse(URL), MIXED))


def test_a_pin_that_no_longer_fits_is_said(team_client, round_):
    exchanges.ProposalFactory(round=round_, sharers=1, learners=2, is_pinned=True, date=round_.first_day)
    assert "Une proposition épinglée ne convient plus." in words_of(team_client.get(reverse(URL), MIXED))


def test_days_without_any_group_are_said(team_client, centre):
    exchanges.RoundFactory()
    assert "Il n’y a plus rien à comparer" in words_of(team_client.get(reverse(URL), MIXED))


def test_before_any_round_there_is_nothing_to_try(team_client, centre):
    page = words_of(team_client.get(reverse(URL)))
    assert "Voir ce que cela aurait changé" not in page
    assert team_client.get(reverse(URL), MIXED).status_code == 200
