"""The house's own rules: layers, files, templates, migrations."""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from exchanges.models import Call
from tests.sources import ROOT, name_of, our_files, read_code, strings_in

LONGEST_FILE = 300
CALLED_FROM_OUTSIDE = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
PART_OF_A_MAIL = re.compile(r"(_message|_subject|\.subject)?\.(html|txt)$")
INSTALLED = Path("/srv/animons")
"""Where the README has Animons installed: the one folder outside the repository that may be named."""
INSTALLING = ("requirements*", "Makefile", "pyproject.toml", ".ci/run")
OTHER_SOURCE = re.compile(
    r"://(?!127\.0\.0\.1\b)\w|(?<![\w-])--(?:extra-)?index-url|--find-links|\bregistry\b", re.IGNORECASE
)


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


def test_no_file_names_a_folder_of_this_machine():
    endings = (".py", ".html", ".txt", ".js", ".css", ".md", ".toml", ".in", ".yml", ".sh", "Makefile", "run", ".po")
    files = list(our_files(*endings))
    folders = {folder for folder in (ROOT.parent, Path.home()) if not INSTALLED.is_relative_to(folder)}
    paths = [re.compile(rf"(?<![\w.}}/-]){re.escape(str(folder))}/") for folder in folders]
    assert [line for path in paths for line in _lines_with(path, files)] == []


def test_packages_come_from_where_the_installer_looks():
    files = [path for pattern in INSTALLING for path in sorted(ROOT.glob(pattern))]
    assert len(files) >= len(INSTALLING)
    assert list(_lines_with(OTHER_SOURCE, files)) == []


def _lines_with(pattern: re.Pattern[str], paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if pattern.search(line):
                yield f"{name_of(path)}:{number}: {line.strip()[:100]}"


def test_every_template_is_used():
    quoted = strings_in(read_code()) | {f"session_{about}" for about in Call.About.values} | set(Call.About.values)
    names = [str(path.relative_to(ROOT / "templates")) for path in our_files(".html", ".txt", under="templates")]
    assert [name for name in names if not _is_used(name, quoted)] == []


def _is_used(name: str, quoted: set[str]) -> bool:
    """Named in code or from outside, or in place of a package's own; a mail is named without its part."""
    mail = PART_OF_A_MAIL.sub("", name)
    names = {name, mail, mail.removeprefix("mail/")}
    return bool(names & (quoted | CALLED_FROM_OUTSIDE)) or any(map(_is_in_a_package, (name, f"{mail}_message.txt")))


def _is_in_a_package(name: str) -> bool:
    return any((Path(app.path) / "templates" / name).exists() for app in apps.get_app_configs())
