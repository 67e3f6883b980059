"""Make a backup file."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core import serializers
from django.db import connection, transaction
from django.utils import timezone

from exchanges.backup.tables import applied_migrations, kept_models

FORMAT = "animons-backup/1"
ROWS_AT_ONCE = 500
NO_SEAL = b"-" * 64


def write_backup(path: Path) -> dict[str, int]:
    """Write everything to `path`, complete or not at all; returns rows per table. Raises OSError as writing does."""
    part = path.with_name(path.name + ".part")
    try:
        with transaction.atomic(), zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            _see_one_moment()
            rows = _write_tables(archive)
            _write_media(archive)
            manifest = {
                "format": FORMAT,
                "made_at": timezone.now().isoformat(),
                "migrations": applied_migrations(),
                "rows": rows,
            }
            archive.writestr("manifest.json", json.dumps(manifest, indent=1))
            archive.comment = NO_SEAL
        seal(part)
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


def seal(path: Path) -> None:
    """End the file with the SHA-256, in letters, of all that comes before: its place is the comment of the zip."""
    with path.open("r+b") as file:
        digest = digest_before_seal(file)
        file.seek(-len(NO_SEAL), os.SEEK_END)
        file.write(digest)


def digest_before_seal(file: BinaryIO) -> bytes:
    """SHA-256, in letters, of all but the last 64 bytes of an open file."""
    digest, left = hashlib.sha256(), file.seek(0, os.SEEK_END) - len(NO_SEAL)
    file.seek(0)
    while left > 0 and (block := file.read(min(left, 1 << 20))):
        digest.update(block)
        left -= len(block)
    return digest.hexdigest().encode()


def _write_tables(archive: zipfile.ZipFile) -> dict[str, int]:
    rows = {}
    for number, model in enumerate(kept_models()):
        count = 0
        with archive.open(f"data/{number:02d}-{model._meta.label_lower}.jsonl", "w") as file:
            for lines in _lines_of(model):
                file.write(lines)
                count += lines.count(b"\n")
        rows[model._meta.label_lower] = count
    return rows


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


def _write_media(archive: zipfile.ZipFile) -> None:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")) if root.is_dir() else []:
        if path.is_file():
            archive.write(path, f"media/{path.relative_to(root).as_posix()}")
