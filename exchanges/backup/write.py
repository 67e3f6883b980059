"""Make a backup file."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core import serializers
from django.db import connection, transaction
from django.utils import timezone

from exchanges.backup.tables import applied_migrations, kept_models

FORMAT = "animons-backup/1"
ROWS_AT_ONCE = 500


def write_backup(path: Path) -> dict[str, int]:
    """Write everything to `path`, complete or not at all; returns rows per table. Raises OSError as writing does."""
    part = path.with_name(path.name + ".part")
    try:
        with transaction.atomic(), zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            _see_one_moment()
            rows, sums = _write_tables(archive)
            sums |= _write_media(archive)
            manifest = {
                "format": FORMAT,
                "made_at": timezone.now().isoformat(),
                "migrations": applied_migrations(),
                "rows": rows,
                "sha256": sums,
            }
            archive.writestr("manifest.json", json.dumps(manifest, indent=1))
        os.chmod(part, 0o600)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return rows


def _see_one_moment() -> None:
    """All tables as they were at one instant; a SQLite transaction already reads so."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _write_tables(archive: zipfile.ZipFile) -> tuple[dict[str, int], dict[str, str]]:
    rows, sums = {}, {}
    for number, model in enumerate(kept_models()):
        name = f"data/{number:02d}-{model._meta.label_lower}.jsonl"
        digest, count = hashlib.sha256(), 0
        with archive.open(name, "w") as file:
            for lines in _lines_of(model):
                digest.update(lines)
                file.write(lines)
                count += lines.count(b"\n")
        rows[model._meta.label_lower], sums[name] = count, digest.hexdigest()
    return rows, sums


def _lines_of(model) -> Iterator[bytes]:
    queryset = model._base_manager.order_by("pk")
    batch = []
    for row in queryset.iterator(chunk_size=ROWS_AT_ONCE):
        batch.append(row)
        if len(batch) == ROWS_AT_ONCE:
            yield serializers.serialize("jsonl", batch).encode()
            batch = []
    if batch:
        yield serializers.serialize("jsonl", batch).encode()


def _write_media(archive: zipfile.ZipFile) -> dict[str, str]:
    root, sums = Path(settings.MEDIA_ROOT), {}
    for path in sorted(root.rglob("*")) if root.is_dir() else []:
        if path.is_file():
            name = f"media/{path.relative_to(root).as_posix()}"
            content = path.read_bytes()
            archive.writestr(name, content)
            sums[name] = hashlib.sha256(content).hexdigest()
    return sums
