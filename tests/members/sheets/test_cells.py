"""Phones, e-mails, names, years and short answers."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.sheets.answers import names_a_home, read_places, read_yes_no
from members.sheets.communes import Gazetteer
from members.sheets.emails import read_emails
from members.sheets.names import split_name, tidy_name, tidy_place
from members.sheets.phones import read_phones
from members.sheets.years import BirthYear, read_birth_year

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    "text",
    [
        "06 39 98 00 00",
        "06.39.98.00.00",
        "06-39-98-00-00",
        "0639980000",
        "+33 6 39 98 00 00",
        "+33 (0)6 39 98 00 00",
        "0033 6 39 98 00 00",
        "33639980000",
        "639980000",
        "O6 39 98 00 00",
        "Tél. : 06 39 98 00 00",
        "06\u00a039\u00a098\u00a000\u00a000",
    ],
)
def test_reads_the_usual_forms_of_a_phone(text):
    found = read_phones(text)

    assert (found.numbers, found.notes, found.wrong) == (("+33639980000",), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "06 39 98 00 00 / 05 36 49 04 28",
        "0639980000 0536490428",
        "06-39-98-00-00 ou 05.36.49.04.28",
        "06 39 98 00 00\n05 36 49 04 28",
    ],
)
def test_reads_two_phones_in_one_cell(text):
    assert read_phones(text).numbers == ("+33639980000", "+33536490428")


def test_keeps_the_words_beside_a_phone():
    found = read_phones("06 39 98 00 00 (fils)")

    assert (found.numbers, found.notes) == (("+33639980000",), ("fils",))


@pytest.mark.parametrize("text", ["12", "06 39 98 00", "0000000000", "08 92 00 00 00 00"])
def test_says_which_phone_cannot_be(text):
    assert read_phones(text).numbers == ()
    assert read_phones(text).wrong == (text,)


@pytest.mark.parametrize("text", ["", "aucun", "-", "non"])
def test_no_phone_is_no_remark(text):
    found = read_phones(text)

    assert (found.numbers, found.notes, found.wrong) == ((), (), ())


def test_keeps_a_phone_from_abroad():
    assert read_phones("+32 470 12 34 56").numbers == ("+32470123456",)


@patient
@given(st.text(max_size=40))
def test_no_text_breaks_the_phone_reader(text):
    assert all(number.startswith("+") for number in read_phones(text).numbers)


@pytest.mark.parametrize(
    "text, addresses, wrong",
    [
        ("Awa.Petit@Exemple.test", ("awa.petit@exemple.test",), ()),
        ("mailto:a@exemple.test", ("a@exemple.test",), ()),
        ("a @ exemple.test", ("a@exemple.test",), ()),
        ("Awa <a@exemple.test>; b@exemple.test", ("a@exemple.test", "b@exemple.test"), ()),
        ("awa@exemple", (), ("awa@exemple",)),
        ("awa arobase exemple", (), ("awa arobase exemple",)),
        ("aucun", (), ()),
    ],
)
def test_reads_emails(text, addresses, wrong):
    found = read_emails(text)

    assert (found.addresses, found.wrong) == (addresses, wrong)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("MARTIN", "Martin"),
        ("le goff", "Le Goff"),
        ("jean-pierre", "Jean-Pierre"),
        ("N'DIAYE", "N'Diaye"),
        ("ÉLODIE", "Élodie"),
        ("McDonald", "McDonald"),
        ("Mme DUPONT", "Dupont"),
        ("  Awa  ", "Awa"),
        ("?", ""),
        ("inconnu", ""),
        ("12", ""),
    ],
)
def test_tidies_names(text, expected):
    assert tidy_name(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("MARTIN Lucas", ("Lucas", "Martin")),
        ("Lucas MARTIN", ("Lucas", "Martin")),
        ("Martin, Lucas", ("Lucas", "Martin")),
        ("Lucas Le Goff", ("Lucas", "Le Goff")),
        ("LE GOFF Lucas", ("Lucas", "Le Goff")),
        ("Le Goff Lucas", ("Lucas", "Le Goff")),
        ("Marie-Thérèse DA SILVA", ("Marie-Thérèse", "Da Silva")),
        ("Lucas", ("Lucas", "")),
        ("", ("", "")),
    ],
)
def test_splits_a_whole_name(text, expected):
    assert split_name(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [("SAINT-AUBIN SUR LOUE", "Saint-Aubin sur Loue"), ("39000 Valmy", "Valmy"), ("La Ferté-Basse", "La Ferté-Basse")],
)
def test_tidies_places(text, expected):
    assert tidy_place(text) == expected


def test_knows_a_village_however_it_is_spelled():
    gazetteer = Gazetteer(["Saint-Aubin-sur-Loue", "Les Ormeaux"])

    assert gazetteer.find("St Aubin s/ Loue") == ("Saint-Aubin-sur-Loue", False)
    assert gazetteer.find("LES ORMEAUX") == ("Les Ormeaux", False)
    assert gazetteer.find("Les Ormaux") == ("Les Ormeaux", True)
    assert gazetteer.find("Valmy") == ("", False)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("1946", BirthYear(1946)),
        ("1946.0", BirthYear(1946)),
        ("né en 1946", BirthYear(1946)),
        ("12/03/1946", BirthYear(1946)),
        ("12-03-46", BirthYear(1946)),
        ("1946-03-12", BirthYear(1946)),
        ("46", BirthYear(1946)),
        ("'46", BirthYear(1946)),
        ("12", BirthYear(2012)),
        ("78 ans", BirthYear(1948)),
        ("", BirthYear()),
        ("?", BirthYear()),
        ("60-74 ans", BirthYear(ages=(60, 74))),
        ("de 60 à 74 ans", BirthYear(ages=(60, 74))),
        ("moins de 15 ans", BirthYear(ages=(0, 14))),
        ("75 et plus", BirthYear(ages=(75, 126))),
        ("retraité", BirthYear(problem="unclear")),
        ("1873", BirthYear(problem="impossible")),
        ("2027", BirthYear(problem="impossible")),
        ("150 ans", BirthYear(problem="impossible")),
        ("19466", BirthYear(problem="impossible")),
    ],
)
def test_reads_a_year_of_birth(text, expected):
    assert read_birth_year(text, this_year=2026) == expected


@patient
@given(st.text(max_size=30))
def test_no_text_gives_an_impossible_year(text):
    year = read_birth_year(text, this_year=2026).year

    assert year is None or 1900 <= year <= 2026


@pytest.mark.parametrize(
    "text, expected",
    [
        ("oui", True),
        ("X", True),
        ("Oui (rampe)", True),
        ("non", False),
        ("pas accessible", False),
        ("à voir", None),
        ("", None),
    ],
)
def test_reads_yes_and_no(text, expected):
    assert read_yes_no(text) is expected


@pytest.mark.parametrize("text, expected", [("12", 12), ("10 à 12", 10), ("max 8", 8), ("beaucoup", None), ("0", None)])
def test_reads_places(text, expected):
    assert read_places(text) == expected


@pytest.mark.parametrize("text", ["Chez Paulette", "Domicile de Mme Petit", "à mon domicile", "appartement 3"])
def test_knows_a_private_home(text):
    assert names_a_home(text)


@pytest.mark.parametrize(
    "text", ["Maison de quartier", "Maison des associations", "Salle des fêtes", "Chez les jeunes"]
)
def test_a_house_for_all_is_no_private_home(text):
    assert not names_a_home(text)
