"""Which field each column holds, whatever its title."""

import pytest

from members.sheets.fields import Kind
from members.sheets.headers import guess_field, guess_mapping
from members.sheets.reading import read_sheet


@pytest.mark.parametrize(
    "field, headers",
    {
        "first_name": ["Prénom", "PRENOM", "Prénom(s)", "First name"],
        "family_name": ["Nom", "Nom de famille", "NOM D'USAGE", "Last name"],
        "full_name": ["NOM Prénom", "Nom et prénom", "Prénom - nom", "Habitant", "Adhérent·e"],
        "birth_year": ["né(e) en", "Né.e en", "Année de naissance", "Date de naissance", "Âge", "Tranche d’âge"],
        "commune": ["Commune", "Cmne", "village", "Ville", "Où habitez-vous ?", "Quartier", "Lieu de résidence"],
        "phone": ["Téléphone", "tél. portable", "Tél", "N° de téléphone", "Mobile", "Fixe"],
        "email": ["mél", "E-mail", "Courriel", "Adresse mail", "MAIL"],
        "offers": [
            "Savoirs proposés",
            "quoi proposer",
            "Je sais faire",
            "Sait faire",
            "Sait",
            "Ce que je peux apprendre aux autres",
            "J'aimerais partager",
            "Quels savoirs souhaitez-vous transmettre ?",
            "Offres",
        ],
        "requests": [
            "Savoirs recherchés",
            "je voudrais apprendre",
            "Mes envies",
            "Qu'aimeriez-vous découvrir ?",
            "Ce que je voudrais savoir faire",
            "Demandes",
        ],
        "availability": ["Disponibilités", "Dispos", "Quand êtes-vous libre ?", "lundi", "Mardi matin"],
        "household": ["Foyer", "Ménage"],
        "note": ["Remarques", "Observations"],
        "": ["Horodateur", "Date", "Ce que j'aimerais changer", "Adresse", "Truc", "", "06 39 98 00 11"],
    }.items(),
)
def test_knows_the_columns_of_residents(field, headers):
    assert {header: guess_field(header, Kind.RESIDENTS) for header in headers} == dict.fromkeys(headers, field)


@pytest.mark.parametrize(
    "field, headers",
    {
        "name": ["Lieu", "Salle", "Nom de la salle", "Nom du lieu"],
        "commune": ["Commune", "Ville"],
        "places": ["Places", "Capacité", "Jauge", "Nombre de personnes"],
        "open_half_days": ["Créneaux ouverts", "Ouverture", "Disponibilités", "lundi matin"],
        "accessible": ["Accessible fauteuil", "PMR", "Accès handicapés"],
        "address": ["Adresse"],
    }.items(),
)
def test_knows_the_columns_of_venues(field, headers):
    assert {header: guess_field(header, Kind.VENUES) for header in headers} == dict.fromkeys(headers, field)


def mapping_of(text):
    return guess_mapping(read_sheet(text.encode()), Kind.RESIDENTS)


def test_looks_at_the_values_where_titles_say_nothing():
    text = "Prénom;A;B;C;D\n" + "Awa;0639980011;awa@exemple.test;1951;lundi soir\n" * 3

    assert mapping_of(text) == ("first_name", "phone", "email", "birth_year", "availability")


def test_the_day_of_the_answer_is_no_birth_year():
    for header in ("Date", "Date de rencontre", "Horodateur"):
        text = f"Prénom;{header};Tranche d'âge\nAwa;05/10/2026;26-39 ans\n"
        assert mapping_of(text) == ("first_name", "", "birth_year")


def test_a_column_that_bears_the_name_wins_over_one_that_looks_like_it():
    assert mapping_of("Prénom;Vu le;Année de naissance\nAwa;05/10/2026;1961\n") == ("first_name", "", "birth_year")


def test_an_address_full_of_emails_is_an_email():
    assert mapping_of("Prénom;Contact\nAwa;awa@exemple.test\nLéo;leo@exemple.test\n") == ("first_name", "email")


def test_a_name_alone_is_a_whole_name():
    assert mapping_of("Nom;Village\nAwa Petit;Valmy\n") == ("full_name", "commune")


def test_a_sheet_without_titles_is_guessed_from_its_values():
    text = "Awa Petit;0639980011;awa@exemple.test\nLéo Roux;0639980012;leo@exemple.test\n"

    assert mapping_of(text) == ("full_name", "phone", "email")


def test_several_columns_may_hold_phones_but_only_one_the_village():
    text = "Nom;Prénom;Tél fixe;Tél portable;Village;Commune\nRoux;Awa;0536490000;0639980011;Valmy;Valmy\n"

    assert mapping_of(text) == ("family_name", "first_name", "phone", "phone", "commune", "")
