"""The site as production serves it, on an empty database of its own; it can be killed, and its processor time is read.

`tests.settings` has no part in this: the settings are those of production, `synchronous=FULL` and `fsync` included.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import StringIO
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60


class Server:
    """gunicorn on this machine, begun with the very command of `manage.py serve`."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Begin, and wait until it takes calls."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "python:config.gunicorn"],
            cwd=ROOT,
            env=os.environ | {"HOST": "127.0.0.1", "PORT": str(self.port)},
            start_new_session=True,
        )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._answers():
                return
            time.sleep(0.02)
        raise RuntimeError("the server does not start")

    def _answers(self) -> bool:
        """The port is open before the workers are ready: ask for a page."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as line:
                line.sendall(b"GET /questionnaire/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                return line.recv(9).startswith(b"HTTP/1.")
        except OSError:
            return False

    def kill(self) -> None:
        """SIGKILL to the server and its workers at once, as when the machine runs out of memory."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def cpu(self) -> float:
        """Seconds of processor, user and system, that the server and the database's own processes have used."""
        return sum(map(seconds_of, [self.process.pid, *filter(None, [postmaster()])]))


@contextmanager
def served(engine: str) -> Iterator[Server]:
    """A server whose database, « sqlite » or « postgresql », is ready and empty; both are gone at the end."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="animons-bench-", ignore_cleanup_errors=True))
        port = _free_port()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY": "only-for-a-benchmark",
            "ALLOWED_HOSTS": "127.0.0.1",
            "INSECURE_HTTP": "on",
            "SITE_URL": f"http://127.0.0.1:{port}",
            "DATA_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/animons.sqlite3",
        }
        if engine == "postgresql":
            from tests.postgres import temporary_postgres

            os.environ["DATABASE_URL"] = stack.enter_context(temporary_postgres())
        django.setup()
        from django.core.management import call_command
        from django.db import connection, connections

        if engine == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ALTER SYSTEM SET fsync = on")
                cursor.execute("SELECT pg_reload_conf()")
        call_command("prepare", stdout=StringIO())
        server = Server(port)
        server.start()
        try:
            yield server
        finally:
            server.kill()
            connections.close_all()


def seconds_of(pid: int) -> float:
    """Processor time of a process and its descendants, those that ended included."""
    total, children = 0, _children()
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        waiting += children.get(one, [])
        if stat := _stat(one):
            # utime, stime, cutime, cstime: the last two are of children that ended and were waited for.
            total += sum(map(int, stat[11:15]))
    return total / TICKS


def postmaster() -> int | None:
    """The parent of our own connection's process."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [backend] = cursor.fetchone()
    return int(_stat(backend)[1])


def _children() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        if stat := _stat(int(name)):
            found.setdefault(int(stat[1]), []).append(int(name))
    return found


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat from the state on; None once it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
