"""From a sentence to a resident: two keys while reading, one button to invite, one screen to join."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from members.models import Offer
from surveys.models import Outcome
from tests.factories import surveys
from tests.instruments.axe import find_violations

pytestmark = pytest.mark.browser


@pytest.fixture
def answer(village):
    question = village.edition.current_version.questions.get(key="like")
    fields = {"response__version": question.version, "question": question}
    said = surveys.AnswerFactory(**fields, text="Je sais tricoter, et un four à pain")
    slip = {"name": "Jeanne Fabre", "email": "jeanne@exemple.fr", "edition": village.edition}
    surveys.SlipLinkFactory(response=said.response, **{f"slip__{name}": value for name, value in slip.items()})
    return said


def test_words_become_an_offer_and_an_idea_and_jeanne_joins_with_them(village, answer, open_context, watch):
    page = open_context(village.team, viewport={"width": 1280, "height": 800}).new_page()
    watch.follow(page)
    page.goto(f"/equipe/questionnaire/{village.edition.pk}/depouillement/{answer.pk}/?question=like")
    expect(page.get_by_role("listbox")).to_be_focused()
    for key in ("ArrowDown", "6", "ArrowDown", "9"):
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name="2 passages")).to_be_visible()
    made = Outcome.objects.filter(segment__answer=answer).order_by("kind")
    assert [(one.kind, one.words) for one in made] == [("idea", "un four à pain"), ("offer", "tricoter")]
    assert find_violations(page) == []
    page.keyboard.press("Backspace")
    expect(page.get_by_role("heading", name="1 passage")).to_be_visible()
    page.goto(f"/equipe/questionnaire/{village.edition.pk}/paroles/")
    page.get_by_role("button", name="J’invite").click()
    expect(page.get_by_text("par courriel.")).to_be_visible()

    link = re.search(r"(/invitation/\S+)", next(m.body for m in mail.outbox if m.to == ["jeanne@exemple.fr"]))[1]
    guest = open_context(None, viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()
    watch.follow(guest)
    guest.goto(link)
    expect(guest.get_by_text("« Je sais tricoter »")).to_be_visible()
    assert guest.evaluate("document.documentElement.scrollWidth <= innerWidth")
    guest.get_by_label("Ou un autre village").fill("Valcroze")
    guest.get_by_label("Je suis d’accord").check()
    guest.get_by_role("button", name="Je m’inscris").click()
    expect(guest.get_by_role("heading", name="Bonjour Jeanne")).to_be_visible()
    offer = Offer.objects.get(member__email="jeanne@exemple.fr")
    assert (offer.words, offer.source) == ("tricoter", "survey")


def test_the_invited_persons_page_is_for_everyone(village, open_context, watch):
    guest = open_context(None, viewport={"width": 360, "height": 740}).new_page()
    watch.follow(guest)
    guest.goto(f"/invitation/{village.invitation_code}/")
    expect(guest.get_by_role("button", name="Non merci, oubliez mes coordonnées")).to_be_visible()
    assert find_violations(guest) == []
    guest.get_by_role("button", name="Je m’inscris").click()
    expect(guest.get_by_role("alert")).to_be_visible()
    assert find_violations(guest) == []
