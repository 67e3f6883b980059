"""The small parts of a page: seats, date tile, hours typed by somebody."""

import datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from members.templatetags.animons import keep_hours_whole


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


def render(text: str, **context) -> str:
    return Template(text).render(Context(context)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "taken, capacity, said", [(6, 8, "Il reste 2 places"), (7, 8, "Il reste 1 place"), (8, 8, "C’est complet")]
)
def test_seats_are_drawn_and_said(taken, capacity, said):
    html = render("{% seats taken capacity %}", taken=taken, capacity=capacity)
    assert said in html
    assert html.count('class="seat taken"') == taken
    assert html.count('class="seat"') == capacity - taken


def test_many_seats_are_only_said():
    html = render("{% seats 12 40 %}")
    assert "Il reste 28 places" in html
    assert 'class="seat' not in html.replace('class="seats', "")


def test_seats_may_say_something_else():
    assert "3 personnes ont dit oui" in render('{% seats 3 6 "3 personnes ont dit oui" %}')


def test_the_date_tile_is_decoration():
    html = render("{% date_tile day %}", day=datetime.date(2027, 3, 13))
    assert html.strip() == (
        '<div class="date-tile" aria-hidden="true"><span>sam.</span><b>13</b><span>mars</span></div>'
    )


@pytest.mark.parametrize("typed", ["9 h à 12 h 30", "9 h à 12 h\n14 h 30 à 18 h"])
def test_no_line_ends_inside_an_hour(typed):
    kept = keep_hours_whole(typed)
    assert kept.replace("\u00a0", " ") == typed
    assert not any(part in kept for part in ("9 h", "2 h", "4 h", "8 h", "h 30"))


@pytest.mark.parametrize(
    "page, held",
    [
        ("<h1>Qui êtes-vous ?</h1>", '<h1>Qui <span class="held">êtes-vous</span> ?</h1>'),
        ("<h2>Où se retrouve-t-on ?</h2>", '<h2>Où se <span class="held">retrouve-t-on</span> ?</h2>'),
        (
            '<label for="a-vous">Qu’aimeriez-vous voir ?</label>',
            '<label for="a-vous"><span class="held">Qu’aimeriez-vous</span> voir ?</label>',
        ),
        ("<h3>Le rendez-vous de Saint-Aubin</h3>", '<h3>Le <span class="held">rendez-vous</span> de Saint-Aubin</h3>'),
        ("<h2>Vis-à-vis de Pontvert-sur-Orlise</h2>", "<h2>Vis-à-vis de Pontvert-sur-Orlise</h2>"),
        (
            "<p>Qui êtes-vous ?</p><textarea>où êtes-vous</textarea>",
            "<p>Qui êtes-vous ?</p><textarea>où êtes-vous</textarea>",
        ),
    ],
)
def test_a_turned_verb_stays_whole_in_titles(page, held):
    assert render("{% load wording %}{% filter hold_inversions %}" + page + "{% endfilter %}") == held
