"""A file read entry by entry gives the same round as one read at once."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchanges.matching import ProblemError
from exchanges.matching.fileformat import _read_large, parse_instance, read_instance
from exchanges.matching.half_days import HalfDays
from exchanges.matching.stream import Ready, digest_of, read_by_entry
from tests.exchanges.matching.instances import INSTANCE


def write(path, document, **style):
    path.write_text(json.dumps(document, **style), encoding="utf-8")
    return path


@given(st.frozensets(st.integers(0, 90)), st.frozensets(st.integers(0, 90)))
def test_half_days_are_a_set_like_any_other(one, other):
    slots = HalfDays(one)

    assert (slots, set(slots), len(slots), hash(slots)) == (one, one, len(one), hash(HalfDays(sorted(one))))
    assert (slots & other, other | slots) == (one & other, one | other)
    assert all((slot in slots) == (slot in one) for slot in range(-1, 99))


def test_half_days_beyond_any_round_are_refused():
    with pytest.raises(ValueError, match="more half-days"):
        HalfDays([1 << 40])


@pytest.mark.parametrize("indent", [None, 1])
def test_a_large_file_is_read_entry_by_entry(tmp_path, indent):
    document = copy.deepcopy(INSTANCE) | {"name": "Très grand", "refused": [], "pinned": [], "note": {"b": [1], "a": 2}}

    problem = _read_large(write(tmp_path / "large.json", document, indent=indent), 0)

    assert problem == parse_instance(document)
    assert problem.digest == digest_of(document)


def test_the_order_of_the_fields_changes_nothing(tmp_path):
    document = dict(reversed(copy.deepcopy(INSTANCE).items()))

    assert _read_large(write(tmp_path / "large.json", document), 0) == parse_instance(INSTANCE)


@pytest.mark.parametrize(("text", "found"), [("{}", {}), (' { "a" : [ ] , "b" : [ 1 , 2 ] } ', {"a": (), "b": [1, 2]})])
def test_spaces_and_empty_lists_are_read(text, found):
    document, digest = read_by_entry(text, lambda name, before: (lambda entry, at: entry) if name == "a" else None)

    assert document == found
    assert digest == digest_of(json.loads(text))
    assert isinstance(document.get("a", Ready()), Ready)


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"a":[1,]}', '{"a":[1 2]}', '{"a":[1],}', '{"a" [1]}', "{1:[1]}", '{"a":[1]} x', '{"a":[1']
)
def test_what_is_no_json_object_is_refused(text):
    with pytest.raises((ValueError, StopIteration)):
        read_by_entry(text, lambda name, before: lambda entry, at: entry)


def test_a_fault_is_said_as_in_a_small_file(tmp_path):
    document = copy.deepcopy(INSTANCE)
    document["members"][2]["available"] = [0, "soon"]
    path = write(tmp_path / "large.json", document)

    assert _read_large(path, 0) is None
    with pytest.raises(ProblemError, match=r"members\[2\]\.available\[1\]"):
        read_instance(path)


def test_far_away_places_are_compared_exactly():
    document = copy.deepcopy(INSTANCE)
    document["communes"][1] |= {"x": 1 << 70, "y": 0}

    problem = parse_instance(document)

    assert all(venue.commune != 1 or venue.id not in problem.people[0].reach for venue in problem.venues)
