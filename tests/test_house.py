"""The house's own rules: layers, files, templates, migrations."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.sources import ROOT, name_of, our_files, read_code, strings_in

LONGEST_FILE = 300
CALLED_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
OF_ONE_MACHINE = re.compile(r"(?<![\w.}])/(?:root|work|home)/[a-z]|pypi\.org|pythonhosted|npmjs\.org")


def test_layers_are_kept():
    lint = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    result = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_file_is_too_long():
    too_long = {
        name_of(path): lines
        for path in our_files(".py", ".html", ".js", ".css", ".typ")
        if "migrations" not in path.parts and (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE
    }
    assert too_long == {}


def test_no_file_names_a_machine_or_a_registry():
    endings = (".py", ".html", ".txt", ".js", ".css", ".md", ".toml", ".in", ".yml", ".sh", "Makefile", "run", ".po")
    telling = {
        f"{name_of(path)}:{number}: {line.strip()[:100]}"
        for path in our_files(*endings)
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if OF_ONE_MACHINE.search(line)
    }
    assert telling == set()


def test_every_template_is_used():
    quoted = strings_in(read_code())
    used_kinds = {kind.removesuffix(".html") for kind in quoted}
    unused = []
    for path in our_files(".html", ".txt", under="templates"):
        name = str(path.relative_to(ROOT / "templates"))
        is_mail_of_a_kind = name.startswith("mail/") and Path(name).name.split(".")[0] in used_kinds
        if name not in quoted | CALLED_BY_DJANGO and not is_mail_of_a_kind and not _overrides_a_package(name):
            unused.append(name)
    assert unused == []


def _overrides_a_package(name: str) -> bool:
    return any((Path(app.path) / "templates" / name).exists() for app in apps.get_app_configs())
