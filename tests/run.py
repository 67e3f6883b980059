"""`make test`: every check and every test, in order; ends with one line of sums."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tests.postgres import temporary_postgres
from tests.sources import ROOT

BIN = Path(sys.executable).parent
CHROMIUM = ("chromium", "libatomic1")
ON_BOTH = "browser and both_databases"
NOT_HANDED_ON = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
"""Each step has its own database; what one step compiles serves the next ones."""
TWO_WORKERS = ("-n2", "--dist=worksteal")


@dataclass
class Step:
    title: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    report: Path | None = None
    """Where pytest writes its sums; a step without one counts as one test."""


def main() -> int:
    started = time.monotonic()
    install_chromium()
    sums: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="animons-reports-") as folder, temporary_postgres() as postgres:
        for step in steps(Path(folder), postgres):
            print(f"\n── {step.title}", flush=True)
            sums += run(step)
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    print(f"\nEverything took {minutes} min {seconds:02d} s.")
    print(f"{sums['passed']} passed, {sums['failed']} failed, {sums['skipped']} skipped")
    return 1 if sums["failed"] else 0


def steps(folder: Path, postgres: str) -> Iterator[Step]:
    yield Step("Style", [str(BIN / "ruff"), "check", "."])
    yield Step("Format", [str(BIN / "ruff"), "format", "--check", "."])
    yield Step("Types of the matching", [str(BIN / "mypy")])
    on_postgres = {"DATABASE_URL": postgres}
    yield pytest("Tests on SQLite", folder / "sqlite.xml", "not browser", *TWO_WORKERS)
    rows = "database and not browser"
    yield pytest("Tests on PostgreSQL", folder / "postgres.xml", rows, *TWO_WORKERS, environment=on_postgres)
    yield pytest("In the browser, on SQLite", folder / "browser.xml", "browser", *TWO_WORKERS)
    last = ("-n0", "--migrations")
    yield pytest("In the browser, on PostgreSQL", folder / "both.xml", ON_BOTH, *last, environment=on_postgres)


def pytest(title: str, report: Path, marked: str, *workers: str, environment: dict[str, str] | None = None) -> Step:
    command = [sys.executable, "-m", "pytest", "-q", "-m", marked, *workers, f"--junitxml={report}"]
    return Step(title, command, environment or {}, report)


def run(step: Step) -> Counter[str]:
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    result = subprocess.run(step.command, cwd=ROOT, env=inherited | step.environment)
    if step.report is None or not step.report.exists():
        return Counter(failed=1) if result.returncode else Counter(passed=1)
    sums = _read_sums(step.report)
    if result.returncode and not sums["failed"]:
        sums["failed"] += 1
    return sums


def _read_sums(report: Path) -> Counter[str]:
    sums: Counter[str] = Counter()
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        count = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
        failed = count["failures"] + count["errors"]
        sums += Counter(passed=count["tests"] - failed - count["skipped"], failed=failed, skipped=count["skipped"])
    return sums


def install_chromium() -> None:
    """Install Debian's Chromium where that may be done without asking; else say what to install."""
    if shutil.which("chromium"):
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and _runs([*sudo, "true"]):
        print("Installing Chromium…", flush=True)
        unattended = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        _runs([*sudo, *unattended, "update"])
        _runs([*sudo, *unattended, "install", "--no-install-recommends", "--yes", *CHROMIUM])
    if not shutil.which("chromium"):
        print(f"Tests in the browser are skipped: install Debian's packages {' and '.join(CHROMIUM)} to run them.")


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(main())
