"""« Qui est venu ? »"""

import pytest
from django.urls import reverse

from exchanges.models import Task
from members.models import Member
from tests.factories import exchanges, members

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(facilitator):
    session = exchanges.make_full_session(learners=3, date=exchanges.in_days(-1))
    session.facilitators.add(facilitator)
    return session


def form_data(session, *, came=(), besides=(), **fields):
    data = {"came": [str(pk) for pk in came], "continues": "later", "memory": ""}
    data |= {"besides-TOTAL_FORMS": "4", "besides-INITIAL_FORMS": "0"}
    for number, row in enumerate(besides):
        data |= {f"besides-{number}-{name}": value for name, value in row.items()}
    return data | fields


def everybody(session):
    return session.participations.values_list("pk", flat=True)


def post(client, session, **fields):
    return client.post(reverse("session_close", args=[session.code]), form_data(session, **fields))


def test_everybody_at_once_then_close(facilitator_client, session):
    answer = post(facilitator_client, session, everyone="1", memory="On a bien ri.", besides=[{"first_name": "Ahmet"}])
    page = answer.content.decode()
    assert page.count(" checked") == 4 + 1
    assert "On a bien ri." in page
    assert 'value="Ahmet"' in page
    session.refresh_from_db()
    assert session.state == "confirmed"
    post(facilitator_client, session, came=everybody(session), close="1")
    session.refresh_from_db()
    assert session.state == "held"


def test_one_touch_per_person_and_somebody_else(facilitator_client, session):
    came = list(everybody(session))
    answer = post(
        facilitator_client, session, came=came, besides=[{"first_name": "Ahmet", "last_name": "Kaya"}], close="1"
    )
    assert answer.url == reverse("session", args=[session.code])
    session.refresh_from_db()
    assert (session.state, session.learners) == ("held", 4)
    assert Member.objects.filter(first_name="Ahmet", last_name="Kaya").count() == 1


def test_a_known_person_is_recognised_by_name(facilitator_client, session):
    known = members.MemberFactory(first_name="Élodie", last_name="N’Diaye")
    post(
        facilitator_client, session, came=everybody(session), besides=[{"first_name": "elodie", "last_name": "n'diaye"}]
    )
    assert session.participations.filter(member=known, is_walk_in=True).exists()


def test_staff_choose_between_two_people_of_one_name(team_client, session):
    twins = [members.MemberFactory(first_name="Marie", last_name="Martin") for _turn in range(2)]
    row = {"first_name": "Marie", "last_name": "Martin"}
    answer = post(team_client, session, came=everybody(session), besides=[row])
    assert answer.status_code == 422
    assert f'value="{twins[1].pk}"' in answer.content.decode()
    post(team_client, session, came=everybody(session), besides=[row | {"who": str(twins[1].pk)}])
    assert session.participations.get(is_walk_in=True).member == twins[1]


def test_residents_are_not_told_who_bears_a_name(facilitator_client, session):
    for _turn in range(2):
        members.MemberFactory(first_name="Marie", last_name="Martin", birth_year=1951)
    post(facilitator_client, session, came=everybody(session), besides=[{"first_name": "Marie", "last_name": "Martin"}])
    assert Member.objects.filter(first_name="Marie", last_name="Martin").count() == 3


def test_a_family_name_alone_is_asked_for_more(facilitator_client, session):
    answer = post(facilitator_client, session, came=everybody(session), besides=[{"last_name": "Kaya"}])
    assert answer.status_code == 422
    assert 'value="Kaya"' in answer.content.decode()
    session.refresh_from_db()
    assert session.state == "confirmed"


def test_it_did_not_take_place(facilitator_client, session):
    post(facilitator_client, session, came=everybody(session), not_held="1")
    session.refresh_from_db()
    assert session.state == "not_held"


def test_with_two_it_is_said_kindly(facilitator_client, session):
    answer = facilitator_client.post(
        reverse("session_close", args=[session.code]),
        form_data(session, came=list(everybody(session))[:2]),
        follow=True,
    )
    session.refresh_from_db()
    assert session.state == "not_held"
    assert "il manquait du monde" in answer.content.decode()


def test_with_nobody_ticked_it_asks_again(facilitator_client, session):
    answer = post(facilitator_client, session, memory="On a bien ri.", close="1")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Personne n’est coché." in page
    assert "On a bien ri." in page
    session.refresh_from_db()
    assert session.state == "confirmed"


def test_lines_for_others_unfold_only_when_somebody_is_there(facilitator_client, session):
    assert '<details class="fold">' in post(facilitator_client, session, everyone="1").content.decode()
    page = post(facilitator_client, session, everyone="1", besides=[{"first_name": "Ahmet"}]).content.decode()
    assert '<details class="fold" open>' in page


def test_somebody_of_another_session_is_not_ticked(facilitator_client, session):
    other = exchanges.ParticipationFactory()
    answer = post(facilitator_client, session, came=[other.pk])
    assert answer.status_code == 422


def test_the_resident_who_holds_the_sheet_closes_too(member_client, member, other_member, client, session):
    exchanges.TaskFactory(group=session.group, kind=Task.Kind.HOLD_ROSTER, held_by=member)
    exchanges.GroupMemberFactory(group=session.group, member=member)
    exchanges.GroupMemberFactory(group=session.group, member=other_member)
    address = reverse("session_close", args=[session.code])
    assert member_client.get(address).status_code == 200
    client.force_login(other_member)
    assert client.get(address).status_code == 403


def test_before_the_day_there_is_nothing_to_close(team_client):
    session = exchanges.make_full_session()
    answer = team_client.get(reverse("session_close", args=[session.code]))
    assert answer.url == reverse("session", args=[session.code])


def test_a_closed_session_comes_back_as_it_was_noted(facilitator_client, session):
    came = list(everybody(session))[:3]
    post(facilitator_client, session, came=came, memory="On a bien ri.", besides=[{"first_name": "Ahmet"}])
    page = facilitator_client.get(reverse("session_close", args=[session.code])).content.decode()
    assert page.count(" checked") == 4 + 1
    assert "On a bien ri." in page
