"""The pages of those who run a session: people, invitations, moving, cancelling, calls, a session by hand."""

import datetime

import pytest
from django.urls import reverse

from exchanges.models import Call, Participation, Session
from members.models import Period
from tests.factories import exchanges, members
from tests.instruments.queries import assert_constant_queries

Answer = Participation.Answer
pytestmark = pytest.mark.django_db


def url_of(session, name, *args):
    return reverse(name, args=[session.code, *args])


@pytest.fixture
def session(facilitator):
    session = exchanges.make_full_session(learners=3)
    session.facilitators.add(facilitator)
    return session


def test_inviting_says_how_many_left_and_how_many_to_call(team_client, team_member):
    session = exchanges.SessionFactory(state="to_settle")
    exchanges.ParticipationFactory(session=session, role="sharer", answer=Answer.PREPARED)
    exchanges.ParticipationFactory(session=session, answer=Answer.PREPARED)
    exchanges.ParticipationFactory(session=session, answer=Answer.PREPARED, member__without_email=True)
    page = team_client.post(url_of(session, "session_invite"), follow=True).content.decode()
    assert "3 invitations sont parties" in page
    assert "1 personne est à appeler" in page


def test_staff_add_somebody_by_name(team_client, session):
    person = members.MemberFactory(first_name="Odile", last_name="Pradelle")
    answer = team_client.post(url_of(session, "session_people"), {"people": "odile pradelle", "role": "learner"})
    assert answer.status_code == 302
    assert session.participations.get(member=person).answer == Answer.INVITED


def test_a_name_nobody_bears_suggests_near_ones(team_client, session):
    members.MemberFactory(first_name="Odile", last_name="Pradelle")
    answer = team_client.post(url_of(session, "session_people"), {"people": "Odile Pradel", "role": "learner"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Odile Pradelle" in page
    assert 'value="Odile Pradel"' in page


def test_two_people_of_one_name_are_told_apart_by_their_village(team_client, session):
    twins = [members.MemberFactory(first_name="Marie", last_name="Martin") for _turn in range(2)]
    address = url_of(session, "session_people")
    assert team_client.post(address, {"people": "Marie Martin", "role": "learner"}).status_code == 422
    team_client.post(address, {"people": f"Marie Martin ({twins[1].commune})", "role": "learner"})
    assert session.participations.filter(member=twins[1]).exists()


def test_a_resident_who_facilitates_invites_within_the_group_only(facilitator_client, session):
    stranger = members.MemberFactory(first_name="Ermeline", last_name="Vasseur")
    neighbour = exchanges.GroupMemberFactory(group=session.group).member
    address = url_of(session, "session_people")
    assert "Ermeline" not in facilitator_client.get(address).content.decode()
    assert facilitator_client.post(address, {"people": [stranger.pk], "role": "learner"}).status_code == 422
    assert facilitator_client.post(address, {"people": ["Ermeline Vasseur"], "role": "learner"}).status_code == 422
    facilitator_client.post(address, {"people": [neighbour.pk], "role": "learner"})
    assert set(session.participations.filter(answer=Answer.INVITED).values_list("member", flat=True)) == {neighbour.pk}


def place_of(session, **fields):
    return {
        "venue": session.venue_id,
        "date": session.date.isoformat(),
        "period": session.period,
        "starts_at": "14:30",
        "ends_at": "16:30",
    } | fields


def test_moving_warns_first_then_moves(team_client, session):
    data = place_of(session, date=exchanges.in_days(21).isoformat())
    answer = team_client.post(url_of(session, "session_move"), data)
    assert answer.status_code == 422
    assert "in_spite" in answer.content.decode()
    session.refresh_from_db()
    assert session.date == exchanges.in_days(14)
    answer = team_client.post(url_of(session, "session_move"), data | {"in_spite": "on"})
    assert answer.status_code == 302
    session.refresh_from_db()
    assert session.date == exchanges.in_days(21)


def test_moving_to_a_taken_place_says_so_and_keeps_what_was_typed(team_client, session):
    other = exchanges.SessionFactory()
    answer = team_client.post(url_of(session, "session_move"), place_of(session, venue=other.venue_id, in_spite="on"))
    assert answer.status_code == 422
    assert "déjà pris" in answer.content.decode()
    assert f'<option value="{other.venue_id}" selected' in answer.content.decode()


def test_moving_to_another_half_day_takes_its_usual_hours(team_client, session):
    team_client.post(url_of(session, "session_move"), place_of(session, period=Period.EVENING, in_spite="on"))
    session.refresh_from_db()
    assert (session.period, session.starts_at, session.ends_at) == (2, datetime.time(18, 30), datetime.time(20, 30))


def test_the_resident_who_chooses_the_date_moves_but_does_not_cancel(member_client, member, session):
    exchanges.GroupMemberFactory(group=session.group, member=member)
    exchanges.TaskFactory(group=session.group, kind="choose_date", held_by=member)
    assert member_client.get(url_of(session, "session_move")).status_code == 200
    assert member_client.get(url_of(session, "session_cancel")).status_code == 403


def test_cancelling(facilitator_client, session):
    facilitator_client.post(url_of(session, "session_cancel"), {"because": "", "csrf": "x"})
    session.refresh_from_db()
    assert session.state == "cancelled"


def test_naming_who_holds_it(team_client, facilitator_client, session, facilitator):
    other = members.MemberFactory(facilitator=True)
    data = {"facilitators": [other.pk]}
    assert facilitator_client.post(url_of(session, "session_facilitators"), data).status_code == 403
    team_client.post(url_of(session, "session_facilitators"), data)
    assert list(session.facilitators.all()) == [other]


def test_calls_say_what_to_say_and_note_the_answer(facilitator_client, session):
    person = members.MemberFactory(without_email=True, shares_phone=True)
    line = exchanges.ParticipationFactory(session=session, member=person)
    call = exchanges.CallFactory(session=session, member=person)
    page = facilitator_client.get(url_of(session, "session_calls")).content.decode()
    assert person.phone.as_national in page
    facilitator_client.post(url_of(session, "session_call", call.pk), {"answer": "yes"})
    line.refresh_from_db()
    call.refresh_from_db()
    assert (line.answer, call.done_at is not None) == (Answer.YES, True)


def test_nobody_calls_themselves(facilitator_client, team_client, facilitator, session):
    call = exchanges.CallFactory(session=session, member=facilitator)
    assert f"/{call.pk}/" not in facilitator_client.get(url_of(session, "session_calls")).content.decode()
    assert f"/{call.pk}/" in team_client.get(url_of(session, "session_calls")).content.decode()


def test_reached_and_answers_later(facilitator_client, facilitator, session):
    line = exchanges.ParticipationFactory(session=session, member__without_email=True)
    call = exchanges.CallFactory(session=session, member=line.member)
    facilitator_client.post(url_of(session, "session_call", call.pk), {"reached": "1"})
    line.refresh_from_db()
    call.refresh_from_db()
    assert (line.answer, call.done_by) == (Answer.INVITED, facilitator)


def test_a_number_that_is_not_shared_is_for_staff(facilitator_client, team_client, session):
    line = exchanges.ParticipationFactory(session=session, member__without_email=True)
    exchanges.CallFactory(session=session, member=line.member)
    number = line.member.phone.as_national
    assert number not in facilitator_client.get(url_of(session, "session_calls")).content.decode()
    assert number in team_client.get(url_of(session, "session_calls")).content.decode()


def test_a_call_of_another_session_is_not_there(facilitator_client, session):
    call = exchanges.CallFactory()
    assert facilitator_client.post(url_of(session, "session_call", call.pk)).status_code == 404
    assert Call.objects.to_make().count() == 1


def test_the_team_list_by_what_is_waited_for(team_client):
    shown = {
        "coming": exchanges.make_full_session(),
        "to_close": exchanges.make_full_session(date=exchanges.in_days(-1)),
        "past": exchanges.make_full_session(state="held", date=exchanges.in_days(-3)),
    }
    for asked, session in {**shown, "x": shown["coming"]}.items():
        page = team_client.get(reverse("team_sessions"), {"show": asked}).context["page"]
        assert [line["code"] for line in page] == [session.code]


@pytest.mark.parametrize("name", ["team_sessions", "team_calls"])
def test_lists_of_the_team_cost_the_same_however_many(team_client, centre, name):
    make = {
        "team_sessions": exchanges.SessionFactory.create_batch,
        "team_calls": lambda number: exchanges.CallFactory.create_batch(number, member__without_email=True),
    }[name]
    assert_constant_queries(team_client, reverse(name), make)


def new_session(skill, **fields):
    return {
        "venue": exchanges.VenueFactory().pk,
        "date": exchanges.in_days(10).isoformat(),
        "period": Period.AFTERNOON,
        "in_spite": "on",
    } | fields


def test_a_session_by_hand_proposes_who_said_so(team_client, team_member):
    offer = members.OfferFactory()
    requests = [members.RequestFactory(skill=offer.skill) for _turn in range(2)]
    members.RequestFactory()
    address = f"{reverse('session_new')}?skill={offer.skill_id}&title="
    page = team_client.get(address)
    assert list(page.context["form"].fields["sharers"].queryset) == [offer.member]
    learners = [request.member_id for request in requests]
    answer = team_client.post(address, new_session(offer.skill, sharers=[offer.member_id], learners=learners))
    session = Session.objects.get()
    assert answer.url == url_of(session, "session")
    assert set(session.participations.exclude(serves=None).values_list("serves", flat=True)) == {r.pk for r in requests}


def test_a_session_by_hand_with_names_typed(team_client):
    people = [members.MemberFactory(last_name=f"Unique{number}") for number in range(3)]
    names = [person.get_full_name() for person in people]
    data = new_session(None, more_sharers=names[0], more_learners="\n".join(names[1:]))
    team_client.post(f"{reverse('session_new')}?skill=&title=Tricot", data)
    assert Session.objects.get().participations.count() == 3


@pytest.mark.parametrize("learners", [0, 1])
def test_never_one_to_one_by_the_form(team_client, learners):
    people = [members.MemberFactory(last_name=f"Unique{number}") for number in range(3)]
    names = [person.get_full_name() for person in people]
    data = new_session(None, more_sharers=names[0], more_learners="\n".join(names[1 : 1 + learners]))
    answer = team_client.post(f"{reverse('session_new')}?skill=&title=Tricot", data)
    assert answer.status_code == 422
    assert "jamais à deux" in answer.content.decode()
    assert names[0] in answer.content.decode()
    assert not Session.objects.exists()


def test_the_first_step_wants_a_savoir_or_a_title(team_client):
    assert team_client.get(reverse("session_new")).status_code == 200
    assert team_client.get(reverse("session_new"), {"skill": "", "title": ""}).status_code == 422
