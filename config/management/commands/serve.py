"""One process tree that serves the site: gunicorn, the worker, and the hourly calendar."""

import os
import signal
import subprocess
import sys
import time
from types import FrameType

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

HOUR = 60 * 60
PATIENCE = 30
MANAGE = str(settings.BASE_DIR / "manage.py")


class Command(BaseCommand):
    help = "Serves the site: web server, background tasks and calendar, until Ctrl-C."
    requires_system_checks = "__all__"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))

    def handle(self, *, host: str, port: str, **options) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _stop)
        environment = os.environ | {"HOST": host, "PORT": port}
        children = {
            "The web server": _start("-m", "gunicorn", "-c", "python:config.gunicorn", environment=environment),
            "The worker": _start(MANAGE, "worker", "--no-reload", environment=environment),
        }
        try:
            ended = self._watch(children, environment)
        except KeyboardInterrupt:
            self.stdout.write("\nGoodbye.")
            return
        finally:
            _end(children.values())
        raise CommandError(f"{ended} ended by itself; everything is stopped. The reason is in the lines above.")

    def _watch(self, children: dict[str, subprocess.Popen], environment: dict[str, str]) -> str:
        """Run the calendar each hour; the name of the first child that ends."""
        calendar: subprocess.Popen | None = None
        next_hour = time.monotonic()
        while True:
            for name, child in children.items():
                if child.poll() is not None:
                    return name
            if time.monotonic() >= next_hour and (calendar is None or calendar.poll() is not None):
                calendar = _start(MANAGE, "daily", environment=environment)
                next_hour += HOUR
            time.sleep(0.5)


def _start(*arguments: str, environment: dict[str, str]) -> subprocess.Popen:
    """A child in a session of its own: Ctrl-C reaches this process alone, which ends the others in good order."""
    return subprocess.Popen(
        [sys.executable, *arguments], env=environment, cwd=settings.BASE_DIR, start_new_session=True
    )


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
