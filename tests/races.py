"""Several people at once, for real: each in a thread with a database connection of its own."""

import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, connections

FINE = 1e-5
"""Seconds before another thread has its turn: threads meet in the middle of things, not one after the other."""


def run_together(function: Callable[..., Any], calls: Iterable[tuple]) -> list[Any]:
    """Call `function(*arguments)` for each tuple of `calls`, all starting at the same moment, connected already.

    Returns results in the order of the calls; an exception raised by a call stands in the place of its result.
    For tests marked `django_db(transaction=True)`: rows must be committed to be seen by the threads.
    """
    calls = list(calls)
    start = threading.Barrier(len(calls))

    def run(arguments: tuple) -> Any:
        connection.ensure_connection()
        start.wait()
        try:
            return function(*arguments)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    usual = sys.getswitchinterval()
    sys.setswitchinterval(FINE)
    try:
        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(run, calls))
    finally:
        sys.setswitchinterval(usual)
