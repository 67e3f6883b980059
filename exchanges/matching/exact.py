"""HiGHS on the linear model: exact for a centre, and for the small questions that improve a larger plan.

One thread, one seed, and limits counted in work done, so that the answer never depends on the machine's mood.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import floor

import highspy
import numpy as np

from .model import Model
from .problem import PlannedSession
from .rooms import Group
from .state import State

TINY = 1e-6
UNDER_ONE = 0.99  # objectives are whole, so a bound less than one above the plan proves it


@dataclass(frozen=True, slots=True)
class Answer:
    """Sessions found for the free rooms, their gain, a proven bound on it, and whether no filling gains more."""

    sessions: tuple[PlannedSession, ...]
    gain: int
    bound: int | None
    optimal: bool


@dataclass(frozen=True, slots=True)
class Effort:
    """How long HiGHS may try, counted in branching nodes and in the times it asks whether to go on."""

    nodes: int
    checks: int


def solve_exactly(
    state: State,
    groups: Sequence[Group],
    start: Sequence[PlannedSession],
    *,
    seed: int = 0,
    effort: Effort,
    on_progress: Callable[[float, float, float], bool] | None = None,
) -> Answer:
    """Fill the free rooms of `groups` as well as possible beside the sessions of `state`.

    `start` is an allowed filling to begin from.
    `on_progress` receives the share of the effort spent, the best gain and the bound, and says whether to go on.
    """
    model = Model(state, groups)
    checks = 0

    def watch(event: highspy.HighsCallbackEvent) -> None:
        nonlocal checks
        checks += 1
        out = event.data_out
        spent = max(checks / effort.checks, out.mip_node_count / effort.nodes)
        going = spent < 1.0
        if on_progress is not None:
            going = on_progress(min(spent, 1.0), out.mip_primal_bound, out.mip_dual_bound) and going
        if not going:
            event.interrupt()

    with new_solver(seed) as solver:
        solver.setOptionValue("mip_max_nodes", effort.nodes)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", UNDER_ONE)
        load(solver, model)
        values = model.start(start)
        columns = np.fromiter(values.keys(), dtype=np.int32, count=len(values))
        solver.setSolution(len(values), columns, np.fromiter(values.values(), dtype=np.float64, count=len(values)))
        solver.cbMipInterrupt += watch
        solver.run()
        return read_answer(solver, model)


@contextmanager
def new_solver(seed: int) -> Iterator[highspy.Highs]:
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


def load(solver: highspy.Highs, model: Model, *, relaxed: bool = False) -> None:
    """Hand the model to HiGHS, without the whole-number condition when `relaxed`."""
    rows = model.rows
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(rows.gains), len(rows.limits)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.array(rows.gains, dtype=np.float64)
    lp.col_lower_ = np.zeros(len(rows.gains))
    lp.col_upper_ = np.array(rows.uppers, dtype=np.float64)
    lp.row_lower_ = np.full(len(rows.limits), -highspy.kHighsInf)
    lp.row_upper_ = np.array(rows.limits, dtype=np.float64)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(rows.starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(rows.columns, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(rows.factors, dtype=np.float64)
    if not relaxed:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[whole] for whole in rows.whole]
    if solver.passModel(lp) == highspy.HighsStatus.kError:
        raise RuntimeError("HiGHS refused the model")


def read_answer(solver: highspy.Highs, model: Model) -> Answer:
    """Read sessions, gain and bound; the bound is rounded towards safety, since true gains are whole.

    A search ended before any filling was found answers with none: no session, no gain.
    """
    info = solver.getInfo()
    optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    dual = info.mip_dual_bound
    bound = floor(dual + TINY * max(1.0, abs(dual))) if abs(dual) < highspy.kHighsInf else None
    if info.primal_solution_status != highspy.kSolutionStatusFeasible:
        return Answer((), 0, bound, optimal=False)
    sessions = tuple(model.sessions(solver.getSolution().col_value))
    gain = round(info.objective_function_value)
    return Answer(sessions, gain, gain if optimal else bound, optimal)
