"""Instances and solutions as JSON; FORMAT.md beside this file says what every field means."""

import json
from collections.abc import Callable, Sequence, Set
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from .half_days import HalfDays
from .problem import (
    Offer,
    Person,
    Plan,
    PlannedSession,
    Problem,
    ProblemError,
    Refusal,
    Request,
    Rules,
    Slot,
    Venue,
    Weights,
)
from .stream import Ready, digest_of, read_by_entry

INSTANCE_FORMAT = "kx-match-instance/1"
SOLUTION_FORMAT = "kx-match-solution/1"
NEAR_ENOUGH = 1 << 28  # units of 100 m, on a very large planet
LARGE = 4_000_000  # bytes: beyond, a file is read entry by entry

Entry = dict[str, Any]
Item = TypeVar("Item")
Point = tuple[int, int]


def read_instance(path: Path) -> Problem:
    """Read an instance file; raise ProblemError naming the field at fault, or `file` when it is not a JSON object."""
    problem = _read_large(path)
    return parse_instance(_decode(path)) if problem is None else problem


def _read_large(path: Path, size: int = LARGE) -> Problem | None:
    """Read a file of more than so many bytes entry by entry; None when it is small, or something is wrong in it."""
    try:
        if path.stat().st_size <= size:
            return None
        document, digest = read_by_entry(path.read_text(encoding="utf-8"), _reader_of)
        return parse_instance(document, digest)
    except (OSError, ValueError, RecursionError, StopIteration):
        return None  # what is wrong is said by those who read it all at once


def _reader_of(name: str, document: Entry) -> Callable[[Any, str], object] | None:
    """How to read the entries of one of the long lists, once all that they refer to was read."""
    if name == "members" and "communes" in document and "venues" in document:
        reaches = Reaches(_points(document), _items(document, "venues", _venue))
        return lambda entry, at: _person(entry, at, reaches, HalfDays)
    return {"offers": _offer, "requests": _request, "met": _pair}.get(name)


def read_sessions(path: Path) -> tuple[PlannedSession, ...]:
    """The sessions of a solution file; raise ProblemError naming the field at fault."""
    document = _decode(path)
    if not isinstance(document, dict) or document.get("format") != SOLUTION_FORMAT:
        raise ProblemError("format", f"is not {SOLUTION_FORMAT}")
    return _items(document, "sessions", _session)


def _decode(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProblemError("file", f"cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise ProblemError("file", "is not JSON in UTF-8") from error


def parse_instance(document: object, digest: str | None = None) -> Problem:
    """Turn a decoded instance, whose digest may be known, into a Problem; `validate` checks references later."""
    if not isinstance(document, dict):
        raise ProblemError("file", "is not a JSON object")
    if document.get("format") != INSTANCE_FORMAT:
        raise ProblemError("format", f"is not {INSTANCE_FORMAT}")
    points = _points(document)
    homes = _items(document, "venues", _venue)
    reaches = Reaches(points, homes)
    return Problem(
        name=str(document.get("name", "")),
        digest=digest or digest_of(document),
        rules=Rules(**_settings(document, "rules", Rules)),
        weights=Weights(**_settings(document, "weights", Weights)),
        slots=_items(document, "slots", _slot),
        venues=homes,
        people=_items(document, "members", lambda entry, at: _person(entry, at, reaches)),
        offers=_items(document, "offers", _offer),
        requests=_items(document, "requests", _request),
        skills=len(_list(document, "skills", "")),
        communes=len(points),
        met=frozenset(_items(document, "met", _pair)),
        pinned=_items(document, "pinned", _session, optional=True),
        refused=_items(document, "refused", _refusal, optional=True),
        far=frozenset(_items(document, "far", _pair, optional=True)),
        together=_items(document, "together", _household, optional=True),
        by_turns=_items(document, "by_turns", _household, optional=True),
    )


def solution_document(problem: Problem, plan: Plan) -> dict[str, object]:
    """The solution as plain values, in a fixed order, ready for `json.dump`."""
    document: dict[str, object] = {"format": SOLUTION_FORMAT, "instance": problem.name}
    if plan.upper_bound is not None:
        document["upper_bound"] = plan.upper_bound
    document |= {"objective": plan.objective, "optimal": plan.optimal, "algorithm": plan.algorithm, "seed": plan.seed}
    document |= {"effort": plan.effort, "stopped": plan.stopped, "instance_sha256": problem.digest}
    document["sessions"] = [_session_document(session) for session in plan.sessions]
    return document


def _session_document(session: PlannedSession) -> dict[str, object]:
    document: dict[str, object] = {"skill": session.skill, "venue": session.venue, "slot": session.slot}
    document |= {"sharers": list(session.sharers), "learners": list(session.learners)}
    return document if session.chaperone is None else document | {"chaperone": session.chaperone}


def _list(holder: Entry, name: str, at: str) -> list[Any]:
    value = holder.get(name)
    if not isinstance(value, list):
        raise ProblemError(f"{at}{name}", "a list is needed")
    return value


def _items(document: Entry, name: str, read: Callable[[Any, str], Item], *, optional: bool = False) -> tuple[Item, ...]:
    if optional and name not in document:
        return ()
    if isinstance(entries := document.get(name), Ready):
        return tuple(entries)
    return tuple(read(entry, f"{name}[{number}]") for number, entry in enumerate(_list(document, name, "")))


def _object(value: Any, at: str) -> Entry:
    if not isinstance(value, dict):
        raise ProblemError(at, "an object is needed")
    return value


def _whole(value: Any, at: str, *, least: int | None = 0) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ProblemError(at, "a whole number is needed")
    if least is not None and value < least:
        raise ProblemError(at, f"must be at least {least}")
    return value


def _number(entry: Any, name: str, at: str, *, least: int | None = 0, default: int | None = None) -> int:
    entry = _object(entry, at)
    if type(value := entry.get(name)) is int and least is not None and value >= least:
        return value
    if name not in entry:
        if default is None:
            raise ProblemError(f"{at}.{name}", "is missing")
        return default
    return _whole(entry[name], f"{at}.{name}", least=least)


def _flag(entry: Any, name: str, at: str) -> bool:
    """0 or 1; 0 when it is missing."""
    value = _number(entry, name, at, default=0)
    if value > 1:
        raise ProblemError(f"{at}.{name}", "must be 0 or 1")
    return value == 1


def _maybe(entry: Entry, name: str, at: str) -> int | None:
    return None if entry.get(name) is None else _whole(entry[name], f"{at}.{name}")


def _numbers(entry: Any, name: str, at: str) -> tuple[int, ...]:
    values = _list(_object(entry, at), name, f"{at}.")
    if set(map(type, values)) <= {int} and min(values, default=0) >= 0:
        return tuple(values)
    return tuple(_whole(value, f"{at}.{name}[{number}]") for number, value in enumerate(values))


def _settings(document: Entry, name: str, kind: type[Rules] | type[Weights]) -> dict[str, int]:
    return {spec.name: _number(document.get(name), spec.name, name) for spec in fields(kind)}


def _slot(entry: Any, at: str) -> Slot:
    week, day, period = (_number(entry, name, at, default=0) for name in ("week", "day", "period"))
    return Slot(_number(entry, "id", at), week, day, period)


def _points(document: Entry) -> list[Point]:
    """Where the communes are, in units of 100 m."""
    points = []
    for position, entry in enumerate(_list(document, "communes", "")):
        at = f"communes[{position}]"
        if _number(entry, "id", at) != position:
            raise ProblemError(f"{at}.id", "is not the position in the list")
        points.append((_number(entry, "x", at, least=None), _number(entry, "y", at, least=None)))
    return points


def _venue(entry: Any, at: str) -> Venue:
    opening = frozenset(_numbers(entry, "open", at))
    number, commune, capacity = (_number(entry, name, at) for name in ("id", "commune", "capacity"))
    return Venue(number, commune, capacity, opening, step_free=_flag(entry, "step_free", at))


class Reaches:
    """The venues within a distance of a commune, told once for all who live there and go as far."""

    def __init__(self, points: Sequence[Point], venues: Sequence[Venue]) -> None:
        self.points = points
        self._venues = [venue for venue in venues if venue.commune < len(points)]
        self._known: dict[Point, frozenset[int]] = {}
        self._spots = np.array([points[venue.commune] for venue in self._venues] or [(0, 0)], dtype=object)
        if all(abs(x) < NEAR_ENOUGH for spot in points for x in spot):
            self._spots = self._spots.astype(np.int64)

    def within(self, commune: int, distance: int) -> frozenset[int]:
        """Their ids."""
        near = self._known.get((commune, distance))
        if near is None:
            apart = ((self._spots - np.array(self.points[commune], dtype=self._spots.dtype)) ** 2).sum(axis=1)
            most = distance**2 if self._spots.dtype == object else min(distance, 4 * NEAR_ENOUGH) ** 2
            reached = np.nonzero(apart <= most)[0].tolist() if self._venues else ()
            near = frozenset(self._venues[at].id for at in reached)
            self._known[commune, distance] = near
        return near


def _person(entry: Any, at: str, reaches: Reaches, kind: Callable[..., Set[int]] = frozenset) -> Person:
    commune, distance = _number(entry, "commune", at), _number(entry, "max_distance", at)
    if commune >= len(reaches.points):
        raise ProblemError(f"{at}.commune", f"there is no commune {commune}")
    near = reaches.within(commune, distance)
    barred = frozenset(_numbers(entry, "unreachable", at)) if "unreachable" in entry else None
    unsure = frozenset(_numbers(entry, "unsure", at)) if "unsure" in entry else frozenset()
    return Person(
        id=_number(entry, "id", at),
        commune=commune,
        age_band=_number(entry, "age_band", at),
        available=kind(_numbers(entry, "available", at)),
        reach=near - barred if barred else near,
        max_share=_number(entry, "max_share", at),
        max_learn=_number(entry, "max_learn", at),
        given=_number(entry, "given", at),
        received=_number(entry, "received", at),
        companion=_number(entry, "companion", at, default=0),
        accompanied_by=_maybe(entry, "accompanied_by", at),
        unsure=unsure,
        needs_step_free=_flag(entry, "needs_step_free", at),
        cleared=_flag(entry, "cleared", at),
        chaperoned=_flag(entry, "chaperoned", at),
    )


def _offer(entry: Any, at: str) -> Offer:
    person, skill, level, most = (_number(entry, name, at) for name in ("member", "skill", "level", "max_learners"))
    return Offer(person, skill, level, most)


def _request(entry: Any, at: str) -> Request:
    person, skill, level, weeks = (
        _number(entry, name, at) for name in ("member", "skill", "min_level", "waiting_weeks")
    )
    return Request(person, skill, level, weeks)


def _pair(entry: Any, at: str) -> tuple[int, int]:
    if not isinstance(entry, list) or len(entry) != 2:
        raise ProblemError(at, "two ids are needed")
    one, other = (_whole(value, f"{at}[{number}]") for number, value in enumerate(entry))
    return min(one, other), max(one, other)


def _household(entry: Any, at: str) -> tuple[int, ...]:
    if not isinstance(entry, list):
        raise ProblemError(at, "a list is needed")
    return tuple(sorted(_whole(value, f"{at}[{number}]") for number, value in enumerate(entry)))


def _session(entry: Any, at: str) -> PlannedSession:
    skill, venue, slot = (_number(entry, name, at) for name in ("skill", "venue", "slot"))
    sharers, learners = (tuple(sorted(_numbers(entry, name, at))) for name in ("sharers", "learners"))
    return PlannedSession(skill, venue, slot, sharers, learners, _maybe(entry, "chaperone", at))


def _refusal(entry: Any, at: str) -> Refusal:
    entry = _object(entry, at)
    person, venue, slot, skill, other = (
        _maybe(entry, name, at) for name in ("member", "venue", "slot", "skill", "with_member")
    )
    return Refusal(person, venue, slot, skill, other)
