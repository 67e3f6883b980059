"""Staff write the page, look at it, publish it, take it back; the network says what it knows."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from exchanges.flows.giving_back import suggest_coming, suggest_happened
from surveys.models import Restitution
from tests.exchanges.rosters.samples import read
from tests.factories import exchanges, surveys

TYPED = {"opening": "Merci à vous.", "will_happen": "Un four", "has_happened": "Un repas"}


def days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)


@pytest.fixture
def edition(db):
    edition = surveys.make_open_edition()
    for _turn in range(6):
        surveys.ResponseFactory(version=edition.current_version, day=timezone.localdate() - days(30))
    return edition


@pytest.fixture
def page_of(edition):
    return lambda name: reverse(name, args=[edition.pk])


def publish_seen(client, page_of):
    seen = client.get(page_of("restitution_preview")).context["seen"]
    return client.post(page_of("restitution_publish"), {"seen": seen})


def test_written_looked_at_published_taken_back(team_client, client, edition, page_of):
    answer = team_client.post(page_of("restitution_write"), TYPED | {"preview": "1"})
    assert answer.url == page_of("restitution_preview")
    public = reverse("restitution", args=[edition.slug])
    assert client.get(public).status_code == 404
    assert publish_seen(team_client, page_of).url == page_of("restitution_write")
    html = client.get(public).content.decode()
    assert all(words in html for words in TYPED.values())
    team_client.post(page_of("restitution_take_back"))
    assert client.get(public).status_code == 404
    assert client.get(reverse("restitution_pdf", args=[edition.slug])).status_code == 404


def test_published_without_a_look_is_sent_back_to_it(team_client, page_of):
    answer = team_client.post(page_of("restitution_publish"))
    assert answer.url == page_of("restitution_preview")
    assert not Restitution.objects.published().exists()


def test_the_network_says_what_it_knows(edition, team_client, page_of):
    today = timezone.localdate()
    surveys.OutingFactory(edition=edition, date=today)
    surveys.GatheringFactory(edition=edition, title="Un four à pain", is_public=True)
    surveys.GatheringFactory(edition=edition, title="Une idée pas encore dite")
    born = surveys.GatheringFactory(edition=edition, title="La boîte à livres", is_public=True, closed_on=today)
    exchanges.ActionGroupFactory(title="La boîte à livres", gathering=born)
    exchanges.make_full_session(date=today - days(7), title="Réparer un vélo", state="held")
    exchanges.make_full_session(date=today - days(90), title="Trop tôt", state="held")
    exchanges.make_full_session(title="Pas encore dit", state="to_settle")
    exchanges.make_full_session(title="Greffer un arbre", state="announced")
    happened = suggest_happened(edition, today=today)
    assert happened == [
        "Nous sommes venus vers vous 1 fois.",
        "Un groupe est né de vos mots\u00a0: La boîte à livres.",
        "Réparer un vélo\u00a0: une séance a eu lieu.",
    ]
    comes = suggest_coming(edition, today=today)
    assert [line.split("\u00a0")[0] for line in comes] == ["Greffer un arbre", "Un four à pain"]
    assert team_client.get(page_of("restitution_write")).context["form"]["has_happened"].value() == "\n".join(happened)


def test_what_the_network_knows_is_added_and_what_was_typed_stays(edition, team_client, page_of):
    surveys.OutingFactory(edition=edition)
    team_client.post(page_of("restitution_write"), TYPED)
    [offered] = team_client.get(page_of("restitution_write")).context["suggestions"]
    assert offered[:2] == ("has_happened", 0)
    answer = team_client.post(page_of("restitution_write"), TYPED | {"opening": "Bonjour", "add": "has_happened:0"})
    form = answer.context["form"]
    assert form["opening"].value() == "Bonjour"
    assert form["has_happened"].value() == "Un repas\nNous sommes venus vers vous 1 fois."
    assert (answer.context["suggestions"], Restitution.objects.get().opening) == ([], "Merci à vous.")
    again = team_client.post(page_of("restitution_write"), TYPED | {"add": "opening:9"})
    assert again.context["form"]["has_happened"].value() == "Un repas"


def test_too_long_is_said_and_kept(team_client, page_of):
    answer = team_client.post(page_of("restitution_write"), {"opening": "a" * 3001})
    assert (answer.status_code, "a" * 3001 in answer.content.decode()) == (422, True)


def test_the_paper_before_and_after(team_client, client, edition, page_of):
    team_client.post(page_of("restitution_write"), TYPED)
    before = team_client.get(page_of("restitution_preview_pdf"))
    publish_seen(team_client, page_of)
    after = client.get(reverse("restitution_pdf", args=[edition.slug]))
    assert before["Content-Type"] == after["Content-Type"] == "application/pdf"
    assert len(read(after.content).pages) <= 2
