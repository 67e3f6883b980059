"""Does a problem make sense? The first contradiction is named by its field."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields, replace
from itertools import combinations

from .check import check_plan
from .problem import Problem, ProblemError


def validate(problem: Problem) -> None:
    """Raise ProblemError for an unknown id, a double, an impossible rule or an impossible pinned session."""
    _validate_settings(problem)
    _validate_places(problem)
    _validate_far(problem)
    _validate_people(problem)
    _validate_households(problem)
    _validate_wishes(problem)
    _validate_steering(problem)


def _need(condition: bool, field: str, message: str) -> None:
    if not condition:
        raise ProblemError(field, message)


def _known(values: Iterable[int | None], count: int, field: str, kind: str) -> None:
    known = [value for value in values if value is not None]
    if not known or (min(known) >= 0 and max(known) < count):
        return
    for value in sorted(known):
        _need(0 <= value < count, field, f"there is no {kind} {value}")


def _validate_settings(problem: Problem) -> None:
    rules, weights = problem.rules, problem.weights
    _need(rules.min_learners >= 2, "rules.min_learners", "must be at least 2: an exchange is never one to one")
    _need(rules.min_people >= 3, "rules.min_people", "must be at least 3: an exchange is never one to one")
    _need(rules.max_people >= rules.min_people, "rules.max_people", "is below min_people")
    for name in ("max_sharers", "max_bonus_bands", "max_bonus_communes"):
        _need(getattr(rules, name) >= 1, f"rules.{name}", "must be at least 1")
    for spec in fields(weights):
        _need(getattr(weights, spec.name) >= 0, f"weights.{spec.name}", "must be at least 0")


def _validate_places(problem: Problem) -> None:
    for position, slot in enumerate(problem.slots):
        _need(slot.id == position, f"slots[{position}].id", "is not the position in the list")
    for position, venue in enumerate(problem.venues):
        at = f"venues[{position}]"
        _need(venue.id == position, f"{at}.id", "is not the position in the list")
        _known([venue.commune], problem.communes, f"{at}.commune", "commune")
        _known(venue.open, len(problem.slots), f"{at}.open", "slot")
        _need(venue.capacity >= 0, f"{at}.capacity", "must be at least 0")


def _validate_far(problem: Problem) -> None:
    """Where half-days stand next to each other, there is only one of each."""
    for one, other in sorted(problem.far):
        _known([one, other], problem.communes, "far", "commune")
        _need(one < other, "far", f"the pair {one}, {other} is not two communes in ascending order")
    first: dict[tuple[int, int, int], int] = {}
    for slot in problem.slots if problem.far or problem.by_turns else ():
        same = first.setdefault((slot.week, slot.day, slot.period), slot.id)
        _need(same == slot.id, f"slots[{slot.id}]", f"is the same half-day as slots[{same}]")


def _validate_people(problem: Problem) -> None:
    for position, person in enumerate(problem.people):
        at = f"members[{position}]"
        _need(person.id == position, f"{at}.id", "is not the position in the list")
        _known([person.commune], problem.communes, f"{at}.commune", "commune")
        _known(person.available, len(problem.slots), f"{at}.available", "slot")
        _known(person.reach, len(problem.venues), f"{at}.reach", "venue")
        _known(person.unsure, len(problem.venues), f"{at}.unsure", "venue")
        for name in ("age_band", "max_share", "max_learn", "given", "received"):
            _need(getattr(person, name) >= 0, f"{at}.{name}", "must be at least 0")
        _need(person.companion in (0, 1), f"{at}.companion", "must be 0 or 1")
        if person.accompanied_by is not None:
            _known([person.accompanied_by], len(problem.people), f"{at}.accompanied_by", "member")
            _need(person.companion == 1, f"{at}.accompanied_by", "is given although companion is 0")
            adult = problem.people[person.accompanied_by]
            _need(adult.companion == 0, f"{at}.accompanied_by", f"member {adult.id} needs an adult too")
            _need(adult.id != person.id, f"{at}.accompanied_by", "is the member")
        if person.chaperoned:
            _need(person.companion == 1, f"{at}.chaperoned", "is given although companion is 0")
            _need(person.accompanied_by is None, f"{at}.chaperoned", "is given beside accompanied_by")
        _need(not (person.cleared and person.companion), f"{at}.cleared", "is given although an adult is needed")
    for one, other in sorted(problem.met):
        _known([one, other], len(problem.people), "met", "member")
        _need(one < other, "met", f"the pair {one}, {other} is not two people in ascending order")


def _validate_households(problem: Problem) -> None:
    for field, groups in (("together", problem.together), ("by_turns", problem.by_turns)):
        seen: dict[int, int] = {}
        for number, group in enumerate(groups):
            at = f"{field}[{number}]"
            _known(group, len(problem.people), at, "member")
            _need(len(group) >= 2, at, "needs two members at least")
            for member in group:
                same = seen.get(member)
                _need(same is None, at, f"member {member} is already in {field}[{same}]")
                seen[member] = number
    _validate_turns(problem)


def _validate_turns(problem: Problem) -> None:
    """Nobody goes out by turns with somebody they cannot go out without."""
    skills: dict[int, set[int]] = defaultdict(set)
    for request in problem.requests:
        skills[request.person].add(request.skill)
    pairs = {pair: number for number, group in enumerate(problem.together) for pair in combinations(sorted(group), 2)}
    for number, group in enumerate(problem.by_turns):
        at = f"by_turns[{number}]"
        for one, other in combinations(sorted(group), 2):
            for child, adult in ((one, other), (other, one)):
                comes = problem.people[child].accompanied_by == adult
                _need(not comes, at, f"member {child} comes with member {adult}, never without")
            if (same := pairs.get((one, other))) is not None:
                asked = skills[one] & skills[other]
                _need(not asked, at, f"members {one} and {other} learn the same together, by together[{same}]")


def _validate_wishes(problem: Problem) -> None:
    offered: set[tuple[int, int]] = set()
    for number, offer in enumerate(problem.offers):
        at = f"offers[{number}]"
        _known([offer.person], len(problem.people), f"{at}.member", "member")
        _known([offer.skill], problem.skills, f"{at}.skill", "skill")
        _need((offer.person, offer.skill) not in offered, at, f"member {offer.person} offers skill {offer.skill} twice")
        offered.add((offer.person, offer.skill))
    asked: set[tuple[int, int]] = set()
    for number, request in enumerate(problem.requests):
        at = f"requests[{number}]"
        _known([request.person], len(problem.people), f"{at}.member", "member")
        _known([request.skill], problem.skills, f"{at}.skill", "skill")
        _need(request.waiting_weeks >= 0, f"{at}.waiting_weeks", "must be at least 0")
        _need(
            (request.person, request.skill) not in asked,
            at,
            f"member {request.person} asks for skill {request.skill} twice",
        )
        asked.add((request.person, request.skill))


def _validate_steering(problem: Problem) -> None:
    for number, refusal in enumerate(problem.refused):
        at = f"refused[{number}]"
        _known([refusal.person], len(problem.people), f"{at}.member", "member")
        _known([refusal.venue], len(problem.venues), f"{at}.venue", "venue")
        _known([refusal.slot], len(problem.slots), f"{at}.slot", "slot")
        _known([refusal.skill], problem.skills, f"{at}.skill", "skill")
        _known([refusal.with_person], len(problem.people), f"{at}.with_member", "member")
        _need(
            refusal.person is not None or refusal.with_person is None, f"{at}.member", "is missing beside with_member"
        )
        _need(
            refusal.with_person is None or refusal.with_person != refusal.person, f"{at}.with_member", "is the member"
        )
        given = (refusal.person, refusal.venue, refusal.slot, refusal.skill)
        _need(any(value is not None for value in given), at, "names nothing")
    for number, pin in enumerate(problem.pinned):
        faults = check_plan(replace(problem, pinned=()), [pin])
        _need(not faults, f"pinned[{number}]", faults[0] if faults else "")
        faults = check_plan(replace(problem, pinned=()), problem.pinned[: number + 1])
        _need(not faults, f"pinned[{number}]", f"with the pinned sessions before it: {faults[0]}" if faults else "")
