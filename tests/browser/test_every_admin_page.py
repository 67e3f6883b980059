"""The back-office, held to accessibility and content policy like every other page."""

import pytest
from django.urls import reverse

from tests.browser.test_every_page import visit
from tests.instruments.axe import find_violations
from tests.permissions_admin import ADMIN
from tests.test_admin import addresses_of

pytestmark = pytest.mark.browser

VERBS = ("changelist", "add", "change", "history", "delete", "import", "export")


@pytest.mark.parametrize("app", sorted({label.split(".")[0] for label in ADMIN}))
def test_axe_finds_nothing(app, village, open_context, watch):
    page = open_context(village.administrator).new_page()
    watch.follow(page)
    found = []
    for url in addresses_of_app(app):
        visit(page, url)
        found += [f"{url} {wrong}" for wrong in watch.complaints + find_violations(page)]
        watch.forget()  # axe copies the style sheets that Django's own import into the page: our policy refuses it
    assert not found, "\n".join(found)


def test_the_team_finds_its_pages(village, open_context, watch):
    page = open_context(village.team).new_page()
    watch.follow(page)
    for url in (reverse("admin:index"), reverse("admin:members_member_changelist")):
        visit(page, url)
        assert watch.complaints + find_violations(page) == []
        watch.forget()


def addresses_of_app(app: str) -> list[str]:
    letters = {"add": "a", "change": "v", "delete": "d", "import": "a"}
    return [
        url
        for label, (_team, administrator) in ADMIN.items()
        if label.startswith(f"{app}.")
        for verb, url in addresses_of(label).items()
        if verb in VERBS and letters.get(verb, "v") in administrator
    ]
