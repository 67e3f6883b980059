"""The life of an import: received, planned, decided, carried out, forgotten; and its commands."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from exchanges.flows.sheet_imports import TRADES, start_import
from members.flows import sheet_imports as flows
from members.models import Member, SheetImport
from tests.sheets import make_sheet, somebody

pytestmark = pytest.mark.django_db
TRADE = TRADES[SheetImport.Kind.RESIDENTS]
DOUBTFUL = make_sheet(somebody(tel="0639980011"), somebody(annee="1951"), somebody(annee="1873"))


def planned(content=DOUBTFUL):
    sheet = flows.receive_sheet(kind="residents", file_name="liste.csv", content=content, by=None)
    flows.choose_columns(sheet=sheet, mapping=tuple(sheet.mapping), trade=TRADE)
    return sheet


def test_planning_writes_nobody():
    sheet = planned()

    assert sheet.state == SheetImport.State.PLANNED
    assert sheet.counts == {"create": 1, "update": 0, "same": 0, "probable": 1, "refused": 1, "to_check": 0}
    assert Member.objects.count() == 0


def test_a_mapping_without_a_name_is_not_taken():
    sheet = flows.receive_sheet(kind="residents", file_name="liste.csv", content=DOUBTFUL, by=None)

    with pytest.raises(flows.NoNameColumn):
        flows.choose_columns(sheet=sheet, mapping=("phone", "places"), trade=TRADE)


@pytest.mark.parametrize(
    "line, decision, created", [("3", "new", 2), ("3", "merge", 1), ("all", "merge", 1), ("3", "", 1)]
)
def test_a_doubtful_line_is_settled_by_a_person(line, decision, created, on_commit):
    sheet = planned()
    flows.decide(sheet=sheet, line=line, decision=decision, trade=TRADE)
    with on_commit():
        start_import(sheet=sheet)

    assert Member.objects.count() == created


def test_the_good_lines_go_in_and_the_others_come_back(on_commit):
    sheet = planned()
    with on_commit():
        start_import(sheet=sheet)
    sheet.refresh_from_db()

    assert sheet.state == SheetImport.State.DONE
    assert (sheet.lines_done, bytes(sheet.content)) == (3, b"")
    assert Member.objects.get().brought_by == sheet
    held_back = bytes(sheet.held_back).decode("utf-8-sig").splitlines()
    assert held_back[0].endswith(";Dispos;Ligne;Raison")
    assert [line.split(";")[-2] for line in held_back[1:]] == ["3", "4"]
    assert "« 1873 »" in held_back[2].replace("\xa0", " ")


def test_the_file_given_back_may_be_brought_in_once_corrected(on_commit):
    sheet = planned()
    with on_commit():
        start_import(sheet=sheet)
    sheet.refresh_from_db()
    corrected = bytes(sheet.held_back).replace(b"1873", b"1973")

    assert planned(corrected).counts["refused"] == 0


def test_an_import_is_carried_out_once(on_commit):
    sheet = planned()
    with on_commit():
        start_import(sheet=sheet)

    with pytest.raises(flows.NotNow):
        start_import(sheet=sheet)


def test_a_silent_import_may_be_taken_up_again(on_commit):
    sheet = planned()
    SheetImport.objects.update(state="applying", beat_at=timezone.now() - datetime.timedelta(minutes=20))
    with on_commit():
        start_import(sheet=sheet)

    assert Member.objects.count() == 1


def test_an_import_that_fails_says_so_and_can_start_again(on_commit, failed_tasks):
    sheet = planned()
    SheetImport.objects.update(content=b"%PDF")
    with on_commit():
        start_import(sheet=sheet)
    failed_tasks.clear()
    sheet.refresh_from_db()

    assert (sheet.state, sheet.error) == (SheetImport.State.FAILED, "unexpected")


def test_an_import_that_wrote_nothing_may_be_dropped(on_commit):
    flows.drop_import(sheet=planned())
    sheet = planned()
    with on_commit():
        start_import(sheet=sheet)

    with pytest.raises(flows.NotNow):
        flows.drop_import(sheet=sheet)
    assert SheetImport.objects.count() == 1


def test_what_speaks_of_people_goes_after_a_month():
    old, young = planned(), planned()
    SheetImport.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - datetime.timedelta(days=31))

    assert flows.forget_old_sheets() == 1
    assert flows.forget_old_sheets() == 0
    old.refresh_from_db()
    young.refresh_from_db()
    assert (bytes(old.content), old.report, old.counts["create"]) == (b"", [], 1)
    assert young.report


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_bytes(DOUBTFUL)
    return path


def test_the_command_brings_residents_in(file, tmp_path, capsys):
    rejected = tmp_path / "rejetes.csv"
    call_command("import_residents", str(file), rejected=rejected)

    assert Member.objects.count() == 1
    assert "1 ligne nouvelle" in capsys.readouterr().out
    assert len(rejected.read_bytes().splitlines()) == 3


def test_the_command_may_merge_probable_doubles(file):
    call_command("import_residents", str(file), "--accept-probable")

    assert Member.objects.get().birth_year == 1951


@pytest.mark.parametrize("command", ["import_residents", "import_venues"])
def test_a_trial_writes_nothing(command, file, capsys):
    call_command(command, str(file), "--dry-run")

    assert (Member.objects.count(), SheetImport.objects.count()) == (0, 0)
    assert "c’était un essai" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"Truc;Machin\n1;2\n"])
def test_a_file_that_cannot_be_taken_is_an_error(content, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_bytes(content)

    with pytest.raises(CommandError):
        call_command("import_residents", str(path))


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="ne peut pas être ouvert"):
        call_command("import_residents", str(tmp_path / "rien.csv"))
