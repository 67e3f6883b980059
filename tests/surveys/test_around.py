"""The words around the questions: whole in each language we speak, French elsewhere, right to left where it is so."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from surveys.around import WORDS, words_around
from surveys.languages import NAMES, SPOKEN, spoken_in
from tests.factories import surveys
from tests.instruments.messages import catalogue_of, messages_of

FILES = (
    "exchanges/rosters/survey_sheet.py",
    "surveys/around.py",
    "surveys/cautions.py",
    "surveys/forms/contact.py",
    "surveys/sheets.py",
    "templates/bootstrap5/_if_you_wish.html",
    "templates/surveys/_question.html",
    "templates/surveys/questionnaire.html",
    "templates/surveys/questionnaire_contact.html",
    "templates/surveys/questionnaire_question.html",
    "templates/surveys/questionnaire_send.html",
    "templates/surveys/questionnaire_thanks.html",
)
ELSEWHERE = {
    "A word is missing here.",
    "It is noted. Your details are kept apart from your answers.",
    "Only if you ticked: %(choices)s.",
    "Take a moment to read again, then send.",
    "Write a whole e-mail address, for instance name@example.org.",
}
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}")


@pytest.fixture(scope="module")
def needed() -> set[str]:
    return messages_of(*FILES) | ELSEWHERE


@pytest.mark.parametrize("language", sorted(SPOKEN - {"en", "fr"}))
def test_a_language_has_each_word_and_what_it_carries(language, needed):
    said = {message.id: message.string for message in catalogue_of(language) if message.id}
    assert said.keys() == needed
    assert [words for words in said.values() if not words.strip()] == []
    assert {
        words: (PLACES.findall(words), PLACES.findall(said[words]))
        for words in said
        if sorted(PLACES.findall(words)) != sorted(PLACES.findall(said[words]))
    } == {}


def test_french_stands_in_for_a_language_we_are_not_sure_of():
    assert {code: spoken_in(code) for code in NAMES if spoken_in(code) != code} == {"ps": "fr"}
    assert words_around("ps") == words_around("fr")
    assert words_around("de")["texts"]["next"] == "Weiter"
    assert words_around("de")["texts"].keys() == WORDS.keys()


class Visit:
    """`visit(language, page, *more)`: the page of the open questionnaire, asked for in this language."""

    def __init__(self) -> None:
        edition = surveys.make_open_edition()
        edition.languages = ["fr", "ar", "ps"]
        edition.save()
        self.slug, self.client = edition.slug, Client()

    def __call__(self, language: str, page: str, *more: str) -> str:
        query = {"langue": language} if language else {}
        return self.client.get(reverse(page, args=[self.slug, *more]), query).content.decode()

    def action(self, language: str) -> str:
        """Where the first question is sent, as the page says."""
        page = self(language, "questionnaire_question", "change")
        return re.search(r'action="([^"]*/question/change/[^"]*)"', page)[1]


@pytest.fixture
def visit(db) -> Visit:
    return Visit()


def test_the_page_is_in_the_language_and_the_site_in_its_own(visit):
    page = visit("ar", "questionnaire_question", "change")
    assert '<html lang="fr">' in page
    assert '<main id="content" tabindex="-1" lang="ar" dir="rtl">' in page
    assert ("أتابع" in page, "Je continue" in page, "Aller au contenu" in page) == (True, False, True)


def test_what_is_not_translated_says_it_is_french(visit):
    page = visit("ar", "questionnaire_question", "change")
    assert '<h1 class="h2" id="q-change" lang="fr" dir="ltr"><span class="held">Qu’aimeriez-vous' in page
    assert '<main id="content" tabindex="-1" lang="fr" dir="ltr">' in visit("ps", "questionnaire_contact")


def test_the_language_stays_from_page_to_page(visit):
    visit.client.post(visit.action("ar"), {"text": "حافلة"})
    for page in ("questionnaire_send", "questionnaire_contact"):
        assert 'tabindex="-1" lang="ar" dir="rtl">' in visit("", page)


def test_errors_are_said_in_the_language(visit):
    answer = visit.client.post(visit.action("ar"), {"text": "a" * 2001})
    assert "عدد حروف هذا النص 2001" in answer.content.decode()
    slip = visit.client.post(reverse("questionnaire_contact", args=[visit.slug]), {"name": ""})
    assert "هنا تنقص كلمة." in slip.content.decode()
