"""The shipped files are whole: staff read and correct them by hand."""

from collections import Counter

from members.folding import fold
from members.recogniser.shipped import read_asides, read_catalogue, read_terms, read_theme_pictograms

CATALOGUE = read_catalogue()
TERMS = read_terms()


def test_the_starter_catalogue_has_its_89_savoirs_in_13_themes():
    assert len(CATALOGUE) == len({fold(skill.name) for skill in CATALOGUE}) == 89
    assert list(dict.fromkeys(skill.theme for skill in CATALOGUE)) == list(read_theme_pictograms())
    assert len(read_theme_pictograms()) == 13


def test_every_savoir_has_its_name_and_a_broad_choice_of_words():
    names = {skill.name for skill in CATALOGUE}
    words = Counter(term.skill for term in TERMS)
    assert set(words) == names
    assert min(words.values()) >= 15
    assert {(name, name) for name in names} <= {(term.skill, term.phrase) for term in TERMS}


def test_words_are_said_once_per_savoir_and_weigh_at_most_one():
    said = Counter((term.skill, fold(term.phrase)) for term in TERMS)
    assert [key for key, times in said.items() if times > 1] == []
    assert all(0.05 <= term.weight <= 1 for term in TERMS)


def test_asides_are_of_two_kinds():
    assert {kind for kind, _ in read_asides()} == {"nothing", "elsewhere"}
