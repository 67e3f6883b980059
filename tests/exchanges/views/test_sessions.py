"""What each reader sees of sessions, and what never leaks."""

import pytest
from django.urls import reverse
from django.utils import timezone

from exchanges.models import Participation
from tests.factories import exchanges, members
from tests.instruments.queries import assert_constant_queries

Answer = Participation.Answer
pytestmark = pytest.mark.django_db


def url_of(session, name="session"):
    return reverse(name, args=[session.code])


def read(client, session, name="session"):
    answer = client.get(url_of(session, name))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def session():
    """Confirmed: Bernard Fabre shares, Awa Diallo learns with two others."""
    session = exchanges.make_full_session(learners=2, title="Greffer un arbre")
    sharer = session.participations.get(role="sharer").member
    sharer.first_name, sharer.last_name = "Bernard", "Fabre"
    sharer.save()
    awa = members.MemberFactory(first_name="Awa", last_name="Diallo", phone="+33565559999")
    exchanges.seat(session, member=awa)
    return session


def test_visitors_see_the_session_and_no_name(client, session):
    page = read(client, session)
    assert "Greffer un arbre" in page
    for name in ("Bernard", "Fabre", "Awa", "Diallo"):
        assert name not in page


def test_residents_who_do_not_come_see_no_name_and_may_join(member_client, session):
    page = read(member_client, session)
    assert 'value="yes"' in page
    for name in ("Bernard", "Awa"):
        assert name not in page


def test_invited_people_know_who_shares_by_the_first_name_only(member_client, member, session):
    exchanges.ParticipationFactory(session=session, member=member)
    page = read(member_client, session)
    assert "Bernard" in page
    for name in ("Fabre", "Awa"):
        assert name not in page


def test_a_child_who_shares_is_not_named_before_a_yes(member_client, member, session):
    child = session.participations.get(role="sharer").member
    child.birth_year = timezone.localdate().year - 16
    child.save()
    exchanges.ParticipationFactory(session=session, member=member)
    assert "Bernard" not in read(member_client, session)


def test_those_who_come_know_one_anothers_first_names(member_client, member, session):
    exchanges.seat(session, member=member)
    page = read(member_client, session)
    assert "Bernard" in page
    assert "Awa" in page
    for name in ("Fabre", "Diallo", "5559999", "55 99 99"):
        assert name not in page


def test_those_who_hold_it_and_staff_see_whole_names(facilitator_client, facilitator, team_client, session):
    session.facilitators.add(facilitator)
    for client in (facilitator_client, team_client):
        page = read(client, session)
        assert "Awa Diallo" in page
        assert url_of(session, "session_people") in page


def test_a_session_to_settle_is_only_for_those_who_hold_it(
    member_client, member, client, facilitator_client, facilitator
):
    session = exchanges.SessionFactory(state="to_settle")
    exchanges.ParticipationFactory(session=session, member=member, answer=Answer.PREPARED)
    session.facilitators.add(facilitator)
    assert client.get(url_of(session)).status_code == 404
    assert member_client.get(url_of(session)).status_code == 404
    assert facilitator_client.get(url_of(session)).status_code == 200


def test_somebody_prepared_beside_does_not_hide_the_session_from_others(member_client, member):
    session = exchanges.make_full_session(state="cancelled")
    exchanges.ParticipationFactory(session=session, answer=Answer.PREPARED)
    exchanges.ParticipationFactory(session=session, member=member, answer=Answer.YES)
    assert member_client.get(url_of(session)).status_code == 200


def test_what_is_behind_is_only_for_those_who_were_asked(member_client, member, other_member, client, session):
    exchanges.seat(session, member=member)
    session.state, session.memory = "held", "On a bien ri."
    session.save()
    session.participations.update(came=True)
    assert "On a bien ri." in read(member_client, session)
    client.force_login(other_member)
    assert client.get(url_of(session)).status_code == 404


def test_a_parent_answers_for_a_child(client, session):
    parent = members.MemberFactory(household=members.HouseholdFactory())
    child = members.MemberFactory(child=True, first_name="Louna", household=parent.household, companion=parent)
    members.AuthorisationFactory(member=child)
    line = exchanges.ParticipationFactory(session=session, member=child)
    client.force_login(parent)
    assert "Louna" in read(client, session)
    client.post(url_of(session, "session_answer"), {"line": line.pk, "answer": "yes"})
    line.refresh_from_db()
    assert (line.answer, line.answered_by) == (Answer.YES, parent)


def test_the_list_is_public_without_names_and_of_constant_cost(client, centre, session):
    page = client.get(reverse("session_list")).content.decode()
    assert "Greffer un arbre" in page
    assert "Bernard" not in page
    assert_constant_queries(client, reverse("session_list"), exchanges.SessionFactory.create_batch)


def test_the_list_leaves_out_what_is_not_announced_or_gone(client):
    shown = exchanges.SessionFactory(title="Annoncée")
    exchanges.SessionFactory(title="Cachée", state="to_settle")
    exchanges.SessionFactory(title="Hier", date=exchanges.in_days(-1))
    exchanges.SessionFactory(title="Annulée", state="cancelled")
    page = client.get(reverse("session_list"))
    assert codes(page) == {shown.code}


def test_the_list_by_village_and_theme(client):
    one, other = exchanges.SessionFactory(), exchanges.SessionFactory()
    address = reverse("session_list")
    village, theme = other.venue.commune_id, other.skill.theme_id
    assert codes(client.get(address, {"village": one.venue.commune_id})) == {one.code}
    assert codes(client.get(address, {"theme": theme, "village": village})) == {other.code}
    assert codes(client.get(address, {"village": "x", "theme": "999"})) == {one.code, other.code}


def test_the_filters_keep_what_was_chosen(client):
    session = exchanges.SessionFactory()
    page = client.get(reverse("session_list"), {"village": session.venue.commune_id}).content.decode()
    assert f'<option value="{session.venue.commune_id}" selected>' in page
    assert page.count(" selected") == 2, "the village chosen, and every theme"


def codes(page) -> set[str]:
    return {line["code"] for line in page.context["page"]}


def test_my_sessions_say_where_i_stand(member_client, member):
    exchanges.ParticipationFactory(member=member, session__title="On me demande")
    exchanges.seat(exchanges.SessionFactory(title="On m’attend"), member=member)
    exchanges.ParticipationFactory(session__title="Aux autres")
    exchanges.ParticipationFactory(member=member, session__title="Pas encore dit", answer=Answer.PREPARED)
    page = member_client.get(reverse("my_sessions")).content.decode()
    assert "On me demande" in page
    assert "On m’attend" in page
    assert "Aux autres" not in page
    assert "Pas encore dit" not in page


def test_sessions_not_closed_are_listed_for_who_holds_them(facilitator_client, facilitator, member_client):
    session = exchanges.make_full_session(date=exchanges.in_days(-2))
    session.group.facilitators.add(facilitator)
    assert url_of(session, "session_close") in facilitator_client.get(reverse("my_sessions")).content.decode()
    assert url_of(session, "session_close") not in member_client.get(reverse("my_sessions")).content.decode()


def test_my_sessions_cost_the_same_however_many(member_client, member, centre):
    def make(number):
        for _turn in range(number):
            session = exchanges.make_full_session(state="held", date=exchanges.in_days(-9))
            exchanges.ParticipationFactory(session=session, member=member, came=True)

    assert_constant_queries(member_client, reverse("my_sessions"), make, most_queries=12)


def test_the_file_for_the_calendar(client, session):
    session.title = "Pain ; levain, et " + "très " * 15 + "bon"
    session.save()
    answer = client.get(url_of(session, "session_calendar"))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    lines = answer.content.decode().split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "SUMMARY:Pain \\; levain\\, et" in answer.content.decode()
    assert "Bernard" not in answer.content.decode()


@pytest.mark.parametrize(
    ("days", "state", "said"),
    [
        (7, "confirmed", "4 personnes viennent"),
        (-1, "confirmed", "4 personnes étaient attendues"),
        (-1, "not_held", "4 personnes étaient attendues"),
        (-1, "held", "4 personnes sont venues"),
        (7, "cancelled", "4 personnes étaient attendues"),
    ],
)
def test_people_are_said_in_the_right_time(days, state, said, team_client):
    session = exchanges.make_full_session(learners=3, state=state, date=exchanges.in_days(days))
    assert said in read(team_client, session)
