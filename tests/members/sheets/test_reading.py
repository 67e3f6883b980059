"""Files of every make, read as tables."""

import contextlib
import datetime
import io
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.sheets import reading
from members.sheets.reading import read_sheet
from members.sheets.table import SheetError
from members.sheets.writing import escape_formula, write_lines_csv

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

TEXT = "Nom;Prénom;Commune\r\nPradelle;Élodie;Valmy\r\nN’Diaye;Awa;Les Ormeaux\r\n"


def workbook(*sheets) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Feuille {number}")
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def cells(table):
    return [row.cells for row in table.rows]


@pytest.mark.parametrize(
    "encoding, found", [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16")]
)
def test_reads_the_usual_encodings(encoding, found):
    table = read_sheet(TEXT.encode(encoding))

    assert table.encoding == found
    assert table.headers == ("Nom", "Prénom", "Commune")
    assert cells(table) == [("Pradelle", "Élodie", "Valmy"), ("N’Diaye", "Awa", "Les Ormeaux")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_finds_the_sign_between_cells(delimiter):
    text = 'Nom,Prénom,Savoirs\nPradelle,Odile,"pain, yoga; tricot"\nRoux,Paulo,\n'
    table = read_sheet(text.replace(",", delimiter).replace(f"pain{delimiter}", "pain,").encode())

    assert cells(table) == [("Pradelle", "Odile", "pain, yoga; tricot"), ("Roux", "Paulo", "")]


def test_commas_inside_cells_do_not_hide_the_semicolons():
    text = "Nom;Prénom;Dispos\n" + "Roux;Paulo;lundi soir, mardi soir, jeudi soir\n" * 5

    assert read_sheet(text.encode()).headers == ("Nom", "Prénom", "Dispos")


def test_believes_the_sign_that_excel_announces():
    assert read_sheet(b"sep=|\nNom|Note\nRoux|a;b;c\n").rows[0].cells == ("Roux", "a;b;c")


def test_a_quoted_cell_may_hold_line_breaks_and_quotation_marks():
    table = read_sheet(b'Nom;Savoirs\nRoux;"pain\nyoga ""doux"""\nPetit;tricot\n')

    assert cells(table) == [("Roux", 'pain\nyoga "doux"'), ("Petit", "tricot")]


def test_a_quotation_mark_left_open_swallows_nothing():
    lines = "".join(f"Roux{n};Paulo;Valmy;pain\n" for n in range(9))
    table = read_sheet(f'Nom;Prénom;Village;Savoirs\nPetit;"Awa;Valmy;yoga\n{lines}'.encode())

    assert len(table.rows) == 10


def test_lines_of_unequal_lengths_are_kept_whole():
    table = read_sheet(b"Nom;Village\nRoux\nPetit;Valmy;pain;yoga\n")

    assert table.headers == ("Nom", "Village", "", "")
    assert cells(table) == [("Roux", "", "", ""), ("Petit", "Valmy", "pain", "yoga")]


def test_lines_keep_the_number_a_spreadsheet_shows():
    table = read_sheet('Réseau 2026\n\nNom;Village\nRoux;"Val\nmy"\n\nPetit;Valmy\n'.encode())

    assert table.header_line == 3
    assert [row.line for row in table.rows] == [4, 6]


def test_a_sheet_without_titles_is_all_lines():
    table = read_sheet(b"Roux;Paulo;0639980011\nPetit;Awa;0639980012\n")

    assert table.header_line == 0
    assert len(table.rows) == 2


def test_reads_a_workbook_as_a_person_would():
    content = workbook(
        [],
        [
            ["Liste 2026"],
            [None, None],
            ["Nom", "Naissance", "Tél", "Places", "Heure", "Oui", "Part"],
            ["Roux", datetime.datetime(1951, 3, 4), 639980011, 12.0, datetime.time(14, 30), True, 0.5],
        ],
    )
    table = read_sheet(content, "liste.xlsx")

    assert (table.encoding, table.header_line) == ("xlsx", 3)
    assert cells(table) == [("Roux", "04/03/1951", "639980011", "12", "14:30", "oui", "0,5")]


def test_reads_a_workbook_whatever_its_name():
    assert read_sheet(workbook([["Nom", "Village"], ["Roux", "Valmy"]]), "liste.csv").headers == ("Nom", "Village")


def archive(**files) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content, name, code",
    [
        (b"", "a.csv", "empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "a.csv", "empty"),
        (b"Nom;Village\n", "a.csv", "empty"),
        (workbook([]), "a.xlsx", "empty"),
        (b"%PDF-1.7 \x00\x01", "a.pdf", "not_a_sheet"),
        (b"\x89PNG\r\n\x1a\n\x00", "a.csv", "not_a_sheet"),
        (b"<html><table><tr><td>Nom</td></tr></table>", "a.xls", "not_a_sheet"),
        (b"\x01\x02\x03\x00\x05\x06" * 50, "a.csv", "not_a_sheet"),
        (archive(photo="x"), "a.zip", "not_a_sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook", "a.xls", "old_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "locked"),
        (archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "a.ods", "open_document"),
        (b"PK\x03\x04 cut short", "a.xlsx", "damaged"),
        (workbook([["Nom"], ["Roux"]])[:900], "a.xlsx", "damaged"),
        (b"Nom;Village\nRoux;Valmy", "a.xlsx", "damaged"),
    ],
)
def test_says_why_a_file_is_no_sheet(content, name, code):
    with pytest.raises(SheetError) as error:
        read_sheet(content, name)

    assert error.value.code == code


@pytest.mark.parametrize(
    "limit, code", [("MAX_BYTES", "too_heavy"), ("MAX_LINES", "too_many_lines"), ("MAX_COLUMNS", "too_many_columns")]
)
def test_takes_no_more_than_it_can(monkeypatch, limit, code):
    monkeypatch.setattr(reading, limit, 2)
    with pytest.raises(SheetError) as error:
        read_sheet(b"Nom;Village;Places\nRoux;Valmy;3\nPetit;Valmy;4\n")

    assert error.value.code == code


@patient
@given(st.binary(max_size=200))
def test_no_file_breaks_the_reader(content):
    with contextlib.suppress(SheetError):
        read_sheet(content)


def test_gives_lines_back_with_their_reasons():
    table = read_sheet("Nom;Note\nRoux;=1+1\nPetit;ça\n".encode())
    content = write_lines_csv(table, {2: ["Sans village.", "Sans âge."]}, headers=("Ligne", "Raison"))

    assert content.decode("utf-8-sig") == "Nom;Note;Ligne;Raison\r\nRoux;'=1+1;2;Sans village. Sans âge.\r\n"


@pytest.mark.parametrize("cell", ["=A1", "+cmd", "@x", "-2+3", "\tx"])
def test_no_cell_goes_out_as_a_formula(cell):
    assert escape_formula(cell).startswith("'")


@pytest.mark.parametrize("cell", ["+33 6 39 98 00 11", "-12", "Roux", ""])
def test_phones_and_numbers_go_out_as_they_are(cell):
    assert escape_formula(cell) == cell
