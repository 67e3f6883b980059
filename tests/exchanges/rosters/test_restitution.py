"""What is given back, on paper: two pages at most whatever was written, tagged, the whole of it on the web."""

import datetime

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from exchanges.rosters.restitution import STEPS, PaperBars, PaperRestitution, PaperTheme, render_restitution
from tests.exchanges.rosters.samples import CENTRE, read, read_tags, read_words

URL = "https://animons.example/ce-que-vous-avez-dit/automne-2026/"


def make_paper(**fields) -> PaperRestitution:
    said = {
        "centre": CENTRE,
        "title": "Ce que vous nous avez dit",
        "edition": "Animons nos villages – Automne 2026",
        "opening": ("Merci à vous.",),
        "met": "Vous êtes 24 à avoir répondu.",
        "charts": (PaperBars("Les 60–74 ans ont le plus répondu", (("60–74 ans", 12, 100), ("40–59 ans", 6, 50))),),
        "outings": ("Marché, place Haute, 3 octobre 2026",),
        "said_title": "Ce qui revient le plus : Se déplacer",
        "themes": (PaperTheme("Se déplacer", 9, 100, ("« Plus de bus »",)),),
        "other_sentences": ("« Un four à pain »",),
        "will_happen": ("Un atelier vélo",),
        "has_happened": ("Un repas de rue",),
        "counted": "Chiffres du 30 novembre 2026.",
        "url": URL,
    }
    return PaperRestitution(**said | fields)


def render(paper: PaperRestitution) -> bytes:
    with translation.override("fr"):
        return render_restitution(paper, day=datetime.date(2026, 11, 30), lang="fr", gettext=translation.gettext)


def test_the_paper_says_what_the_page_says():
    pdf = render(make_paper())
    words = read_words(pdf)
    for said in ("Merci à vous.", "60–74 ans 12", "Marché, place Haute", "Se déplacer 9", "« Plus de bus »"):
        assert said in words
    for said in ("Vous avez dit aussi", "Ce qui va se passer", "Un atelier vélo", "Un repas de rue", "La même page"):
        assert said in words
    assert len(read(pdf).pages) <= 2
    assert {"H1", "H2", "Table", "Figure", "L"} <= set(read_tags(pdf))


def test_what_does_not_fit_is_on_the_web():
    long = "Des bus le soir, un banc devant la mairie, et des voisins qui se parlent encore un peu. "
    paper = make_paper(
        opening=(long * 30,) * 5,
        outings=tuple(f"Marché, place {rank}" for rank in range(60)),
        charts=(PaperBars("Par commune", tuple((f"Commune {rank}", 9, 50) for rank in range(40))),) * 3,
        themes=tuple(PaperTheme(f"Thème {rank}", 9, 50, (long * 4,) * 2) for rank in range(8)),
        other_sentences=(long * 4,) * 50,
        will_happen=(long * 3,) * 40,
        has_happened=(long * 3,) * 40,
    )
    pdf = render(paper)
    words = read_words(pdf)
    assert len(read(pdf).pages) == 2
    assert "La suite est sur la page web" in words
    assert "Ce qui va se passer" in words


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=3000)


@settings(max_examples=5)
@given(WORDS, st.lists(WORDS, max_size=40).map(tuple))
def test_two_pages_at_most_whatever_was_written(text, lines):
    wide = ("W" * 3000,)
    paper = make_paper(
        opening=(text, *wide), will_happen=lines + wide, has_happened=lines + wide, other_sentences=lines
    )
    assert len(read(render(paper)).pages) <= 2


def test_the_last_step_keeps_almost_nothing():
    assert STEPS[-1] == min(STEPS)


@pytest.mark.parametrize("part", ["opening", "charts", "outings", "themes", "other_sentences", "will_happen"])
def test_an_empty_part_leaves_no_heading(part):
    headings = {
        "charts": "Les 60–74 ans",
        "outings": "Où nous sommes allés",
        "themes": "Ce qui revient le plus",
        "other_sentences": "Vous avez dit aussi",
        "will_happen": "Ce qui va se passer",
        "opening": "Merci",
    }
    assert headings[part] in read_words(render(make_paper()))
    assert headings[part] not in read_words(render(make_paper(**{part: ()})))
