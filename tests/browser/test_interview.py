"""The interviewer's phone: days without network, killed at any moment, and every sheet once on the server."""

import time
import uuid

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from surveys.flows.phones import revoke_phone
from surveys.models import Answer, ContactSlip, Device, Outing, Response, SlipLink
from tests.browser.interviewing import CODE, DUMP, FILL, WORDS, begin, finish, install, press, unlock
from tests.factories import surveys
from tests.instruments.axe import COLOURS, IS_WIDER, RUN

pytestmark = pytest.mark.browser

# In full sun, 7:1 for all words, large ones included.
ENOUGH_CONTRAST = COLOURS.replace('"color-contrast", "link-in-text-block"', '"color-contrast-enhanced"').replace(
    "async () => {",
    """async () => {
    const contrastRatio = {normal: {expected: 7}, large: {expected: 7}};
    const options = {boldValue: 700, boldTextPt: 14, largeTextPt: 18, contrastRatio};
    axe.configure({checks: [{id: "color-contrast-enhanced", options}]});
    """,
)
QUEUE = 200
SECONDS_FOR_THE_QUEUE = 60


@pytest.fixture
def edition(live, centre):
    edition = surveys.make_open_edition()
    surveys.OutingFactory(edition=edition, place__name="École Prévert")
    return edition


@pytest.fixture
def context(open_context, edition, team_member):
    return open_context(team_member, viewport={"width": 360, "height": 740})


@pytest.fixture
def phone(context) -> Page:
    return install(context)


def test_sheets_made_without_network_arrive_once(phone, context):
    phone.get_by_text("Envoyées : 0").wait_for()
    context.set_offline(True)
    begin(phone, "Plus de bus")
    finish(phone)
    press(phone, "Je reviens à la sortie")
    begin(phone)
    phone.get_by_label("Langue").select_option("en")
    expect(phone.get_by_label("What would you like to change")).to_have_value(WORDS)
    phone.wait_for_timeout(300)
    phone.close()

    again = unlock(context.new_page())
    press(again, "Je continue")
    expect(again.get_by_label("What would you like to change")).to_have_value(WORDS)
    finish(again)
    press(again, "Oui, la personne laisse")
    # What the person reads is in their language.
    again.get_by_label("First name and name").fill("Solange Brévin")
    again.get_by_label("Phone").fill("06 99 00 00 01")
    for yes in ("I want to know", "You may put my answers", "I am 18"):
        again.get_by_text(yes).click()
    press(again, "Je garde ces coordonnées")
    again.get_by_text("Pas de réseau. Tout est gardé ici.").wait_for()
    look(again)
    kept = again.evaluate(DUMP)
    assert [word for word in (WORDS, "boulangerie", "Plus de bus", "Solange", "06 99", CODE) if word in kept] == []
    assert Response.objects.count() == 0

    # A hotel's page of log-in answers everything, and is not believed.
    portal = "**/enquete/api/**"
    context.route(portal, lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Wi-Fi</h1>"))
    context.set_offline(False)
    again.get_by_text("Ce réseau demande de se connecter").wait_for()
    context.unroute(portal)
    press(again, "J’envoie")
    again.get_by_text("Envoyées : 2").wait_for()
    expect(again.get_by_text("Ce réseau")).to_have_count(0)
    outing = Outing.objects.get()
    assert sorted(Answer.objects.values_list("text", flat=True)) == ["Plus de bus", WORDS]
    assert set(Response.objects.values_list("outing", "channel")) == {(outing.pk, "phone")}
    assert (ContactSlip.objects.get().name, SlipLink.objects.get().response.language) == ("Solange Brévin", "en")
    uuids = {str(key) for key in Response.objects.values_list("uuid", flat=True)}
    kept = again.evaluate(DUMP)
    assert [key for key in uuids if key in kept] == []


def test_a_long_queue_leaves_in_less_than_a_minute_and_once(phone, context):
    uuids = [str(uuid.uuid4()) for _sheet in range(QUEUE)]
    phone.evaluate(FILL, [uuids, WORDS])
    lost = []

    def lose_an_answer(route: Route) -> None:
        if len(lost) in (2, 5):
            route.fetch()
            route.abort()
        else:
            route.continue_()
        lost.append(route.request.url)

    context.route("**/enquete/api/feuilles/", lose_an_answer)
    start = time.monotonic()
    other = unlock(context.new_page())
    other.get_by_text("Pas de réseau").wait_for()
    for _turn in range(2):
        press(other, "J’envoie")
        other.wait_for_timeout(200)
        expect(other.get_by_text("L’envoi part…")).to_have_count(0, timeout=60_000)
    other.get_by_text(f"Envoyées : {QUEUE}").wait_for(timeout=60_000)
    assert time.monotonic() - start < SECONDS_FOR_THE_QUEUE
    assert {str(key) for key in Response.objects.values_list("uuid", flat=True)} == set(uuids)
    assert Response.objects.count() == QUEUE


def test_a_sheet_that_is_stuck_is_mended_alone(phone, context, edition):
    context.set_offline(True)
    begin(phone)
    finish(phone)
    press(phone, "Je reviens à la sortie")
    Outing.objects.all().delete()
    good = str(uuid.uuid4())
    phone.get_by_label("La sortie").select_option(index=0)
    phone.evaluate(FILL, [[good], "Plus de bus"])
    context.set_offline(False)
    phone.get_by_text("Feuilles à corriger : 1").wait_for()
    assert [str(key) for key in Response.objects.values_list("uuid", flat=True)] == [good]

    look(phone)
    press(phone, "Toutes mes feuilles")
    phone.get_by_role("button", name="Je l’ouvre").click()
    phone.get_by_text("Cette sortie n’est plus au calendrier.").wait_for()
    look(phone)
    with phone.expect_download() as download:
        press(phone, "Je la garde dans un fichier")
    assert WORDS in download.value.path().read_text(encoding="utf-8")
    press(phone, "Je la corrige")
    phone.get_by_role("button", name="Je l’envoie de nouveau").wait_for()
    look(phone)

    # Open here, it cannot be changed in another tab.
    other = unlock(context.new_page())
    press(other, "Je continue")
    other.get_by_text("Cette feuille est ouverte dans un autre onglet.").wait_for()
    other.close()
    phone.get_by_label("La sortie").select_option(label="Hors d’une sortie")
    press(phone, "Je l’envoie de nouveau")
    phone.get_by_role("heading", name="fermé à clé").wait_for()
    press(phone, "Je reviens à la sortie")
    phone.get_by_text("Envoyées : 2").wait_for()
    assert sorted(Answer.objects.values_list("text", flat=True)) == ["Plus de bus", WORDS]


def test_a_lost_phone_is_shut_out_and_keeps_its_sheets_closed(phone, context):
    context.set_offline(True)
    begin(phone)
    finish(phone)
    revoke_phone(device=Device.objects.get())
    context.set_offline(False)
    press(phone, "Je reviens à la sortie")
    phone.get_by_text("Ce téléphone n’a plus accès").first.wait_for()
    press(phone, "Je ferme à clé")
    phone.get_by_label("Mon code").fill("pommes et prunes")
    press(phone, "J’ouvre")
    phone.get_by_text("Ce n’est pas le bon code.").wait_for()
    assert WORDS not in phone.evaluate(DUMP)
    assert Response.objects.count() == 0


def look(phone: Page) -> None:
    """What is on the screen is for everybody: axe, dark, full sun, width, large targets."""
    if not phone.evaluate("'axe' in window"):
        phone.evaluate(AXE_SCRIPT)
    small = "all => all.filter(e => e.offsetHeight < 48).map(e => e.outerHTML)"
    found = phone.locator("button, select, .choice").evaluate_all(small)
    if phone.evaluate(IS_WIDER):
        found.append("wider than the screen")
    found += phone.evaluate(RUN)
    phone.emulate_media(color_scheme="dark")
    found += phone.evaluate(COLOURS)
    phone.evaluate("document.documentElement.classList.add('sun')")
    found += phone.evaluate(ENOUGH_CONTRAST)
    phone.evaluate("document.documentElement.classList.remove('sun')")
    phone.emulate_media(color_scheme="light")
    assert found == [], phone.locator("h1").inner_text()


def test_the_sun_is_measured(phone):
    """Grey on white at 5:1, in large letters, is not enough."""
    phone.evaluate(AXE_SCRIPT)
    phone.evaluate("document.documentElement.classList.add('sun')")
    phone.evaluate("document.querySelector('h1').attributeStyleMap.set('color', '#707070')")
    [found] = phone.evaluate(ENOUGH_CONTRAST)
    assert found["id"] == "color-contrast-enhanced"


def test_its_screens_are_for_everybody(context, watch):
    phone = context.new_page()
    watch.follow(phone)
    phone.goto("/enquete/installer/")
    press(phone, "Je l’installe")
    press(phone, "Je garde ce code")
    phone.get_by_text("Écrivez au moins six chiffres ou lettres.").wait_for()
    look(phone)
    phone.get_by_label("Mon code", exact=True).fill(CODE)
    phone.get_by_label("Mon code, encore une fois").fill(CODE)
    press(phone, "Je garde ce code")
    phone.locator("#outing option", has_text="École Prévert").wait_for(state="attached")
    look(phone)
    begin(phone)
    press(phone, "Suite")
    phone.get_by_role("button", name="Retour").wait_for()
    look(phone)
    press(phone, "Je la mets de côté")
    press(phone, "Toutes les questions sur une page")
    press(phone, "Je commence une feuille")
    phone.get_by_role("button", name="La personne est d’accord").wait_for()
    look(phone)
    press(phone, "La personne est d’accord")
    phone.get_by_label("Qu’aimeriez-vous changer").fill("J’ai un cancer")
    phone.get_by_text("on dirait que cela parle de").wait_for()
    phone.get_by_text("60 à 74 ans").click()
    look(phone)
    press(phone, "Je la mets de côté")
    phone.get_by_role("heading", name="En cours").wait_for()
    look(phone)
    press(phone, "Toutes mes feuilles")
    phone.get_by_role("heading", name="Toutes mes feuilles").wait_for()
    look(phone)
    phone.get_by_role("button", name="Je l’ouvre").first.click()
    press(phone, "Je la jette")
    phone.get_by_text("perdue pour de bon").wait_for()
    look(phone)
    press(phone, "Je la corrige")
    finish(phone)
    look(phone)
    press(phone, "Oui, la personne laisse")
    press(phone, "Je garde ces coordonnées")
    phone.get_by_text("Écrivez un prénom.").wait_for()
    look(phone)
    press(phone, "Finalement, non")
    press(phone, "Je ferme à clé")
    phone.get_by_role("heading", name="Votre code").wait_for()
    look(phone)


def test_figures_keyed_without_network_leave_when_it_is_back(context):
    Outing.objects.update(date=timezone.localdate())
    phone = install(context)
    context.set_offline(True)
    press(phone, "Combien de personnes rencontrées")
    phone.get_by_label("Combien de personnes avez-vous rencontrées").fill("14")
    press(phone, "Je garde ces chiffres")
    phone.get_by_role("alert").wait_for()
    look(phone)
    phone.get_by_label("Combien n’ont pas souhaité").fill("3")
    press(phone, "Je garde ces chiffres")
    phone.get_by_text("Chiffres de sorties à envoyer : 1").wait_for()
    phone.close()
    again = unlock(context.new_page())
    again.get_by_text("Chiffres de sorties à envoyer : 1").wait_for()
    # Meanwhile somebody gives others on the page: they are not written over.
    Outing.objects.update(met=9, refused=1, told_on=timezone.localdate())
    context.set_offline(False)
    again.get_by_text("9 personnes rencontrées").wait_for()
    look(again)
    press(again, "Je l’ouvre")
    press(again, "Je garde ces chiffres")
    again.get_by_text("Les chiffres sont gardés").wait_for(state="attached")
    expect(again.get_by_text("Chiffres de sorties")).to_have_count(0)
    expect(again.get_by_text("Chiffres à revoir")).to_have_count(0)
    assert Outing.objects.values_list("met", "refused").get() == (14, 3)
