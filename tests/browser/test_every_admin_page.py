"""The back-office, held to accessibility and content policy like every other page."""

import pytest
from django.urls import reverse

from tests.browser.test_every_page import visit
from tests.instruments.axe import find_violations
from tests.permissions_admin import ADMIN
from tests.test_admin import addresses_of

pytestmark = pytest.mark.browser

VERBS = ("changelist", "add", "change", "history", "delete", "import", "export")


APPS = sorted({label.split(".")[0] for label in ADMIN})


@pytest.mark.parametrize("app", APPS)
def test_axe_finds_nothing(app, village, open_context):
    """Without the content policy, which refuses the style sheets that axe copies into the page to measure colours."""
    page = open_context(village.administrator, bypass_csp=True).new_page()
    found = []
    for url in addresses_of_app(app):
        visit(page, url)
        found += [f"{url} {violation}" for violation in find_violations(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("role", ["team", "administrator"])
def test_the_content_policy_refuses_nothing(role, village, open_context, watch):
    page = open_context(village.people[role]).new_page()
    watch.follow(page)
    urls = ["/gestion/", *addresses_of_app("members"), *addresses_of_app("exchanges")]
    for url in (
        urls if role == "administrator" else (reverse("admin:index"), reverse("admin:members_member_changelist"))
    ):
        visit(page, url)


def addresses_of_app(app: str) -> list[str]:
    letters = {"add": "a", "change": "v", "delete": "d", "import": "a"}
    return [
        url
        for label, (_team, administrator) in ADMIN.items()
        if label.startswith(f"{app}.")
        for verb, url in addresses_of(label).items()
        if verb in VERBS and letters.get(verb, "v") in administrator
    ]
