"""What would unblock most: from the mouline to its page."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from exchanges.flows.rounds import ask_for_round, run_round
from exchanges.models import Proposal, Session
from exchanges.rounds import overview
from exchanges.rounds.advice import advice_of
from members.models import Availability, Offer, Period, Request, Weekday
from tests.factories import exchanges, members
from tests.instruments.queries import assert_constant_queries

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
FIRST = TODAY + datetime.timedelta(days=7 - TODAY.weekday())
TUESDAY = FIRST + datetime.timedelta(days=1)
DAYS = {"first_day": FIRST, "last_day": FIRST + datetime.timedelta(days=6)}


@pytest.fixture
def bread():
    return members.SkillFactory(name="Pain et levain")


@pytest.fixture
def room():
    return exchanges.VenueFactory(name="Salle des Ormes")


def person(*wishes, **fields):
    member = members.MemberFactory(**fields)
    Availability.objects.create(member=member, weekday=Weekday.TUESDAY, period=Period.AFTERNOON)
    for model, skill in wishes:
        model.objects.create(member=member, skill=skill, words=skill.name)
    return member


def group(skill, learners=3):
    return [person((Offer, skill)), *(person((Request, skill)) for _n in range(learners))]


def open_on_tuesdays(room):
    exchanges.VenueOpeningFactory(venue=room, weekday=Weekday.TUESDAY, period=Period.AFTERNOON)


def grind():
    return run_round(round_=ask_for_round(by=None, in_background=False, **DAYS))


def visit(client, round_):
    return client.get(reverse("round", args=[round_.pk])).content.decode()


def test_a_place_to_open_is_said_with_its_half_day_and_its_requests(team_client, centre, bread, room):
    group(bread)
    round_ = grind()
    (opening,) = round_.solution["advice"]["openings"]
    assert opening == {
        "venue": room.pk,
        "place": "Salle des Ormes",
        "date": TUESDAY.isoformat(),
        "period": Period.AFTERNOON,
        "skill": bread.pk,
        "savoir": "Pain et levain",
        "requests": 3,
    }
    page = visit(team_client, round_)
    assert "Ce qui débloquerait le plus" in page
    assert "3 demandes de plus trouveraient leur groupe." in page
    assert "Salle des Ormes" in page


@pytest.mark.parametrize("period", [None, Period.AFTERNOON])
def test_a_place_that_somebody_else_has_that_day_is_not_asked_for(bread, room, period):
    group(bread)
    exchanges.VenueExceptionFactory(venue=room, date=TUESDAY, period=period, is_open=False)
    assert grind().solution["advice"] == {"openings": [], "sharers": []}


def test_a_place_that_has_a_session_already_is_not_asked_for(bread, room):
    group(bread)
    exchanges.SessionFactory(venue=room, date=TUESDAY, period=Period.AFTERNOON)
    assert grind().solution["advice"]["openings"] == []


def test_a_savoir_that_nobody_shares_comes_with_neighbours(team_client, centre, bread, room):
    open_on_tuesdays(room)
    wishing = [person((Request, bread)) for _n in range(3)]
    pastry = members.SkillFactory(name="Pâtisserie", theme=bread.theme)
    neighbour = person((Offer, pastry), first_name="Odile", last_name="Pradelle", birth_year=1958)
    Offer.objects.create(member=wishing[0], skill=pastry, words="les gâteaux")
    person((Offer, pastry), paused_at=timezone.now())
    person((Offer, pastry), birth_year=TODAY.year - 16)
    person((Offer, members.SkillFactory(name="Tricot", theme=members.ThemeFactory())))
    round_ = grind()
    assert round_.solution["advice"]["sharers"] == [{"skill": bread.pk, "savoir": "Pain et levain", "requests": 3}]
    (wanted,) = advice_of(round_).wanted
    assert [(one.pk, one.name, one.savoir) for one in wanted.neighbours] == [(neighbour.pk, "Odile P.", "Pâtisserie")]
    page = visit(team_client, round_)
    assert "Elles et ils partagent un savoir voisin" in page
    assert reverse("person", args=[neighbour.pk]) in page


def test_at_most_three_neighbours_and_those_who_share_it_already_are_not_asked(bread, room):
    pastry = members.SkillFactory(name="Pâtisserie", theme=bread.theme)
    for _n in range(5):
        person((Offer, pastry), birth_year=1970)
    already = [person((Offer, bread), (Offer, pastry), birth_year=1970) for _n in range(5)]
    round_ = exchanges.RoundFactory(
        solution={
            "advice": {"openings": [], "sharers": [{"skill": bread.pk, "savoir": "Pain et levain", "requests": 2}]}
        }
    )
    (wanted,) = advice_of(round_).wanted
    assert len(wanted.neighbours) == 3
    assert not {one.pk for one in wanted.neighbours} & {member.pk for member in already}


@pytest.mark.parametrize("solution", [{}, {"advice": {"openings": [], "sharers": []}}])
def test_without_advice_the_page_says_nothing(team_client, centre, solution):
    page = visit(team_client, exchanges.RoundFactory(solution=solution))
    assert "Ce qui débloquerait le plus" not in page


def test_a_group_says_what_else_its_place_could_have_held(bread, room):
    open_on_tuesdays(room)
    group(bread, learners=5)
    group(members.SkillFactory(name="Tricot"), learners=3)
    (card,) = overview.cards_of(overview.proposals_of(grind()))
    assert "Autre possibilité pour ce lieu\u00a0: Tricot, 3 demandes servies au lieu de 5." in card.reasons


def test_of_a_place_that_could_have_held_nothing_else_nothing_is_said(bread, room):
    open_on_tuesdays(room)
    group(bread)
    assert "other_use" not in {reason["code"] for reason in grind().proposals.get().reasons}


def test_the_page_costs_the_same_whatever_it_advises(team_client, centre, bread):
    """With groups of this round beside, one of them kept, and ever more neighbours."""
    lines = [{"skill": bread.pk, "savoir": "Pain et levain", "requests": 2}]
    round_ = exchanges.RoundFactory(solution={"advice": {"openings": [], "sharers": lines}})
    pastry = members.SkillFactory(name="Pâtisserie", theme=bread.theme)
    kept = exchanges.ProposalFactory(round=round_, sharers=1, learners=4, state=Proposal.State.ADOPTED)
    session = exchanges.SessionFactory(group__proposal=kept, state=Session.State.TO_SETTLE)
    for _n in range(3):
        exchanges.ParticipationFactory(session=session)

    def make_rows(count):
        for _n in range(count):
            exchanges.ProposalFactory(round=round_, sharers=1, learners=4)
            person((Offer, pastry), birth_year=1970)

    assert_constant_queries(team_client, reverse("round", args=[round_.pk]), make_rows)
    page = visit(team_client, round_)
    assert "1 groupe retenu." in page
    assert "3 personnes seront invitées." in page
