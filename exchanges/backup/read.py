"""Check a backup file and put it back."""

import json
import shutil
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, transaction

from exchanges.backup.tables import applied_migrations, kept_models
from exchanges.backup.write import FORMAT, digest_before_seal


class Damaged(Exception):
    """The file is not a whole backup of ours; the message says what is wrong."""


class OtherVersion(Exception):
    """The backup was made by a version of Animons with other tables."""


def check_backup(path: Path) -> dict:
    """The manifest of a whole backup. Raises Damaged or OtherVersion; touches nothing."""
    try:
        with path.open("rb") as file:
            digest = digest_before_seal(file)
            if file.read() != digest:
                raise Damaged(f"{path.name} is damaged, or is not a backup of Animons.")
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            if manifest["format"] != FORMAT or any(map(_is_outside, archive.namelist())):
                raise Damaged(f"{path.name} is not a backup of Animons.")
    except FileNotFoundError as error:
        raise Damaged(f"There is no file {path}.") from error
    except (OSError, zipfile.BadZipFile, zlib.error, KeyError, TypeError, ValueError) as error:
        raise Damaged(f"{path.name} cannot be read as a backup of Animons.") from error
    if manifest["migrations"] != applied_migrations():
        raise OtherVersion(
            "This backup was made by another version of Animons. Install that version, or migrate first."
        )
    return manifest


def restore_backup(path: Path) -> dict[str, int]:
    """Replace everything by the backup; all or nothing. Raises Damaged or OtherVersion and then changes nothing."""
    manifest = check_backup(path)
    models = kept_models()
    with zipfile.ZipFile(path) as archive:
        try:
            with transaction.atomic():
                for model in reversed(models):
                    _empty(model)
                for number, model in enumerate(models):
                    _fill(archive, f"data/{number:02d}-{model._meta.label_lower}.jsonl")
                _set_sequences(models)
                _check_counts(models, manifest["rows"])
        except (DeserializationError, DatabaseError, KeyError) as error:
            raise Damaged(f"{path.name} does not fit this database. Nothing was changed.") from error
        ContentType.objects.clear_cache()
        _put_media_back(archive)
    return manifest["rows"]


def _is_outside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        path.is_absolute() or ".." in path.parts or (path.parts[0] not in ("data", "media") and name != "manifest.json")
    )


def _empty(model) -> None:
    """Delete the rows, and those that link many to many; constraints are looked at when all is back."""
    with connection.cursor() as cursor:
        for table in [*(field.m2m_db_table() for field in model._meta.local_many_to_many), model._meta.db_table]:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def _fill(archive: zipfile.ZipFile, name: str) -> None:
    with archive.open(name) as file:
        for row in serializers.deserialize("jsonl", file, handle_forward_references=False):
            row.save()


def _set_sequences(models) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _check_counts(models, rows: dict[str, int]) -> None:
    connection.check_constraints()
    for model in models:
        if model._base_manager.count() != rows[model._meta.label_lower]:
            raise Damaged(f"{model._meta.label_lower} did not come back whole. Nothing was changed.")


def _put_media_back(archive: zipfile.ZipFile) -> None:
    """The uploaded files as they were: written beside the present ones, then put in their place."""
    root = Path(settings.MEDIA_ROOT)
    fresh, former = root.with_name(root.name + ".fresh"), root.with_name(root.name + ".former")
    for folder in (fresh, former):
        shutil.rmtree(folder, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name in archive.namelist():
        if name.startswith("media/"):
            target = fresh / name.removeprefix("media/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))
    if root.exists():
        root.rename(former)
    fresh.rename(root)
    shutil.rmtree(former, ignore_errors=True)
