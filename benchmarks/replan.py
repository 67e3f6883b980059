"""After one refusal, the plan again: `python -m benchmarks.replan INSTANCE.json …`.

For each round, a `quick` plan; then, three times, somebody refuses the place and the half-day of a session they share,
and the plan is changed as little as that asks for. Times are CPU seconds of this process, reading not counted.
"""

import argparse
import time
from dataclasses import replace
from pathlib import Path

from exchanges.matching import LIMITS, Effort, PlannedSession, Problem, Refusal, solve
from exchanges.matching.fileformat import read_instance

PLACES = (0.2, 0.5, 0.8)  # of the sessions, in order, which are refused


def refuse(problem: Problem, session: PlannedSession) -> Problem:
    """The round in which the first of those who share in the session will not come to it."""
    refusal = Refusal(person=session.sharers[0], venue=session.venue, slot=session.slot)
    return replace(problem, refused=(*problem.refused, refusal))


def main() -> None:
    """Print how long each new plan took, and how many sessions stayed as they were."""
    parser = argparse.ArgumentParser()
    parser.add_argument("instances", type=Path, nargs="+")
    for path in parser.parse_args().instances:
        problem = read_instance(path)
        plan = solve(problem, limits=LIMITS[Effort.QUICK])
        for place in PLACES:
            changed = refuse(problem, plan.sessions[int(place * len(plan.sessions))])
            begun = time.process_time()
            again = solve(changed, limits=LIMITS[Effort.QUICK], earlier=plan.sessions)
            seconds = time.process_time() - begun
            kept = len(set(plan.sessions) & set(again.sessions))
            print(
                f"{path.stem}: {seconds:.1f} CPU s, {kept} of {len(plan.sessions)} sessions as before, "
                f"objective {plan.objective} → {again.objective}"
            )


if __name__ == "__main__":
    main()
