"""Chromium, the live server it visits, and the village it finds there."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from members.models import Member
from tests.browser.watching import Watch
from tests.village import Village, make_village

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    # `element.computedRole` and `computedName`: what screen readers are told (tests/browser/keyboard.py).
    "--enable-blink-features=ComputedAccessibilityInfo",
    "--no-first-run",
]
# Playwright keeps an event loop in this thread, which Django would refuse to work beside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, one for the whole session; in CI its absence is a failure."""
    executable = shutil.which("chromium")
    if executable is None:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say("Chromium is missing: install Debian's packages chromium and libatomic1.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS, chromium_sandbox=os.geteuid() != 0)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def production_static() -> Iterator[None]:
    """Static files as production serves them: named by their content, compressed."""
    storages = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    with override_settings(STORAGES=storages, STATIC_ROOT=Path(settings.DATA_DIR) / "static-of-production"):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


@pytest.fixture(scope="session")
def server(production_static, django_db_setup) -> Iterator[str]:
    """Address of the site, served by a thread of this process; its threads have database connections of their own."""
    thread = LiveServerThread("127.0.0.1", static_handler=lambda application: application)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


@pytest.fixture
def live(server, transactional_db) -> str:
    """Address of the site, for a test that writes its own rows; all rows are gone at its end."""
    cache.clear()
    return server


@pytest.fixture
def village(live) -> Village:
    """A centre where everything has happened once."""
    return make_village()


@pytest.fixture
def open_context(chromium, server) -> Iterator[Callable[..., BrowserContext]]:
    """`open_context(member, **options)`: a browser of their own for one person; nobody when None."""
    contexts: list[BrowserContext] = []

    def open_one(member: Member | None = None, **options) -> BrowserContext:
        context = chromium.new_context(
            **{"locale": "fr-FR", "timezone_id": "Europe/Paris", "reduced_motion": "reduce", "base_url": server}
            | options
        )
        contexts.append(context)
        if member is not None:
            sign_in(context, member, server)
        return context

    yield open_one
    for context in contexts:
        context.close()


def sign_in(context: BrowserContext, member: Member, server: str) -> None:
    """Give this browser the cookie of somebody who signed in."""
    client = Client()
    client.force_login(member)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])


@pytest.fixture
def watch(server) -> Iterator[Watch]:
    """Notes what pages ask of other hosts, what they log as errors and what the content policy refuses."""
    watch = Watch(server)
    yield watch
    assert watch.complaints == []


@pytest.fixture
def page(open_context, watch) -> Page:
    """A page of a visitor, at the size of a phone."""
    page = open_context(viewport={"width": 360, "height": 740}).new_page()
    watch.follow(page)
    return page
