"""Public pages, the menu of each role, the language, and the pages for what went wrong."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import bad_request, server_error

from tests.factories.surveys import EditionFactory

PUBLIC = ["how_it_works", "your_data", "accessibility", "help"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLIC)
def test_anybody_reads_the_public_pages(name, client, centre):
    response = client.get(reverse(name))
    assert response.status_code == 200
    html = response.content.decode()
    assert centre.name in html
    assert centre.phone.as_national in html
    assert html.count("<h1>") == 1


@pytest.mark.django_db
def test_the_centre_in_charge_of_the_data_is_named(client, centre):
    html = client.get(reverse("your_data")).content.decode()
    assert centre.address in html
    assert "cnil.fr" in html


MENUS = {
    "visitor": ["Les séances", "Les savoirs", "Comment ça marche", "Me connecter"],
    "resident": ["Mon espace", "Mes séances", "Mes groupes", "Les savoirs", "Aide"],
    "team": ["Équipe", "Mouline", "Séances", "Questionnaire", "Habitants", "À classer", "Importer", "Présences"],
}


@pytest.mark.django_db
@pytest.mark.parametrize("role", MENUS)
def test_the_menu_follows_the_role(role, client, member_client, team_client):
    reader = {"visitor": client, "resident": member_client, "team": team_client}[role]
    items = list(_menu(reader.get(reverse("help"))))
    assert [str(item["label"]) for item in items] == MENUS[role]


@pytest.mark.django_db
def test_the_menu_marks_where_we_are(member_client):
    items = _menu(member_client.get(reverse("help")))
    assert [item["url"] for item in items if item["is_current"]] == [reverse("help")]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["quotations", "restitution_write", "restitution_preview", "material"])
def test_the_team_s_menu_marks_the_questionnaire_on_the_pages_that_give_back(name, team_client):
    items = _menu(team_client.get(reverse(name, args=[EditionFactory().pk])))
    assert [item["url"] for item in items if item["is_current"]] == [reverse("surveys")]


@pytest.mark.django_db
def test_one_click_changes_the_language(client):
    response = client.post(reverse("set_language"), {"language": "en", "next": "/aide/"}, follow=True)
    assert response.redirect_chain == [("/aide/", 302)]
    html = response.content.decode()
    assert '<html lang="en">' in html
    assert "Français" in html


@pytest.mark.django_db
def test_french_comes_first(client):
    assert '<html lang="fr">' in client.get("/").content.decode()


@pytest.mark.django_db
def test_the_language_leads_to_no_other_site(client):
    response = client.post(reverse("set_language"), {"language": "en", "next": "https://example.org/"})
    assert response.url == "/"


@pytest.mark.django_db
def test_the_logo_of_the_centre_is_public(client, centre):
    centre.logo.save("logo.png", ContentFile(b"a picture"))
    response = client.get(reverse("centre_logo"))
    assert b"".join(response.streaming_content) == b"a picture"
    assert reverse("centre_logo") in client.get("/").content.decode()


@pytest.mark.django_db
def test_without_a_logo_the_mark_stands(client):
    assert client.get(reverse("centre_logo")).status_code == 404
    assert "#mark" in client.get("/").content.decode()


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_kindly(client, centre):
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    html = response.content.decode()
    assert "Cette page n’est pas là" in html
    assert "Rien de grave" in html
    assert centre.phone.as_national in html


@pytest.mark.django_db
def test_a_closed_door_says_so_kindly(member_client):
    response = member_client.get(reverse("team"))
    assert response.status_code == 403
    assert "Cette page n’est pas pour vous" in response.content.decode()


@pytest.mark.django_db
def test_a_form_that_waited_too_long_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post(reverse("set_language"), {"language": "en"})
    assert response.status_code == 403
    assert "La page a attendu trop longtemps" in response.content.decode()


@pytest.mark.django_db
def test_a_request_that_is_not_understood(rf):
    assert "On n’a pas compris la demande" in bad_request(rf.get("/"), ValueError()).content.decode()


def test_the_page_of_a_failure_needs_no_database():
    """Not marked for the database: reading it would fail the test."""
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Ce n’est pas votre faute" in response.content.decode()


def _menu(response):
    return [item for context in response.context if "items" in context for item in context["items"]]
