"""One process tree that serves the site: gunicorn, the worker, and the hourly calendar."""

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from exchanges.demo.accounts import say_accounts

HOUR = 60 * 60
PATIENCE = 30
MANAGE = str(settings.BASE_DIR / "manage.py")


class Command(BaseCommand):
    help = "Serves the site: web server, background tasks and calendar, until Ctrl-C."
    requires_system_checks = "__all__"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
        parser.add_argument("--demo", action="store_true", help="Also print the accounts of the demo.")

    def handle(self, *, host: str, port: str, demo: bool, **options) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _stop)
        if _answers(host, int(port)):
            raise CommandError(f"Port {port} is taken: choose another one, for example PORT=8001.")
        environment = os.environ | {"HOST": host, "PORT": port, "PYTHONUNBUFFERED": "1"}
        children = {
            "The web server": _start("-m", "gunicorn", "-c", "python:config.gunicorn", environment=environment),
            "The worker": _start(MANAGE, "worker", "--no-reload", environment=environment),
        }
        try:
            while not _answers(host, int(port)) and not _ended(children):
                time.sleep(0.1)
            self._welcome(host, port, demo=demo)
            ended = self._watch(children, environment)
        except KeyboardInterrupt:
            self.stdout.write("\nGoodbye.")
            return
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            _end(children.values())
        raise CommandError(f"{ended} ended by itself; everything is stopped. The reason is in the lines above.")

    def _welcome(self, host: str, port: str, *, demo: bool) -> None:
        self.stdout.write(f"\nAnimons is served on http://{host}:{port} (Ctrl-C stops it)")
        for line in say_accounts() if demo else []:
            self.stdout.write(line)
        self.stdout.flush()

    def _watch(self, children: dict[str, subprocess.Popen], environment: dict[str, str]) -> str:
        """Run the calendar each hour; the name of the first child that ends."""
        calendar: subprocess.Popen | None = None
        next_hour = time.monotonic()
        while True:
            if ended := _ended(children):
                return ended
            if (calendar is None or calendar.poll() is not None) and time.monotonic() >= next_hour:
                calendar = _start(MANAGE, "daily", environment=environment)
                next_hour += HOUR
            time.sleep(0.5)


def _start(*arguments: str, environment: dict[str, str]) -> subprocess.Popen:
    """A child in a session of its own: Ctrl-C reaches this process alone, which ends the others in good order."""
    return subprocess.Popen(
        [sys.executable, *arguments], env=environment, cwd=settings.BASE_DIR, start_new_session=True
    )


def _ended(children: dict[str, subprocess.Popen]) -> str | None:
    """The name of a child that ended by itself."""
    return next((name for name, child in children.items() if child.poll() is not None), None)


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def _end(children) -> None:
    """Ask each child to finish what it is doing, then insist."""
    for child in children:
        child.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
