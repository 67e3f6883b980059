"""HiGHS: the whole-number programs that stand behind exact answers.

One thread, one seed, and limits counted in work done, so that the answer never depends on the machine's mood.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import floor

import highspy
import numpy as np
from numpy.typing import NDArray

Column = int
Reals = NDArray[np.float64]
Wholes = NDArray[np.int64]
Watcher = Callable[[float, float, float], bool]  # share of the effort spent, gain, bound; whether to go on

TINY = 1e-6
UNDER_ONE = 0.99  # gains are whole


@dataclass(slots=True)
class Rows:
    """Columns from 0 to 1 with an integer gain each, and rows `sum(factor * column) <= limit`."""

    gains: list[int] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    limits: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[Column] = field(default_factory=list)
    factors: list[int] = field(default_factory=list)

    def column(self, gain: int = 0, *, whole: bool = False) -> Column:
        """Add a column between 0 and 1."""
        self.gains.append(gain)
        self.whole.append(whole)
        return len(self.gains) - 1

    def at_most(self, limit: int, *terms: tuple[int, Iterable[Column]]) -> None:
        """Add the row: the sum of every term's factor times its columns is at most `limit`."""
        row: dict[Column, int] = {}
        for factor, columns in terms:
            for column in columns:
                row[column] = row.get(column, 0) + factor
        self.columns += row.keys()
        self.factors += row.values()
        self.starts.append(len(self.columns))
        self.limits.append(limit)


@dataclass(frozen=True, slots=True)
class Budget:
    """How long HiGHS may try, counted in branching nodes and in the times it asks whether to go on.

    `presolve` pays for itself on a few hundred columns; on many thousands it costs more than it brings.
    """

    nodes: int
    checks: int
    presolve: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """Values of the columns (none when nothing was found), their gain, and what no values can exceed, if known."""

    values: Sequence[float]
    gain: int
    bound: int | None
    optimal: bool


def maximise(
    rows: Rows,
    start: Mapping[Column, float],
    *,
    seed: int = 0,
    budget: Budget,
    margin: int = 1,
    on_progress: Watcher | None = None,
) -> Answer:
    """The columns that gain most, from allowed values to begin with; less than `margin` more is not looked for."""
    checks = 0

    def watch(event: highspy.HighsCallbackEvent) -> None:
        nonlocal checks
        checks += 1
        out = event.data_out
        spent = max(checks / budget.checks, out.mip_node_count / budget.nodes)
        going = spent < 1.0
        if on_progress is not None:
            going = on_progress(min(spent, 1.0), out.mip_primal_bound, out.mip_dual_bound) and going
        if not going:
            event.interrupt()

    with _new_solver(seed) as solver:
        solver.setOptionValue("mip_max_nodes", budget.nodes)
        solver.setOptionValue("presolve", "on" if budget.presolve else "off")
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_heuristic_run_feasibility_jump", False)
        solver.setOptionValue("mip_abs_gap", UNDER_ONE * margin)
        _load(solver, rows)
        columns = np.fromiter(start.keys(), dtype=np.int32, count=len(start))
        solver.setSolution(len(start), columns, np.fromiter(start.values(), dtype=np.float64, count=len(start)))
        solver.cbMipInterrupt += watch
        solver.run()
        return _read_answer(solver)


class Program:
    """A linear program that grows: columns from zero on, whose gains are maximised, in rows of at most so much."""

    def __init__(self, limits: Reals) -> None:
        self._solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.silent()
        for option, value in (("threads", 1), ("presolve", "off"), ("solver", "simplex")):
            self._solver.setOptionValue(option, value)
        nothing = np.zeros(0, dtype=np.int32)
        free = np.full(len(limits), -highspy.kHighsInf)
        starts = np.zeros(len(limits), dtype=np.int32)
        self._solver.addRows(len(limits), free, limits, 0, starts, nothing, np.zeros(0))

    def __len__(self) -> int:
        return int(self._solver.getNumCol())

    def add(self, gains: Reals, starts: Wholes, rows: Wholes, much: Reals) -> None:
        """Add columns that gain so much; from its start on, each has the rows that it uses up, and how much of them."""
        low, high = np.zeros(len(gains)), np.full(len(gains), highspy.kHighsInf)
        self._solver.addCols(len(gains), -gains, low, high, len(rows), starts, rows, much)

    def limit(self, most: float, uses: Mapping[Column, float]) -> None:
        """Add a row: columns, times how much of it each uses, are at most so much."""
        columns = np.fromiter(uses.keys(), dtype=np.int32, count=len(uses))
        much = np.fromiter(uses.values(), dtype=np.float64, count=len(uses))
        self._solver.addRow(-highspy.kHighsInf, most, len(uses), columns, much)

    def fix(self, column: Column, value: float) -> None:
        """Hold a column at a value."""
        self._solver.changeColBounds(column, value, value)

    def solve(self) -> tuple[float, Reals]:
        """What can be gained, and the price of every row, at least zero."""
        self._solver.run()
        prices = -np.array(self._solver.getSolution().row_dual, dtype=np.float64)
        return -float(self._solver.getInfo().objective_function_value), np.maximum(prices, 0.0)

    def values(self) -> Sequence[float]:
        """The columns at the last solution."""
        return list(self._solver.getSolution().col_value)


@contextmanager
def _new_solver(seed: int) -> Iterator[highspy.Highs]:
    """A silent, single-threaded, seeded HiGHS, whose memory is given back at the end of the block.

    The solver and its callbacks hold each other through C++, where Python's collector cannot see: the tie is cut here.
    """
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    try:
        solver.silent()
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("random_seed", seed % (1 << 31))
        yield solver
    finally:
        solver.disableCallbacks()  # type: ignore[no-untyped-call]
        solver.callbacks.clear()


def _load(solver: highspy.Highs, rows: Rows) -> None:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(rows.gains), len(rows.limits)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.array(rows.gains, dtype=np.float64)
    lp.col_lower_ = np.zeros(len(rows.gains))
    lp.col_upper_ = np.ones(len(rows.gains))
    lp.row_lower_ = np.full(len(rows.limits), -highspy.kHighsInf)
    lp.row_upper_ = np.array(rows.limits, dtype=np.float64)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(rows.starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(rows.columns, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(rows.factors, dtype=np.float64)
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[whole] for whole in rows.whole]
    if solver.passModel(lp) == highspy.HighsStatus.kError:
        raise RuntimeError("HiGHS refused the model")


def _read_answer(solver: highspy.Highs) -> Answer:
    """The bound is rounded towards safety, since true gains are whole."""
    info = solver.getInfo()
    optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    dual = info.mip_dual_bound
    bound = floor(dual + TINY * max(1.0, abs(dual))) if abs(dual) < highspy.kHighsInf else None
    if info.primal_solution_status != highspy.kSolutionStatusFeasible:
        return Answer((), 0, bound, optimal=False)
    gain = round(info.objective_function_value)
    return Answer(solver.getSolution().col_value, gain, gain if optimal else bound, optimal)
