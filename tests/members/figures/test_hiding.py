"""Hidden cells cannot be found again: not by subtraction, and not by trying every table that fits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.figures.hiding import SMALLEST_SHOWN, UNCERTAINTY, Relation, find_hidden


def make_tables(villages, bands):
    """Cells and relations of two linked tables: rows by season, with the same total for each season in both.

    `villages[v][s]` and `bands[b][s]` are counts, of the same sum for each season.
    """
    counts, relations = {}, []
    seasons = range(len(villages[0]))
    for name, rows in (("village", villages), ("band", bands)):
        for row, line in enumerate(rows):
            counts |= {(name, row, season): count for season, count in enumerate(line)}
            counts[name, row, "all"] = sum(line)
            relations.append(Relation((name, row, "all"), tuple((name, row, season) for season in seasons)))
        for season in (*seasons, "all"):
            counts["all", season] = sum(counts[name, row, season] for row in range(len(rows)))
            relations.append(Relation(("all", season), tuple((name, row, season) for row in range(len(rows)))))
    relations.append(Relation(("all", "all"), tuple(("all", season) for season in seasons)))
    return counts, relations


@st.composite
def linked_tables(draw):
    seasons = draw(st.integers(1, 4))
    count = st.one_of(st.integers(0, 6), st.integers(0, 30))
    villages = draw(st.lists(st.lists(count, min_size=seasons, max_size=seasons), min_size=1, max_size=4))
    band_count = draw(st.integers(1, 4))
    bands = [[0] * seasons for _band in range(band_count)]
    for season in range(seasons):
        for _somebody in range(sum(line[season] for line in villages)):
            bands[draw(st.integers(0, band_count - 1))][season] += 1
    return villages, bands


def is_computable(cell, hidden, counts, relations) -> bool:
    """Whether the published cells and the relations give this cell by sums and differences alone (linear algebra)."""
    unknowns = [other for other in counts if other in hidden]
    system = np.array(
        [
            [(-1.0 if other == relation.total else 1.0) if other in relation.cells else 0.0 for other in unknowns]
            for relation in relations
        ]
    )
    wanted = np.array([[1.0 if other == cell else 0.0 for other in unknowns]])
    return np.linalg.matrix_rank(np.vstack([system, wanted])) == np.linalg.matrix_rank(system)


@settings(max_examples=60, deadline=None)
@given(linked_tables())
def test_no_hidden_cell_can_be_computed_from_the_published_ones(tables):
    counts, relations = make_tables(*tables)
    hidden = find_hidden(counts, counts, relations)
    assert {cell for cell, count in counts.items() if count < SMALLEST_SHOWN} <= hidden
    assert [cell for cell in hidden if is_computable(cell, hidden, counts, relations)] == []


@st.composite
def tables_with_one_small_cell(draw):
    rows, seasons = draw(st.integers(2, 3)), draw(st.integers(2, 3))
    villages = [[draw(st.integers(6, 12)) for _season in range(seasons)] for _row in range(rows)]
    villages[draw(st.integers(0, rows - 1))][draw(st.integers(0, seasons - 1))] = draw(st.integers(0, 4))
    return villages


@settings(max_examples=15, deadline=None)
@given(tables_with_one_small_cell())
def test_every_hidden_cell_keeps_many_possible_values(villages):
    """All tables in whole numbers that show the same published cells, tried one by one."""
    bands = [[100 for _season in villages[0]], [100 + sum(column) for column in zip(*villages, strict=True)]]
    counts, relations = make_tables([*villages, [200 for _season in villages[0]]], bands)
    hidden = find_hidden(counts, counts, relations)
    free = [cell for cell in counts if cell in hidden]
    assert len(free) == 4
    grid = dict(zip(free, np.indices((25,) * 4, dtype=np.int16), strict=True))
    table = {cell: grid.get(cell, count) for cell, count in counts.items()}
    fits = np.ones((25,) * 4, dtype=bool)
    for relation in relations:
        fits &= sum(table[part] for part in relation.parts) == table[relation.total]
    for cell in free:
        assert np.ptp(grid[cell][fits]) >= UNCERTAINTY


@pytest.mark.parametrize("villages", [[[20, 30], [40, 50]], [[5]], [[5, 5, 5, 5]]])
def test_hides_nothing_when_nothing_is_small(villages):
    counts, relations = make_tables(villages, villages)
    assert find_hidden(counts, counts, relations) == frozenset()


def test_a_small_cell_takes_others_along():
    counts, relations = make_tables([[3, 30, 40], [50, 60, 70], [80, 20, 90]], [[60, 50, 120], [73, 60, 80]])
    assert find_hidden(counts, counts, relations) == {
        ("village", 0, 0),
        ("village", 0, 1),
        ("village", 1, 0),
        ("village", 1, 1),
    }


def test_few_people_who_come_often_are_hidden_too():
    counts, relations = make_tables([[40, 30], [50, 60]], [[90, 90]])
    people = counts | {("village", 0, 0): 4}
    assert ("village", 0, 0) in find_hidden(counts, people, relations)


def test_nobody_at_all_hides_everything():
    counts, relations = make_tables([[0, 0], [0, 0]], [[0, 0]])
    assert find_hidden(counts, counts, relations) == frozenset(counts)


def test_hides_the_same_cells_every_time():
    counts, relations = make_tables([[3, 30, 8], [50, 6, 70], [8, 20, 9]], [[61, 56, 87]])
    shuffled = dict(sorted(counts.items(), key=str, reverse=True))
    assert find_hidden(counts, counts, relations) == find_hidden(shuffled, shuffled, relations)
