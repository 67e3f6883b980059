"""The questionnaire on the web: no account, no JavaScript, nothing lost, nothing twice, nobody known."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys.flows.editions import close_edition, open_edition, prepare_version
from surveys.flows.questions import add_question, change_question
from surveys.models import Answer, ContactSlip, Edition, Response, SlipLink
from tests.factories.surveys import PlaceFactory, make_open_edition


@pytest.fixture
def edition(db) -> Edition:
    return make_open_edition()


@pytest.fixture
def browser(client, edition):
    return Browser(client, edition.slug)


class Browser:
    """Somebody who answers, page after page."""

    def __init__(self, client: Client, slug: str) -> None:
        self.client, self.slug = client, slug

    def url(self, name: str, *args: str) -> str:
        return reverse(name, args=[self.slug, *args])

    def get(self, name: str, *args: str, **query):
        return self.client.get(self.url(name, *args), query)

    def answer(self, key: str, **typed):
        return self.client.post(self.url("questionnaire_question", key), typed)

    def send(self, **typed):
        """After a minute of reading."""
        with time_machine.travel(timezone.now() + datetime.timedelta(minutes=1)):
            return self.client.post(self.url("questionnaire_send"), typed)


def test_a_sheet_goes_from_the_poster_to_the_team(browser, edition):
    place = PlaceFactory()
    entry = browser.client.get(reverse("place_entry", args=[place.code]), follow=True)
    assert "sans nom" in entry.content.decode()
    first = browser.get("questionnaire_question", "change", lieu=place.code)
    assert place.code in first.content.decode()
    assert browser.answer("change", text="Plus de bus", place=place.code).url.endswith("/question/like/")
    browser.answer("like", skip="1")
    browser.answer("ready", choices=["cakes", "car"], text="le samedi")
    browser.answer("savoirs_have", text="le tricot")
    browser.answer("savoirs_seek")
    browser.answer("age", choices=["60_74"])
    assert browser.answer("village", text="Valcroze").url == browser.url("questionnaire_send")
    assert browser.send().url == browser.url("questionnaire_thanks")
    response = Response.objects.get()
    assert (response.channel, response.place, response.age_band, str(response.commune)) == (
        "web",
        place,
        "60_74",
        "Valcroze",
    )
    said = {
        answer.question.key: (answer.text, answer.choices) for answer in response.answers.select_related("question")
    }
    assert said == {
        "change": ("Plus de bus", []),
        "ready": ("le samedi", ["cakes", "car"]),
        "savoirs_have": ("le tricot", []),
    }


def test_a_double_click_is_one_sheet(browser):
    browser.answer("change", text="Plus de bus")
    assert [browser.send().status_code, browser.send().status_code] == [302, 302]
    assert Response.objects.count() == 1


def test_twenty_five_people_of_one_workshop_are_all_heard(edition):
    for number in range(25):
        browser = Browser(Client(REMOTE_ADDR="192.0.2.1"), edition.slug)
        browser.answer("change", text=f"Idée {number}")
        assert browser.send().status_code == 302
    assert Response.objects.count() == 25


def test_the_language_changes_and_the_words_stay(browser):
    answer = browser.answer("change", text="Plus de bus", language="en")
    assert answer.url.endswith("/question/change/")
    page = browser.client.get(answer.url).content.decode()
    assert "What would you like to change" in page
    assert "I go on" in page
    assert "Plus de bus" in page


def test_the_draft_waits_for_the_person(browser):
    browser.answer("change", text="Plus de bus")
    assert "Je continue" in browser.get("questionnaire").content.decode()
    assert "Plus de bus" in browser.get("questionnaire_question", "change").content.decode()
    browser.client.post(browser.url("questionnaire_restart"))
    assert "Plus de bus" not in browser.get("questionnaire_question", "change").content.decode()


def test_what_is_too_long_is_said_and_kept(browser):
    answer = browser.answer("change", text="a" * 2001)
    page = answer.content.decode()
    assert (answer.status_code, "a" * 2001 in page, "2000" in page) == (422, True, True)
    browser.answer("like", text="Chanter")
    again = browser.send()
    assert (again.status_code, Response.objects.count()) == (422, 0)


def test_a_question_is_asked_only_after_the_answer_it_depends_on(browser, edition):
    version = prepare_version(edition=edition)
    car = version.questions.get(key="ready").choices.get(key="car")
    seats = add_question(version=version, kind="text", texts={"fr": "Combien de places ?"})
    change_question(question=seats, fields={}, shown_if=[car])
    open_edition(edition=edition)
    browser.answer("ready", choices=["cakes"])
    assert browser.get("questionnaire_question", seats.key).status_code == 302
    browser.answer("ready", choices=["car"])
    assert browser.get("questionnaire_question", seats.key).status_code == 200
    browser.answer(seats.key, text="Trois")
    browser.answer("ready", choices=["cakes"])
    browser.send()
    assert [answer.question.key for answer in Answer.objects.all()] == ["ready"]


def test_a_sheet_begun_before_new_questions_keeps_its_own(browser, edition):
    browser.answer("change", text="Plus de bus")
    before = edition.current_version
    version = prepare_version(edition=edition)
    version.questions.get(key="change").delete()
    open_edition(edition=edition)
    browser.send()
    assert Response.objects.get().version == before


@pytest.mark.parametrize("typed", [{"website": "http://example.org"}, {}])
def test_a_robot_is_asked_to_read_again(browser, typed):
    browser.answer("change", text="Buy now")
    answer = browser.client.post(browser.url("questionnaire_send"), typed)
    assert (answer.status_code, Response.objects.count()) == (422, 0)


def test_words_that_say_much_are_shown_once_and_never_held_back(browser):
    browser.answer("change", text="Je suis diabétique")
    page = browser.get("questionnaire_send").content.decode()
    assert ("quand même" in page, "la santé" in page) == (True, True)
    browser.send()
    answer = Answer.objects.get()
    assert (answer.review, answer.flags) == ("waiting", ["health"])


@pytest.mark.parametrize("name", ["questionnaire", "questionnaire_send", "questionnaire_contact"])
def test_once_over_every_page_says_so(browser, edition, name):
    close_edition(edition=edition)
    answer = browser.get(name)
    assert (answer.status_code, "ouvert" in answer.content.decode()) == (410, True)


def test_an_edition_in_preparation_is_not_there(browser, edition):
    Edition.objects.update(state=Edition.State.DRAFT)
    assert browser.get("questionnaire").status_code == 404


def test_the_sheet_of_somebody_signed_in_is_not_in_their_session(member, edition):
    client = Client()
    client.force_login(member)
    browser = Browser(client, edition.slug)
    browser.answer("change", text="Plus de bus")
    browser.send()
    assert sorted(client.session.keys()) == ["_auth_user_backend", "_auth_user_hash", "_auth_user_id"]


SLIP = {
    "uuid": "9f0c9a3c-6d4c-4b0c-9a67-0a3a0d5c1f11",
    "name": "Solange Brévin",
    "phone": "06 12 34 56 78",
    "agrees_to_contact": "on",
    "is_adult_or_accompanied": "on",
}


def test_contact_details_are_left_apart(browser):
    browser.answer("change", text="Plus de bus")
    browser.send()
    assert str(Response.objects.get().uuid) not in browser.get("questionnaire_contact").content.decode()
    for _click in range(2):
        assert browser.client.post(browser.url("questionnaire_contact"), SLIP).status_code == 302
    assert (ContactSlip.objects.get().name, SlipLink.objects.count()) == ("Solange Brévin", 0)


def test_a_third_yes_links_them(browser):
    browser.answer("change", text="Plus de bus")
    browser.send()
    browser.client.post(browser.url("questionnaire_contact"), SLIP | {"agrees_to_link": "on"})
    assert SlipLink.objects.get().response == Response.objects.get()
    assert "Votre prénom" in browser.get("questionnaire_contact").content.decode()
    assert "lier mes réponses" not in browser.get("questionnaire_contact").content.decode()


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("name", "Il manque un mot ici"),
        ("phone", "Écrivez un téléphone ou un courriel"),
        ("agrees_to_contact", "Dites ce que vous acceptez"),
        ("is_adult_or_accompanied", "Avant 18"),
    ],
)
def test_an_incomplete_slip_says_what_to_do(browser, missing, sentence):
    answer = browser.client.post(browser.url("questionnaire_contact"), SLIP | {missing: ""})
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert not ContactSlip.objects.exists()
