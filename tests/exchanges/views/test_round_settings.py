"""The page of the preferences: read, try on the last round, keep."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from exchanges.flows.rounds import ask_for_round, run_round
from exchanges.models import Comparison, Round, RoundPreferences
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


def test_trying_shows_both_results_side_by_side_until_the_next_mouline(team_client, round_, on_commit):
    with on_commit():
        answer = team_client.post(reverse(URL), {**MIXED, "try": "yes"})
    assert answer.status_code == 302
    assert answer.url.endswith("#comparison")
    page = words_of(team_client.get(answer.url.removesuffix("#comparison")))
    assert "Avec ces choix, autant de demandes trouvent un groupe" in page
    assert "Demandes qui trouvent un groupe 2 2 pareil" in page
    assert "Groupes avec au moins deux âges 0 1 1 de plus" in page
    assert "Les deux résultats sont les meilleurs possibles." in page
    assert not RoundPreferences.objects.exists()

    kept = words_of(team_client.get(reverse(URL)))
    tried = r"Comparé le .* à \d+\sh.*, avec ces choix\s: Mêler les âges et les villages\s: davantage"
    assert re.search(tried, kept)
    assert "Groupes avec au moins deux âges 0 1 1 de plus" in kept
    run_round(round_=ask_for_round(by=None, in_background=False, **DAYS))
    assert "Comparé le" not in words_of(team_client.get(reverse(URL)))


def test_a_comparison_under_way_says_where_it_stands(team_client, round_):
    comparison = Comparison.objects.create(round=round_, choices=MIXED)
    page = team_client.get(reverse(URL), MIXED).content.decode()
    assert "La comparaison se prépare" in page
    assert f'href="{reverse(URL)}?' in page
    part = team_client.get(reverse("round_comparison"), headers={"HX-Request": "true"})
    assert "Elle attend son tour." in part.content.decode()
    comparison.state = Comparison.State.DONE
    comparison.save()
    part = team_client.get(reverse("round_comparison"), headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"


@pytest.mark.parametrize("what", ["mouline", "comparaison"])
def test_something_under_way_is_waited_for(team_client, round_, what):
    if what == "mouline":
        exchanges.RoundFactory(state=Round.State.RUNNING)
    else:
        Comparison.objects.create(round=round_, choices=USUAL)
    page = team_client.post(reverse(URL), {**MIXED, "try": "yes"}, follow=True)
    assert re.search(f"Une (autre )?{what} est en cours. Quand elle est finie, regardez à nouveau.", words_of(page))
    assert Comparison.objects.filter(choices=MIXED).count() == 0


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


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("too_many", "Au-delà de 2\u00a0000 habitants"),
        ("pinned", "Une proposition épinglée ne convient plus."),
        ("gave_way", "Une mouline est passée devant la comparaison"),
        ("silent", "Elle ne donnait plus signe de vie."),
        ("unexpected", "Quelque chose d’inattendu est arrivé."),
    ],
)
def test_why_there_is_nothing_to_show_is_said(team_client, round_, error, sentence):
    Comparison.objects.create(
        round=round_, choices=MIXED, state=Comparison.State.FAILED, error=error, finished_at=timezone.now()
    )
    assert sentence in words_of(team_client.get(reverse(URL)))


def test_days_without_any_group_are_said(team_client, centre, on_commit):
    exchanges.RoundFactory()
    with on_commit():
        team_client.post(reverse(URL), {**MIXED, "try": "yes"})
    assert "Il n’y a plus rien à comparer" in words_of(team_client.get(reverse(URL)))


def test_before_any_round_there_is_nothing_to_try(team_client, centre):
    page = words_of(team_client.get(reverse(URL)))
    assert "Voir ce que cela aurait changé" not in page
    assert team_client.get(reverse(URL), MIXED).status_code == 200
