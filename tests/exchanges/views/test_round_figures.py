"""Whom a round reaches and forgets, and what changed since the one before."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from exchanges.models import Proposal, ProposalMember, Round
from exchanges.rounds.changes_reading import earlier_round
from exchanges.rounds.changes_report import report_changes
from exchanges.rounds.fairness_report import report_fairness
from tests.factories import exchanges, members
from tests.instruments.queries import assert_constant_queries

pytestmark = pytest.mark.django_db

Role, State = ProposalMember.Role, Proposal.State


@pytest.fixture
def round_():
    return exchanges.RoundFactory()


def propose(round_, *learners, sharer=None, **fields):
    """A group of the round: these people learn, each by a request of their own."""
    proposal = exchanges.ProposalFactory(round=round_, **fields)
    exchanges.ProposalMemberFactory(
        proposal=proposal, role=Role.SHARER, member=sharer or members.MemberFactory(birth_year=1974)
    )
    for learner in learners:
        request = learner.requests.filter(skill=proposal.skill).first()
        exchanges.ProposalMemberFactory(
            proposal=proposal,
            member=learner,
            request=request or members.RequestFactory(member=learner, skill=proposal.skill),
        )
    return proposal


def people(number, **fields):
    return [members.MemberFactory(**fields) for _turn in range(number)]


def wait(round_, person, reason="no_offer"):
    exchanges.UnservedFactory(round=round_, request=members.RequestFactory(member=person), reason=reason)


def visit(client, name, round_):
    return client.get(reverse(name, args=[round_.pk])).content.decode()


def test_a_village_that_is_forgotten_is_named_with_what_one_can_do(team_client, round_, centre):
    hill, plain = members.CommuneFactory(name="Coteaubrun"), members.CommuneFactory(name="Plainval")
    for pair in range(10):
        propose(round_, *people(2, commune=plain), venue__name=f"Salle {pair}")
    for person in people(12, commune=hill):
        wait(round_, person, "travel")
    page = visit(team_client, "round_fairness", round_)
    assert "Cette mouline\u00a0: 0 personne touchée sur 12, contre 63\u00a0% dans l’ensemble." in page
    assert "(12 demandes)" in page
    assert "Ouvrez un lieu près de chez elles" in page
    forgotten = report_fairness(round_).forgotten
    assert [one.label for one in forgotten] == ["Coteaubrun"]


def test_chance_alone_names_nobody(team_client, round_, centre):
    near, far = members.CommuneFactory(), members.CommuneFactory()
    propose(round_, *people(4, commune=near))
    propose(round_, *people(2, commune=far))
    for person in (*people(4, commune=near), *people(5, commune=far)):
        wait(round_, person)
    assert report_fairness(round_).forgotten == ()
    assert "Aucun âge, aucune commune" in visit(team_client, "round_fairness", round_)


def test_below_five_there_is_no_percentage(team_client, round_, centre):
    old = {"birth_year": timezone.localdate().year - 80}
    propose(round_, *people(2, **old))
    wait(round_, *people(1, **old))
    page = visit(team_client, "round_fairness", round_)
    assert "2 sur 3" in page
    assert "%" not in page.split("<main")[1].split("</main")[0]
    assert "<rect" not in page


def test_over_the_year_a_request_counts_once_and_is_served_by_a_group_that_stands():
    old = exchanges.RoundFactory()
    dropped, kept = people(2), people(2)
    propose(old, *dropped, state=State.EXPIRED)
    proposal = propose(old, *kept, state=State.ADOPTED)
    new = exchanges.RoundFactory()
    for person in kept:
        exchanges.UnservedFactory(round=new, request=person.requests.get(skill=proposal.skill), reason="travel")
    this, year = (whole.share for whole in report_fairness(new).ages.wholes)
    assert (this.requests, this.served) == (2, 0)
    assert (year.requests, year.served, year.people, year.reached) == (4, 2, 4, 2)
    assert year.held_back == {"not_kept": 2}


def test_a_round_says_what_it_found_whatever_became_of_it():
    round_ = exchanges.RoundFactory()
    propose(round_, *people(2), state=State.EXPIRED)
    propose(round_, *people(3), state=State.REFUSED)
    assert (report_fairness(round_).whole.requests, report_fairness(round_).whole.served) == (5, 5)


def test_a_round_of_last_year_is_not_of_the_last_twelve_months():
    exchanges.RoundFactory()
    Round.objects.update(created_at=timezone.now() - datetime.timedelta(days=400))
    report = report_fairness(exchanges.RoundFactory())
    assert report.rounds_of_the_year == 0
    assert [len(table.columns) for table in (report.ages, report.villages)] == [1, 1]


def test_those_who_learn_without_having_asked_are_no_request(round_):
    proposal = propose(round_, *people(2))
    exchanges.ProposalMemberFactory(proposal=proposal)
    assert report_fairness(round_).whole.requests == 2


def test_nobody_asks(team_client, round_, centre):
    assert "Personne ne demande encore rien" in visit(team_client, "round_fairness", round_)


@pytest.mark.parametrize("name", ["round_fairness", "round_changes"])
def test_a_round_that_is_not_done_has_no_figures(team_client, name):
    round_ = exchanges.RoundFactory(state=Round.State.RUNNING)
    assert team_client.get(reverse(name, args=[round_.pk])).status_code == 404


def test_fairness_costs_the_same_whatever_the_round_holds(team_client, round_, centre):
    exchanges.RoundFactory()

    def make_rows(count):
        for _n in range(count):
            propose(round_, *people(3))
            wait(round_, *people(1))

    assert_constant_queries(team_client, reverse("round_fairness", args=[round_.pk]), make_rows)


def test_without_an_earlier_mouline_the_page_says_what_to_do(team_client, round_, centre):
    later_days = round_.last_day + datetime.timedelta(days=1)
    exchanges.RoundFactory(first_day=later_days)
    assert "Pas de mouline avant celle-ci" in visit(team_client, "round_changes", round_)


def test_the_earlier_mouline_is_the_last_done_over_some_of_the_days(round_):
    exchanges.RoundFactory(state=Round.State.FAILED)
    exchanges.RoundFactory(first_day=round_.last_day + datetime.timedelta(days=1))
    overlapping = exchanges.RoundFactory(first_day=round_.last_day)
    new = exchanges.RoundFactory(first_day=round_.first_day, last_day=round_.last_day)
    assert earlier_round(new) == overlapping
    assert earlier_round(overlapping) is not None
    assert earlier_round(round_) is None


def test_what_changed_is_said_group_by_group(team_client, centre):
    skill, place = members.SkillFactory(name="Vannerie"), exchanges.VenueFactory(name="La grange")
    ana, bob, cyr, dora = (
        members.MemberFactory(first_name=name, last_name="Test") for name in ("Ana", "Bob", "Cyr", "Dora")
    )
    before, after = exchanges.RoundFactory(), exchanges.RoundFactory()
    propose(before, bob, cyr, sharer=ana, skill=skill, venue=place, state=State.EXPIRED)
    propose(after, bob, dora, sharer=ana, skill=skill, venue__name="Le lavoir")
    exchanges.UnservedFactory(round=after, request=cyr.requests.get(skill=skill), reason="group_full")
    page = visit(team_client, "round_changes", after)
    assert "1 demande de plus trouve un groupe, 1 n’en a plus" in page
    assert "Le lieu change. C’était\u00a0: La grange." in page
    assert "Dora T. arrive." in page
    assert "Cyr T. n’y est plus." in page
    assert "Le groupe est complet." in page
    assert "La mouline d’avant n’avait pas cette demande." in page


def test_groups_kept_meanwhile_are_no_loss():
    before, after = exchanges.RoundFactory(), exchanges.RoundFactory()
    propose(before, *people(2), state=State.ADOPTED)
    report = report_changes(after, earlier=before)
    assert report.changes.is_empty
    assert len(report.kept_meanwhile) == 1


def test_a_group_that_is_gone_says_why_when_one_knows():
    before, after = exchanges.RoundFactory(), exchanges.RoundFactory()
    propose(before, *people(2), state=State.REFUSED)
    propose(before, *people(2), state=State.EXPIRED, date=before.first_day - datetime.timedelta(days=2))
    gone = [line for line in report_changes(after, earlier=before).lines if len(line.details) == 3]
    assert {line.details[2] for line in gone} == {
        "Vous l’aviez écarté.",
        "Cette mouline ne regarde pas ce jour-là.",
    }


def test_the_same_round_again_changes_nothing(team_client, centre):
    before = exchanges.RoundFactory()
    first = propose(before, *people(2), state=State.EXPIRED)
    after = exchanges.RoundFactory()
    again = exchanges.ProposalFactory(round=after, skill=first.skill, venue=first.venue, date=first.date)
    for row in first.people.all():
        exchanges.ProposalMemberFactory(proposal=again, member=row.member, role=row.role, request=row.request)
    page = visit(team_client, "round_changes", after)
    assert "Rien n’a changé" in page
    assert "Les groupes qui restent" in page


def test_changes_cost_the_same_whatever_changed(team_client, centre):
    before, after = exchanges.RoundFactory(), exchanges.RoundFactory()

    def make_rows(count):
        for _n in range(count):
            learners = people(3)
            first = propose(before, *learners, state=State.EXPIRED)
            propose(after, *learners, skill=first.skill)
            propose(after, *people(2))
            wait(after, *people(1))

    assert_constant_queries(team_client, reverse("round_changes", args=[after.pk]), make_rows)
