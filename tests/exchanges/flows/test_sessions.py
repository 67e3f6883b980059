"""A session made by hand, its people, its invitations, its end before the day."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from exchanges.flows import sessions as flows
from exchanges.flows.answers import answer_invitation
from exchanges.flows.refused import Refused
from exchanges.models import ActionGroup, Call, Participation, Session
from members.models import Period
from tests.factories import exchanges, members

Answer = Participation.Answer
pytestmark = pytest.mark.django_db


@pytest.fixture
def make(team_member, venue, skill):
    """Make a session by hand: one who shares and two who learn, unless said."""

    def make(**fields):
        usual = {
            "by": team_member,
            "skill": skill,
            "venue": venue,
            "date": exchanges.in_days(10),
            "period": Period.AFTERNOON,
            "sharers": [members.MemberFactory()] if "sharers" not in fields else [],
            "learners": members.MemberFactory.create_batch(2) if "learners" not in fields else [],
        }
        return flows.create_session(**usual | fields)

    return make


def test_a_session_by_hand_has_the_hours_and_the_size_of_the_centre(make):
    members.make_centre(max_people=6, afternoon_starts=datetime.time(14), afternoon_ends=datetime.time(16))
    session = make()
    assert (session.state, session.capacity, session.max_learners) == (Session.State.TO_SETTLE, 6, 5)
    assert (session.starts_at, session.ends_at) == (datetime.time(14), datetime.time(16))
    assert session.title == session.skill.name


def test_the_room_and_who_shares_may_make_it_smaller(make, skill):
    sharer = members.OfferFactory(skill=skill, max_learners=2).member
    session = make(venue=exchanges.VenueFactory(capacity=5), sharers=[sharer])
    assert (session.capacity, session.max_learners) == (5, 2)


@pytest.mark.parametrize(("sharers", "learners"), [(0, 3), (1, 0), (1, 1), (2, 1), (0, 0)])
def test_never_one_to_one(make, sharers, learners):
    people = {
        "sharers": members.MemberFactory.create_batch(sharers),
        "learners": members.MemberFactory.create_batch(learners),
    }
    with pytest.raises(Refused):
        make(**people)
    assert (Session.objects.count(), ActionGroup.objects.count()) == (0, 0)


@pytest.mark.parametrize("state", ["confirmed", "held"])
def test_the_database_and_the_forms_refuse_one_to_one_too(state):
    session = exchanges.SessionFactory()
    exchanges.seat(session, role="sharer")
    exchanges.seat(session)
    session.state = state
    with pytest.raises(IntegrityError), transaction.atomic():
        session.save()
    with pytest.raises(ValidationError):
        session.full_clean(exclude=["sharers", "learners", "companions"])


def test_the_same_person_does_not_count_twice(make):
    both, other = members.MemberFactory.create_batch(2)
    with pytest.raises(Refused, match=both.get_full_name()):
        make(sharers=[both], learners=[both, other])


def test_people_who_may_not_come_are_all_named(make):
    minor = members.MemberFactory(under_age=True)
    gone = members.MemberFactory(is_active=False)
    with pytest.raises(Refused) as refused:
        make(learners=[minor, gone, members.MemberFactory()])
    assert minor.get_full_name() in str(refused.value)
    assert gone.get_full_name() in str(refused.value)


def test_adults_who_come_along_count_for_the_room(make):
    household = members.HouseholdFactory()
    children = []
    for _turn in range(2):
        adult = members.MemberFactory(household=household)
        children.append(members.MemberFactory(child=True, household=household, companion=adult))
        members.AuthorisationFactory(member=children[-1])
    with pytest.raises(Refused, match="5"):
        make(venue=exchanges.VenueFactory(capacity=4), learners=children)
    session = make(learners=children)
    companions = session.participations.filter(role="companion")
    assert {line.accompanies.member for line in companions} == set(children)


def test_a_day_gone_by_is_refused(make):
    with pytest.raises(Refused):
        make(date=exchanges.in_days(-1))


def test_a_taken_room_is_refused_and_nothing_is_left_behind(make):
    first = make()
    with pytest.raises(Refused):
        make(venue=first.venue)
    assert (Session.objects.count(), ActionGroup.objects.count()) == (1, 1)
    flows.cancel_session(session=first, by=first.facilitators.get())
    assert make(venue=first.venue).state == Session.State.TO_SETTLE


@pytest.mark.parametrize(
    ("start", "end"), [((16, 0), (15, 0)), ((9, 0), (11, 0)), ((18, 0), (20, 0)), ((14, 0), (14, 0))]
)
def test_hours_stay_within_the_half_day(make, start, end):
    with pytest.raises(Refused):
        make(starts_at=datetime.time(*start), ends_at=datetime.time(*end))


def test_invitations_leave_together_by_mail_and_by_phone(make, on_commit, mailoutbox, team_member):
    by_phone = members.MemberFactory(without_email=True)
    session = make(learners=[members.MemberFactory(), by_phone])
    with on_commit():
        assert flows.send_invitations(session=session, by=team_member) == 3
    session.refresh_from_db()
    assert (session.state, session.invited_at is not None) == (Session.State.ANNOUNCED, True)
    assert set(session.participations.values_list("answer", flat=True)) == {Answer.INVITED}
    assert len(mailoutbox) == 2
    assert [call.member for call in session.calls.to_make()] == [by_phone]
    assert "/reponse/" in mailoutbox[0].body
    assert "&#x27;" not in mailoutbox[0].body


def test_an_invitation_names_adults_who_share_by_their_first_name_only(make, on_commit, mailoutbox, team_member):
    adult = members.MemberFactory(first_name="Bernard", last_name="Fabre")
    young = members.AuthorisationFactory(member=members.MemberFactory(under_age=True, first_name="Timéo")).member
    learners = members.MemberFactory.create_batch(2)
    session = make(sharers=[adult, young], learners=learners)
    with on_commit():
        flows.send_invitations(session=session, by=team_member)
    [mail] = [mail for mail in mailoutbox if mail.to == [learners[0].email]]
    assert "Bernard" in mail.body
    for name in ("Fabre", "Timéo", learners[1].first_name, learners[1].last_name):
        assert name not in mail.body


def test_what_a_child_is_asked_goes_to_the_family(make, on_commit, mailoutbox, team_member):
    parent = members.MemberFactory(household=members.HouseholdFactory())
    child = members.MemberFactory(child=True, first_name="Louna", household=parent.household, companion=parent)
    child.guardians.add(parent)
    members.AuthorisationFactory(member=child)
    session = make(learners=[child, members.MemberFactory()])
    with on_commit():
        flows.send_invitations(session=session, by=team_member)
    [mail] = [mail for mail in mailoutbox if mail.to == [parent.email]]
    assert "Louna" in mail.body
    assert not session.calls.exists()


def test_invitations_need_three_people_still(make, team_member):
    session = make()
    session.participations.filter(role="learner").order_by("pk")[0].delete()
    with pytest.raises(Refused):
        flows.send_invitations(session=session, by=team_member)
    session.refresh_from_db()
    assert session.state == Session.State.TO_SETTLE


def test_somebody_added_later_is_invited_at_once(make, on_commit, mailoutbox, team_member):
    session = make()
    flows.send_invitations(session=session, by=team_member)
    with on_commit():
        line = flows.add_person(session=session, member=members.MemberFactory(), role="learner", by=team_member)
    line.refresh_from_db()
    assert line.answer == Answer.INVITED
    assert [mail.to for mail in mailoutbox] == [[line.member.email]]
    with pytest.raises(Refused):
        flows.add_person(session=session, member=line.member, role="sharer", by=team_member)


def test_somebody_added_before_waits_for_the_others(make, team_member):
    session = make()
    line = flows.add_person(session=session, member=members.MemberFactory(), role="learner", by=team_member)
    assert line.answer == Answer.PREPARED
    flows.remove_person(participation=line, by=team_member)
    assert not Participation.objects.filter(pk=line.pk).exists()


def test_a_minor_without_authorisation_is_not_added(make, team_member):
    minor = members.MemberFactory(under_age=True)
    with pytest.raises(Refused, match="18"):
        flows.add_person(session=make(), member=minor, role="learner", by=team_member)


def test_cancelling_frees_everybody_and_tells_those_who_know(on_commit, mailoutbox, team_member):
    session = exchanges.make_full_session(learners=2)
    by_phone = exchanges.seat(session, member=members.MemberFactory(without_email=True))
    never_called = exchanges.ParticipationFactory(session=session, member__without_email=True)
    exchanges.CallFactory(session=session, member=never_called.member)
    exchanges.ParticipationFactory(session=session, answer=Answer.NO)
    with on_commit():
        flows.cancel_session(session=session, by=team_member, because="La cuisine est en travaux.")
    session.refresh_from_db()
    assert session.state == Session.State.CANCELLED
    assert not session.participations.filter(holds_slot=True).exists()
    assert len(mailoutbox) == 3
    assert all("La cuisine est en travaux." in mail.body for mail in mailoutbox)
    assert [(call.member, call.about) for call in session.calls.to_make()] == [(by_phone.member, Call.About.CANCELLED)]
    with pytest.raises(Refused):
        flows.cancel_session(session=session, by=team_member)


def test_after_a_cancelled_session_one_may_go_elsewhere(team_member, member):
    session = exchanges.SessionFactory()
    exchanges.seat(session, member=member)
    line = exchanges.ParticipationFactory(member=member)
    flows.cancel_session(session=session, by=team_member)
    assert answer_invitation(participation=line, answer=Answer.YES, by=member).answer == Answer.YES
