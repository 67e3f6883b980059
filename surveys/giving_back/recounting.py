"""Count again for a page that was published before, only where the two pages side by side give nobody away.

Whoever kept the first page knows, for each line shown in both, how many came in between. That difference is judged as a
published table is (`members.figures.hiding`): first page, second page and what lies between are one system of sums.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace

from members.figures.hiding import SMALLEST_SHOWN, Relation, find_guessable, find_hidden
from surveys.giving_back.figures import ALL_SHEETS, Counted, Counts, PublicFigures, ThemeLine, relations_of, sums_of_met

FEWEST_NEW = 20
"""New sheets before figures move: among fewer, what all of them have in common would show."""

Sums = Callable[[Iterable[Hashable]], list[Relation]]


def count_again(
    old: PublicFigures, before: Counted, new: PublicFigures, after: Counted
) -> tuple[PublicFigures, Counted]:
    """The figures to publish next and their counts: each part new where that is safe, else as it was."""
    figures, counted = old, before
    if is_safe(before.met, after.met, sums_of_met):
        figures, counted = replace(figures, outings=new.outings, met=new.met), replace(counted, met=after.met)
    if before.sheets == after.sheets:
        return replace(figures, themes=new.themes, counted_on=new.counted_on), counted
    enough = after.sheets[ALL_SHEETS] - before.sheets[ALL_SHEETS] >= FEWEST_NEW
    if not enough or not is_safe(before.sheets, after.sheets, relations_of):
        return figures, counted
    themes = tuple(_move_themes(old.themes, new.themes))
    moved = replace(new, outings=figures.outings, met=figures.met, themes=themes)
    return moved, replace(counted, sheets=after.sheets)


def is_safe(before: Counts, after: Counts, sums: Sums) -> bool:
    """Nobody who holds both pages can tell a small count of either, or of what came in between."""
    cells = sorted({*before, *after}, key=str)
    counts = {("before", cell): before.get(cell, 0) for cell in cells}
    counts |= {("after", cell): after.get(cell, 0) for cell in cells}
    counts |= {("new", cell): after.get(cell, 0) - before.get(cell, 0) for cell in cells}
    if min(counts.values(), default=0) < 0:
        return False
    hidden = {("before", cell) for cell in find_hidden(before, before, sums(before))}
    hidden |= {("after", cell) for cell in find_hidden(after, after, sums(after))}
    hidden |= {("new", cell) for cell in cells if {("before", cell), ("after", cell)} & hidden}
    relations = [Relation(("after", cell), (("before", cell), ("new", cell))) for cell in cells]
    for page in ("before", "after", "new"):
        relations += [Relation((page, one.total), tuple((page, part) for part in one.parts)) for one in sums(cells)]
    small = {cell for cell, count in counts.items() if 0 < count < SMALLEST_SHOWN}
    return not find_guessable(counts, hidden, small, relations)


def _move_themes(old: Iterable[ThemeLine], new: Iterable[ThemeLine]) -> list[ThemeLine]:
    """A theme that moved by less than five stays where it was."""
    was = {theme.code: theme.answers for theme in old}
    moved = [
        replace(theme, answers=was[theme.code])
        if theme.code in was and abs(theme.answers - was[theme.code]) < SMALLEST_SHOWN
        else theme
        for theme in new
    ]
    return sorted(moved, key=lambda theme: -theme.answers)
