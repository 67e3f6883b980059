"""The printed invitation: a page a person, their own words, the centre's phone, a code, and how to say no."""

import datetime

import pytest
from django.utils import translation

from exchanges.rosters.heads import CentreHeader
from exchanges.rosters.invitation_letter import InvitationLetter, render_letters
from tests.exchanges.rosters.samples import CENTRE, read, read_tags, read_words

URL = "https://animons.example/invitation/k7mp-3xqd-9wte-f2ha/"


def make_letter(**fields) -> InvitationLetter:
    said = {
        "name": "Marcel Vidal",
        "first_name": "Marcel",
        "sentences": ("Je sais faire le pain",),
        "url": URL,
        "until": datetime.date(2027, 1, 30),
    }
    return InvitationLetter(**said | fields)


def gettext_in(language):
    def say(message):
        with translation.override(language):
            return translation.gettext(message)

    return say


def render(*letters, **more) -> bytes:
    said = {"centre": CENTRE, "hours": ("Du lundi au vendredi, de 9 h à 12 h",), **more}
    return render_letters(letters, day=datetime.date(2026, 12, 1), gettext_in=gettext_in, **said)


def test_a_letter_says_their_words_and_the_ways_to_answer():
    pdf = render(make_letter())
    words = read_words(pdf)
    for said in (
        "Marcel Vidal", "Bonjour Marcel,", "« Je sais faire le pain »", "Appelez-nous : 05 55 00 00 01", "9 h à 12 h",
        "animons.example/invitation/", "k7mp-3xqd-9wte-f2ha", "une fois, jusqu’au 30 janvier 2027", "Non merci ?",
    ):  # fmt: skip
        assert said in words
    assert {"H1", "H2", "Figure"} <= set(read_tags(pdf))


def test_each_is_one_page_however_much_was_said():
    long = make_letter(name="Marie-Antoinette de la Roche-Vaillant", sentences=("des bus le soir " * 40,) * 9)
    hours = tuple(f"Le {day}, de 9 h à 12 h et de 14 h à 18 h 30" for day in ("lundi", "mardi", "jeudi", "samedi") * 2)
    pdf = render(long, make_letter(first_name="", sentences=()), hours=hours)
    assert len(read(pdf).pages) == 2
    assert "Bonjour," in read_words(pdf, page=1)


def test_each_in_their_language_and_without_a_phone():
    pdf = render(make_letter(), make_letter(lang="en"), centre=CentreHeader("Centre", "4 rue du Moulin"))
    assert "Venez nous voir : 4 rue du Moulin" in read_words(pdf, page=0)
    assert "“Je sais faire le pain”" in read_words(pdf, page=1)
    with pytest.raises(ValueError, match="one letter"):
        render()
