"""The phone sheet: names and numbers, whose paper it is, whom to call."""

import pytest
from django.utils import translation

from exchanges.rosters import Contact, PhoneLine, PhoneSheet, render_phone_sheets
from tests.exchanges.rosters.samples import make_head, read_tags, read_words


def make_sheet(**fields) -> PhoneSheet:
    lines = (PhoneLine("Louna", "Aubert"), PhoneLine("Fatou", "Diallo", "06 12 34 56 78"))
    return PhoneSheet(
        **{
            "head": make_head(),
            "reader": "Julien Dubois",
            "lines": lines,
            "contacts": (Contact("Le centre", "", "05 55 00 00 01"),),
        }
        | fields
    )


def test_prints_exactly_these_words():
    with translation.override("fr"):
        pdf = render_phone_sheets([make_sheet()], lang="fr", gettext=translation.gettext)
    assert read_words(pdf) == (
        "Centre social des Trois Rivières 4 rue du Moulin, Vaubrune 05 55 00 00 01 Numéros de téléphone "
        "Greffer un arbre samedi 13 mars 2027, de 10 h à 12 h Salle des Tilleuls 1 place de l’Orme, Vaubrune "
        "Pour Julien Dubois. Cette feuille est à vous seul·e. Gardez-la sur vous, ne la laissez pas sur la table. "
        "Prénom et nom Téléphone Louna AUBERT pas de numéro Fatou DIALLO 06 12 34 56 78 "
        "En cas de besoin Le centre : 05 55 00 00 01 "
        "À détruire après le 13 septembre 2027. Séance K7P4M, page 1 sur 1."
    )


def test_has_no_box_for_help_without_contacts():
    words = read_words(render_phone_sheets([make_sheet(contacts=())]))
    assert "If you need help" not in words
    assert read_tags(render_phone_sheets([make_sheet(contacts=())])).count("L") == 0


def test_one_page_per_session_and_same_bytes():
    sheets = [make_sheet(), make_sheet(head=make_head(code="BBBBB"))]
    pdf = render_phone_sheets(sheets)
    assert pdf == render_phone_sheets(sheets)
    assert [read_words(pdf, page).rsplit("Session ")[1] for page in range(2)] == [
        "K7P4M, page 1 of 1.",
        "BBBBB, page 1 of 1.",
    ]


def test_refuses_to_print_nothing():
    with pytest.raises(ValueError, match="at least one phone sheet"):
        render_phone_sheets([])
