"""The back-office, held to accessibility and content policy like every other page."""

import pytest
from django.urls import reverse

from tests.browser.test_every_page import visit
from tests.instruments.axe import find_violations
from tests.permissions_admin import ADMIN
from tests.test_admin import addresses_of

pytestmark = pytest.mark.browser

VERBS = ("changelist", "add", "change", "history", "delete", "import", "export")


LABELS = sorted(ADMIN)
PARTS = 6


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing(part, village, open_context):
    """Without the content policy, which refuses the style sheets that axe copies into the page to measure colours."""
    page = open_context(village.administrator, bypass_csp=True).new_page()
    found = []
    for url in addresses_in_the_admin(LABELS[part::PARTS]):
        visit(page, url)
        found += [f"{url} {violation}" for violation in find_violations(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("role", ["team", "administrator"])
def test_the_content_policy_refuses_nothing(role, village, open_context, watch):
    page = open_context(village.people[role]).new_page()
    watch.follow(page)
    urls = ["/gestion/", *addresses_in_the_admin(LABELS)]
    for url in (
        urls if role == "administrator" else (reverse("admin:index"), reverse("admin:members_member_changelist"))
    ):
        visit(page, url)


def addresses_in_the_admin(labels: list[str]) -> list[str]:
    """The pages of these models that the administrator may open."""
    letters = {"add": "a", "change": "v", "delete": "d", "import": "a"}
    return [
        url
        for label in labels
        for verb, url in addresses_of(label).items()
        if verb in VERBS and letters.get(verb, "v") in ADMIN[label][1]
    ]
