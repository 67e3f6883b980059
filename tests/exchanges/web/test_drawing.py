"""Where spots fall, and what is written in them."""

import itertools
import re

import hypothesis.strategies as st
from hypothesis import given, settings

from exchanges.web import Group, Style, draw
from exchanges.web.layout import place

SHEET = Style(width=1000, knot=20, dot=15)


@st.composite
def webs(draw):
    people = st.lists(st.integers(0, 24), unique=True, max_size=6)
    return [Group(tuple(some[:1]), tuple(some[1:])) for some in draw(st.lists(people, max_size=8))]


def overlap(one, other):
    return (
        min(one.left + one.width, other.left + other.width) - max(one.left, other.left),
        min(one.top + one.height, other.top + other.height) - max(one.top, other.top),
    )


@settings(max_examples=40, deadline=None)
@given(webs())
def test_nothing_leaves_the_sheet_and_nothing_lies_on_anything_else(web):
    drawing = draw(web, SHEET)
    spots = drawing.knots + drawing.dots
    assert len(drawing.knots) == len(web)
    assert len(drawing.dots) == len({person for group in web for person in group.people})
    for spot in spots:
        assert spot.left >= 0
        assert spot.top >= 0
        assert spot.left + spot.width <= drawing.width
        assert spot.top + spot.height <= drawing.height
    assert [(a, b) for a, b in itertools.combinations(spots, 2) if min(overlap(a, b)) > 0] == []


def test_the_same_web_is_always_drawn_the_same():
    web = [Group((1,), (2, 3)), Group((3,), (4, 5, 6)), Group((7,), (8, 1))]
    first = draw(web, SHEET)
    place.cache_clear()
    assert draw(web, SHEET) == first


def test_one_thread_for_each_person_in_a_group_strong_for_who_gives_and_receives():
    drawing = draw([Group((1,), (2, 3)), Group((3,), (4, 5))], SHEET)
    threads = (drawing.share, drawing.learn, drawing.strong_share, drawing.strong_learn)
    assert [kind.lines.count("M") for kind in threads] == [1, 3, 1, 1]
    assert [kind.darts.count("z") for kind in threads] == [1, 3, 1, 1]
    assert [dot.gives_and_receives for dot in drawing.dots] == [False, False, True, False, False]
    assert drawing.halo == ""


def test_only_a_circle_has_a_halo():
    drawing = draw([Group((1,), (2, 3)), Group((2,), (1, 4))], SHEET)
    assert drawing.halo.count("M") == 4


def test_a_thread_stops_at_the_edge_of_its_ends():
    drawing = draw([Group((1,), (2, 3))], SHEET, savoirs=["Prise en main de l’ordinateur"])
    [knot] = drawing.knots
    x, y = map(float, re.match(r"M(\S+) ([^Q]+)Q", drawing.learn.lines).groups())
    assert abs(x - knot.x) >= knot.half_width - 1 or abs(y - knot.y) >= knot.half_height - 1


def test_words_are_cut_in_lines_and_numbers_stay_round():
    web = [Group((1,), (2, 3))]
    [named] = draw(web, SHEET, savoirs=["Prise en main de l’ordinateur"]).knots
    assert named.label == ("1 · Prise en main", "de l’ordinateur")
    assert named.half_width > named.half_height
    assert [word.y for word in named.words] == [named.y - 4, named.y + 18]
    [numbered] = draw(web, SHEET).knots
    assert (numbered.label, numbered.corner) == (("1",), SHEET.knot)


def test_an_empty_web_is_an_empty_sheet():
    drawing = draw([], SHEET)
    assert (drawing.knots, drawing.dots, drawing.height) == ((), (), SHEET.lowest)
