"""Starting in production: sound settings pass every check of Django's, missing ones are said in a sentence."""

import os
import subprocess
import sys

import pytest

from tests.sources import ROOT

PRODUCTION = {
    "SECRET_KEY": "long-and-random-enough-for-a-test-0123456789-abcdefghijklmnop",
    "ALLOWED_HOSTS": "animons.example.org",
}


def run_manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """manage.py in an environment that holds nothing but these variables."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "DATA_DIR") if name in os.environ}
    command = [sys.executable, "-W", "error", "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=kept | environment, capture_output=True, text=True)


def test_production_settings_pass_the_deployment_checks():
    result = run_manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("missing", PRODUCTION)
def test_a_missing_setting_stops_with_one_sentence(missing):
    environment = {name: value for name, value in PRODUCTION.items() if name != missing}
    result = run_manage("check", **environment)
    assert result.returncode == 1
    assert result.stderr.startswith(f"{missing} is missing: set it to ")
    assert result.stderr.count("\n") == 1


def test_secret_key_may_be_in_a_file(tmp_path):
    (tmp_path / "key").write_text(PRODUCTION["SECRET_KEY"] + "\n")
    result = run_manage("check", ALLOWED_HOSTS="localhost", SECRET_KEY_FILE=str(tmp_path / "key"))
    assert result.returncode == 0, result.stderr
