"""The keying desk by the keyboard alone: how many keys a sheet takes beside its own words."""

import pytest
from playwright.sync_api import Page, expect

from surveys.models import Response
from tests.browser import keyboard

pytestmark = pytest.mark.browser
NUMBERS = (2, 3)
MOST_KEYS = 12
"""Enter for the number, one key per question, one per choice, and the last one that saves."""


def test_two_sheets_are_keyed_without_the_mouse(village, open_context, watch):
    page = open_context(village.team, viewport={"width": 1280, "height": 800}).new_page()
    watch.follow(page)
    page.goto(f"/equipe/questionnaire/{village.edition.pk}/saisie/")
    assert [key_sheet(page, number) <= MOST_KEYS for number in NUMBERS] == [True, True]

    sheets = Response.objects.filter(sheet_number__in=NUMBERS).order_by("sheet_number")
    assert [(sheet.age_band, sheet.commune.name) for sheet in sheets] == [("60_74", "Valcroze")] * 2
    said = sheets[0].answers.order_by("question__position").values_list("question__key", "text", "choices")
    assert list(said) == [
        ("change", "Plus de bus", []),
        ("like", "Un jardin", []),
        ("ready", "le samedi", ["hands", "car"]),
        ("savoirs_seek", "le tricot", []),
    ]


def test_without_scripts_the_same_page_is_keyed_in_the_order_of_the_paper(village, open_context, watch):
    page = open_context(village.team, viewport={"width": 1280, "height": 800}, java_script_enabled=False).new_page()
    watch.follow(page)
    page.goto(f"/equipe/questionnaire/{village.edition.pk}/saisie/4/")
    keyboard.skip_to_content(page)
    keyboard.reach(page, "textbox", "Qu’aimeriez-vous changer dans votre vie de tous les jours ?")
    page.keyboard.type("Plus de bus")
    keyboard.push(page, "J’enregistre, et je prends la feuille suivante")
    expect(page.get_by_text("La feuille 4 est enregistrée.")).to_be_visible()


def key_sheet(page: Page, number: int) -> int:
    """Key the sheet of this number, which is the one suggested; how many keys it took beside its words."""
    expect(page.get_by_label("Numéro de la feuille")).to_be_focused()
    pressed = 0

    def press(*keys: str) -> None:
        nonlocal pressed
        for key in keys:
            page.keyboard.press(key)
            pressed += 1

    press("Enter")
    expect(page.get_by_role("heading", name=f"Feuille {number}", exact=True)).to_be_visible()
    expect(page.locator("textarea").first).to_be_focused()
    for words in ("Plus de bus", "Un jardin"):
        page.keyboard.type(words)
        press("Enter")
    press("1", "4", "Enter")
    page.keyboard.type("le samedi")
    press("Enter", "Enter")
    page.keyboard.type("le tricot")
    press("Enter", "5", "Enter")
    page.keyboard.type("Valcroze")
    press("Control+Enter")
    expect(page.get_by_text(f"La feuille {number} est enregistrée.")).to_be_visible()
    return pressed
