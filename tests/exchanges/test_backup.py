"""Nothing is lost: what goes into a backup comes back the same, and a bad file changes nothing."""

import io
import json
import zipfile

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command

from exchanges.backup.tables import kept_models
from exchanges.backup.write import NO_SEAL, seal
from exchanges.models import Session
from members.models import Member, SheetImport
from tests.factories import exchanges, members, surveys

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def centre_at_work(settings, tmp_path):
    """Rows of every kind we keep, two members who point at each other, a binary and an uploaded file."""
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "centre").mkdir(parents=True)
    (settings.MEDIA_ROOT / "centre" / "logo.png").write_bytes(b"\x89PNG")
    members.make_centre(name="L’Été « des » Deux Rives")
    session = exchanges.make_full_session(learners=3)
    child = members.MemberFactory(child=True)
    sheet = SheetImport.objects.create(kind="residents", file_name="é.csv", content=bytes(range(256)))
    Member.objects.filter(pk=child.pk).update(brought_by=sheet)
    surveys.OutcomeFactory()
    surveys.SlipLinkFactory()
    return session


def everything() -> str:
    models = kept_models()
    return "".join(serializers.serialize("json", model._base_manager.order_by("pk")) for model in models)


def test_everything_comes_back_the_same(centre_at_work, tmp_path, settings):
    before, file = everything(), tmp_path / "sauvegarde.zip"
    call_command("backup", str(file))
    Session.objects.all().delete()
    Member.objects.update(first_name="changed")
    (settings.MEDIA_ROOT / "centre" / "logo.png").unlink()
    call_command("restore", str(file), yes=True)
    assert everything() == before
    assert (settings.MEDIA_ROOT / "centre" / "logo.png").read_bytes() == b"\x89PNG"


def test_new_rows_can_be_made_after_a_restore(centre_at_work, tmp_path):
    call_command("backup", str(tmp_path / "s.zip"))
    call_command("restore", str(tmp_path / "s.zip"), yes=True)
    known = set(Member.objects.values_list("pk", flat=True))
    assert members.MemberFactory().pk not in known


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def one_bit_off_at(place: float):
    def flip(content: bytes) -> bytes:
        at = int(place * (len(content) - 1))
        return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]

    return flip


BITS_OFF = [one_bit_off_at(place) for place in (0, 0.01, 0.2, 0.33, 0.5, 0.8, 0.95, 0.99, 1)]


@pytest.mark.parametrize("damage", [cut_short, *BITS_OFF, lambda content: b"", lambda content: b"not a zip"])
def test_a_damaged_file_is_refused_and_nothing_changes(centre_at_work, tmp_path, damage):
    file = tmp_path / "s.zip"
    call_command("backup", str(file))
    file.write_bytes(damage(file.read_bytes()))
    Member.objects.update(first_name="present")
    before = everything()
    with pytest.raises(CommandError):
        call_command("restore", str(file), yes=True)
    assert everything() == before


def rewrite(file, change) -> None:
    """Put the archive together again with a changed manifest."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts["manifest.json"])
    change(manifest, parts)
    parts["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.comment = NO_SEAL
    seal(file)


def test_another_version_is_refused(centre_at_work, tmp_path):
    call_command("backup", str(tmp_path / "s.zip"))
    rewrite(tmp_path / "s.zip", lambda manifest, parts: manifest["migrations"].append("members.9999_later"))
    with pytest.raises(CommandError, match="another version"):
        call_command("restore", str(tmp_path / "s.zip"), yes=True)


def test_a_file_that_would_write_elsewhere_is_refused(centre_at_work, tmp_path):
    call_command("backup", str(tmp_path / "s.zip"))

    def climb(manifest, parts):
        name = next(name for name in parts if name.startswith("media/"))
        parts["media/../../climbed"] = parts[name]

    rewrite(tmp_path / "s.zip", climb)
    with pytest.raises(CommandError, match="not a backup"):
        call_command("restore", str(tmp_path / "s.zip"), yes=True)
    assert not (tmp_path.parent / "climbed").exists()


def test_rows_that_do_not_fit_leave_the_present_data_alone(centre_at_work, tmp_path):
    """A file that is whole but whose rows break a constraint: all or nothing."""
    call_command("backup", str(tmp_path / "s.zip"))

    def break_a_link(manifest, parts):
        name = next(name for name in parts if name.endswith("-exchanges.session.jsonl"))
        row = json.loads(parts[name].splitlines()[0])
        row["fields"]["venue"] = 999_999
        parts[name] = json.dumps(row).encode() + b"\n"

    rewrite(tmp_path / "s.zip", break_a_link)
    before = everything()
    with pytest.raises(CommandError):
        call_command("restore", str(tmp_path / "s.zip"), yes=True)
    assert everything() == before


@pytest.mark.parametrize("typed", ["no\n", ""], ids=["no", "nobody at the keyboard"])
def test_without_a_yes_nothing_changes(typed, centre_at_work, tmp_path, monkeypatch):
    call_command("backup", str(tmp_path / "s.zip"))
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    before = everything()
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", str(tmp_path / "s.zip"))
    assert everything() == before


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", str(tmp_path / "s.zip"), yes=True)


def test_check_only_reads(centre_at_work, tmp_path, capsys):
    call_command("backup", str(tmp_path / "s.zip"))
    Member.objects.update(first_name="present")
    call_command("restore", str(tmp_path / "s.zip"), check=True)
    assert set(Member.objects.values_list("first_name", flat=True)) == {"present"}
