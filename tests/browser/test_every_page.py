"""Every page, for every role: readable by all, silent towards other hosts, whole without JavaScript."""

import pytest
from playwright.sync_api import Page

from tests.instruments.axe import find_violations
from tests.pages import pages_of
from tests.roles import ROLES

pytestmark = pytest.mark.browser

MOST_REQUESTS = 8
MOST_BYTES = 100 * 1024


@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing(role, village, open_context, watch):
    page = open_context(village.people[role]).new_page()
    watch.follow(page)
    found = []
    for url in pages_of(role, village):
        visit(page, url)
        found += [f"{url} {violation}" for violation in find_violations(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_whole_without_javascript(role, village, open_context, watch):
    page = open_context(village.people[role], java_script_enabled=False).new_page()
    watch.follow(page)
    for url in pages_of(role, village):
        visit(page, url)
        assert page.locator("h1").count() == 1, url
        assert page.locator("main h1").is_visible(), url


@pytest.mark.parametrize("role", ["visitor", "resident", "team"])
def test_first_visit_is_light(role, village, open_context, watch):
    heavy = {}
    for url in pages_of(role, village):
        context = open_context(village.people[role])
        page = context.new_page()
        watch.follow(page)
        visit(page, url, until="networkidle")
        # The icon of the site is the sprite of the drawings: asked for twice, it travels once, and weighs nothing then.
        weights = [weight for response in watch.responses if (weight := _weigh(response))]
        if len(weights) > MOST_REQUESTS or sum(weights) > MOST_BYTES:
            heavy[url] = f"{len(weights)} requests, {sum(weights) / 1024:.0f} KB"
        watch.forget()
        context.close()
    assert heavy == {}


def visit(page: Page, url: str, until: str = "load") -> None:
    response = page.goto(url, wait_until=until)
    assert response is not None
    assert response.status == 200, f"{url}: {response.status}"


def _weigh(response) -> int:
    """Bytes of the answer as they travelled, headers included."""
    sizes = response.request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]
