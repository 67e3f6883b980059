"""The interviewer's phone: days without network, killed at any moment, and every sheet once on the server."""

import time
import uuid

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, Route, expect

from surveys.flows.phones import revoke_phone
from surveys.models import Answer, ContactSlip, Device, Outing, Response, SlipLink
from tests.factories import surveys
from tests.instruments.axe import COLOURS, RUN

pytestmark = pytest.mark.browser

CODE = "pommes et poires"
WORDS = "Un banc devant la boulangerie"
ENOUGH_CONTRAST = COLOURS.replace('"color-contrast", "link-in-text-block"', '"color-contrast-enhanced"')
QUEUE = 200
SECONDS_FOR_THE_QUEUE = 60

# All that the browser keeps for the site, bytes as text.
DUMP = """
async () => {
    const answered = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
    const database = await answered(indexedDB.open("animons-phone"));
    const kept = {storage: {...localStorage, ...sessionStorage}};
    for (const name of database.objectStoreNames)
        kept[name] = await answered(database.transaction(name).objectStore(name).getAll());
    database.close();
    const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);
    return JSON.stringify(kept, (_key, value) => isBytes(value) ? new TextDecoder().decode(value) : value);
}
"""
# Finished sheets, sealed by the page's own modules.
FILL = """
async ([uuids, words]) => {
    const from = (name) => import(document.body.dataset.static + name);
    const [{app}, {seal}, store] = await Promise.all([from("app.js"), from("vault.js"), from("store.js")]);
    for (const uuid of uuids) {
        const said = {answers: {change: {text: words}}, language: "fr", day: "2026-10-14"};
        const {phone: {edition, feed: {version}}, outing} = app;
        const sealed = await seal(app.vault, uuid, said);
        await store.put("sheets", {uuid, edition, version, outing, rank: 1, state: "ready", sealed});
    }
}
"""


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
    """A phone where the questionnaire is installed, open, at its outing."""
    page = context.new_page()
    page.goto("/enquete/installer/")
    press(page, "Je l’installe")
    page.get_by_label("Mon code", exact=True).fill(CODE)
    page.get_by_label("Mon code, encore une fois").fill(CODE)
    press(page, "Je garde ce code")
    page.locator("#outing option", has_text="École Prévert").wait_for(state="attached")
    page.get_by_label("La sortie").select_option(index=1)
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def unlock(page: Page) -> Page:
    page.goto("/enquete/")
    page.get_by_label("Mon code").fill(CODE)
    press(page, "J’ouvre")
    page.get_by_role("button", name="Je commence une feuille").wait_for()
    return page


def begin(page: Page, words: str = WORDS) -> None:
    press(page, "Je commence une feuille")
    press(page, "La personne est d’accord")
    page.get_by_label("Qu’aimeriez-vous changer").fill(words)


def finish(page: Page) -> None:
    """From wherever one is in the questions to the thanks."""
    page.locator("main form [type=submit]").wait_for()
    last = page.get_by_role("button", name="C’est terminé")
    for _question in range(8):
        if last.is_visible():
            break
        where = page.locator("h1").inner_text()
        press(page, "Suite")
        expect(page.locator("h1")).not_to_have_text(where)
    last.click()
    page.get_by_role("heading", name="fermé à clé").wait_for()


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
    again.get_by_label("Prénom et nom").fill("Solange Brévin")
    again.get_by_label("Téléphone").fill("06 99 00 00 01")
    for yes in ("Je veux savoir", "Vous pouvez mettre", "J’ai 18 ans"):
        again.get_by_text(yes).click()
    press(again, "Je garde ces coordonnées")
    again.get_by_text("Pas de réseau. Tout est gardé ici.").wait_for()
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

    press(phone, "Toutes mes feuilles")
    phone.get_by_role("button", name="Je l’ouvre").click()
    phone.get_by_text("Cette sortie n’est plus au calendrier.").wait_for()
    with phone.expect_download() as download:
        press(phone, "Je la garde dans un fichier")
    assert WORDS in download.value.path().read_text(encoding="utf-8")
    press(phone, "Je la corrige")

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


def test_its_screens_are_for_everybody(phone, watch):
    watch.follow(phone)
    found = []

    def look() -> None:
        if "axe" not in phone.evaluate("Object.keys(window).filter((name) => name === 'axe')"):
            phone.evaluate(AXE_SCRIPT)
        where = phone.locator("h1").inner_text()
        is_narrow = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        found.extend([] if phone.evaluate(is_narrow) else [f"{where}: wider than the screen"])
        small = phone.locator("button, select, .choice").evaluate_all(
            "all => all.filter(e => e.offsetHeight < 48).length"
        )
        found.extend([f"{where}: {small} small targets"] if small else [])
        found.extend(f"{where}: {one}" for one in phone.evaluate(RUN))
        phone.emulate_media(color_scheme="dark")
        found.extend(f"{where}, dark: {one}" for one in phone.evaluate(COLOURS))
        phone.evaluate("document.documentElement.classList.add('sun')")
        found.extend(f"{where}, sun: {one}" for one in phone.evaluate(ENOUGH_CONTRAST))
        phone.evaluate("document.documentElement.classList.remove('sun')")
        phone.emulate_media(color_scheme="light")

    look()
    press(phone, "Toutes les questions sur une page")
    press(phone, "Je commence une feuille")
    look()
    press(phone, "La personne est d’accord")
    phone.get_by_label("Qu’aimeriez-vous changer").fill("J’ai un cancer")
    phone.get_by_text("on dirait que cela parle de").wait_for()
    phone.get_by_text("60 à 74 ans").click()
    look()
    press(phone, "Je la mets de côté")
    phone.get_by_role("heading", name="En cours").wait_for()
    look()
    press(phone, "Toutes mes feuilles")
    look()
    press(phone, "Je l’ouvre")
    press(phone, "Je la jette")
    phone.get_by_text("perdue pour de bon").wait_for()
    look()
    press(phone, "Je la corrige")
    finish(phone)
    look()
    press(phone, "Oui, la personne laisse")
    press(phone, "Je garde ces coordonnées")
    phone.get_by_text("Écrivez un prénom.").wait_for()
    look()
    press(phone, "Finalement, non")
    press(phone, "Je ferme à clé")
    phone.get_by_role("heading", name="Votre code").wait_for()
    look()
    assert found == []
