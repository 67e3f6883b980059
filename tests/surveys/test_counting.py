"""Figures by theme: what is counted, and that nothing under five can be read or worked out."""

import numpy as np
import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from members.figures.hiding import SMALLEST_SHOWN
from members.models import AgeBand
from surveys.counting import TITLES, TOTAL, count_themes, hide_small
from surveys.models import Coding
from tests.factories import members, surveys


@pytest.fixture
def edition(db):
    return surveys.make_open_edition()


@pytest.fixture
def theme(edition):
    return surveys.CodeFactory(survey=edition.survey, name="=Se déplacer")


@pytest.fixture
def say(edition, theme, team_member):
    """`say(commune, "change", …)`: a sheet of this village whose answers to these questions speak of the theme."""
    version = edition.current_version

    def one(commune, *keys, **fields):
        sheet = surveys.ResponseFactory(version=version, commune=commune)
        for key in keys:
            answer = surveys.AnswerFactory(response=sheet, question=version.questions.get(key=key), **fields)
            surveys.CodingFactory(segment__answer=answer, code=theme, coder=team_member)
        return sheet

    return one


def shown(edition, way):
    (figures,) = count_themes(edition).table(way).rows
    return figures.cells


def test_answers_are_counted_once_however_many_passages_and_readers(edition, say, theme, administrator):
    here, there = members.CommuneFactory(name="Amont"), members.CommuneFactory(name="Val")
    for _turn in range(6):
        say(here, "change")
    for _turn in range(7):
        say(there, "like")
    segment = Coding.objects.first().segment
    surveys.CodingFactory(segment=segment, code=theme, coder=administrator)
    surveys.CodingFactory(segment__answer=segment.answer, segment__start=2, code=theme)
    say(here, "change", review="waiting", flagged_on="2026-11-20")
    assert shown(edition, "village") == {"Amont": 6, "Val": 7, "Toutes les réponses": 13}
    assert list(shown(edition, "question").values()) == [6, 7, 13]
    assert shown(edition, "place") == {"Lieu inconnu": 13, "Toutes les réponses": 13}
    assert [line.code for line in count_themes(edition).most_said] == [theme]


def test_few_sheets_are_hidden_even_when_they_say_much(edition, say):
    here, there = members.CommuneFactory(name="Amont"), members.CommuneFactory(name="Val")
    for _turn in range(4):
        say(here, "change", "like")
    for _turn in range(9):
        say(there, "change")
    assert shown(edition, "village") == {"Amont": None, "Val": None, "Toutes les réponses": 17}


def test_the_page_and_the_files_show_the_same(edition, say, team_client):
    village = members.CommuneFactory()
    for _turn in range(5):
        say(village, "change")
    page = team_client.get(reverse("coding_figures_by", args=[edition.pk, "age"])).content.decode()
    assert page.count("caché</span>") == len(AgeBand)
    csv = team_client.get(reverse("coding_figures_file", args=[edition.pk, "question", "csv"])).content.decode()
    assert csv.splitlines()[1] == "'=Se déplacer;5;5"
    assert team_client.get(reverse("coding_figures_file", args=[edition.pk, "age", "xlsx"])).status_code == 200
    assert team_client.get(reverse("coding_figures_by", args=[edition.pk, "rue"])).status_code == 404


def test_the_page_costs_the_same_with_thirty_themes(edition, say, team_client, django_assert_max_num_queries):
    say(members.CommuneFactory(), "change")
    for number in range(30):
        surveys.CodeFactory(survey=edition.survey, name=f"Thème {number}")
    with django_assert_max_num_queries(12):
        page = team_client.get(reverse("coding_figures", args=[edition.pk])).content
    assert len(page) <= 30 * 1024


ways = st.fixed_dictionaries({way: st.integers(1, 4) for way in TITLES})


@st.composite
def answers_spread(draw):
    """For each answer, its column in each way of counting; and the number of columns of each way."""
    sizes = draw(ways)
    return sizes, draw(st.lists(st.tuples(*(st.integers(0, sizes[way] - 1) for way in TITLES)), max_size=40))


@settings(max_examples=60, deadline=None)
@given(answers_spread())
def test_no_small_figure_can_be_worked_out(spread):
    sizes, answers = spread
    counts = {(way, column): 0 for way in TITLES for column in range(sizes[way])} | {TOTAL: len(answers)}
    for places in answers:
        for way, column in zip(TITLES, places, strict=True):
            counts[way, column] += 1
    columns = {way: {column: str(column) for column in range(sizes[way])} for way in TITLES}
    figures = hide_small(counts, counts, columns)
    assert all(figure is None or figure == counts[cell] >= SMALLEST_SHOWN for cell, figure in figures.items())
    hidden = [cell for cell, figure in figures.items() if figure is None]
    sums = [[(way, column) for column in range(sizes[way])] for way in TITLES]
    system = np.array([[float(cell in parts) - float(cell == TOTAL) for cell in hidden] for parts in sums])
    for place, cell in enumerate(hidden):
        wanted = np.eye(len(hidden))[[place]]
        assert np.linalg.matrix_rank(np.vstack([system, wanted])) > np.linalg.matrix_rank(system), cell
