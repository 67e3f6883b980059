"""Which cells of published tables must be hidden so that nobody in a small group can be recognised.

A cell is hidden when it counts fewer than five, or fewer than five different people. Hiding it is not enough: the total
less the others gives it back. More cells are hidden until a reader who knows every published cell, and how totals are
made, cannot tell any hidden one to within less than `UNCERTAINTY` (complementary suppression, where what a reader can
tell is the solution of a linear programme: Fischetti and Salazar, 1999). Tables linked by common totals are judged
together.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import highspy

SMALLEST_SHOWN = 5
UNCERTAINTY = 5
ROUNDING = 1e-6


@dataclass(frozen=True)
class Relation:
    """The cell `total` is the sum of the cells `parts`; readers know it."""

    total: Hashable
    parts: tuple[Hashable, ...]

    @property
    def cells(self) -> tuple[Hashable, ...]:
        return (self.total, *self.parts)


def find_hidden(
    counts: Mapping[Hashable, int], people: Mapping[Hashable, int], relations: Sequence[Relation]
) -> frozenset[Hashable]:
    """The cells to hide. `counts` says what each cell would show, `people` how many different people it counts.

    Every cell of a relation is in `counts`. Small cells come first; then the smallest cells that shield a hidden one
    which could still be guessed, totals last.
    """
    hidden = {cell for cell, count in counts.items() if min(count, people.get(cell, 0)) < SMALLEST_SHOWN}
    choice = _Choice(counts, relations)
    reader = _Reader(counts, relations)
    to_check = sorted(hidden, key=str)
    while to_check:
        lonely = next((relation for relation in relations if choice.count_hidden(relation, hidden) == 1), None)
        if lonely:
            shield = choice.find_shield(lonely.cells, hidden)
        elif reader.uncertainty_of(to_check[-1], hidden) >= UNCERTAINTY:
            to_check.pop()  # Hiding more never makes it easier to guess.
            continue
        else:
            shield = choice.find_shield(choice.find_around(to_check[-1], hidden), hidden)
        hidden.add(shield)
        to_check.insert(0, shield)
    return frozenset(hidden)


def find_guessable(
    counts: Mapping[Hashable, int],
    hidden: Iterable[Hashable],
    cells: Iterable[Hashable],
    relations: Sequence[Relation],
) -> frozenset[Hashable]:
    """Those of `cells` that a reader tells to within less than `UNCERTAINTY` when all but `hidden` are shown."""
    out_of_sight = set(hidden)
    reader = _Reader(counts, relations)
    return frozenset(
        cell for cell in cells if cell not in out_of_sight or reader.uncertainty_of(cell, out_of_sight) < UNCERTAINTY
    )


class _Choice:
    """Which cell to hide next: one that needs no further cell for its own sake, a small one, a total last."""

    def __init__(self, counts: Mapping[Hashable, int], relations: Sequence[Relation]) -> None:
        self.counts = counts
        self.totals = {relation.total for relation in relations}
        self.relations_of = {cell: [line for line in relations if cell in line.cells] for cell in counts}

    def find_shield(self, cells: Iterable[Hashable], hidden: set[Hashable]) -> Hashable:
        def cost(cell):
            opened = sum(self.count_hidden(relation, hidden) == 0 for relation in self.relations_of[cell])
            return (cell in self.totals, opened, self.counts[cell], str(cell))

        return min((cell for cell in cells if cell not in hidden), key=cost)

    def find_around(self, cell: Hashable, hidden: set[Hashable]) -> set[Hashable]:
        """Cells shown in the sums this one is part of; all cells shown when there is none."""
        around = {other for relation in self.relations_of[cell] for other in relation.cells} - hidden
        return around or set(self.counts) - hidden

    @staticmethod
    def count_hidden(relation: Relation, hidden: set[Hashable]) -> int:
        return sum(cell in hidden for cell in relation.cells)


class _Reader:
    """Somebody who knows the published cells, that no cell is negative, and how totals are made."""

    def __init__(self, counts: Mapping[Hashable, int], relations: Sequence[Relation]) -> None:
        self.counts = counts
        self.column = {cell: number for number, cell in enumerate(counts)}
        # No need to look further for a cell nothing bounds.
        self.limit = 2.0 * max(counts.values(), default=0) + 2 * UNCERTAINTY
        self.solver = highspy.Highs()
        self.solver.silent()
        for _cell in counts:
            self.solver.addVar(0, self.limit)
        for relation in relations:
            columns = [self.column[cell] for cell in relation.cells]
            self.solver.addRow(0, 0, len(columns), columns, [-1.0] + [1.0] * len(relation.parts))

    def uncertainty_of(self, cell: Hashable, hidden: set[Hashable]) -> float:
        """How far apart the lowest and the highest possible values of a hidden cell are."""
        for other, column in self.column.items():
            count = float(self.counts[other])
            low, high = (0.0, self.limit) if other in hidden else (count, count)
            self.solver.changeColBounds(column, low, high)
        self.solver.changeColCost(self.column[cell], 1)
        lowest = self._solve(highspy.ObjSense.kMinimize)
        highest = self._solve(highspy.ObjSense.kMaximize)
        self.solver.changeColCost(self.column[cell], 0)
        return highest - lowest + ROUNDING

    def _solve(self, sense: highspy.ObjSense) -> float:
        self.solver.changeObjectiveSense(sense)
        self.solver.run()
        return self.solver.getInfo().objective_function_value
