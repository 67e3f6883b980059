"""Keep, adjust, pin or set aside what the mouline proposes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from exchanges.flows import proposals as flows
from exchanges.flows.refused import Refused
from exchanges.models import ActionGroup, Proposal, Refusal, Session
from tests.factories import exchanges, members

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    return exchanges.ProposalFactory(sharers=1, learners=3)


def test_keeping_makes_a_group_and_a_session_to_settle(proposal, team_member, facilitator):
    request = members.RequestFactory(skill=proposal.skill)
    exchanges.ProposalMemberFactory(proposal=proposal, member=request.member, request=request)
    session = flows.adopt_proposal(proposal=proposal, by=team_member, facilitators=[facilitator])
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.ADOPTED
    assert proposal.group == session.group
    assert session.group.tasks.count() == 6
    assert (session.venue, session.date, session.period) == (proposal.venue, proposal.date, proposal.period)
    assert list(session.facilitators.all()) == list(session.group.facilitators.all()) == [facilitator]
    assert session.participations.get(member=request.member).serves == request
    assert not session.group.members.exists()


def test_kept_once(proposal, team_member):
    flows.adopt_proposal(proposal=proposal, by=team_member)
    with pytest.raises(Refused):
        flows.adopt_proposal(proposal=proposal, by=team_member)
    with pytest.raises(Refused):
        flows.refuse_proposal(proposal=proposal, by=team_member)
    assert Session.objects.count() == 1


def test_a_proposal_that_no_longer_holds_stays_open(proposal, team_member):
    exchanges.SessionFactory(venue=proposal.venue)
    with pytest.raises(Refused):
        flows.adopt_proposal(proposal=proposal, by=team_member)
    proposal.refresh_from_db()
    assert (proposal.state, ActionGroup.objects.filter(proposal=proposal).count()) == (Proposal.State.OPEN, 0)


def test_somebody_who_left_since_is_named(proposal, team_member):
    gone = proposal.people.filter(role="learner").order_by("pk")[0].member
    gone.is_active = False
    gone.save()
    with pytest.raises(Refused, match=gone.get_full_name()):
        flows.adopt_proposal(proposal=proposal, by=team_member)


def test_setting_aside_keeps_the_reason_and_what_to_respect(proposal, team_member):
    person = proposal.people.order_by("pk")[0].member
    flows.refuse_proposal(
        proposal=proposal,
        by=team_member,
        because="Trop loin le soir",
        refusals=[Refusal(member=person, venue=proposal.venue)],
    )
    proposal.refresh_from_db()
    assert (proposal.state, proposal.refused_because) == (Proposal.State.REFUSED, "Trop loin le soir")
    refusal = Refusal.objects.get()
    assert (refusal.member, refusal.venue, refusal.created_by) == (person, proposal.venue, team_member)


def test_a_refusal_says_something(member):
    with pytest.raises(IntegrityError), transaction.atomic():
        Refusal.objects.create(member=member)
    with pytest.raises(ValidationError):
        Refusal(member=member).full_clean()


def test_pinning_is_for_open_proposals(proposal, team_member):
    flows.pin_proposal(proposal=proposal, by=team_member)
    proposal.refresh_from_db()
    assert proposal.is_pinned
    flows.unpin_proposal(proposal=proposal, by=team_member)
    proposal.refresh_from_db()
    assert not proposal.is_pinned
    flows.refuse_proposal(proposal=proposal, by=team_member)
    with pytest.raises(Refused):
        flows.pin_proposal(proposal=proposal, by=team_member)


def adjust(proposal, by, **fields):
    usual = {
        "venue": proposal.venue,
        "date": proposal.date,
        "period": proposal.period,
        "sharers": flows.people_of(proposal, "sharer"),
        "learners": flows.people_of(proposal, "learner"),
    }
    flows.adjust_proposal(proposal=proposal, by=by, **usual | fields)


def test_adjusting_changes_people_day_and_place_and_pins(proposal, team_member):
    request = members.RequestFactory(skill=proposal.skill)
    learners = [*flows.people_of(proposal, "learner")[:2], request.member]
    venue = exchanges.VenueFactory()
    adjust(proposal, team_member, learners=learners, venue=venue, date=exchanges.in_days(20), period=0)
    proposal.refresh_from_db()
    assert (proposal.venue, proposal.date, proposal.period) == (venue, exchanges.in_days(20), 0)
    assert proposal.is_pinned
    assert flows.people_of(proposal, "learner") == learners
    assert proposal.people.get(member=request.member).request == request


@pytest.mark.parametrize("change", ["one_learner", "nobody_shares", "minor", "room", "past", "too_many"])
def test_adjusting_keeps_the_rules(proposal, team_member, change):
    taken = exchanges.SessionFactory(venue=proposal.venue, date=exchanges.in_days(20)).venue
    fields = {
        "one_learner": {"learners": flows.people_of(proposal, "learner")[:1]},
        "nobody_shares": {"sharers": []},
        "minor": {"learners": [members.MemberFactory(under_age=True), *flows.people_of(proposal, "learner")]},
        "room": {"venue": taken, "date": exchanges.in_days(20)},
        "past": {"date": exchanges.in_days(-1)},
        "too_many": {"learners": members.MemberFactory.create_batch(8)},
    }[change]
    before = set(proposal.people.values_list("member", flat=True))
    with pytest.raises(Refused):
        adjust(proposal, team_member, **fields)
    assert set(proposal.people.values_list("member", flat=True)) == before
