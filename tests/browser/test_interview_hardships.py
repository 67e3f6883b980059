"""The phone when all goes wrong: killed, full, updated, its clock wrong; nothing lost, nothing readable."""

import os
import shutil
import signal
import time
import uuid
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from surveys.models import Answer, Response
from tests.browser.conftest import FLAGS, sign_in
from tests.browser.interviewing import CODE, FILL, WORDS, begin, finish, install, press, unlock
from tests.factories import surveys

pytestmark = pytest.mark.browser

DRAFT = "Une fanfare au marché"
SLIP = ("Solange Brévin", "06 99 00 00 01")
IN_CLEAR = "Prévert"
"""The name of the outing is no secret: found on the disk, it shows that what is searched for would be."""
QUEUE = 40
# Another database of the site, in smaller and smaller pieces.
OPEN = """
const answered = (asked, yes = "onsuccess") => new Promise((done, fail) => {
    asked[yes] = () => done(asked.result);
    asked.onabort = asked.onerror = () => fail(asked.error);
});
const asked = indexedDB.open("filler", 1);
asked.onupgradeneeded = () => asked.result.createObjectStore("pieces", {autoIncrement: true});
const database = await answered(asked);
"""
FILLER = f"""
async () => {{
    {OPEN}
    for (let size = 500_000; size > 100;) {{
        const piece = new Uint8Array(size);
        for (let at = 0; at < size; at += 50_000) crypto.getRandomValues(piece.subarray(at, at + 50_000));
        const transaction = database.transaction("pieces", "readwrite");
        transaction.objectStore("pieces").add(piece);
        await answered(transaction, "oncomplete").catch(() => (size = Math.floor(size / 2)));
    }}
    database.close();
}}
"""
FREE = """
() => new Promise((done) => {
    indexedDB.deleteDatabase("filler").onsuccess = done;
})
"""


@pytest.fixture
def edition(live, centre):
    edition = surveys.make_open_edition()
    surveys.OutingFactory(edition=edition, place__name="École Prévert")
    return edition


@pytest.fixture
def context(open_context, edition, team_member) -> BrowserContext:
    return open_context(team_member, viewport={"width": 360, "height": 740})


@pytest.fixture
def phone(context) -> Page:
    return install(context)


@pytest.fixture
def launch(chromium, server, tmp_path):
    """`launch()`: the browser of one phone, whose storage stays on the disk from one launch to the next."""
    opened: list[BrowserContext] = []

    def start() -> BrowserContext:
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "phone",
            executable_path=shutil.which("chromium"),
            args=FLAGS,
            chromium_sandbox=os.geteuid() != 0,
            base_url=server,
            locale="fr-FR",
            reduced_motion="reduce",
            viewport={"width": 360, "height": 740},
        )
        opened.append(context)
        return context

    yield start
    opened[-1].close()


def kill_the_browser(folder: Path) -> None:
    """All at once, as when the battery is pulled out."""
    for number in filter(str.isdigit, os.listdir("/proc")):
        try:
            if f"--user-data-dir={folder}".encode() in Path(f"/proc/{number}/cmdline").read_bytes():
                os.kill(int(number), signal.SIGKILL)
        except OSError:
            continue
    time.sleep(0.5)


def found_on_the_disk(folder: Path, words: tuple[str, ...]) -> set[str]:
    """Those that stand in any file of the browser, in one of the ways a browser writes text."""
    content = [path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    spelled = {(word, word.encode(code)) for word in words for code in ("utf-8", "latin-1", "utf-16-le")}
    return {word for word, letters in spelled if any(letters in one for one in content)}


def test_a_phone_killed_in_the_middle_keeps_all_and_shows_nothing(launch, edition, team_member, server, tmp_path):
    context = launch()
    sign_in(context, team_member, server)
    phone = install(context)
    phone.get_by_text("Envoyées : 0").wait_for()
    context.set_offline(True)
    begin(phone)
    finish(phone)
    press(phone, "Oui, la personne laisse")
    phone.get_by_label("Prénom et nom").fill(SLIP[0])
    phone.get_by_label("Téléphone").fill(SLIP[1])
    for yes in ("Je veux savoir", "J’ai 18 ans"):
        phone.get_by_text(yes).click()
    press(phone, "Je garde ces coordonnées")
    begin(phone, DRAFT)
    phone.wait_for_timeout(500)
    kill_the_browser(tmp_path / "phone")
    secrets = (WORDS, "boulangerie", DRAFT, "fanfare", *SLIP, CODE)
    assert found_on_the_disk(tmp_path / "phone", (IN_CLEAR, *secrets)) == {IN_CLEAR}

    again = unlock(launch().new_page())
    press(again, "Je continue")
    expect(again.get_by_label("Qu’aimeriez-vous changer")).to_have_value(DRAFT)
    finish(again)
    press(again, "Je reviens à la sortie")
    again.get_by_text("Envoyées : 2").wait_for()
    assert sorted(Answer.objects.values_list("text", flat=True)) == [WORDS, DRAFT]


def test_an_update_with_a_full_queue_loses_nothing(phone, context, centre):
    phone.get_by_text("Envoyées : 0").wait_for()
    context.route("**/enquete/api/**", lambda route: route.abort())
    uuids = [str(uuid.uuid4()) for _sheet in range(QUEUE)]
    phone.evaluate(FILL, [uuids, WORDS])
    begin(phone, DRAFT)
    phone.wait_for_timeout(300)

    centre.name = "La Maison neuve"
    centre.save()
    unlock(phone)
    assert "La Maison neuve" not in phone.title()
    # The new page waits until the former one is closed.
    waiting = "async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)"
    for _turn in range(50):
        if phone.evaluate(waiting):
            break
        phone.wait_for_timeout(200)
    phone.close()
    again = unlock(context.new_page())
    assert "La Maison neuve" in again.title()
    again.get_by_text(f"Feuilles à envoyer : {QUEUE}").first.wait_for()
    press(again, "Je continue")
    expect(again.get_by_label("Qu’aimeriez-vous changer")).to_have_value(DRAFT)
    press(again, "Je la mets de côté")
    context.unroute("**/enquete/api/**")
    press(again, "J’envoie")
    again.get_by_text(f"Envoyées : {QUEUE}").wait_for()
    assert {str(key) for key in Response.objects.values_list("uuid", flat=True)} == set(uuids)


def fill_up(phone: Page) -> None:
    """Until the browser takes no more, behind the page's back."""
    phone.evaluate(FILLER)


def test_a_phone_nearly_full_says_so_before_and_drops_nothing(context):
    phone = context.new_page()
    session = context.new_cdp_session(phone)
    phone.goto("/enquete/")
    session.send(
        "Storage.overrideQuotaForOrigin", {"origin": phone.evaluate("location.origin"), "quotaSize": 6_000_000}
    )
    phone = install(context)
    phone.get_by_text("Envoyées : 0").wait_for()
    expect(phone.get_by_text("presque plein")).to_have_count(0)
    context.set_offline(True)
    fill_up(phone)
    begin(phone, "Plus de bus")
    finish(phone)
    press(phone, "Je reviens à la sortie")
    phone.get_by_text("Le téléphone est presque plein").wait_for()

    # What was set aside is in use.
    begin(phone, "Un banc")
    phone.wait_for_timeout(300)
    fill_up(phone)
    phone.get_by_label("Qu’aimeriez-vous changer").fill(WORDS * 40)
    phone.locator("[data-not-kept]").wait_for()
    expect(phone.get_by_label("Qu’aimeriez-vous changer")).to_have_value(WORDS * 40)
    phone.evaluate(FREE)
    phone.get_by_label("Qu’aimeriez-vous changer").fill(WORDS)
    expect(phone.locator("[data-not-kept]")).to_have_count(0)
    phone.wait_for_timeout(300)
    phone.close()

    context.set_offline(False)
    again = unlock(context.new_page())
    press(again, "Je continue")
    finish(again)
    press(again, "Je reviens à la sortie")
    again.get_by_text("Envoyées : 2").wait_for()
    assert sorted(Answer.objects.values_list("text", flat=True)) == ["Plus de bus", WORDS]


def test_a_clock_years_ahead_is_mended(phone, context):
    phone.clock.set_fixed_time("2031-05-04T10:00:00")
    begin(phone)
    finish(phone)
    press(phone, "Je reviens à la sortie")
    phone.get_by_text("Envoyées : 1").wait_for()
    assert Response.objects.get().day == timezone.localdate()
