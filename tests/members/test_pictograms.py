"""The sprite holds every drawing that is named somewhere, and no other."""

import csv
import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
NAMED = re.compile(r'(?:\{% (?:icon|drawing) |icon_name=|drawing=)"([a-z0-9-]+)"')


def test_every_drawing_named_in_a_template_is_there():
    named = {
        (path.name, name)
        for path in _templates()
        for name in NAMED.findall(path.read_text())
        if name not in _drawings()
    }
    assert named == set()


def test_every_pictogram_of_the_catalogue_is_there():
    named = set()
    for name in ("themes.csv", "catalogue.csv"):
        with open(ROOT / "members/data" / name, encoding="utf-8", newline="") as rows:
            named |= {row["pictogram"] for row in csv.DictReader(rows, delimiter=";")}
    assert named - {""} <= _drawings()


def test_no_drawing_is_there_for_nothing():
    sources = [*_templates(), *(path for app in ("members", "exchanges", "surveys") for path in _sources(ROOT / app))]
    words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", "\n".join(path.read_text() for path in sources)))
    inside = set(re.findall(r'href="#([a-z0-9-]+)"', _sprite()))
    assert {name for name in _drawings() if name not in words | inside} == set()


def _sprite() -> str:
    return (ROOT / "static/img/pictos.svg").read_text()


def _drawings() -> set[str]:
    return set(re.findall(r'<symbol id="([a-z0-9-]+)"', _sprite()))


def _templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def _sources(folder: Path) -> list[Path]:
    return sorted([*folder.rglob("*.py"), *folder.rglob("*.csv")])
