"""The centre's settings: written by an administrator in the back-office, seen on every page, paper and mail."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from exchanges.flows.rosters import fetch_for_papers, print_rosters
from exchanges.flows.sessions import create_session
from exchanges.models import Session
from members import mail
from members.models import Centre
from tests.back_office import filled
from tests.exchanges.rosters.samples import read_words
from tests.factories import exchanges, members

ONE_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def settings_page(centre) -> str:
    return reverse("admin:members_centre_change", args=[centre.pk])


def write(client, page: str, **fields):
    return client.post(page, filled(client, page, **fields))


def print_one() -> bytes:
    """The roster of one session, always the same one."""
    if not Session.objects.exists():
        exchanges.make_full_session()
    return print_rosters(sessions=fetch_for_papers(Session.objects.all()))


def test_the_list_leads_to_the_one_row(administrator_client, settings_page):
    response = administrator_client.get(reverse("admin:members_centre_changelist"))
    assert response["Location"] == settings_page


def test_the_team_reads_and_does_not_write(team_client, settings_page):
    assert team_client.get(settings_page).status_code == 200
    assert team_client.post(settings_page, {"name": "X"}).status_code == 403


def test_there_is_never_a_second_centre(administrator_client, settings_page):
    assert administrator_client.post(reverse("admin:members_centre_add"), {"name": "X"}).status_code == 403
    assert Centre.objects.count() == 1


def test_what_is_written_is_on_pages_papers_and_in_mails(
    administrator_client, client, settings_page, member, mailoutbox, on_commit
):
    said = {"name": "Centre social du Gué", "phone": "05 36 49 00 00", "address": "9 rue des Lilas"}
    response = write(administrator_client, settings_page, opening_hours="Lundi, de 9 h à 12 h", **said)
    assert response.status_code == 302
    home = client.get(reverse("home")).content.decode().replace("\xa0", " ")
    words = read_words(print_one())
    with on_commit():
        mail.post(member=member, kind="welcome", context={})
    text = mailoutbox[0].body
    for value in ("Centre social du Gué", "05 36 49 00 00"):
        assert [value in place for place in (home, words, text)] == [True, True, True], value
    assert ["9 rue des Lilas" in place for place in (home, words)] == [True, True]
    assert ["Lundi, de 9 h à 12 h" in place for place in (home, text)] == [True, True]


def test_the_logo_is_on_pages_and_papers(administrator_client, client, settings_page):
    before = print_one()
    write(administrator_client, settings_page, logo=SimpleUploadedFile("logo.png", ONE_DOT, "image/png"))
    assert reverse("centre_logo") in client.get(reverse("home")).content.decode()
    assert b"".join(client.get(reverse("centre_logo"))) == ONE_DOT
    after = print_one()
    assert before != after


def test_the_small_group_and_the_hours_are_those_of_new_sessions(administrator_client, administrator, settings_page):
    write(administrator_client, settings_page, max_people=5, evening_starts="19:15", evening_ends="21:00")
    session = create_session(
        by=administrator,
        title="Le ciel de mars",
        venue=exchanges.VenueFactory(capacity=30),
        date=exchanges.in_days(20),
        period=2,
        sharers=[members.MemberFactory()],
        learners=members.MemberFactory.create_batch(2),
    )
    assert (session.capacity, str(session.starts_at), str(session.ends_at)) == (5, "19:15:00", "21:00:00")


@pytest.mark.parametrize(
    "fields",
    [{"max_people": 2, "max_sharers": 0}, {"phone": "12"}, {"max_sharers": 0}, {"name": ""}, {"morning_ends": "08:00"}],
)
def test_what_cannot_be_is_refused_and_kept_on_the_page(fields, administrator_client, settings_page):
    response = write(administrator_client, settings_page, **fields)
    assert list(response.context["adminform"].form.errors) == list(fields)
    for name, value in fields.items():
        assert response.context["adminform"].form[name].value() == str(value)


def test_a_small_group_keeps_room_for_two_who_learn(administrator_client, settings_page):
    response = write(administrator_client, settings_page, max_people=3, max_sharers=2)
    assert list(response.context["adminform"].form.errors) == ["max_sharers"]
