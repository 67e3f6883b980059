"""Every page, for every role: readable by all, light, silent towards other hosts, whole without JavaScript.

Where two roles are given the same content, it is looked at once; each role's menus are seen around its other pages.
What does not depend on who reads (without JavaScript, by the key Tab) is looked at once for each address.
"""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, Response

from members.models import Member
from tests.browser import keyboard
from tests.browser.watching import Watch
from tests.instruments.axe import AXE_SCRIPT, find_violations
from tests.pages import TARGETS, pages_of
from tests.roles import ROLES
from tests.village import Village

pytestmark = pytest.mark.browser

PARTS = 10
"""The pages are shared out between so many tests, so that workers end together."""
MOST_REQUESTS = 8
MOST_BYTES = 100 * 1024
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
CONTENT = re.compile(r"<main.*</main>", re.DOTALL)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_for_everybody(part, village, open_context, watch):
    found, addresses = [], set()
    for role, urls in _find_different_pages(village, part).items():
        person = village.people[role]
        page = _open_without_cache(open_context, person, watch)
        plain = open_context(person, java_script_enabled=False).new_page()
        watch.follow(plain)
        for url in urls:
            found += [f"{role} {url}: {flaw}" for flaw in _look_at(page, url, watch)]
            if url not in addresses:
                found += [f"{role} {url}: {flaw}" for flaw in _go_without(page, plain, url)]
                addresses.add(url)
    assert not found, "\n".join(found)


def _find_different_pages(village: Village, part: int) -> dict[str, list[str]]:
    """This part's addresses for each role, without those whose content an earlier role reads, but for its names."""
    seen, different = set(), {}
    for role in ROLES:
        person, client = village.people[role], Client()
        if person is not None:
            client.force_login(person)
        different[role] = []
        for url in pages_of(role, village, list(TARGETS)[part::PARTS]):
            content = (url, _read_content(client, url, person))
            if content not in seen:
                seen.add(content)
                different[role].append(url)
    return different


def _read_content(client: Client, url: str, person: Member | None) -> str:
    whole = TOKEN.sub("", client.get(url).content.decode())
    text = content.group() if (content := CONTENT.search(whole)) else whole
    names = (person.first_name, person.last_name, person.email) if person is not None else ()
    for name in filter(None, names):
        text = text.replace(name, "…")
    return text


def _open_without_cache(open_context, person: Member | None, watch: Watch) -> Page:
    """A page for which each visit is a first visit."""
    page = open_context(person).new_page()
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.add_init_script(AXE_SCRIPT)
    watch.follow(page)
    return page


def _look_at(page: Page, url: str, watch: Watch) -> list[str]:
    watch.responses.clear()
    visit(page, url)
    flaws = find_violations(page)
    # The icon of the site is the sprite of the drawings: asked for twice, it travels once.
    weights = {response.url: weight for response in watch.responses if (weight := _weigh(response))}
    if len(weights) > MOST_REQUESTS or sum(weights.values()) > MOST_BYTES:
        flaws.append(f"{len(weights)} requests, {sum(weights.values()) / 1024:.0f} KB")
    return flaws


def _go_without(page: Page, plain: Page, url: str) -> list[str]:
    """The page that is open by the keyboard on a phone, and `plain` without JavaScript."""
    flaws = []
    # « Au nom de » shows the pages of one's own space again.
    if not url.startswith("/au-nom-de/"):
        page.set_viewport_size({"width": 360, "height": 740})
        if keyboard.walk_through(page) <= 1:
            flaws.append("the key Tab finds nothing")
    visit(plain, url)
    if plain.locator("h1").count() != 1 or not plain.locator("main h1").is_visible():
        flaws.append("without JavaScript, no title")
    return flaws


def visit(page: Page, url: str) -> None:
    response = page.goto(url)
    assert response is not None
    assert response.status == 200, f"{url}: {response.status}"


def _weigh(response: Response) -> int:
    """Bytes of the answer as they travelled, headers included."""
    sizes = response.request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]
