"""A bound that can be trusted: prices from the relaxed model, and the arithmetic in whole numbers.

For any prices y >= 0 on the rows `A x <= b` and columns 0 <= x <= u, no plan gains more than
`y.b + sum over columns of u * max(0, gain - y.A)`. HiGHS only proposes the prices; they are rounded to whole
multiples of 1/SCALE and the formula is computed exactly, so no rounding of the solver can make the bound too low.
"""

from collections.abc import Sequence

import numpy as np

from .exact import load, new_solver
from .model import Model
from .rooms import Group
from .state import State

SCALE = 1 << 20
ITERATIONS = 200
TOLERANCE = 1e-3  # looser prices only make the bound a little higher, and come sooner


def prove_bound(state: State, groups: Sequence[Group]) -> int | None:
    """No filling of the rooms of `groups` beside `state` gains more than this; None when HiGHS gives no prices."""
    model = Model(state, groups)
    with new_solver(0) as solver:
        solver.setOptionValue("solver", "ipm")
        solver.setOptionValue("run_crossover", "off")
        solver.setOptionValue("ipm_optimality_tolerance", TOLERANCE)
        solver.setOptionValue("ipm_iteration_limit", ITERATIONS)
        load(solver, model, relaxed=True)
        solver.run()
        prices = np.abs(np.array(solver.getSolution().row_dual, dtype=np.float64))
    if len(prices) != len(model.rows.limits) or not np.all(np.isfinite(prices)):
        return None
    return certify(model, [round(price * SCALE) for price in prices.tolist()])


def certify(model: Model, prices: Sequence[int]) -> int:
    """The bound that `prices` (whole multiples of 1/SCALE, none negative) prove, rounded down since gains are whole."""
    rows = model.rows
    left = [gain * SCALE for gain in rows.gains]
    bound = 0
    for row, price in enumerate(prices):
        if not price:
            continue
        bound += price * rows.limits[row]
        for entry in range(rows.starts[row], rows.starts[row + 1]):
            left[rows.columns[entry]] -= price * rows.factors[entry]
    bound += sum(upper * rest for upper, rest in zip(rows.uppers, left, strict=True) if rest > 0)
    return bound // SCALE
