"""Signing up and filling in one's space with what one has: a keyboard, a finger, a browser without scripts."""

import pytest
from playwright.sync_api import Page, expect

from members.models import Availability, Member, Offer
from tests.factories.members import CommuneFactory, MemberFactory, SkillFactory, SkillTermFactory, make_centre
from tests.members.signing_up import code_in

pytestmark = pytest.mark.browser

MOST_TABS = 80


@pytest.fixture
def centre(live):
    SkillTermFactory(skill=SkillFactory(name="Confitures et conserves"), phrase="confitures", weight=0.6)
    CommuneFactory(name="Moulins", x=3, y=4)
    return make_centre()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _unused in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"The key Tab never reaches {selector}")


def type_in(page: Page, name: str, text: str) -> None:
    tab_to(page, f"[name={name}]")
    page.keyboard.type(text)


def test_by_keyboard_alone_with_a_code(centre, page, mailoutbox):
    page.goto("/compte/signup/?offer=les+confitures")
    type_in(page, "first_name", "Jeanne")
    type_in(page, "commune", "Moul")
    tab_to(page, "[name=agrees]")
    page.keyboard.press("Space")
    type_in(page, "email", "jeanne@exemple.fr")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Regardez vos courriels")
    type_in(page, "code", code_in(mailoutbox[0]))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Avons-nous compris ?")
    assert page.locator("main form input:checked").count() == 0, "nobody is taken at words they did not choose"
    tab_to(page, "main form input[type=radio]")
    page.keyboard.press("Space")
    tab_to(page, "main form button")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Jeanne")
    member = Member.objects.get()
    assert (member.email, member.commune.name) == ("jeanne@exemple.fr", "Moulins")
    assert Offer.objects.get().skill.name == "Confitures et conserves"


def test_without_scripts_with_a_user_name_up_to_the_half_days(centre, open_context, watch):
    page = open_context(java_script_enabled=False).new_page()
    watch.follow(page)
    page.goto("/compte/signup/")
    page.get_by_label("J’aimerais apprendre…").fill("l’accordéon")
    page.get_by_label("Mon prénom").fill("Odette")
    page.get_by_label("Ou un autre village").fill("Chantelande")
    page.get_by_label("Un nom d’utilisateur").fill("odette")
    page.get_by_label("Un mot de passe").fill("tilleul et menthe")
    page.get_by_role("button", name="Je garde ce nom").click()

    expect(page.get_by_role("link", name="Cochez la case")).to_be_visible()
    expect(page.get_by_label("J’aimerais apprendre…")).to_have_value("l’accordéon")
    page.get_by_label("Je suis d’accord").check()
    page.get_by_label("Un mot de passe").fill("tilleul et menthe")
    page.get_by_role("button", name="Je garde ce nom").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Odette")
    page.get_by_role("link", name="Changer mes moments libres").click()
    page.get_by_role("button", name="Tous les soirs").click()
    page.get_by_label("mercredi après-midi").check()
    page.get_by_role("button", name="Je garde ces moments").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Odette")
    assert Availability.objects.filter(member__username="odette").count() == 8


def test_half_days_by_touch_and_by_keyboard(centre, open_context, watch):
    member = MemberFactory()
    page = open_context(member, has_touch=True, viewport={"width": 320, "height": 640}).new_page()
    watch.follow(page)
    page.goto("/mon-espace/disponibilites/")
    page.locator("label", has_text="lundi matin").tap()
    tab_to(page, "[value='6-2']")
    page.keyboard.press("Space")
    tab_to(page, "button")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour")
    assert set(member.availabilities.values_list("weekday", "period")) == {(0, 0), (6, 2)}
