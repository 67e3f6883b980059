"""The files the interviewer's page keeps on the phone, so that it opens without network.

Scripts keep their plain names, since they name one another; the worker asks for all of them anew when `version_of`
changes, and puts them all in place together.
"""

import hashlib
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

FOLDER = "surveys/phone"
WORKER = f"{FOLDER}/worker.js"
NOT_KEPT = {"worker.js", "install.js"}
SHARED = (
    "vendor/bootstrap/bootstrap-reboot.min.css",
    "css/animons.css",
    "css/parts.css",
    "img/pictos.svg",
    "fonts/atkinson-hyperlegible-latin-400-normal.woff2",
    "fonts/atkinson-hyperlegible-latin-700-normal.woff2",
)


def own_files() -> list[Path]:
    """What is in the folder of the page, but for what is only needed once, with network."""
    folder = Path(_find(FOLDER))
    return [path for path in sorted(folder.iterdir()) if path.is_file() and path.name not in NOT_KEPT]


def urls_to_keep() -> list[str]:
    own = [urljoin(settings.STATIC_URL, f"{FOLDER}/{path.name}") for path in own_files()]
    return own + [static(name) for name in SHARED]


def version_of(shell: bytes) -> str:
    """Changes when the page (`shell`: its HTML) or any of its files does."""
    fingerprint = hashlib.sha256(shell)
    for path in [*own_files(), *(Path(_find(name)) for name in (*SHARED, WORKER))]:
        fingerprint.update(path.read_bytes())
    return fingerprint.hexdigest()[:16]


def read_worker() -> str:
    return Path(_find(WORKER)).read_text(encoding="utf-8")


def _find(name: str) -> str:
    """Where a file of ours is in the code. Raises FileNotFoundError."""
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(name)
    return found
