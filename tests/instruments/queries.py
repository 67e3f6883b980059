"""List pages cost the same with one row and with thirty."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

MOST_QUERIES = 8
MOST_BYTES = 30 * 1024


def assert_constant_queries(
    client: Client,
    url: str,
    make_rows: Callable[[int], object],
    *,
    most_queries: int = MOST_QUERIES,
    most_bytes: int | None = MOST_BYTES,
) -> None:
    """Visit `url` with one row and with thirty: the same number of queries, and a page that stays small.

    `make_rows(n)` makes n rows more. The admin is not held to a weight: `most_bytes=None`.
    """
    make_rows(1)
    client.get(url)
    with_one = _visit(client, url)[1]
    make_rows(29)
    html, with_thirty = _visit(client, url)
    listing = "\n".join(with_thirty)
    assert len(with_thirty) == len(with_one), f"{url}: {len(with_one)} queries, then {len(with_thirty)}:\n{listing}"
    assert len(with_thirty) <= most_queries, f"{url}: {len(with_thirty)} queries:\n{listing}"
    if most_bytes is not None:
        assert len(html) <= most_bytes, f"{url}: {len(html) / 1024:.1f} KB of HTML"


def _visit(client: Client, url: str) -> tuple[bytes, list[str]]:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200, f"{url}: {response.status_code}"
    return response.content, [query["sql"] for query in queries.captured_queries]
