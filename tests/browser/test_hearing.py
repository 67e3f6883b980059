"""What Animons hears, shown as one types; and « À classer », where one click settles like phrases."""

import re

import pytest
from playwright.sync_api import expect

from members.models import Offer, SkillTerm
from tests.factories import members
from tests.instruments.axe import find_violations

pytestmark = pytest.mark.browser


@pytest.fixture
def bicycles(village):
    skill = members.SkillFactory(name="Réparation de vélos")
    for phrase in ("bécane", "rayon"):
        members.SkillTermFactory(skill=skill, phrase=phrase, source=SkillTerm.Source.SHIPPED)
    return skill


def test_the_catalogue_answers_as_one_types(bicycles, page):
    page.goto("/savoirs/")
    field = page.get_by_role("searchbox")
    field.press_sequentially("une bécane", delay=15)
    expect(page.get_by_role("heading", name="Réparation de vélos")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="1 savoir trouvé")).to_be_attached()
    expect(field).to_be_focused()
    expect(page).to_have_url(re.compile(r"/savoirs/$"))
    assert find_violations(page) == []
    field.fill("xylozork")
    expect(page.get_by_role("heading", name="pas encore dans la liste")).to_be_visible()
    field.fill("")
    expect(page.get_by_role("link", name="Réparation de vélos")).to_be_visible()
    field.fill("bécane")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"q=b"))
    expect(page.get_by_role("heading", name="Réparation de vélos")).to_be_visible()


def test_savoirs_are_offered_while_somebody_writes(bicycles, village, open_context, watch):
    page = open_context(village.resident, viewport={"width": 320, "height": 740}).new_page()
    watch.follow(page)
    page.goto("/mon-espace/savoirs/partager/")
    page.get_by_label("Je peux montrer").press_sequentially("redresser un rayon", delay=15)
    choice = page.get_by_role("radio", name="Réparation de vélos")
    expect(choice).to_be_visible()
    assert find_violations(page) == []
    for _stop in range(3):
        page.keyboard.press("Tab")
        if choice.evaluate("radio => radio === document.activeElement"):
            break
    page.keyboard.press("Space")
    expect(choice).to_be_checked()
    page.get_by_role("button", name="Je propose").click()
    expect(page.get_by_role("heading", name="Réparation de vélos").first).to_be_visible()
    offer = Offer.objects.get(words="redresser un rayon")
    assert offer.skill == bicycles
    assert not [response.url for response in watch.responses if "rayon" in response.url]


@pytest.mark.parametrize("has_scripts", [True, False])
def test_like_phrases_are_settled_with_keys_alone(bicycles, village, open_context, watch, has_scripts):
    said = [members.OfferFactory(skill=None, words=words) for words in ("de la soudure", "faire de la soudure")]
    left_out = members.OfferFactory(skill=None, words="un peu de soudure")
    context = open_context(village.team, viewport={"width": 320, "height": 740}, java_script_enabled=has_scripts)
    page = context.new_page()
    watch.follow(page)
    page.goto("/equipe/a-classer/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.get_by_role("checkbox", name="un peu de soudure")
    box.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Les mots à classer")
    page.keyboard.press("Space")
    expect(box).not_to_be_checked()
    card = page.get_by_role("region", name="soudure")
    card.get_by_role("button", name="Nouveau savoir").press("Enter")
    page.get_by_label("Nom du savoir").fill("Soudure")
    page.get_by_label("Thème").select_option(index=1)
    page.get_by_role("button", name="J’ajoute ce savoir").press("Enter")
    expect(page.get_by_text("2 phrases sont rangées dans")).to_be_visible()
    for offer in (*said, left_out):
        offer.refresh_from_db()
    assert [str(offer.skill) for offer in (*said, left_out)] == ["Soudure", "Soudure", "None"]
