"""Answers are read with the keyboard: two keys for a short one, five for two passages; or without scripts."""

import pytest
from playwright.sync_api import Page, expect

from surveys.models import Code, Coding, Reading
from tests.factories import surveys
from tests.instruments.axe import find_violations

pytestmark = pytest.mark.browser


@pytest.fixture
def answers(village):
    question = village.edition.current_version.questions.get(key="like")
    texts = ("Plus de bus le soir", "Un bus le dimanche, un café au village", "Rien", "Un four à pain")
    return [surveys.AnswerFactory(response__version=question.version, question=question, text=text) for text in texts]


def open_first(page: Page, answers) -> None:
    answer = answers[0]
    page.goto(f"/equipe/questionnaire/{answer.response.edition_id}/depouillement/{answer.pk}/?question=like")


def said(answer) -> list[tuple[str, str]]:
    codings = Coding.objects.filter(segment__answer=answer).order_by("segment__start")
    return [(coding.segment.words, coding.code.name) for coding in codings]


def test_answers_are_read_in_a_few_keys(village, answers, open_context, watch):
    surveys.CodeFactory(survey=village.edition.survey, name="Se retrouver", shortcut="r")
    page = open_context(village.team, viewport={"width": 1280, "height": 800}).new_page()
    watch.follow(page)
    open_first(page, answers)
    words = page.get_by_role("listbox", name="Les mots de la réponse")
    expect(words).to_be_focused()
    assert find_violations(page) == []
    for key in ("s", "Enter", "ArrowDown", "s", "ArrowDown", "r", "Enter", "0"):
        page.keyboard.press(key)  # faster than the server: what is typed meanwhile waits its turn
    expect(page.get_by_role("option", name="four")).to_be_visible()
    assert said(answers[0]) == [("Plus de bus le soir", "Se déplacer")]
    assert said(answers[1]) == [("Un bus le dimanche", "Se déplacer"), ("un café au village", "Se retrouver")]
    assert (said(answers[2]), Reading.objects.filter(answer__in=answers).count()) == ([], 3)
    for key in ("ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft", "c"):
        page.keyboard.press(key)
    page.keyboard.type("uisine")
    page.keyboard.press("Enter")
    expect(words).to_be_focused()
    expect(page.get_by_role("heading", name="1 passage")).to_be_visible()
    assert said(answers[3]) == [("four à pain", "cuisine")]
    assert find_violations(page) == []
    page.keyboard.press("Backspace")
    expect(page.get_by_role("heading", name="Pas encore de passage")).to_be_visible()
    assert said(answers[3]) == []


def test_a_passage_is_taken_with_the_finger_and_without_scripts(village, answers, open_context, watch):
    size = {"width": 360, "height": 740}
    page = open_context(village.team, viewport=size).new_page()
    watch.follow(page)
    open_first(page, answers)
    page.get_by_role("option", name="bus").click()
    page.get_by_role("option", name="soir").click()
    page.get_by_role("button", name="s Se déplacer").click()
    expect(page.get_by_role("heading", name="1 passage")).to_be_visible()
    assert said(answers[0]) == [("bus le soir", "Se déplacer")]
    plain = open_context(village.team, viewport=size, java_script_enabled=False).new_page()
    watch.follow(plain)
    open_first(plain, answers)
    assert plain.evaluate("document.documentElement.scrollWidth <= innerWidth")
    plain.get_by_label("Du mot").fill("1")
    plain.get_by_label("Un thème").fill("Le soir")
    plain.get_by_role("button", name="J’ajoute ce thème").click()
    expect(plain.get_by_role("heading", name="2 passages")).to_be_visible()
    assert said(answers[0])[0] == ("Plus", "Le soir")
    assert Code.objects.filter(name="Le soir").exists()
