"""Who is the same person, and who is another."""

import pytest

from members.sheets.doubles import Directory, Likeness, Person, names_are_near


def person(first="Lucas", last="Martin", *, year=None, at="valmy", phone="", email=""):
    return Person(first, last, year, at, frozenset({phone} - {""}), frozenset({email} - {""}))


def compare(one, other, *, shared_emails=()):
    return Directory({email: {"lucas martin", "awa martin"} for email in shared_emails}).compare(one, other)


SAME = [
    (person(email="l@x.fr"), person("LUCAS", "Mártin", at="ailleurs", email="l@x.fr")),
    (person(phone="+331"), person("Martin", "Lucas", phone="+331")),
    (person(year=1950, phone="+331"), person(year=1951, phone="+331")),
    (person(year=1950, phone="+331", email="a@x.fr"), person(year=1950, phone="+331", email="b@x.fr")),
    (person(year=1950), person(year=1950)),
    (person("Jean Paul"), person("jean-paul")),
]
TWO_PEOPLE = [
    (person(year=1950, phone="+331"), person(year=1980, phone="+331")),
    (person(email="a@x.fr"), person(email="b@x.fr")),
    (person(phone="+331", email="a@x.fr"), person(phone="+331", email="b@x.fr")),
    (person(), person(at="ormeaux")),
    (person("Lucas", ""), person()),
    (person(phone="+331"), person("Awa", phone="+331")),
    (person("Lucas"), person("Louise")),
    (person(year=1950), person("Lucasse", year=1990)),
]
PROBABLE = [
    (person(phone="+331"), person(phone="+332")),
    (person(), person(phone="+332", email="a@x.fr")),
    (person(), person("Lukas")),
    (person(), person("L.")),
    (person("Lucas", "", phone="+331"), person(phone="+331")),
    (person(at=""), person()),
    (person(at="ormeaux", phone="+331"), person("Lukas", phone="+331")),
]


@pytest.mark.parametrize(
    "one, other, likeness",
    [(*pair, Likeness.SAME) for pair in SAME]
    + [(*pair, Likeness.OTHER) for pair in TWO_PEOPLE]
    + [(*pair, Likeness.PROBABLE) for pair in PROBABLE],
)
def test_tells_people_apart(one, other, likeness):
    assert compare(one, other) is likeness
    assert compare(other, one) is likeness


def test_an_email_shared_in_the_household_tells_nobody_apart():
    one, other = person(email="famille@x.fr"), person(email="lucas@x.fr")

    assert compare(one, other) is Likeness.OTHER
    assert compare(one, other, shared_emails=["famille@x.fr"]) is Likeness.PROBABLE


@pytest.mark.parametrize("one, other", [("lucas martin", "lukas martin"), ("lefevre marie", "lefebvre marie")])
def test_names_a_slip_apart_are_near(one, other):
    assert names_are_near(one, other)


@pytest.mark.parametrize(
    "one, other",
    [("lucas martin", "lucas martin"), ("ines roux", "iris roux"), ("awa petit", "lea petit"), ("awa", "lea")],
)
def test_the_same_name_and_other_names_are_not_near(one, other):
    assert not names_are_near(one, other)


def test_the_same_person_wins_over_a_probable_one():
    directory = Directory({})
    directory.put("probable", person(phone="+332"))
    directory.put("same", person(phone="+331"))

    assert directory.find(person(phone="+331")).key == "same"


def test_nobody_is_found_among_strangers():
    directory = Directory({})
    directory.put("other", person("Awa", "Petit"))

    assert directory.find(person()) is None
