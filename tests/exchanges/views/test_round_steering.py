"""What one asks of a mouline: on the page that starts it, on the page that starts it again, and in its own words."""

import datetime
import html
import re

import pytest
from django.urls import reverse

from exchanges.models import Round
from exchanges.rounds.asked import asked_of
from exchanges.rounds.calendar import week_of
from tests.factories import exchanges

pytestmark = pytest.mark.django_db

MONDAY, SUNDAY = week_of(exchanges.in_days(7))
NEXT_MONDAY = MONDAY + datetime.timedelta(days=7)
PERIOD = {"first_day": MONDAY.isoformat(), "weeks": 2}


def day(number):
    return (MONDAY + datetime.timedelta(days=number)).isoformat()


def words_of(answer):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())))


@pytest.fixture
def places(centre):
    return [exchanges.VenueFactory(name=name) for name in ("Salle des fêtes", "Médiathèque")]


@pytest.fixture
def ask(team_client, places):
    """Ask for a mouline of two weeks; a `pk` among the places is the number of the place."""
    return lambda **asked: team_client.post(reverse("rounds"), PERIOD | asked)


def test_places_weeks_and_days_are_left_out(ask, team_client, places):
    ask(without_venues=[places[0].pk], without_weeks=[NEXT_MONDAY.isoformat()], without_from=day(1), without_to=day(2))
    round_ = Round.objects.get()
    assert list(round_.without_venues.all()) == [places[0]]
    assert round_.without_days == [[day(1), day(2)], [day(7), day(13)]]
    assert (round_.first_day, round_.last_day) == (MONDAY, NEXT_MONDAY + datetime.timedelta(days=6))


def test_the_page_of_the_round_says_it(team_client, places):
    exchanges.RoundFactory(
        first_day=datetime.date(2026, 12, 1),
        last_day=datetime.date(2026, 12, 28),
        without_days=[["2026-12-07", "2026-12-13"], ["2026-12-15", "2026-12-15"], ["2026-12-17", "2026-12-18"]],
        problem={"without_places": ["Salle des fêtes"], "pinned": 2, "refusals": 1, "preferences": {"mixing": "more"}},
    )
    page = words_of(team_client.get(reverse("round", args=[Round.objects.get().pk])))
    for sentence in (
        "Sans « Salle des fêtes »",
        "Sans la semaine du 7 décembre",
        "Sans le mardi 15 décembre",
        "Sans les jours du 17 au 18 décembre 2026",
        "2 groupes épinglés restent",
        "1 refus est respecté",
        "Mêler les âges et les villages : davantage",
    ):
        assert sentence in page


def test_a_mouline_simply_started_was_asked_nothing(db):
    assert asked_of(exchanges.RoundFactory()) == []


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"without_weeks": [day(14)]}, "Hors des jours de cette mouline : la semaine du"),
        ({"without_weeks": ["jeudi"]}, "Choisissez dans la liste."),
        ({"without_from": day(30)}, "Hors des jours de cette mouline : le "),
        ({"without_from": day(3), "without_to": day(1)}, "Ce jour vient avant le premier."),
        ({"without_to": day(1)}, "Écrivez aussi le premier de ces jours."),
        ({"without_from": "bientôt"}, "Écrivez la date ainsi"),
        ({"without_from": day(-3), "without_to": day(20)}, "Il ne reste aucun jour."),
        ({"without_venues": [99999]}, "Choisissez dans la liste."),
    ],
)
def test_what_cannot_be_left_out_comes_back_with_a_sentence(ask, asked, sentence):
    answer = ask(**asked)
    assert answer.status_code == 422
    assert sentence in words_of(answer)
    assert '<details class="fold" open>' in answer.content.decode()
    assert not Round.objects.exists()


def test_a_place_is_left(ask, places):
    assert "Il ne reste aucun lieu." in words_of(ask(without_venues=[place.pk for place in places]))


@pytest.mark.parametrize("asked", ["place", "day"])
def test_a_pin_is_not_left_out_unseen(ask, places, asked):
    pinned = exchanges.ProposalFactory(
        skill__name="Pain et levain", venue=places[0], date=MONDAY, period=0, is_pinned=True
    )
    answer = ask(**{"place": {"without_venues": [places[0].pk]}, "day": {"without_from": day(0)}}[asked])
    assert "Épinglé : « Pain et levain », lundi" in words_of(answer)
    pinned.is_pinned = False
    pinned.save()
    assert ask(without_venues=[places[0].pk]).status_code == 302


class TestAgain:
    @pytest.fixture
    def earlier(self, places):
        round_ = exchanges.RoundFactory(
            first_day=MONDAY,
            last_day=NEXT_MONDAY + datetime.timedelta(days=6),
            without_days=[[day(1), day(2)], [day(7), day(13)]],
        )
        round_.without_venues.set(places[:1])
        return round_

    def test_what_was_asked_is_carried_over(self, team_client, earlier, places):
        url = reverse("round_again", args=[earlier.pk])
        form = team_client.get(url).context["form"]
        assert form.is_steered
        asked = {name: field.value() for name in form.fields if (field := form[name]).value()}
        answer = team_client.post(url, asked)
        again = Round.objects.exclude(pk=earlier.pk).get()
        assert answer.url == reverse("round", args=[again.pk])
        assert again.starts_from == earlier
        assert list(again.without_venues.all()) == places[:1]
        assert again.without_days == earlier.without_days

    def test_all_may_be_looked_for_anew_without_it(self, team_client, earlier):
        team_client.post(reverse("round_again", args=[earlier.pk]), {"anew": "yes"})
        again = Round.objects.exclude(pk=earlier.pk).get()
        assert (again.starts_from, again.without_days, again.without_venues.count()) == (None, [], 0)
        assert (again.first_day, again.last_day) == (earlier.first_day, earlier.last_day)

    def test_days_that_have_passed_are_not_planned_again(self, team_client, earlier):
        Round.objects.update(first_day=exchanges.in_days(-3))
        team_client.post(reverse("round_again", args=[earlier.pk]))
        again = Round.objects.exclude(pk=earlier.pk).get()
        assert again.first_day == exchanges.in_days(1)
        Round.objects.filter(pk=earlier.pk).update(last_day=exchanges.in_days(0))
        answer = team_client.get(reverse("round_again", args=[earlier.pk]), follow=True)
        assert "Ces jours sont passés." in words_of(answer)

    def test_one_that_failed_still_starts_from_the_groups_it_should_have(self, team_client, earlier):
        failed = exchanges.RoundFactory(
            state=Round.State.FAILED, starts_from=earlier, first_day=MONDAY, last_day=earlier.last_day
        )
        team_client.post(reverse("round_again", args=[failed.pk]))
        assert Round.objects.latest("pk").starts_from == earlier
