"""What an interviewer does with the phone, for the tests of its page."""

from playwright.sync_api import BrowserContext, Page, expect

CODE = "pommes et poires"
WORDS = "Un banc devant la boulangerie"

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


def install(context: BrowserContext) -> Page:
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
    """From wherever one is in the questions to the thanks, in whatever language."""
    done = page.get_by_role("heading", name="fermé à clé")
    forward = page.locator("main form [type=submit]")
    forward.wait_for()
    for _question in range(9):
        where = page.locator("h1").inner_text()
        forward.click()
        expect(page.locator("h1")).not_to_have_text(where)
        done.or_(forward).first.wait_for()
        if done.is_visible():
            return
    done.wait_for()
