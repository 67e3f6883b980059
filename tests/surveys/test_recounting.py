"""A page published again: whoever kept the first one learns nothing of those who came in between."""

from collections import Counter

import highspy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.figures.hiding import SMALLEST_SHOWN, UNCERTAINTY, Relation, find_guessable, find_hidden
from members.models import AgeBand
from surveys.giving_back.figures import ALL_SHEETS, Counted, OutingLine, PublicFigures, ThemeLine, relations_of
from surveys.giving_back.recounting import FEWEST_NEW, count_again, is_safe

PEOPLE = st.tuples(st.sampled_from(["60_74", "40_59"]), st.sampled_from(["Amont", "Val", "Haut"]), st.just("Marché"))


def count(people):
    """As `count_sheets` does, from (age, village, place)."""
    counts = Counter({("age", band): 0 for band in AgeBand.values})
    for age, village, place in people:
        counts.update([("age", age), ("village", village), ("place", place), ALL_SHEETS])
    return {**counts, ALL_SHEETS: counts[ALL_SHEETS]}


def shown(counts):
    hidden = find_hidden(counts, counts, relations_of(counts))
    return {cell: count for cell, count in counts.items() if cell not in hidden}


@given(st.lists(PEOPLE, min_size=5, max_size=60), st.lists(PEOPLE, max_size=60))
@settings(max_examples=40)
def test_no_line_shown_twice_moves_by_less_than_five(first, since):
    before, after = count(first), count(first + since)
    if is_safe(before, after, relations_of):
        both = shown(before).keys() & shown(after).keys()
        moves = {after[cell] - before[cell] for cell in both}
        assert not moves & set(range(1, SMALLEST_SHOWN))


@given(st.lists(PEOPLE, min_size=5, max_size=40), st.lists(PEOPLE, max_size=40))
@settings(max_examples=15)
def test_an_attacker_with_both_pages_cannot_tell_a_small_count(first, since):
    """The attacker writes their own system of sums, and asks how few and how many newcomers a line may have."""
    before, after = count(first), count(first + since)
    if not is_safe(before, after, relations_of):
        return
    cells = sorted({*before, *after}, key=str)
    for cell in cells:
        came = after.get(cell, 0) - before.get(cell, 0)
        if 0 < came < SMALLEST_SHOWN:
            assert _range_of_newcomers(cell, cells, before, after) >= UNCERTAINTY - 1e-5


def _range_of_newcomers(asked, cells, before, after) -> float:
    ends = []
    for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
        solver = highspy.Highs()
        solver.silent()
        column = {}
        for page, counts in (("before", before), ("after", after)):
            seen = shown(counts)
            for cell in cells:
                known = seen.get(cell, None if cell in counts else 0)
                low, high = (0, 500) if known is None else (known, known)
                column[page, cell] = solver.getNumCol()
                solver.addVar(low, high)
        for cell in cells:
            solver.addRow(0, 500, 2, [column["after", cell], column["before", cell]], [1.0, -1.0])
        for page in ("before", "after"):
            for way in ("age", "village", "place"):
                parts = [column[page, cell] for cell in cells if cell[0] == way]
                solver.addRow(0, 0, len(parts) + 1, [column[page, ALL_SHEETS], *parts], [-1.0] + [1.0] * len(parts))
        solver.changeColCost(column["after", asked], 1)
        solver.changeColCost(column["before", asked], -1)
        solver.changeObjectiveSense(sense)
        solver.run()
        ends.append(solver.getInfo().objective_function_value)
    return ends[1] - ends[0]


FIRST = [("60_74", "Amont", "Marché")] * 30 + [("40_59", "Val", "École")] * 30


def figures(counts, themes=(), day="2026-11-01"):
    return PublicFigures(day, counts[ALL_SHEETS], themes=tuple(ThemeLine(*theme) for theme in themes))


def again(people, *, themes_before=(), themes_after=()):
    before, after = Counted(count(FIRST), {"all": 0}), Counted(count(people), {"all": 0})
    old, new = figures(before.sheets, themes_before), figures(after.sheets, themes_after, "2026-12-01")
    return count_again(old, before, new, after)


def test_many_who_are_alike_to_nobody_move_the_figures():
    more = [("60_74", "Amont", "Marché")] * 10 + [("40_59", "Val", "École")] * 12
    moved, counted = again(FIRST + more)
    assert (moved.sheets, moved.counted_on) == (82, "2026-12-01")
    assert counted.sheets == count(FIRST + more)


@pytest.mark.parametrize(
    "more",
    [
        [("60_74", "Amont", "Marché")],
        [("60_74", "Amont", "Marché")] * (FEWEST_NEW - 1),
        [("60_74", "Amont", "Marché")] * 30 + [("40_59", "Val", "École")],
        [("60_74", "Amont", "Marché")] * 30 + [("40_59", "Amont", "Marché")] * 3,
    ],
)
def test_few_or_lonely_newcomers_do_not(more):
    kept, counted = again(FIRST + more)
    assert (kept.sheets, kept.counted_on, counted.sheets) == (60, "2026-11-01", count(FIRST))


def test_sheets_taken_away_do_not():
    assert again(FIRST[25:])[0].sheets == 60


def test_reading_on_moves_the_themes_alone():
    moved, _counted = again(FIRST, themes_before=[(1, "Bus", 6)], themes_after=[(1, "Bus", 8), (2, "Four", 5)])
    assert [(theme.code, theme.answers) for theme in moved.themes] == [(1, 8), (2, 5)]


def test_a_theme_that_moved_a_little_stays_where_it_was():
    more = [("60_74", "Amont", "Marché")] * 10 + [("40_59", "Val", "École")] * 12
    themes = {"themes_before": [(1, "Bus", 9), (2, "Four", 8)], "themes_after": [(1, "Bus", 12), (2, "Four", 13)]}
    moved, _counted = again(FIRST + more, **themes)
    assert [(theme.code, theme.answers) for theme in moved.themes] == [(2, 13), (1, 9)]


@pytest.mark.parametrize("met, moves", [({1: 12, 2: 9}, True), ({1: 12, 2: 3}, False), ({1: 13}, False)])
def test_outings_come_in_when_the_total_says_nothing_of_a_small_one(met, moves):
    before = Counted(count(FIRST), {1: 12, "all": 12})
    after = Counted(count(FIRST), met | {"all": sum(met.values())})
    new = PublicFigures("2026-12-01", 60, outings=(OutingLine("market", "Halle", "", "2026-11-20", 9),), met=21)
    moved, _counted = count_again(figures(before.sheets), before, new, after)
    assert bool(moved.outings) is moves


def test_what_is_shown_is_guessable_and_a_pair_hidden_is_not():
    counts = {"total": 20, "a": 4, "b": 16}
    sums = [Relation("total", ("a", "b"))]
    assert find_guessable(counts, {"a"}, {"a"}, sums) == {"a"}
    assert find_guessable(counts, {"a", "b"}, {"a", "b", "total"}, sums) == {"total"}


def test_counts_come_back_from_json_as_they_were():
    counted = Counted(count(FIRST), {1: 12, "all": 12})
    assert Counted.from_json(counted.as_json()) == counted
