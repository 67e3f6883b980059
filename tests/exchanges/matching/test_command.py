"""`python -m exchanges.matching`: one file in, one file out, the same everywhere."""

import copy
import json
import os
import subprocess
import sys

import pytest

from tests.exchanges.matching.instances import INSTANCE
from tests.sources import ROOT


def run(*arguments, hash_seed="random"):
    return subprocess.run(
        [sys.executable, "-m", "exchanges.matching", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def instance(tmp_path):
    """Write an instance, with the changes given, and return its path."""

    def write(**changes):
        path = tmp_path / "instance.json"
        path.write_text(json.dumps({**copy.deepcopy(INSTANCE), **changes}), encoding="utf-8")
        return path

    return write


def test_the_same_file_from_two_processes(tmp_path, instance):
    documents = []
    for hash_seed in (1, 2):
        output = tmp_path / f"solution-{hash_seed}.json"
        done = run(instance(), "-o", output, "--seed", 3, hash_seed=hash_seed)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        documents.append(output.read_bytes())

    assert documents[0] == documents[1]
    assert json.loads(documents[0])["seed"] == 3


SOLVE_BOTH_WAYS = """
from exchanges.matching import Limits, explain_unserved, solve
from tests.exchanges.matching.rounds import draw_problem
problem = draw_problem(8, people=10, venues=2, slots=4, skills=3)
for limits in (Limits(), Limits(exact_sessions=0, exact_places=0)):
    plan = solve(problem, seed=1, limits=limits)
    print(plan, explain_unserved(problem, plan))
"""


def test_the_order_of_sets_changes_nothing():
    printed = {
        subprocess.run(
            [sys.executable, "-c", SOLVE_BOTH_WAYS],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    }

    assert len(printed) == 1


def test_progress_goes_to_standard_error(tmp_path, instance):
    done = run(instance(), "-o", tmp_path / "solution.json", "--progress")

    assert done.returncode == 0
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == "100% exact 476 of at most 476: nothing better is possible"


@pytest.mark.parametrize("effort", ["quick", "normal", "thorough"])
def test_the_effort_is_written_down(tmp_path, instance, effort):
    output = tmp_path / "solution.json"

    assert run(instance(), "-o", output, "--effort", effort).returncode == 0
    assert json.loads(output.read_text())["effort"] == effort


def test_an_earlier_solution_is_kept(tmp_path, instance):
    """Its group has two who learn, where a fresh plan would have three."""
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert run(instance(), "-o", first).returncode == 0
    earlier = json.loads(first.read_text())
    assert earlier["sessions"][0]["learners"].pop() == 3
    first.write_text(json.dumps(earlier))

    assert run(instance(), "-o", second, "--from", first, "--seed", 7).returncode == 0
    assert json.loads(second.read_text())["sessions"] == earlier["sessions"]


def test_an_earlier_file_that_is_no_solution_is_refused(tmp_path, instance):
    done = run(instance(), "-o", tmp_path / "solution.json", "--from", instance())

    assert (done.returncode, done.stderr) == (2, "format: is not kx-match-solution/1\n")


def test_a_contradiction_is_one_line_naming_the_field(tmp_path, instance):
    pin = {"skill": 0, "venue": 0, "slot": 0, "sharers": [0], "learners": [1]}
    output = tmp_path / "solution.json"

    done = run(instance(pinned=[pin]), "-o", output)

    assert done.returncode == 2
    assert done.stderr == "pinned[0]: session (skill 0, venue 0, slot 0): only 1 learners\n"
    assert not output.exists()


def test_a_missing_instance_is_said(tmp_path):
    done = run(tmp_path / "nowhere.json", "-o", tmp_path / "solution.json")

    assert done.returncode == 2
    assert done.stderr == "file: cannot be read (No such file or directory)\n"


def test_an_output_that_cannot_be_written_is_said(tmp_path, instance):
    done = run(instance(), "-o", tmp_path / "nowhere" / "solution.json")

    assert done.returncode == 2
    assert "cannot be written" in done.stderr
