"""The mouline's pages."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from exchanges.models import Proposal, Round, Unserved
from exchanges.views.rounds import PROPOSALS_A_PAGE
from tests.factories import exchanges, members
from tests.instruments.queries import MOST_BYTES, assert_constant_queries

pytestmark = pytest.mark.django_db


def test_asking_leads_to_the_page_of_the_round(team_client, centre):
    day = timezone.localdate() + datetime.timedelta(days=3)
    answer = team_client.post(reverse("rounds"), {"first_day": day.isoformat(), "weeks": 2})
    round_ = Round.objects.get()
    assert answer.url == reverse("round", args=[round_.pk])
    assert (round_.first_day, round_.last_day) == (day, day + datetime.timedelta(days=13))


@pytest.mark.parametrize(("days", "weeks"), [(0, 2), (-3, 2), (3, 0), (3, 14), (3, "trois")])
def test_what_is_typed_wrong_comes_back_with_a_sentence(team_client, days, weeks):
    day = (timezone.localdate() + datetime.timedelta(days=days)).isoformat()
    answer = team_client.post(reverse("rounds"), {"first_day": day, "weeks": weeks})
    assert answer.status_code == 422
    assert f'value="{weeks}"' in answer.content.decode()
    assert not Round.objects.exists()


def test_a_round_at_work_says_where_it_stands(team_client):
    round_ = exchanges.RoundFactory(state=Round.State.RUNNING, phase="improve", progress=40)
    page = team_client.get(reverse("round", args=[round_.pk])).content.decode()
    assert 'value="40"' in page
    part = team_client.get(reverse("round_progress", args=[round_.pk]), headers={"HX-Request": "true"})
    assert 'value="40"' in part.content.decode()
    Round.objects.update(state=Round.State.DONE)
    part = team_client.get(reverse("round_progress", args=[round_.pk]), headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"


@pytest.mark.parametrize("error", ["silent", "unexpected", "pinned"])
def test_a_failed_round_says_what_to_do(team_client, error):
    round_ = exchanges.RoundFactory(state=Round.State.FAILED, error=error)
    page = team_client.get(reverse("round", args=[round_.pk]))
    assert reverse("round_again", args=[round_.pk]) in page.content.decode()


def test_a_pin_goes_in_and_out(team_client):
    proposal = exchanges.ProposalFactory(sharers=1, learners=3)
    for pinned in (True, False):
        team_client.post(reverse("proposal_pin", args=[proposal.pk]))
        proposal.refresh_from_db()
        assert proposal.is_pinned is pinned


def test_a_proposal_settled_meanwhile_is_not_there_any_more(team_client):
    proposal = exchanges.ProposalFactory(sharers=1, learners=3, state=Proposal.State.REFUSED)
    for name in ("proposal_adopt", "proposal_adjust", "proposal_refuse"):
        assert team_client.get(reverse(name, args=[proposal.pk])).status_code == 404


def test_the_round_page_costs_the_same_whatever_it_proposes(team_client, centre):
    round_ = exchanges.RoundFactory()

    def make_rows(count):
        for _n in range(count):
            exchanges.ProposalFactory(round=round_, sharers=1, learners=4)

    assert_constant_queries(team_client, reverse("round", args=[round_.pk]), make_rows)


def test_the_round_page_stays_light_with_full_groups_and_every_reason(team_client, centre, skill):
    savoir = {"skill": skill.pk, "savoir": "Taille des arbres fruitiers", "requests": 4}
    place = {"place": "Salle des fêtes des Charmilles", "date": "2026-12-02", "period": 1}
    advice = {"openings": [place | savoir] * 3, "sharers": [savoir] * 3}
    waiting = dict.fromkeys(
        ("no_offer", "travel", "no_common_half_day", "own_conflict", "venue_taken", "outweighed"), 9
    )
    round_ = exchanges.RoundFactory(solution={"waiting": waiting, "advice": advice})
    for _n in range(PROPOSALS_A_PAGE + 1):
        proposal = exchanges.ProposalFactory(round=round_, sharers=1, learners=6)
        proposal.reasons = every_reason([row.member_id for row in proposal.people.all()])
        proposal.save()
    page = team_client.get(reverse("round", args=[round_.pk])).content
    assert page.count(b'class="merit"') == PROPOSALS_A_PAGE * 9
    assert page.count(b'class="caution"') == PROPOSALS_A_PAGE * 3
    assert len(page) <= MOST_BYTES


def every_reason(people):
    """What a mouline may say of one group: all its merits, and all its cautions."""
    villages = ["Les Charmilles", "Pontvert-sur-Orlise"]
    other = {"skill": "Réparation de vélos", "count": 3, "total": 6, "points": 40}
    return [
        {"code": "waiting_longest", "people": people[1:3], "since": "2026-05-04"},
        {"code": "all_free"},
        {"code": "ages_together", "bands": ["26_39", "40_59", "60_74"]},
        {"code": "communes_together", "communes": villages},
        {"code": "first_give", "people": people[:1]},
        {"code": "first_receive", "people": people[1:4]},
        {"code": "gives_and_receives", "people": people[:2]},
        {"code": "new_encounters", "count": 12, "total": 15},
        {"code": "other_use", **other},
        {"code": "travel_unsure", "people": people[2:4], "caution": True},
        {"code": "just_enough", "caution": True},
        {"code": "adult_along", "people": people[3:4], "caution": True},
    ]


def test_the_waiting_list_costs_the_same_for_one_and_for_thirty(team_client, centre):
    round_ = exchanges.RoundFactory()

    def make_rows(count):
        for _n in range(count):
            Unserved.objects.create(
                round=round_, request=members.RequestFactory(), reason="no_offer", unblock="a_sharer"
            )

    assert_constant_queries(team_client, reverse("round_waiting", args=[round_.pk]), make_rows)
