"""Every hard rule binds: without it, some drawn round has a better plan; and no rule ever makes a plan better."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from exchanges.matching import Plan, Problem, check_plan, solve
from tests.exchanges.matching import rounds
from tests.exchanges.matching.households import draw_round

SEEDS = 80
PLENTY = 99


def everybody(problem: Problem, **changes: object) -> Problem:
    return replace(problem, people=tuple(replace(person, **changes) for person in problem.people))


def twin_rooms(problem: Problem) -> Problem:
    """Every venue twice, beside each other."""
    count = len(problem.venues)
    twins = tuple(replace(venue, id=venue.id + count) for venue in problem.venues)
    people = tuple(
        replace(person, reach=person.reach | {venue + count for venue in person.reach}) for person in problem.people
    )
    return replace(problem, venues=problem.venues + twins, people=people)


def clear_all(problem: Problem) -> Problem:
    """Every adult may come along with children."""
    return replace(problem, people=tuple(replace(person, cleared=not person.companion) for person in problem.people))


def without_named_adults(problem: Problem) -> Problem:
    """An adult from outside comes in their place, who is always free."""
    return everybody(problem, accompanied_by=None)


EASED: dict[str, Callable[[Problem], Problem]] = {
    "open venues": lambda p: replace(
        p, venues=tuple(replace(venue, open=frozenset(range(len(p.slots)))) for venue in p.venues)
    ),
    "one session a room": twin_rooms,
    "seats of the venue": lambda p: replace(p, venues=tuple(replace(venue, capacity=PLENTY) for venue in p.venues)),
    "seats of a session": lambda p: replace(p, rules=replace(p.rules, max_people=PLENTY)),
    "sharers": lambda p: replace(p, rules=replace(p.rules, max_sharers=PLENTY)),
    "people": lambda p: replace(p, rules=replace(p.rules, min_people=3)),
    "half-days": lambda p: everybody(p, available=frozenset(range(len(p.slots)))),
    "travel": lambda p: everybody(p, reach=frozenset(range(len(p.venues)))),
    "steps": lambda p: everybody(p, needs_step_free=False),
    "named adults": without_named_adults,
    "chaperones": clear_all,
    "a sharer's own limit": lambda p: replace(
        p, offers=tuple(replace(offer, max_learners=PLENTY) for offer in p.offers)
    ),
    "level": lambda p: replace(p, requests=tuple(replace(request, min_level=0) for request in p.requests)),
    "times to share": lambda p: everybody(p, max_share=PLENTY),
    "times to learn": lambda p: everybody(p, max_learn=PLENTY),
    "refusals": lambda p: replace(p, refused=()),
    "far villages": lambda p: replace(p, far=frozenset()),
    "together": lambda p: replace(p, together=()),
    "by turns": lambda p: replace(p, by_turns=()),
}


@cache
def planned(seed: int) -> tuple[Problem, Plan]:
    problem = draw_round(seed, people=6, venues=2, slots=2, skills=2)
    return problem, solve(problem)


@pytest.mark.parametrize("ease", EASED.values(), ids=EASED)
def test_a_rule_binds_somewhere_and_never_helps(ease):
    for seed in range(SEEDS):
        problem, plan = planned(seed)
        eased = ease(problem)
        better = solve(eased)
        assert check_plan(eased, plan.sessions) == []
        assert plan.objective <= better.objective
        if plan.objective < better.objective:
            return
    pytest.fail("no drawn round would have a better plan without it")


@pytest.mark.parametrize("fault", ["only . learners", "is in . places", "learns skill"])
def test_a_rule_without_a_field_binds_somewhere(fault, monkeypatch):
    """The best of all plans, by trying them all, with a checker that lets this pass."""

    def blind(problem, sessions):
        return [said for said in check_plan(problem, sessions) if not re.search(fault, said)]

    monkeypatch.setattr(rounds, "check_plan", blind)
    for seed in range(SEEDS):
        problem, plan = planned(seed)
        if rounds.best_of_all(problem) > plan.objective:
            return
    pytest.fail("no drawn round would have a better plan without it")
