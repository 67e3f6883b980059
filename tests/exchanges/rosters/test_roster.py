"""The roster: exactly the expected words, nothing else about people; pages, tags and bytes."""

import pypdf
import pytest

from exchanges.rosters import Line, render_rosters
from tests.exchanges.rosters.samples import (
    DRAWING,
    make_lines,
    make_roster,
    read,
    read_tags,
    read_words,
    render_in_french,
)


def test_prints_exactly_these_words():
    roster = make_roster(
        [Line("Louna", "Aubert", companion="Karim Aubert"), Line("Karim", "Aubert"), Line("Marie-Thérèse", "Benali")],
        facilitators=("Julien DUBOIS",),
        sharers=("Fatou DIALLO", "Marie-Thérèse BENALI"),
        waiting=("Lucas MARTIN",),
        close_url="https://animons.example/seances/K7P4M/terminer/",
    )
    assert read_words(render_in_french(roster)) == (
        "Centre social des Trois Rivières 4 rue du Moulin, Vaubrune 05 55 00 00 01 "
        "Pour terminer la séance, visez ici "
        "Greffer un arbre samedi 13 mars 2027, de 10 h à 12 h Salle des Tilleuls 1 place de l’Orme, Vaubrune "
        "Prénom et nom Signature "
        "Louna AUBERT avec Karim Aubert Karim AUBERT Marie-Thérèse BENALI "
        "Vous n’êtes pas sur la liste ? Bienvenue, écrivez votre nom ici. "
        "Liste d’attente Lucas MARTIN "
        "Partage : Fatou DIALLO et Marie-Thérèse BENALI Animée par Julien DUBOIS Signature : "
        "À détruire après le 13 septembre 2027. Cette feuille sert à savoir qui est venu. Elle reste au centre. "
        "Séance K7P4M, page 1 sur 1."
    )


def test_leaves_out_what_is_not_there():
    assert read_words(render_rosters([make_roster(make_lines(1))])) == (
        "Centre social des Trois Rivières 4 rue du Moulin, Vaubrune 05 55 00 00 01 "
        "Greffer un arbre Saturday 13 March 2027, from 10 am to noon Salle des Tilleuls 1 place de l’Orme, Vaubrune "
        "First and family name Signature Prénom1 NOM1 "
        "You are not on the list? Welcome, write your name here. "
        "Signature: Destroy after 13 September 2027. This sheet tells who came. It stays at the centre. "
        "Session K7P4M, page 1 of 1."
    )


@pytest.mark.parametrize("people, pages", [(0, 1), (3, 1), (8, 1), (40, 3)])
def test_number_of_pages(people, pages):
    roster = make_roster(make_lines(people), facilitators=("Julien DUBOIS",), sharers=("Fatou DIALLO",))
    assert len(read(render_in_french(roster)).pages) == pages


def test_a_long_list_repeats_its_header_and_loses_nobody():
    pdf = render_in_french(make_roster(make_lines(40)))
    pages = [read_words(pdf, number) for number in range(len(read(pdf).pages))]
    assert [page.count("Prénom et nom Signature") for page in pages] == [1, 1, 1]
    assert [word for page in pages for word in page.split() if word.startswith("NOM")] == [
        f"NOM{rank}" for rank in range(1, 41)
    ]
    assert [page.rsplit("Séance ")[1] for page in pages] == [f"K7P4M, page {number} sur 3." for number in (1, 2, 3)]
    assert [page.startswith("Greffer un arbre, samedi 13 mars 2027") for page in pages] == [False, True, True]
    assert all("À détruire après le 13 septembre 2027." in page for page in pages)


def test_each_session_begins_on_its_page_and_counts_its_own():
    pdf = render_in_french(
        make_roster(make_lines(20), code="AAAAA"), make_roster(make_lines(3), title="Le pain", code="BBBBB")
    )
    assert [read_words(pdf, page).rsplit("Séance ")[1] for page in range(3)] == [
        "AAAAA, page 1 sur 2.",
        "AAAAA, page 2 sur 2.",
        "BBBBB, page 1 sur 1.",
    ]
    assert read_words(pdf, 2).startswith("Centre social des Trois Rivières")


def test_is_tagged_for_screen_readers():
    pdf = render_in_french(
        make_roster(make_lines(3), waiting=("Lucas MARTIN",), pictogram=DRAWING, close_url="https://animons.example/")
    )
    reader = read(pdf)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert reader.metadata.title == "Feuille d’émargement – Greffer un arbre, samedi\u00a013 mars 2027"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    tags = read_tags(pdf)
    # The QR code and the tick at the head of its column are the only pictures that say something.
    assert {tag: tags.count(tag) for tag in ("H1", "H2", "Table", "TH", "Figure", "L", "LI")} == {
        "H1": 1,
        "H2": 2,
        "Table": 2,
        "TH": 3,
        "Figure": 2,
        "L": 1,
        "LI": 1,
    }


def test_has_a_row_per_person_and_four_blank_ones():
    tags = read_tags(render_in_french(make_roster(make_lines(5))))
    assert tags.count("TR") == 1 + 5 + 4
    assert tags.count("TD") == (5 + 4) * 3


def test_is_a4_in_black_alone():
    pdf = render_in_french(make_roster(make_lines(3), pictogram=DRAWING))
    reader = read(pdf)
    page = reader.pages[0]
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    operations = pypdf.generic.ContentStream(page.get_contents(), reader).operations
    painted = {
        tuple(values) for values, operator in operations if operator in (b"scn", b"SCN", b"rg", b"RG", b"k", b"K")
    }
    assert painted == {(0,)}


def test_same_values_same_bytes():
    rosters = [make_roster(make_lines(8), close_url="https://animons.example/"), make_roster(make_lines(2))]
    assert render_rosters(rosters) == render_rosters(rosters)


def test_refuses_to_print_nothing():
    with pytest.raises(ValueError, match="at least one roster"):
        render_rosters([])


@pytest.mark.parametrize(
    "first, last, printed",
    [
        ("#panic()", "*gras*", "#panic() *GRAS*"),
        ("<b>Bob</b>", "$x^2$ @preview/x", "<b>Bob</b> $X^2$ @PREVIEW/X"),
        ('"quoted\\"', "`raw` // note", '"quoted\\" `RAW` // NOTE'),
        ("Nguyễn Thị", "Đặng", "Nguyễn Thị ĐẶNG"),
        ("Işık", "Şahin", "Işık ŞAHIN"),
        ("Ана", "Петрова", "Ана ПЕТРОВА"),
        ("Wang 小明", "Li", "Wang ____ LI"),
        ("Zoé\u202e\u200d\x00", "Le\nGoff\t", "Zoé LE GOFF"),
        ("Ze\u0301lie", "O\u0308z", "Zélie ÖZ"),
    ],
)
def test_names_are_words_and_nothing_else(first, last, printed):
    words = read_words(render_in_french(make_roster([Line(first, last)])))
    assert words.split("Prénom et nom Signature ")[1].split(" Vous n’êtes pas")[0] == printed


def test_an_arabic_name_is_drawn_with_a_shipped_font():
    page = read(render_in_french(make_roster([Line("فاطمة", "بن علي")]))).pages[0]
    fonts = {str(font.get_object()["/BaseFont"]).split("+")[-1] for font in page["/Resources"]["/Font"].values()}
    assert fonts == {"AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold", "NotoSansArabic-Bold"}


def test_endless_names_stay_inside_their_column():
    pdf = render_in_french(make_roster([Line("X" * 80, "y" * 80)], title="Titre " * 20))
    right_edge = 210 - 15 - 74
    seen = []
    read(pdf).pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, size: seen.append((text.strip(), tm[4] / 72 * 25.4))
    )
    lines = [(text, left) for text, left in seen if set(text.replace("\u200b", "")) and set(text) <= set("XY\u200b ")]
    assert sum(text.count("X") + text.count("Y") for text, _left in lines) == 160
    assert all(left < right_edge for _text, left in lines)
