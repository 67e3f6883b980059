"""Instances are read whole or refused with the field at fault."""

import copy
import json
from hashlib import sha256

import pytest

from exchanges.matching import PlannedSession, ProblemError, Refusal, Rules, solve, validate
from exchanges.matching.fileformat import parse_instance, read_instance, solution_document
from tests.exchanges.matching.instances import INSTANCE


def test_an_instance_is_read_whole():
    problem = parse_instance(INSTANCE)

    assert problem.name == "small"
    assert problem.rules == Rules()
    assert problem.weights.first_receive == 120
    assert (len(problem.slots), problem.skills, problem.communes) == (2, 1, 2)
    assert problem.people[1].reach == {0}
    assert problem.people[3].reach == {0, 1}
    assert problem.offers[0].max_learners == 7
    assert problem.requests[0].waiting_weeks == 1
    assert problem.met == {(0, 2)}
    assert problem.pinned == ()


def test_our_own_fields_are_read():
    document = copy.deepcopy(INSTANCE)
    document["members"][2] |= {"companion": 1, "accompanied_by": 3, "unreachable": [1], "unsure": [0]}
    document["refused"] = [{"member": 1, "slot": 0}, {"skill": 0, "venue": 1}]
    document["pinned"] = [{"skill": 0, "venue": 0, "slot": 0, "sharers": [0], "learners": [3, 1]}]

    problem = parse_instance(document)

    assert (problem.people[2].companion, problem.people[2].accompanied_by) == (1, 3)
    assert (problem.people[2].reach, problem.people[2].unsure) == ({0}, {0})
    assert problem.refused == (Refusal(person=1, slot=0), Refusal(skill=0, venue=1))
    assert problem.pinned == (PlannedSession(0, 0, 0, (0,), (1, 3)),)


def test_households_steps_and_far_villages_are_read():
    document = copy.deepcopy(INSTANCE)
    document |= {"far": [[1, 0]], "together": [[2, 1]], "by_turns": [[0, 3]]}
    document["members"][1] |= {"companion": 1, "chaperoned": 1, "needs_step_free": 1}
    document["members"][3]["cleared"] = 1
    document["venues"][0]["step_free"] = 1
    document["pinned"] = [{"skill": 0, "venue": 0, "slot": 0, "sharers": [0], "learners": [1, 2], "chaperone": 3}]

    problem = parse_instance(document)

    assert (problem.far, problem.together, problem.by_turns) == ({(0, 1)}, ((1, 2),), ((0, 3),))
    assert [person.chaperoned for person in problem.people] == [False, True, False, False]
    assert [person.cleared for person in problem.people] == [False, False, False, True]
    assert [person.needs_step_free for person in problem.people] == [False, True, False, False]
    assert [venue.step_free for venue in problem.venues] == [True, False]
    assert problem.pinned[0].chaperone == 3


def test_a_solution_names_the_chaperone():
    document = copy.deepcopy(INSTANCE)
    document["members"][1] |= {"companion": 1, "chaperoned": 1}
    document["members"][3]["cleared"] = 1
    document["requests"] = document["requests"][:2]
    problem = parse_instance(document)

    assert solution_document(problem, solve(problem))["sessions"] == [
        {"skill": 0, "venue": 0, "slot": 0, "sharers": [0], "learners": [1, 2], "chaperone": 3}
    ]


def test_a_solution_says_what_it_is():
    problem = parse_instance(INSTANCE)

    document = solution_document(problem, solve(problem, seed=5))

    assert json.loads(json.dumps(document)) == {
        "format": "kx-match-solution/1",
        "instance": "small",
        "upper_bound": 476,
        "objective": 476,
        "optimal": True,
        "algorithm": "animons-matching/2",
        "seed": 5,
        "effort": "normal",
        "stopped": False,
        "instance_sha256": sha256(json.dumps(INSTANCE, sort_keys=True, separators=(",", ":")).encode()).hexdigest(),
        "sessions": [{"skill": 0, "venue": 0, "slot": 0, "sharers": [0], "learners": [1, 2, 3]}],
    }


@pytest.mark.parametrize(
    "path, value, field",
    [
        (["format"], "other/1", "format"),
        (["members"], None, "members"),
        (["members", 1], 7, "members[1]"),
        (["members", 1, "available"], "0", "members[1].available"),
        (["members", 1, "available"], [0, 9], "members[1].available"),
        (["members", 1, "available"], [0.5], "members[1].available[0]"),
        (["members", 1, "commune"], 5, "members[1].commune"),
        (["members", 1, "id"], 4, "members[1].id"),
        (["members", 1, "max_learn"], -1, "members[1].max_learn"),
        (["members", 1, "max_learn"], True, "members[1].max_learn"),
        (["members", 1, "companion"], 2, "members[1].companion"),
        (["members", 1, "accompanied_by"], 2, "members[1].accompanied_by"),
        (["members", 1, "cleared"], 2, "members[1].cleared"),
        (["members", 1, "chaperoned"], 1, "members[1].chaperoned"),
        (["members", 1, "needs_step_free"], "yes", "members[1].needs_step_free"),
        (["venues", 0, "step_free"], -1, "venues[0].step_free"),
        (["far"], [[0]], "far[0]"),
        (["far"], [[0, 5]], "far"),
        (["together"], [3], "together[0]"),
        (["together"], [[1, "a"]], "together[0][1]"),
        (["by_turns"], [[1, 2], [2, 3]], "by_turns[1]"),
        (["venues", 0, "commune"], 8, "venues[0].commune"),
        (["venues", 1, "open"], [3], "venues[1].open"),
        (["communes", 1, "id"], 0, "communes[1].id"),
        (["communes", 1, "x"], "far", "communes[1].x"),
        (["slots", 1, "id"], 5, "slots[1].id"),
        (["offers", 0, "skill"], 3, "offers[0].skill"),
        (["offers", 0, "member"], 30, "offers[0].member"),
        (["requests", 1, "member"], 1, "requests[1]"),
        (["requests", 0, "min_level"], "a lot", "requests[0].min_level"),
        (["rules"], {}, "rules.min_people"),
        (["rules", "min_people"], 2, "rules.min_people"),
        (["rules", "min_learners"], 1, "rules.min_learners"),
        (["rules", "max_people"], 2, "rules.max_people"),
        (["weights", "serve"], -1, "weights.serve"),
        (["weights", "reach"], None, "weights.reach"),
        (["met", 0], [1], "met[0]"),
        (["met", 0], [1, 1], "met"),
        (["met", 0], [1, 99], "met"),
        (["refused"], {}, "refused"),
        (["refused"], [{}], "refused[0]"),
        (["refused"], [{"member": 12}], "refused[0].member"),
        (["refused"], [{"with_member": 1}], "refused[0].member"),
        (["refused"], [{"member": 1, "with_member": 1}], "refused[0].with_member"),
        (["pinned"], [{"skill": 0, "venue": 0, "slot": 0, "sharers": [0]}], "pinned[0].learners"),
        (["pinned"], [{"skill": 0, "venue": 0, "slot": 1, "sharers": [0], "learners": [1, 2]}], "pinned[0]"),
    ],
)
def test_a_fault_is_named(path, value, field):
    document = copy.deepcopy(INSTANCE)
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    with pytest.raises(ProblemError) as caught:
        validate(parse_instance(document))

    assert caught.value.field == field
    assert "\n" not in str(caught.value)


def test_a_missing_field_is_named():
    document = copy.deepcopy(INSTANCE)
    del document["members"][2]["max_share"]

    with pytest.raises(ProblemError, match=r"^members\[2\]\.max_share: is missing$"):
        parse_instance(document)


@pytest.mark.parametrize("content", ["{", "[]", "\udcff", "[" * 100_000])
def test_what_is_not_an_instance_is_refused(tmp_path, content):
    path = tmp_path / "instance.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))

    with pytest.raises(ProblemError, match="^file: is not"):
        read_instance(path)
