"""The mouline as a command, without Django.

`python -m exchanges.matching INSTANCE.json -o SOLUTION.json`, with `--seed N`, `--effort quick|normal|thorough`,
`--from SOLUTION.json` and `--progress` as it pleases.

Exit status 0, or 2 with one line on standard error that names the field at fault.
"""

import argparse
import gc
import json
import sys
from pathlib import Path

from .effort import LIMITS, Effort
from .fileformat import read_instance, read_sessions, solution_document
from .problem import ProblemError, Progress
from .solve import solve


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m exchanges.matching", description="Plan a round of exchanges.")
    parser.add_argument("instance", type=Path, help="instance file (kx-match-instance/1)")
    parser.add_argument("-o", "--output", type=Path, required=True, help="solution file to write")
    parser.add_argument("--seed", type=int, default=0, help="another seed settles ties in another way (default 0)")
    parser.add_argument(
        "--effort", choices=list(Effort), default=Effort.NORMAL, help="how far the search goes (default normal)"
    )
    parser.add_argument(
        "--from",
        dest="earlier",
        type=Path,
        metavar="SOLUTION",
        help="an earlier solution, to change as little as needed",
    )
    parser.add_argument("--progress", action="store_true", help="show progress on standard error")
    options = parser.parse_args(arguments)
    try:
        gc.disable()  # nothing that is read refers to itself
        problem = read_instance(options.instance)
        gc.freeze()
        gc.enable()
        plan = solve(
            problem,
            seed=options.seed,
            limits=LIMITS[Effort(options.effort)],
            progress=show if options.progress else None,
            earlier=None if options.earlier is None else read_sessions(options.earlier),
        )
        options.output.write_text(json.dumps(solution_document(problem, plan), indent=1) + "\n", encoding="utf-8")
    except ProblemError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{options.output}: cannot be written ({error.strerror})", file=sys.stderr)
        return 2
    return 0


def show(progress: Progress) -> None:
    """Print one line of progress: how far, the plan, its bound, and what could still be gained, in words."""
    line = f"{progress.fraction:4.0%} {progress.phase} {progress.objective}"
    if progress.upper_bound is not None:
        missing = progress.upper_bound - progress.objective
        percent = 100 * missing / max(1, progress.upper_bound)
        words = f"at most {percent:.1f} % better would be possible" if missing else "nothing better is possible"
        line += f" of at most {progress.upper_bound}: {words}"
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
