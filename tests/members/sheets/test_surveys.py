"""Lines of past surveys, as centres kept them."""

import datetime

import pytest

from members.sheets.days import read_day
from members.sheets.fields import Kind
from members.sheets.headers import guess_mapping
from members.sheets.reading import read_sheet
from members.sheets.surveys import read_survey_line

QUESTIONS = {
    "question:change": "Qu’aimeriez-vous changer ?",
    "question:like": "Qu’aimeriez-vous voir ici ?",
    "question:ready": "Pour quoi êtes-vous prêt·e à vous mobiliser ?",
    "question:savoirs_have": "Que savez-vous faire ?",
    "question:savoirs_seek": "Qu’aimeriez-vous apprendre ?",
    "question:bancs": "Où poser des bancs ?",
}


@pytest.mark.parametrize(
    "said, day",
    [
        ("12/03/2026", (2026, 3, 12)),
        ("5.3.26", (2026, 3, 5)),
        ("2026-03-12 14:05:33", (2026, 3, 12)),
        ("jeudi 12 mars 2026", (2026, 3, 12)),
        ("1er août 2026", (2026, 8, 1)),
        ("le 3 juil. 2026", (2026, 7, 3)),
        ("31/02/2026", None),
        ("hier", None),
        ("", None),
    ],
)
def test_a_date_is_read_however_it_is_written(said, day):
    assert read_day(said) == (day and datetime.date(*day))


@pytest.mark.parametrize(
    "headers, mapping",
    [
        (
            "Date;Lieu de rencontre;Enquêteur;Commune;Tranche d'âge;J'aimerais changer;Ce que j'aimerais;"
            "Ce sur quoi je suis prêt·e à me mobiliser;Je sais faire;J'aimerais apprendre;Accord pour être recontacté;"
            "Prénom;Nom;Contact",
            "day place - commune age question:change question:like question:ready question:savoirs_have "
            "question:savoirs_seek consent first_name family_name phone",
        ),
        (
            "Horodateur;Quel âge avez-vous ?;Où poser des bancs;Que savez-vous faire ?;Peut-on vous recontacter ?;"
            "Votre mail;N° fiche",
            "day age question:bancs question:savoirs_have consent email sheet_number",
        ),
        ("Nom;Envies;Ce que je peux apprendre aux autres", "full_name question:like question:savoirs_have"),
    ],
)
def test_titles_are_guessed(headers, mapping):
    table = read_sheet(f"{headers}\n{';'.join('x' for _ in headers.split(';'))}\n".encode())
    guessed = guess_mapping(table, Kind.SURVEY, QUESTIONS)
    assert " ".join(code or "-" for code in guessed) == mapping


def line(**cells):
    """One line of a sheet with these fields in its columns."""
    codes = {"change": "question:change", "bancs": "new_question"}
    table = read_sheet(f"{';'.join(f'T {name}' for name in cells)}\n{';'.join(cells.values())}\n".encode())
    mapping = tuple(codes.get(name, name) for name in cells)
    return read_survey_line(table, table.rows[0], mapping, this_year=2026)


def test_a_contact_is_kept_only_with_a_written_yes():
    said = {"change": "des bancs", "full_name": "Odile Brévin", "phone": "06 39 98 00 11"}
    agreed = line(**said, consent="Oui, volontiers").contact
    assert (agreed.name, agreed.phone, agreed.email) == ("Odile Brévin", "+33639980011", "")
    for answer in ("non", "peut-être", ""):
        refused = line(**said, consent=answer)
        assert (refused.contact, [one.code for one in refused.remarks]) == (None, ["contact_without_yes"])


@pytest.mark.parametrize(
    "cells, codes",
    [
        ({"change": "", "consent": "non"}, ["no_answer"]),
        ({"change": "des bancs", "day": "hier"}, ["day_unread"]),
        ({"change": "des bancs", "sheet_number": "perdu"}, ["sheet_number_unread"]),
        ({"change": "", "bancs": "près du lavoir"}, []),
    ],
)
def test_what_holds_a_line_back(cells, codes):
    assert [one.code for one in line(**cells).refusals] == codes


@pytest.mark.parametrize(
    "said, ages",
    [
        ("moins de 15 ans", (0, 14)),
        ("60-74 ans", (60, 74)),
        ("46", (46, 46)),
        ("né en 1950", (76, 76)),
        ("vieux", None),
    ],
)
def test_an_age_alone_is_no_year(said, ages):
    assert line(change="des bancs", age=said).ages == ages


def test_a_home_is_no_meeting_place_and_a_doubtful_mail_stays_as_written():
    found = line(change="des bancs", place="chez Mme Perrin", consent="oui", email="odile.brévin@exemple.fr")
    assert (found.place, found.contact.email) == ("", "odile.brévin@exemple.fr")
    assert [one.code for one in found.remarks] == ["place_is_a_home", "contact_to_check"]
