"""The web of a round, for the team with names, and on a poster without."""

import re

import pytest
from django.urls import reverse

from exchanges.models import Proposal, Round
from tests.factories import exchanges, members
from tests.instruments.queries import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def ring(centre):
    """Odile gives to Paul and Awa; Paul gives back to Odile and to Inès, who gives to two more in a third group."""
    round_ = exchanges.RoundFactory()
    people = {
        name: members.MemberFactory(first_name=name, last_name="Zyx") for name in ("Odile", "Paul", "Awa", "Inès")
    }
    for skill, sharer, learners in (("Pain", "Odile", ("Paul", "Awa")), ("Guitare", "Paul", ("Odile", "Inès"))):
        _propose(round_, skill, people[sharer], [people[name] for name in learners])
    _propose(round_, "Vannerie", people["Inès"], [members.MemberFactory(), members.MemberFactory()])
    return round_


def _propose(round_, skill, sharer, learners, **fields):
    proposal = exchanges.ProposalFactory(round=round_, skill=members.SkillFactory(name=skill), **fields)
    exchanges.ProposalMemberFactory(proposal=proposal, member=sharer, role="sharer")
    for learner in learners:
        exchanges.ProposalMemberFactory(proposal=proposal, member=learner)


def read(client, name, round_, query=""):
    """The words of the page, without its marks."""
    html = client.get(reverse(name, args=[round_.pk]) + query).content.decode()
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]*>", " ", html))


def test_the_web_is_told_in_sentences_and_in_lines(team_client, ring):
    page = read(team_client, "round_web", ring)
    assert "6 personnes, 3 petits groupes." in page
    assert "Paul Z. apprend «\u00a0Pain\u00a0» et partage «\u00a0Guitare\u00a0»." in page
    assert "Odile Z. apprend «\u00a0Guitare\u00a0» et partage «\u00a0Pain\u00a0»." in page
    assert "Inès Z. apprend «\u00a0Guitare\u00a0» et partage «\u00a0Vannerie\u00a0»." in page
    assert "1 ronde" in page
    assert "1 chaîne" in page
    assert "1 · Pain Odile Z. Paul Z. et Awa Z." in page


def test_the_two_drawings_say_what_they_are(team_client, ring):
    html = team_client.get(reverse("round_web", args=[ring.pk])).content.decode()
    for key in ("wide", "narrow"):
        assert f'aria-labelledby="{key}-title {key}-desc"' in html
        assert f'<title id="{key}-title">' in html
        assert f'<desc id="{key}-desc">6 personnes' in html
    assert "style=" not in html


@pytest.mark.parametrize(("name", "query"), [("round_web", "?prenoms=sans"), ("round_web_poster", "")])
def test_nobody_is_named_on_the_poster_nor_when_names_are_hidden(team_client, ring, name, query):
    page = read(team_client, name, ring, query)
    assert "Guitare" in page
    assert not re.search(r"Odile|Paul|Awa|Inès|Zyx|\bOZ\b", page)


def test_many_people_are_named_by_their_initials_in_the_drawing(team_client, centre):
    round_ = exchanges.RoundFactory()
    for _turn in range(7):
        exchanges.ProposalFactory(round=round_, sharers=1, learners=4)
    member = members.MemberFactory(first_name="Odile", last_name="Quenot")
    exchanges.ProposalMemberFactory(proposal=round_.proposals.earliest("pk"), member=member)
    html = team_client.get(reverse("round_web", args=[round_.pk])).content.decode()
    assert ">OQ</text>" in html
    assert ">Odile Q.</text>" not in html
    assert ">OQ</text>" not in team_client.get(reverse("round_web_poster", args=[round_.pk])).content.decode()


@pytest.mark.parametrize("state", [Proposal.State.REFUSED, Proposal.State.EXPIRED])
def test_a_group_that_is_no_more_is_not_in_the_web(team_client, ring, state):
    _propose(ring, "Aquarelle", members.MemberFactory(), members.MemberFactory.create_batch(2), state=state)
    assert "Aquarelle" not in read(team_client, "round_web", ring)


def test_a_round_at_work_has_no_web(team_client, centre):
    working = exchanges.RoundFactory(state=Round.State.RUNNING)
    for name in ("round_web", "round_web_poster"):
        assert team_client.get(reverse(name, args=[working.pk])).status_code == 404


def test_a_round_without_groups_says_so_and_has_no_poster(team_client, centre):
    empty = exchanges.RoundFactory()
    assert "Aucun groupe cette fois" in read(team_client, "round_web", empty)
    assert team_client.get(reverse("round_web_poster", args=[empty.pk])).status_code == 404


def test_a_large_web_has_a_large_poster_and_a_savoir_is_said_once(team_client, centre):
    round_, skill = exchanges.RoundFactory(), members.SkillFactory(name="Vannerie")
    for _turn in range(25):
        exchanges.ProposalFactory(round=round_, skill=skill, sharers=1, learners=2)
    html = team_client.get(reverse("round_web_poster", args=[round_.pk])).content.decode()
    assert "poster-large" in html
    assert html.count("Vannerie") == 1


@pytest.mark.parametrize("name", ["round_web", "round_web_poster"])
def test_the_web_costs_the_same_whatever_its_size(team_client, centre, name):
    round_ = exchanges.RoundFactory()

    def make_rows(count):
        for _n in range(count):
            exchanges.ProposalFactory(round=round_, sharers=1, learners=3)

    assert_constant_queries(team_client, reverse(name, args=[round_.pk]), make_rows, most_bytes=100 * 1024)
