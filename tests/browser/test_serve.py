"""`prepare` and `serve` in processes of their own: the site opens in a browser, and at Ctrl-C nothing of it is left."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.sources import ROOT

pytestmark = pytest.mark.browser

PATIENCE = 60


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    return os.environ | {
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/animons.sqlite3",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "EMAIL_URL": "consolemail://",
        "PORT": str(_free_port()),
        "WEB_WORKERS": "1",
    }


@pytest.fixture
def serving(environment) -> Iterator[subprocess.Popen]:
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environment, check=True)
    process = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment)
    yield process
    process.terminate()
    process.wait(PATIENCE)


def test_serves_until_asked_to_stop(serving, environment, chromium):
    address = f"http://127.0.0.1:{environment['PORT']}"
    _wait_until(lambda: _status(f"{address}/sante") == 200)
    page = chromium.new_page()
    page.goto(address)
    expect(page.locator("h1")).to_be_visible()
    page.close()
    serving.send_signal(signal.SIGINT)
    assert serving.wait(PATIENCE) == 0
    assert _status(f"{address}/sante") is None


def test_says_when_the_port_is_taken(environment, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environment["PORT"])))
        taken.listen()
        command = [sys.executable, "manage.py", "serve"]
        result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    assert result.returncode == 1
    assert f"Port {environment['PORT']} is taken" in result.stderr


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _status(url: str) -> int | None:
    try:
        return urllib.request.urlopen(url, timeout=10).status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def _wait_until(is_so) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.3)
