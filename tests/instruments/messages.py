"""What the screens say, drawn from code and templates, to be compared with the French catalogue."""

from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings

from tests.sources import ROOT

FOLDERS = ("config", "exchanges", "surveys", "members", "templates")
METHODS = [
    ("**.py", "python"),
    ("**.html", "enmerkar.extract:extract_django"),
    ("**.txt", "enmerkar.extract:extract_django"),
]
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
Key = tuple[str, str | None]
"""A message in English (the singular) and its context."""


def messages_in_the_code() -> dict[Key, str]:
    """Every message of ours, and a file where it stands."""
    found: dict[Key, str] = {}
    for folder in FOLDERS:
        for name, _line, message, _comments, context in extract_from_dir(ROOT / folder, METHODS, keywords=KEYWORDS):
            singular = message[0] if isinstance(message, (tuple, list)) else message
            found.setdefault((singular, context), f"{folder}/{name}")
    return found


def messages_of(*names: str) -> set[str]:
    """Every message of these files, python or templates, in English."""
    found = set()
    for name in names:
        method = "python" if name.endswith(".py") else "enmerkar.extract:extract_django"
        for _line, message, *_more in extract_from_file(method, ROOT / name, keywords=KEYWORDS):
            found.add(message[0] if isinstance(message, (tuple, list)) else message)
    return found


def french_catalogue() -> Catalog:
    return catalogue_of("fr")


def catalogue_of(language: str) -> Catalog:
    with (ROOT / f"locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def messages_of_packages() -> frozenset[Key]:
    """What Django and the packages we use say: our catalogue may say it better in French."""
    return frozenset(key for path in _catalogues_of_packages() for key in _read_keys(path))


def _catalogues_of_packages() -> Iterator[Path]:
    folders = [
        Path(config.path) for config in apps.get_app_configs() if settings.BASE_DIR not in Path(config.path).parents
    ]
    folders.append(Path(apps.get_app_config("auth").path).parents[1] / "conf")
    for folder in folders:
        yield from folder.glob("locale/fr/LC_MESSAGES/django.mo")


def _read_keys(path: Path) -> Iterator[Key]:
    with path.open("rb") as file:
        for key in GNUTranslations(file)._catalog:  # type: ignore[attr-defined]
            words = key[0] if isinstance(key, tuple) else key
            context, mark, message = words.rpartition("\x04")
            yield message, (context if mark else None)
