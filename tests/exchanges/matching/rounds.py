"""Small rounds to think about: drawn at random, or built by hand around one savoir."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from hypothesis import strategies as st

from exchanges.matching import (
    Offer,
    Person,
    PlannedSession,
    Problem,
    Refusal,
    Request,
    Rules,
    Slot,
    Venue,
    check_plan,
    score_plan,
    seats_taken,
)


def draw_problem(seed: int, *, people: int = 8, venues: int = 2, slots: int = 3, skills: int = 2) -> Problem:
    """A random round with levels, limits, refusals, and young people with known or outside adults."""
    rng = random.Random(seed)
    crowd = tuple(_draw_person(rng, number, venues, slots) for number in range(people))
    crowd = tuple(_draw_adult(rng, person, crowd) for person in crowd)
    offers, requests = [], []
    for person in crowd:
        for skill in range(skills):
            fate = rng.random()
            if fate < 0.35 and not person.companion:
                offers.append(Offer(person.id, skill, rng.randint(1, 3), rng.choice([2, 3, 5])))
            if fate > 0.25:
                requests.append(Request(person.id, skill, rng.choice([0, 0, 0, 2, 3]), rng.randint(0, 30)))
    refused = tuple(_draw_refusal(rng, people, venues, slots, skills) for _ in range(rng.choice([0, 0, 1, 3])))
    return Problem(
        slots=tuple(Slot(number, number // 21, number // 3 % 7, number % 3) for number in range(slots)),
        venues=tuple(_draw_venue(rng, number, slots) for number in range(venues)),
        people=crowd,
        offers=tuple(offers),
        requests=tuple(requests),
        skills=skills,
        communes=3,
        rules=Rules(
            min_people=rng.choice([3, 3, 4]), max_people=rng.choice([4, 5, 8]), max_sharers=rng.choice([1, 2, 2, 3])
        ),
        met=frozenset(pair for pair in combinations(range(people), 2) if rng.random() < 0.2),
        refused=refused,
        name=f"drawn-{seed}",
    )


def _draw_person(rng: random.Random, number: int, venues: int, slots: int) -> Person:
    return Person(
        id=number,
        commune=rng.randrange(3),
        age_band=rng.randrange(4),
        available=frozenset(slot for slot in range(slots) if rng.random() < 0.75),
        reach=frozenset(venue for venue in range(venues) if rng.random() < 0.85),
        max_share=rng.choice([1, 1, 2]),
        max_learn=rng.choice([1, 1, 2]),
        given=rng.choice([0, 0, 2]),
        received=rng.choice([0, 0, 2]),
    )


def _draw_adult(rng: random.Random, person: Person, crowd: Sequence[Person]) -> Person:
    """Even ids may be young; odd ids may accompany them."""
    if person.id % 2 or rng.random() > 0.3:
        return person
    adults = [None, *(other.id for other in crowd if other.id % 2)]
    return replace(person, companion=1, accompanied_by=rng.choice(adults))


def _draw_venue(rng: random.Random, number: int, slots: int) -> Venue:
    opening = frozenset(slot for slot in range(slots) if rng.random() < 0.6)
    return Venue(number, rng.randrange(3), rng.choice([3, 4, 6, 10]), opening)


def _draw_refusal(rng: random.Random, people: int, venues: int, slots: int, skills: int) -> Refusal:
    member = rng.randrange(people)
    fields = {
        "venue": rng.choice([None, rng.randrange(venues)]),
        "slot": rng.choice([None, rng.randrange(slots)]),
        "skill": rng.choice([None, rng.randrange(skills)]),
    }
    if rng.random() < 0.2 and set(fields.values()) != {None}:
        return Refusal(**fields)
    other = rng.choice([None, (member + 1) % people])
    return Refusal(person=member, with_person=other, **fields)


seeds = st.integers(min_value=0, max_value=2**32)
problems = seeds.map(draw_problem)
crowded_problems = seeds.map(lambda seed: draw_problem(seed, people=7, venues=2, slots=2, skills=2))
tiny_problems = seeds.map(lambda seed: draw_problem(seed, people=5, venues=2, slots=2, skills=2))


def possible_sessions(problem: Problem, venue: int, slot: int, skill: int) -> Iterator[PlannedSession]:
    """Every session that the rules allow in the room, found by trying them all."""
    sharers = [offer.person for offer in problem.offers if offer.skill == skill]
    learners = [request.person for request in problem.requests if request.skill == skill]
    seats = min(problem.rules.max_people, problem.venues[venue].capacity)
    bare = replace(problem, pinned=())
    chaperones = [None, *(person.id for person in problem.people if person.cleared)]
    for shares in range(1, problem.rules.max_sharers + 1):
        for team in combinations(sharers, shares):
            for size in range(1, seats):
                for group in combinations(learners, size):
                    if set(team) & set(group) or seats_taken(problem.people, team + group) > seats:
                        continue
                    for chaperone in chaperones:
                        session = PlannedSession(skill, venue, slot, team, group, chaperone)
                        if not check_plan(bare, [session]):
                            yield session


def best_of_all(problem: Problem) -> int:
    """The best objective, by trying every plan, room after room."""
    choices = [
        [session for skill in range(problem.skills) for session in possible_sessions(problem, venue.id, slot, skill)]
        for venue in problem.venues
        for slot in sorted(venue.open)
    ]

    def best_from(room: int, held: list[PlannedSession]) -> int:
        if room == len(choices):
            return score_plan(problem, held).total
        best = best_from(room + 1, held)
        for session in choices[room]:
            if not held or not check_plan(problem, [*held, session]):
                best = max(best, best_from(room + 1, [*held, session]))
        return best

    return best_from(0, [])


def circle(people: int = 4, **changes: object) -> Problem:
    """One savoir, one open room: person 0 can share it with all the others, who ask for it and live next door."""
    crowd = tuple(
        Person(number, 0, number % 3, frozenset({0}), frozenset({0}), max_share=1, max_learn=1)
        for number in range(people)
    )
    problem = Problem(
        slots=(Slot(0, 0, 1, 2), Slot(1, 0, 3, 2)),
        venues=(Venue(0, 0, 8, frozenset({0})),),
        people=crowd,
        offers=(Offer(0, 0, 2, 7),),
        requests=tuple(Request(number, 0, 0, number) for number in range(1, people)),
        skills=2,
        communes=2,
        name="circle",
    )
    return replace(problem, **changes)


def change_person(problem: Problem, number: int, **changes: object) -> Problem:
    """The same round with one person changed."""
    crowd = list(problem.people)
    crowd[number] = replace(crowd[number], **changes)
    return replace(problem, people=tuple(crowd))


def add_people(problem: Problem, count: int, **fields: object) -> tuple[Problem, range]:
    """The same round with `count` more people who are free and able to come everywhere."""
    ids = range(len(problem.people), len(problem.people) + count)
    everywhere = {
        "commune": 0,
        "age_band": 0,
        "available": frozenset(range(len(problem.slots))),
        "reach": frozenset(range(len(problem.venues))),
        "max_share": 1,
        "max_learn": 1,
    }
    crowd = problem.people + tuple(Person(id=number, **(everywhere | fields)) for number in ids)
    return replace(problem, people=crowd), ids
