"""What ties people of a round: households, far villages, steps, and who may accompany children."""

import datetime

import pytest
from django.urls import reverse

from exchanges.flows.proposals import adjust_proposal, adopt_proposal
from exchanges.flows.refused import Refused
from exchanges.flows.rounds import ask_for_round, run_round
from exchanges.models import Participation, Proposal
from exchanges.rounds import overview
from exchanges.rounds.reading import read_problem
from members.models import Centre, Household, Offer, Period, Request, Weekday
from tests.exchanges.rounds.bakery import TODAY
from tests.factories import exchanges, members

pytestmark = pytest.mark.django_db

FIRST = TODAY + datetime.timedelta(days=7 - TODAY.weekday())
LAST = FIRST + datetime.timedelta(days=6)
TUESDAY = FIRST + datetime.timedelta(days=1)
MORNING, AFTERNOON = Period.MORNING, Period.AFTERNOON


@pytest.fixture
def bread():
    return members.SkillFactory(name="Pain et levain")


@pytest.fixture
def hall(commune):
    return open_place(commune, AFTERNOON)


def open_place(commune, *periods, **fields):
    venue = exchanges.VenueFactory(commune=commune, **fields)
    for period in periods:
        exchanges.VenueOpeningFactory(venue=venue, weekday=Weekday.TUESDAY, period=period)
    return venue


def person(*wishes, periods=(AFTERNOON,), **fields):
    member = members.MemberFactory(**fields)
    for period in periods:
        members.AvailabilityFactory(member=member, weekday=Weekday.TUESDAY, period=period)
    for model, skill in wishes:
        model.objects.create(member=member, skill=skill, words=skill.name)
    return member


def child(*wishes, **fields):
    young = person(*wishes, child=True, **fields)
    members.AuthorisationFactory(member=young)
    return young


def household(wish):
    return members.HouseholdFactory(wish=wish)


def read():
    return read_problem(first_day=FIRST, last_day=LAST, today=TODAY)


def grind():
    round_ = ask_for_round(by=None, first_day=FIRST, last_day=LAST, in_background=False)
    return run_round(round_=round_)


def waiting(round_):
    return {row.request.member_id: (row.reason, row.unblock) for row in round_.unserved.select_related("request")}


class TestHouseholds:
    def test_those_who_come_together_are_told_to_the_engine(self, bread, hall):
        home = household(Household.Wish.TOGETHER)
        pair = [person((Request, bread), household=home) for _turn in range(2)]
        person((Request, bread), household=household(Household.Wish.TOGETHER))
        reading = read()
        numbers = reading.numbers()["person"]
        assert reading.problem.together == (tuple(sorted(numbers[member.pk] for member in pair)),)

    def test_by_turns_is_for_adults(self, bread, hall):
        home = household(Household.Wish.BY_TURNS)
        parents = [person((Offer, bread), household=home) for _turn in range(2)]
        child((Request, bread), household=home, companion=parents[0])
        reading = read()
        numbers = reading.numbers()["person"]
        assert reading.problem.by_turns == (tuple(sorted(numbers[member.pk] for member in parents)),)

    def test_when_one_is_promised_the_other_stays_home(self, bread, hall):
        home = household(Household.Wish.BY_TURNS)
        one, other = (person((Offer, bread), household=home) for _turn in range(2))
        session = exchanges.SessionFactory(date=TUESDAY, period=AFTERNOON)
        exchanges.ParticipationFactory(session=session, member=one, answer="yes")
        reading = read()
        numbers = reading.numbers()["person"]
        assert [reading.problem.people[numbers[member.pk]].available for member in (one, other)] == [set(), set()]

    def test_who_cannot_be_planned_keeps_the_others_waiting(self, bread, hall):
        home = household(Household.Wish.TOGETHER)
        ready = person((Request, bread), household=home)
        unsaid = person((Request, bread), household=home, periods=())
        assert {left.request.member_id: left.reason for left in read().left_out} == {
            ready.pk: "household_waits",
            unsaid.pk: "no_availability",
        }

    def test_the_round_keeps_them_together_and_says_so(self, bread, hall):
        person((Offer, bread))
        others = [person((Request, bread)) for _turn in range(2)]
        home = household(Household.Wish.TOGETHER)
        near = person((Request, bread), household=home)
        far = person((Request, bread), household=home, periods=(MORNING,))
        round_ = grind()
        assert {row.member for row in round_.proposals.get().people.filter(role="learner")} == set(others)
        assert waiting(round_)[near.pk] == ("household_wish", "ask_household")
        assert waiting(round_)[far.pk][0] == "no_common_half_day"
        assert all(line.reason and line.unblock for line in overview.waiting_lines(overview.unserved_of(round_)))

    def test_a_pin_goes_before_the_wish_with_a_caution(self, bread, hall, team_member):
        sharer, *learners = person((Offer, bread)), *(person((Request, bread)) for _turn in range(2))
        left = person((Request, bread))
        home = household(Household.Wish.TOGETHER)
        for member in (learners[0], left):
            member.household = home
            member.save()
        pin = exchanges.ProposalFactory(skill=bread, venue=hall, date=TUESDAY, period=AFTERNOON, is_pinned=True)
        for member, role in ((sharer, "sharer"), *((learner, "learner") for learner in learners)):
            exchanges.ProposalMemberFactory(proposal=pin, member=member, role=role)
        round_ = grind()
        kept = round_.proposals.get()
        assert {row.member for row in kept.people.all()} == {sharer, *learners}
        assert "against_household" in [reason["code"] for reason in kept.reasons]


class TestFarVillages:
    def test_from_so_many_kilometres_on(self, bread, hall):
        there = open_place(members.CommuneFactory(), MORNING)
        members.CommuneDistanceFactory(first=hall.commune, second=there.commune, kilometres=15)
        pair = sorted(read().numbers()["commune"][venue.commune_id] for venue in (hall, there))
        assert read().problem.far == {tuple(pair)}
        for kilometres in (16, None):
            Centre.objects.update_or_create(pk=1, defaults={"far_km": kilometres})
            assert read().problem.far == set()

    def test_what_is_promised_counts(self, bread, hall):
        there = members.CommuneFactory()
        members.CommuneDistanceFactory(first=hall.commune, second=there, kilometres=30)
        busy, free = (person((Offer, bread)) for _turn in range(2))
        session = exchanges.SessionFactory(venue__commune=there, date=TUESDAY, period=MORNING)
        exchanges.ParticipationFactory(session=session, member=busy, answer="yes")
        reading = read()
        [refusal] = reading.problem.refused
        assert reading.members[refusal.person] == busy
        assert reading.half_days[refusal.slot].period == AFTERNOON


class TestWhatIsPromisedMeanwhile:
    """A session made while the round was thinking may take people of its plan, in one way or another."""

    @pytest.mark.parametrize(
        "who, far, period, taken",
        [
            ("sharer", False, AFTERNOON, True),
            ("sharer", False, MORNING, False),
            ("sharer", True, MORNING, True),
            ("partner", False, AFTERNOON, True),
            ("partner", True, MORNING, False),
            ("neighbour", True, MORNING, False),
        ],
    )
    def test_the_plan_is_out_of_date_when_it_takes_somebody(self, bread, hall, who, far, period, taken):
        there = open_place(members.CommuneFactory(), MORNING)
        members.CommuneDistanceFactory(first=hall.commune, second=there.commune, kilometres=30)
        home = household(Household.Wish.BY_TURNS)
        people = {
            "sharer": person((Offer, bread), household=home),
            "partner": person((Request, bread), household=home, periods=(MORNING,)),
            "neighbour": person((Request, bread), periods=(MORNING,)),
        }
        for _turn in range(2):
            person((Request, bread))
        reading = read()
        plan = reading.solve(seed=0)
        assert [reading.venues[held.venue] for held in plan.sessions] == [hall]
        assert not reading.is_out_of_date(plan)
        place = there if far else exchanges.VenueFactory(commune=hall.commune)
        session = exchanges.SessionFactory(venue=place, date=TUESDAY, period=period)
        exchanges.ParticipationFactory(session=session, member=people[who], answer="yes")
        assert reading.is_out_of_date(plan) is taken

    def test_what_was_promised_before_is_in_the_plan_already(self, bread, hall):
        """Otherwise a pinned group that goes against a promise would be planned anew without end."""
        home = household(Household.Wish.BY_TURNS)
        sharer, partner = (person((Offer, bread), household=home) for _turn in range(2))
        learners = [person((Request, bread)) for _turn in range(2)]
        session = exchanges.SessionFactory(date=TUESDAY, period=AFTERNOON)
        exchanges.ParticipationFactory(session=session, member=partner, answer="yes")
        pin = exchanges.ProposalFactory(skill=bread, venue=hall, date=TUESDAY, period=AFTERNOON, is_pinned=True)
        for member, role in ((sharer, "sharer"), *((learner, "learner") for learner in learners)):
            exchanges.ProposalMemberFactory(proposal=pin, member=member, role=role)
        reading = read()
        plan = reading.solve(seed=0)
        assert [held.sharers for held in plan.sessions] == [(reading.numbers()["person"][sharer.pk],)]
        assert not reading.is_out_of_date(plan)


class TestChaperones:
    @pytest.fixture
    def group(self, bread, hall):
        """A sharer, a learner, a child who comes with a facilitator, and somebody who may accompany children."""
        sharer, learner = person((Offer, bread)), person((Request, bread))
        young = child((Request, bread), comes_with_facilitator=True)
        return sharer, learner, young, person(is_cleared_for_minors=True)

    def test_the_plan_finds_one_and_the_team_sees_who(self, group):
        _sharer, _learner, young, cleared = group
        proposal = grind().proposals.get()
        assert proposal.chaperone == cleared
        [card] = overview.cards_of([proposal])
        along = {person.name: person.along for person in card.learners}
        assert along[overview.short_name(young)].endswith(overview.short_name(cleared))

    def test_a_session_kept_has_them_on_the_list(self, group, team_member):
        session = adopt_proposal(proposal=grind().proposals.get(), by=team_member)
        line = session.participations.get(role=Participation.Role.COMPANION)
        assert (line.member, line.accompanies.member) == (group[3], group[2])

    def test_without_anybody_it_is_said(self, group):
        group[3].availabilities.all().delete()
        round_ = grind()
        assert waiting(round_)[group[2].pk] == ("no_adult", "an_adult")
        assert all(line.reason and line.unblock for line in overview.waiting_lines(overview.unserved_of(round_)))

    def test_a_named_adult_who_left_is_nobody(self, bread, hall):
        young = child((Request, bread), companion=person(is_active=False))
        assert [(left.request.member, left.reason) for left in read().left_out] == [(young, "no_companion")]

    def test_changing_a_group_asks_who_comes_along(self, group, team_member):
        sharer, learner, young, cleared = group
        proposal = grind().proposals.get()
        place = {"venue": proposal.venue, "date": proposal.date, "period": proposal.period}
        change = {"proposal": proposal, "by": team_member, "sharers": [sharer], "learners": [learner, young], **place}
        with pytest.raises(Refused, match=young.first_name):
            adjust_proposal(**change)
        adjust_proposal(**change, chaperone=cleared)
        proposal.refresh_from_db()
        assert (proposal.is_pinned, proposal.chaperone) == (True, cleared)
        assert grind().proposals.filter(state=Proposal.State.OPEN).get().chaperone == cleared


def test_the_page_of_a_group_asks_only_when_a_child_needs_it(bread, hall, team_client, centre):
    proposal = exchanges.ProposalFactory(skill=bread, sharers=1, learners=2)
    url = reverse("proposal_adjust", args=[proposal.pk])
    assert "chaperone" not in team_client.get(url).context["form"].fields
    child((Request, bread), comes_with_facilitator=True)
    cleared = person(is_cleared_for_minors=True)
    assert list(team_client.get(url).context["form"].fields["chaperone"].queryset) == [cleared]


def test_steps_are_told_to_the_engine(bread, hall):
    open_place(hall.commune, AFTERNOON, step_free=False)
    person((Offer, bread), needs_step_free=True)
    problem = read().problem
    assert [venue.step_free for venue in problem.venues] == [True, False]
    assert problem.people[0].needs_step_free
