"""A mouline obeys: places and days it does without, sessions that are there already, refusals, pins."""

import datetime

import pytest
from django.urls import reverse

from exchanges.flows.proposals import adopt_proposal
from exchanges.flows.rounds import ask_for_round, run_round
from exchanges.models import Proposal, ProposalMember, Round
from exchanges.rounds import overview
from exchanges.rounds.calendar import week_of
from exchanges.rounds.reading import read_round
from members.models import Availability, DatedException, Offer, Period, Request, Weekday
from tests.exchanges.rounds.bakery import TODAY
from tests.factories import exchanges, members

pytestmark = pytest.mark.django_db

FIRST = TODAY + datetime.timedelta(days=7 - TODAY.weekday())
DAYS = {"first_day": FIRST, "last_day": FIRST + datetime.timedelta(days=13)}
TUESDAY, NEXT_TUESDAY = FIRST + datetime.timedelta(days=1), FIRST + datetime.timedelta(days=8)
AFTERNOON = (Weekday.TUESDAY, Period.AFTERNOON)


@pytest.fixture
def bread():
    return members.SkillFactory(name="Pain et levain")


@pytest.fixture
def places(commune):
    """The hall and the library, both ours every Tuesday afternoon."""
    return [
        exchanges.VenueOpeningFactory(
            venue__name=name, venue__commune=commune, weekday=Weekday.TUESDAY, period=Period.AFTERNOON
        ).venue
        for name in ("Salle des fêtes", "Médiathèque")
    ]


@pytest.fixture
def bakers(bread, places, commune):
    """One who shares and three who learn, all free on Tuesday afternoons."""
    return [make_baker(bread, commune, model=model) for model in (Offer, Request, Request, Request)]


def make_baker(skill, commune, *, model, free=(AFTERNOON,)):
    member = members.MemberFactory(commune=commune)
    for weekday, period in free:
        Availability.objects.create(member=member, weekday=weekday, period=period)
    model.objects.create(member=member, skill=skill, words=skill.name)
    return member


def grind(**asked):
    return run_round(round_=ask_for_round(by=None, in_background=False, **DAYS, **asked))


def the_group(round_):
    return round_.proposals.get()


@pytest.mark.parametrize("left_out", [0, 1])
def test_it_does_without_a_place_and_never_speaks_of_it(bakers, places, left_out):
    alone = members.SkillFactory(name="Vannerie")
    for model in (Offer, Request):
        make_baker(alone, places[0].commune, model=model)
    round_ = grind(without_venues=[places[left_out]])
    assert the_group(round_).venue == places[1 - left_out]
    assert [row.details.get("venue") for row in round_.unserved.all()] == [places[1 - left_out].name]


@pytest.mark.parametrize(
    ("without", "expected"),
    [([week_of(FIRST)], NEXT_TUESDAY), ([week_of(NEXT_TUESDAY)], TUESDAY), ([(TUESDAY, TUESDAY)], NEXT_TUESDAY)],
)
def test_it_does_without_a_week_or_a_day(bakers, without, expected):
    assert the_group(grind(without_days=without)).date == expected


def test_nothing_it_proposes_takes_a_room_or_a_person_of_a_session(bakers, bread, places, commune):
    """Everybody would come again; the room, those who were asked and the facilitator are held by the session."""
    facilitator = make_baker(bread, commune, model=Offer)
    session = adopt_proposal(proposal=the_group(grind()), by=facilitator, facilitators=[facilitator])
    sewing = members.SkillFactory(name="Couture")
    for model, people in ((Offer, [facilitator]), (Request, bakers[:3])):
        for member in people:
            model.objects.create(member=member, skill=sewing, words="la couture")
    round_ = grind()
    taken = set(session.participations.values_list("member_id", flat=True)) | {facilitator.pk}
    proposals = round_.proposals.filter(skill=sewing)
    assert proposals.exists()
    for proposal in proposals:
        same_time = (proposal.date, proposal.period) == (session.date, session.period)
        people = set(proposal.people.values_list("member_id", flat=True))
        assert not (same_time and (people & taken or proposal.venue == session.venue))


def test_a_session_made_while_it_worked_makes_it_think_again(bakers, team_member):
    proposal = the_group(grind())
    proposal.is_pinned = True
    proposal.save()
    reading = read_round(Round.objects.get(), today=TODAY)
    plan = reading.solve(seed=0)
    assert not reading.is_out_of_date(plan)
    adopt_proposal(proposal=proposal, by=team_member)
    assert reading.is_out_of_date(plan)


@pytest.mark.parametrize(
    ("what", "obeyed"),
    [
        ("skill", lambda before, after: after is None),
        ("place", lambda before, after: after.venue != before.venue),
        ("time", lambda before, after: after.period != before.period),
        ("together", lambda before, after: len(refused_pair(before) & people_of(after)) == 1),
    ],
)
def test_a_refusal_said_on_the_page_is_obeyed_by_the_next(team_client, bakers, places, what, obeyed):
    for place in places:
        exchanges.VenueOpeningFactory(venue=place, weekday=Weekday.FRIDAY, period=Period.MORNING)
    for member in bakers:
        Availability.objects.create(member=member, weekday=Weekday.FRIDAY, period=Period.MORNING)
    first = grind()
    before = the_group(first)
    ticked = refused_pair(before) if what == "together" else {bakers[0].pk}
    answer = team_client.post(reverse("proposal_refuse", args=[before.pk]), {"what": what, "people": sorted(ticked)})
    assert answer.status_code == 302
    for starts_from in (first, None):
        after = grind(starts_from=starts_from)
        assert obeyed(before, after.proposals.first())
        assert after.problem["refusals"] == 1


def people_of(proposal):
    return set(proposal.people.values_list("member_id", flat=True))


def refused_pair(proposal):
    """Two who learn there."""
    learners = proposal.people.filter(role=ProposalMember.Role.LEARNER).order_by("member")
    return set(learners.values_list("member_id", flat=True)[:2])


def break_availability(proposal, bakers):
    DatedException.objects.create(member=bakers[1], first_day=FIRST, last_day=DAYS["last_day"])


def break_opening(proposal, bakers):
    exchanges.VenueExceptionFactory(venue=proposal.venue, date=proposal.date, is_open=False)


def break_distance(proposal, bakers):
    bakers[1].commune, bakers[1].travel_km = members.CommuneFactory(), 5
    bakers[1].save()
    members.CommuneDistanceFactory(first=bakers[1].commune, second=proposal.venue.commune, kilometres=40)


def break_limit(proposal, bakers):
    type(bakers[0]).objects.filter(pk=bakers[0].pk).update(max_share=0)


@pytest.mark.parametrize(
    ("breaks", "caution"),
    [
        (break_availability, "not_said_free"),
        (break_opening, "not_said_open"),
        (break_distance, "too_far"),
        (break_limit, None),
    ],
)
def test_a_pin_outlives_what_was_never_said(bakers, breaks, caution):
    first = grind()
    pinned = the_group(first)
    Proposal.objects.update(is_pinned=True)
    breaks(pinned, bakers)
    kept = the_group(grind(starts_from=first))
    assert kept.is_pinned
    assert (kept.venue, kept.date, kept.period) == (pinned.venue, pinned.date, pinned.period)
    assert people_of(kept) == people_of(pinned)
    cautions = {reason["code"] for reason in kept.reasons if reason["caution"]}
    assert caution is None or caution in cautions
    (card,) = overview.cards_of([kept])
    assert all(card.cautions)


def steps(pinned, bakers):
    type(pinned.venue).objects.update(step_free=False)
    type(bakers[1]).objects.filter(pk=bakers[1].pk).update(needs_step_free=True)


def wish_taken_back(pinned, bakers):
    bakers[0].offers.update(state=Offer.State.WITHDRAWN)


def room_taken(pinned, bakers):
    exchanges.SessionFactory(venue=pinned.venue, date=pinned.date, period=pinned.period)


def person_taken(pinned, bakers):
    session = exchanges.SessionFactory(date=pinned.date, period=pinned.period)
    exchanges.seat(session, member=bakers[0])


@pytest.mark.parametrize("breaks", [steps, wish_taken_back, room_taken, person_taken])
def test_a_pin_that_cannot_be_is_named(team_client, bakers, breaks):
    pinned = the_group(grind())
    Proposal.objects.update(is_pinned=True)
    breaks(pinned, bakers)
    failed = grind()
    assert (failed.state, failed.error, overview.lost_pin_of(failed)) == (Round.State.FAILED, "pinned", pinned)
    page = team_client.get(reverse("round", args=[failed.pk])).content.decode()
    assert reverse("proposal_adjust", args=[pinned.pk]) in page
    team_client.post(reverse("proposal_pin", args=[pinned.pk]))
    assert grind().state == Round.State.DONE
