"""The bound against HiGHS alone: `python -m benchmarks.highs INSTANCE.json [--seconds N]`.

HiGHS is given the whole round place by place (`exchanges/matching/model.py`), an empty plan to begin with, one thread
and so many CPU seconds; the mouline goes `quick`. No plan of either may lie above the other's bound.
"""

import argparse
import time
from pathlib import Path

from exchanges.matching import LIMITS, Effort, solve
from exchanges.matching.fileformat import read_instance
from exchanges.matching.mip import Answer, Budget, maximise
from exchanges.matching.model import Model
from exchanges.matching.problem import Problem
from exchanges.matching.rooms import list_groups
from exchanges.matching.state import State

ENDLESS = 10**9


def run_alone(problem: Problem, seconds: float) -> Answer:
    """What HiGHS finds and proves by itself in so many CPU seconds."""
    model = Model(State(problem), list_groups(problem, 0))
    begun = time.process_time()

    def keep_going(_spent: float, _gain: float, _bound: float) -> bool:
        return time.process_time() - begun < seconds

    return maximise(model.rows, model.start([]), budget=Budget(ENDLESS, ENDLESS), on_progress=keep_going)


def main() -> None:
    """Print the best plan and the bound of both, as they come."""
    parser = argparse.ArgumentParser()
    parser.add_argument("instance", type=Path)
    parser.add_argument("--seconds", type=float, default=300)
    options = parser.parse_args()
    problem = read_instance(options.instance)
    plan = solve(problem, limits=LIMITS[Effort.QUICK])
    print(f"mouline: plan {plan.objective}, bound {plan.upper_bound}", flush=True)
    alone = run_alone(problem, options.seconds)
    print(f"HiGHS: plan {alone.gain}, bound {alone.bound}")
    assert plan.upper_bound is not None
    assert plan.upper_bound >= alone.gain
    assert alone.bound is None or alone.bound >= plan.objective


if __name__ == "__main__":
    main()
