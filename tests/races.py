"""Several people at once, for real: each in a thread with a database connection of its own."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections


def run_together(function: Callable[..., Any], calls: Iterable[tuple]) -> list[Any]:
    """Call `function(*arguments)` for each tuple of `calls`, all starting at the same moment.

    Returns results in the order of the calls; an exception raised by a call stands in the place of its result.
    For tests marked `django_db(transaction=True)`: rows must be committed to be seen by the threads.
    """
    calls = list(calls)
    start = threading.Barrier(len(calls))

    def run(arguments: tuple) -> Any:
        start.wait()
        try:
            return function(*arguments)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
