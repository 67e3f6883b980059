"""The back-office on sessions, places and leaving: no seat moves here, nobody is deleted, refusals are sentences."""

import datetime

import pytest
from django.urls import reverse

from exchanges.models import Closure, Participation, Session, Venue, VenueException
from members.models import Member
from tests.back_office import act, bring_in, change_url, filled, sentences_of
from tests.factories import exchanges, members

# Sessions and seats


@pytest.mark.parametrize("role", ["team", "administrator"])
def test_what_holds_a_session_is_only_read(role, request, full_session):
    client = request.getfixturevalue(f"{role}_client")
    before = Session.objects.values().get()
    url = change_url(full_session)
    wanted = {"state": "held", "capacity": 99, "max_learners": 1, "sharers": 0, "learners": 0, "companions": 0}
    wanted |= {"date": "2030-01-01", "period": 2, "venue": exchanges.VenueFactory().pk, "starts_at": "01:00"}
    response = client.post(url, filled(client, url, title="Le pain de seigle", memory="Il sentait bon", **wanted))
    after = Session.objects.values().get()
    assert response.status_code == 302
    assert after == before | {"title": "Le pain de seigle", "memory": "Il sentait bon"}


@pytest.mark.parametrize("role", ["team", "administrator"])
def test_no_seat_is_given_taken_or_moved(role, request, full_session, member):
    client = request.getfixturevalue(f"{role}_client")
    line = full_session.participations.earliest("pk")
    before = list(Participation.objects.order_by("pk").values())
    session = change_url(full_session)
    data = filled(client, session) | {
        "participations-TOTAL_FORMS": 1,
        "participations-INITIAL_FORMS": 0,
        "participations-0-member": member.pk,
        "participations-0-role": "learner",
        "participations-0-answer": "yes",
    }
    client.post(session, data)
    refused = [
        client.post(change_url(line), {"answer": "no"}),
        client.post(reverse("admin:exchanges_participation_add"), {"session": full_session.pk, "member": member.pk}),
        client.post(reverse("admin:exchanges_participation_delete", args=[line.pk]), {"post": "yes"}),
        client.post(reverse("admin:exchanges_session_add"), {"title": "À deux"}),
        client.post(reverse("admin:exchanges_session_delete", args=[full_session.pk]), {"post": "yes"}),
    ]
    assert [response.status_code for response in refused] == [403] * 5
    for row in (line, full_session):
        act(client, "delete_selected", row, post="yes")
    assert list(Participation.objects.order_by("pk").values()) == before


def test_no_old_version_of_a_session_comes_back(administrator_client, full_session):
    version = full_session.history.earliest("history_id")
    history = reverse("admin:exchanges_session_history", args=[full_session.pk])
    administrator_client.post(f"{history}{version.pk}/", {"title": "X"})
    full_session.refresh_from_db()
    assert (full_session.state, full_session.title == "X") == ("confirmed", False)


def test_a_group_that_has_met_is_not_deleted(administrator_client, full_session):
    delete = reverse("admin:exchanges_actiongroup_delete", args=[full_session.group_id])
    assert administrator_client.post(delete, {"post": "yes"}).status_code == 200
    assert Session.objects.exists()


def test_facilitators_of_a_session_are_named(team_client, full_session, facilitator):
    url = change_url(full_session)
    team_client.post(url, filled(team_client, url, facilitators=[facilitator.pk]))
    assert list(full_session.facilitators.all()) == [facilitator]


def test_sessions_are_found_by_their_own_title(team_client):
    found = exchanges.SessionFactory(title="Été des confitures")
    exchanges.SessionFactory(title="Réparer un vélo")
    response = team_client.get(reverse("admin:exchanges_session_changelist"), {"q": "ete CONFITURES"})
    assert list(response.context["cl"].result_list) == [found]


# Places and days


def test_a_place_does_not_shrink_below_a_coming_session(team_client, full_session):
    url = change_url(full_session.venue)
    response = team_client.post(url, filled(team_client, url, capacity=full_session.capacity - 1))
    assert "Changez d’abord cette séance." in response.context["adminform"].form.errors["capacity"][0]
    assert team_client.post(url, filled(team_client, url, capacity=full_session.capacity)).status_code == 302


def test_a_day_said_twice_is_refused_in_a_sentence(team_client, venue):
    url = change_url(venue)
    rows = {"exceptions-TOTAL_FORMS": 2, "exceptions-0-date": "2027-03-02", "exceptions-1-date": "2027-03-02"}
    response = team_client.post(url, filled(team_client, url, **rows))
    assert (response.status_code, VenueException.objects.count()) == (200, 0)


def test_actions_on_places_keep_history(team_client, team_member, venue):
    act(team_client, "stop_using", venue)
    venue.refresh_from_db()
    assert (venue.is_active, venue.history.first().history_user) == (False, team_member)
    act(team_client, "use_again", venue)
    venue.refresh_from_db()
    assert venue.is_active


def test_places_and_days_are_brought_in(team_client, commune):
    header = "nom;commune ou quartier;adresse;tenu par;places;de plain-pied;bon à savoir;utilisé"
    lines = f"{header}\nSalle du Gué;{commune.name.lower()};2 rue;mairie;12;oui;Clés;oui\n"
    bring_in(team_client, "exchanges_venue", lines)
    venue = Venue.objects.get()
    assert (venue.commune, venue.keeper, venue.capacity, venue.step_free) == (commune, "town_hall", 12, True)
    refused = bring_in(team_client, "exchanges_venue", lines.replace("mairie", "chez Paul"))
    assert "n’est pas un choix" in refused.content.decode()
    days = "nom;sorte;premier jour;dernier jour\nCongés;le centre est fermé;2027-08-02;2027-08-20\n"
    bring_in(team_client, "exchanges_closure", days)
    assert Closure.objects.get().kind == "closed"


# Leaving


def test_erasing_asks_first_then_gives_seats_back(team_client, full_session):
    person = full_session.participations.filter(role="learner").earliest("pk").member
    name = person.get_full_name()
    asked = act(team_client, "erase_people", person)
    assert name in asked.content.decode()
    assert not Member.objects.filter(erased_at__isnull=False).exists()
    done = act(team_client, "erase_people", person, sure="yes")
    person.refresh_from_db()
    full_session.refresh_from_db()
    assert person.erased_at is not None
    assert full_session.learners == 2
    assert sentences_of(done) == ["1 personne est effacée."]
    assert name not in team_client.get(reverse("admin:index")).content.decode()


def test_people_with_rights_are_not_erased(administrator_client, team_member, member):
    response = act(administrator_client, "erase_people", team_member, member, sure="yes")
    team_member.refresh_from_db()
    member.refresh_from_db()
    assert (team_member.erased_at, member.erased_at is None) == (None, False)
    assert any("retirez d’abord ses droits" in sentence for sentence in sentences_of(response))


def test_children_nobody_else_answers_for_are_named_and_go_too(team_client, member):
    child = members.MemberFactory(child=True, first_name="Léo")
    child.guardians.add(member)
    assert "Léo" in act(team_client, "erase_people", member).content.decode()
    act(team_client, "erase_people", member, child, sure="yes")
    assert Member.objects.exclude(erased_at=None).count() == 2


# Reading


def test_history_is_said_as_people_say_it(team_client, full_session):
    full_session.closed_at = datetime.datetime(2027, 3, 1, 15, 30, tzinfo=datetime.UTC)
    full_session.state = Session.State.HELD
    full_session.save()
    page = team_client.get(reverse("admin:exchanges_session_history", args=[full_session.pk])).content.decode()
    assert "confirmée → a eu lieu" in page
    assert "— → 1 mars 2027 16:30" in page
    assert "None" not in page


def test_requests_left_waiting_say_why_in_words(team_client):
    row = exchanges.UnservedFactory()
    listed = reverse("admin:exchanges_unserved_changelist")
    for url in (listed, f"{listed}?reason={row.reason}", change_url(row)):
        page = team_client.get(url).content.decode()
        assert "Personne ne propose ce savoir." in page
        assert row.unblock not in page
