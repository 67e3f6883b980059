"""Text made safe to typeset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchanges.rosters import lettering


def test_knows_the_letters_of_the_shipped_fonts():
    main = lettering.letters_of("AtkinsonHyperlegible-Regular.ttf")
    assert {letter: ord(letter) in main for letter in "éœŸ’Ş ị漢"} == {
        "é": True, "œ": True, "Ÿ": True, "’": True, "Ş": True, " ": True, "ị": False, "漢": False,
    }  # fmt: skip


def test_bold_and_regular_draw_the_same_letters():
    for bold in lettering.FONTS.glob("*-Bold.ttf"):
        assert lettering.letters_of(bold.name) == lettering.letters_of(bold.name.replace("Bold", "Regular"))


@pytest.mark.parametrize(
    "text, cleaned",
    [
        ("  Zoé \n\t Le  Goff ", "Zoé Le Goff"),
        ("10\u00a0h", "10\u00a0h"),
        ("漢字 Wang", "____ Wang"),
        ("a\u202eb\u200fc\x07d\ud800", "abcd"),
        ("M" * 24, "\u200b".join("M" * 24)),
        ("Montmorency-d’Estissac-Bourbon", "Montmorency-d’Estissac-Bourbon"),
    ],
)
def test_cleans_text(text, cleaned):
    assert lettering.clean_text(text) == cleaned


@given(st.text())
def test_cleaned_text_is_drawable_and_stays_so(text):
    cleaned = lettering.clean_text(text)
    drawable = frozenset().union(*(lettering.letters_of(path.name) for path in lettering.FONTS.glob("*-Regular.ttf")))
    assert {ord(letter) for letter in cleaned} <= drawable | {ord(lettering.ZERO_WIDTH_SPACE)}
    assert lettering.clean_text(cleaned) == cleaned


def test_cleans_everything_inside_and_leaves_the_rest():
    assert lettering.clean_data({"a": ["x\ny", ("z\0", 3)], "b": None}) == {"a": ["x y", ["z", 3]], "b": None}


def test_finds_foreign_letters():
    assert lettering.find_foreign_letters("Thị Đặng, Ана") == "Аанặị"
