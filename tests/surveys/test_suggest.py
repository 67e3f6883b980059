"""What was read before suggests themes: the same passages always say the same."""

import pytest

from surveys.suggest import Example, suggest_codes

READ = [
    Example("plus de bus le soir", "bus"),
    Example("un café ouvert", "café"),
    Example("des bus pour la gare", "bus"),
    Example("planter des arbres", "arbres"),
]


def suggest(text, examples=READ, **options):
    return [(one.code, one.like) for one in suggest_codes(text, [(0, len(text))], examples, **options)]


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("Il faudrait un bus", [("bus", "plus de bus le soir")]),
        ("Plantez un ARBRE", [("arbres", "planter des arbres")]),
        ("un café près du bus", [("bus", "plus de bus le soir"), ("café", "un café ouvert")]),
        ("la piscine", []),
        ("et le, la ?", []),
    ],
)
def test_alike_words_suggest_their_theme(text, suggested):
    assert suggest(text) == suggested


def test_nothing_read_suggests_nothing():
    assert suggest("un bus", []) == []


def test_the_likeliest_first_and_not_too_many():
    assert suggest("un café ouvert près du bus", most=1) == [("café", "un café ouvert")]


def test_each_theme_points_to_the_passage_that_is_like_it():
    text = "moins de bruit, un bus"
    (one,) = suggest_codes(text, [(0, 14), (16, 22)], READ)
    assert (text[one.start : one.end], one.code) == ("un bus", "bus")
