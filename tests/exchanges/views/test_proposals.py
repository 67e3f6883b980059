"""Keep, adjust or set aside a proposal, by the forms."""

import pytest
from django.urls import reverse

from exchanges.models import Proposal, Refusal, Session
from tests.factories import exchanges, members

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(skill):
    """One who offers the savoir and three who ask for it."""
    proposal = exchanges.ProposalFactory(skill=skill)
    exchanges.ProposalMemberFactory(proposal=proposal, role="sharer", member=members.OfferFactory(skill=skill).member)
    for _turn in range(3):
        exchanges.ProposalMemberFactory(proposal=proposal, member=members.RequestFactory(skill=skill).member)
    return proposal


def url_of(proposal, name):
    return reverse(f"proposal_{name}", args=[proposal.pk])


def people(proposal, role):
    return list(proposal.people.filter(role=role).order_by("pk").values_list("member", flat=True))


def test_keeping_leads_to_the_session(team_client, team_member, facilitator, proposal):
    answer = team_client.post(url_of(proposal, "adopt"), {"facilitators": [facilitator.pk]})
    session = Session.objects.get()
    assert answer.url == reverse("session", args=[session.code])
    assert list(session.facilitators.all()) == [facilitator]


def test_keeping_what_no_longer_holds_says_why(team_client, proposal):
    exchanges.SessionFactory(venue=proposal.venue, date=proposal.date, period=proposal.period)
    answer = team_client.post(url_of(proposal, "adopt"), {"facilitators": []} | {"csrf": "x"})
    assert answer.status_code == 422
    assert "déjà pris" in answer.content.decode()


def adjusted(proposal, **fields):
    return {
        "venue": proposal.venue_id,
        "date": proposal.date.isoformat(),
        "period": proposal.period,
        "sharers": people(proposal, "sharer"),
        "learners": people(proposal, "learner"),
    } | fields


def test_adjusting_warns_then_does(team_client, proposal):
    data = adjusted(proposal, period=2)
    answer = team_client.post(url_of(proposal, "adjust"), data)
    assert answer.status_code == 422
    assert "À regarder d’abord" in answer.content.decode()
    team_client.post(url_of(proposal, "adjust"), data | {"in_spite": "on"})
    proposal.refresh_from_db()
    assert (proposal.period, proposal.is_pinned) == (2, True)


def test_adjusting_to_a_pair_is_refused(team_client, proposal):
    data = adjusted(proposal, learners=people(proposal, "learner")[:1], in_spite="on")
    answer = team_client.post(url_of(proposal, "adjust"), data)
    assert answer.status_code == 422
    assert "jamais à deux" in answer.content.decode()


@pytest.mark.parametrize(
    ("what", "chosen", "said"),
    [
        ("skill", 1, {"skill"}),
        ("place", 1, {"venue"}),
        ("place", 0, {"venue", "skill"}),
        ("time", 2, {"weekday", "period"}),
        ("together", 2, {"other_member"}),
    ],
)
def test_setting_aside_says_what_to_respect(team_client, proposal, what, chosen, said):
    persons = people(proposal, "learner")[:chosen]
    team_client.post(url_of(proposal, "refuse"), {"what": what, "people": persons, "because": "Pas comme ça"})
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.REFUSED
    rows = list(Refusal.objects.order_by("pk"))
    assert len(rows) == (1 if what == "together" else chosen or 4)
    names = ("skill", "venue", "weekday", "period", "other_member")
    assert all({name for name in names if getattr(row, name) is not None} == said for row in rows)
    assert {row.reason for row in rows} == {"Pas comme ça"}


@pytest.mark.parametrize(
    "data", [{"what": "together"}, {"what": "other"}, {"what": ""}, {"what": "skill", "people": ["999999"]}]
)
def test_a_reason_that_says_nothing_is_asked_again(team_client, proposal, data):
    assert team_client.post(url_of(proposal, "refuse"), data).status_code == 422
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.OPEN


def test_what_the_mouline_cannot_learn_from_is_said(team_client, proposal):
    answer = team_client.post(
        url_of(proposal, "refuse"), {"what": "other", "because": "Le four est en panne"}, follow=True
    )
    assert "C’est écarté. La prochaine mouline peut proposer ce groupe à nouveau." in answer.content.decode()
    assert not Refusal.objects.exists()
