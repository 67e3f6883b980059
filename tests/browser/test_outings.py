"""An outing from the calendar to its figures: planned, left by who cannot come, told by who went."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import surveys
from tests.factories.exchanges import plain_day
from tests.instruments.axe import find_violations

pytestmark = pytest.mark.browser


def test_an_outing_is_planned_left_and_told(village, open_context, watch):
    calendar = f"/equipe/questionnaire/{village.edition.pk}/sorties/"
    desk = open_context(village.team, viewport={"width": 1280, "height": 800}).new_page()
    phone = open_context(village.other, viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()
    watch.follow(desk)
    watch.follow(phone)

    desk.goto(calendar + "nouvelle/")
    desk.get_by_label("Date").fill(plain_day().isoformat())
    desk.get_by_label("Un nouveau lieu").fill("Sous la halle")
    desk.get_by_label("Marché", exact=True).check()
    desk.get_by_label("D’autres habitants qui y vont").fill(village.other.get_full_name())
    desk.get_by_label("Combien de personnes faut-il ?").fill("1")
    desk.get_by_role("button", name="Je prévois cette sortie").click()
    row = desk.get_by_role("listitem").filter(has_text="Sous la halle")
    expect(row).to_contain_text("Paulo")

    phone.goto("/sorties/")
    phone.get_by_role("link", name="Sous la halle").click()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.get_by_role("button", name="Je ne peux pas venir").click()
    expect(phone.get_by_text("Le centre cherche quelqu’un d’autre.")).to_be_visible()
    desk.goto(calendar + "?show=short")
    expect(row).to_contain_text("Il manque une personne")

    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    past = surveys.OutingFactory(edition=village.edition, date=yesterday, place__name="Place haute", kind="quarter")
    past.interviewers.add(village.other)
    phone.goto("/sorties/")
    phone.get_by_role("link", name="Place haute").click()
    phone.get_by_label("Combien de personnes avez-vous rencontrées ?").fill("14")
    phone.get_by_role("button", name="Je garde ces chiffres").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    phone.get_by_label("Combien n’ont pas souhaité répondre ?").fill("3")
    phone.get_by_role("button", name="Je garde ces chiffres").click()
    expect(phone.get_by_text("Merci d’être sorti·e.")).to_be_visible()
    desk.goto(calendar + "chiffres/")
    expect(desk.get_by_role("row").filter(has_text="Place haute")).to_contain_text("14")
    assert find_violations(desk) == []
