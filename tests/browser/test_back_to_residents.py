"""Lone voices become an idea, a project and news; then the page given back says so to everybody."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from surveys.models import Gathering
from tests.factories import members, surveys
from tests.instruments.axe import find_violations

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}


def test_two_sentences_become_a_project_that_its_people_and_everybody_hear_of(village, open_context, watch):
    edition = f"/equipe/questionnaire/{village.edition.pk}/"
    desk = open_context(village.team, viewport={"width": 1280, "height": 800}).new_page()
    resident = open_context(village.resident, viewport=PHONE, java_script_enabled=False).new_page()
    visitor = open_context(None, viewport=PHONE, java_script_enabled=False).new_page()
    for page in (desk, resident, visitor):
        watch.follow(page)

    desk.goto(edition + "rassembler/")
    card = desk.locator("form.card").filter(has_text="« Un jardin partagé »")
    card.get_by_label("Le titre").fill("Un jardin pour tous")
    card.get_by_role("button", name="Je les rassemble").click()
    desk.goto(edition + "rassemblements/")
    desk.get_by_role("link", name="Un jardin pour tous").click()
    desk.get_by_role("button", name="Je le montre").click()
    expect(desk.get_by_text("Personne n’a encore dit « J’en suis »")).to_be_visible()

    for person in (village.other, members.MemberFactory()):
        surveys.SupportFactory(gathering=Gathering.objects.get(title="Un jardin pour tous"), member=person)
    resident.goto("/appels-et-idees/")
    idea = resident.locator(".card").filter(has_text="Un jardin pour tous")
    idea.get_by_role("button", name="J’en suis").click()
    expect(resident.get_by_text("Vous en êtes : Un jardin pour tous")).to_be_visible()

    desk.reload()
    desk.get_by_role("link", name="J’en fais un groupe").click()
    desk.get_by_label("Un projet, qui dure").check()
    desk.get_by_label("À quoi sert le projet ?").fill("Cultiver ensemble un bout de terre.")
    desk.get_by_role("button", name="C’est né").click()
    expect(desk.get_by_role("link", name="Tous les groupes")).to_be_visible()
    assert [village.resident.email] in [message.to for message in mail.outbox if "projet" in message.subject]
    resident.goto("/mon-espace/")
    resident.get_by_text("« Un jardin pour tous »", exact=True).first.click()
    thread = resident.locator("details[open] .steps, section > .steps").filter(has_text="Un jardin pour tous")
    expect(thread).to_contain_text("Une idée de voisins")
    expect(thread).to_contain_text("Un projet est né")

    desk.goto(edition + "restitution/")
    desk.get_by_label("Ce qui s’est déjà passé").fill("Un jardin pour tous est né de vos mots.")
    desk.get_by_role("button", name="Je garde et je regarde la page").click()
    desk.get_by_role("button", name="Je publie").click()
    visitor.goto(f"/ce-que-vous-avez-dit/{village.edition.slug}/")
    expect(visitor.get_by_text("Un jardin pour tous est né de vos mots.")).to_be_visible()
    assert visitor.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert find_violations(desk) == []
