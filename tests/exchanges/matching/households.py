"""Small rounds with villages far from each other, steps, households, and people who may accompany children."""

import random
from dataclasses import replace
from itertools import combinations

from hypothesis import strategies as st

from exchanges.matching import Person, Problem, Slot
from tests.exchanges.matching.rounds import draw_problem


def add_households(problem: Problem, seed: int) -> Problem:
    """The same round, with every rule that links people, half-days and places; its half-days are of one day."""
    rng = random.Random(seed)
    people = tuple(_draw_needs(rng, person) for person in problem.people)
    crowd = [person.id for person in people]
    rng.shuffle(crowd)
    households = [tuple(sorted(crowd[first : first + 2])) for first in range(0, len(crowd) - 1, 2)]
    wishes = [rng.choice(["together", "by_turns", ""]) for _ in households]
    by_turns = [
        household
        for household, wish in zip(households, wishes, strict=True)
        if wish == "by_turns" and not any(people[member].accompanied_by in household for member in household)
    ]
    return replace(
        problem,
        slots=tuple(Slot(slot.id, 0, 1, slot.id) for slot in problem.slots),
        venues=tuple(replace(venue, step_free=rng.random() < 0.6) for venue in problem.venues),
        people=people,
        far=frozenset(pair for pair in combinations(range(problem.communes), 2) if rng.random() < 0.6),
        together=tuple(pair for pair, wish in zip(households, wishes, strict=True) if wish == "together"),
        by_turns=tuple(by_turns),
    )


def _draw_needs(rng: random.Random, person: Person) -> Person:
    """Odd ids may be cleared; of the young, two in three come with a chaperone."""
    if person.companion and rng.random() < 0.67:
        person = replace(person, accompanied_by=None, chaperoned=True)
    cleared = not person.companion and person.id % 2 == 1 and rng.random() < 0.6
    return replace(person, cleared=cleared, needs_step_free=rng.random() < 0.15)


def draw_round(seed: int, **sizes: int) -> Problem:
    """A random round with all of it."""
    return add_households(draw_problem(seed, **sizes), seed)


seeds = st.integers(min_value=0, max_value=2**32)
household_problems = seeds.map(lambda seed: draw_round(seed, people=8, venues=2, slots=3, skills=2))
crowded_households = seeds.map(lambda seed: draw_round(seed, people=7, venues=2, slots=2, skills=2))
tiny_households = seeds.map(lambda seed: draw_round(seed, people=6, venues=2, slots=2, skills=2))
