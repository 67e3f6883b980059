"""The mouline against filling rooms by popularity: `python benchmarks/matching.py [--effort E] [INSTANCE.json ...]`.

Without files, three invented centres are drawn: 145 people, 89 savoirs, 5 venues, 24 half-days a week, 4 weeks, most
people with two offers and two requests. Times are CPU seconds of this process, reading not counted.
"""

import argparse
import random
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from exchanges.matching import (  # noqa: E402
    LIMITS,
    Effort,
    Offer,
    Person,
    PlannedSession,
    Problem,
    Request,
    Slot,
    Venue,
    check_plan,
    explain_unserved,
    score_plan,
    solve,
)
from exchanges.matching.fileformat import read_instance  # noqa: E402

WEEKS, HALF_DAYS, EVERY_DAY_BUT_SUNDAY = 4, 21, 18


def invent_centre(seed: int, *, people: int = 145, skills: int = 89) -> Problem:
    """A centre whose weeks are all alike, with a few savoirs in fashion and many rare ones."""
    rng = random.Random(seed)
    rarity = [1 / (rank + 1) ** 0.55 for rank in range(skills)]
    offered, asked = rng.sample(range(skills), skills), rng.sample(range(skills), skills)
    rooms = [(0, 12, 9), (0, 8, 6), (1, 10, 4), (2, 8, 3), (3, 20, 2)]
    venues = tuple(
        Venue(number, commune, capacity, _every_week(rng, half_days))
        for number, (commune, capacity, half_days) in enumerate(rooms)
    )
    crowd, offers, requests = [], [], []
    for number in range(people):
        home = rng.choice([0, 0, 0, 1, 1, 2, 3, 4])
        reach = frozenset(venue.id for venue in venues if venue.commune == home or rng.random() < 0.75)
        free = _every_week(rng, rng.choice([3, 4, 5, 6, 8]))
        lived = {"given": rng.choice([0, 0, 1, 2]), "received": rng.choice([0, 0, 1, 2])}
        crowd.append(Person(number, home, rng.randrange(6), free, reach, max_share=2, max_learn=2, **lived))
        mine = {offered[place] for place in rng.choices(range(skills), rarity, k=rng.choice([0, 1, 2, 2, 3]))}
        wanted = {asked[place] for place in rng.choices(range(skills), rarity, k=rng.choice([1, 2, 2, 3]))} - mine
        offers += [Offer(number, skill, 3, 7) for skill in sorted(mine)]
        requests += [Request(number, skill, 0, rng.randint(0, 30)) for skill in sorted(wanted)]
    pairs = {tuple(sorted(rng.sample(range(people), 2))) for _ in range(300)}
    slots = tuple(Slot(n, n // HALF_DAYS, n // 3 % 7, n % 3) for n in range(HALF_DAYS * WEEKS))
    problem = Problem(slots, venues, tuple(crowd), tuple(offers), tuple(requests), skills, communes=5)
    return replace(problem, met=frozenset((one, other) for one, other in pairs), name=f"centre {seed}")


def _every_week(rng: random.Random, half_days: int) -> frozenset[int]:
    chosen = rng.sample(range(EVERY_DAY_BUT_SUNDAY), half_days)
    return frozenset(HALF_DAYS * week + half_day for week in range(WEEKS) for half_day in chosen)


def fill_by_popularity(problem: Problem) -> list[PlannedSession]:
    """What a hurried desk does: the most asked savoir first, one sharer, the first room, those who waited longest."""
    asked: dict[int, list[Request]] = defaultdict(list)
    for request in problem.requests:
        asked[request.skill].append(request)
    rooms = sorted((slot, venue.id) for venue in problem.venues for slot in venue.open)
    plan: list[PlannedSession] = []
    for skill in sorted(asked, key=lambda skill: (-len(asked[skill]), skill)):
        waiting = sorted(asked[skill], key=lambda request: (-request.waiting_weeks, request.person))
        for offer in problem.offers:
            while offer.skill == skill and (session := _first_session(problem, plan, rooms, offer, waiting)):
                plan.append(session)
    return plan


def _first_session(
    problem: Problem, plan: list[PlannedSession], rooms: list[tuple[int, int]], offer: Offer, waiting: list[Request]
) -> PlannedSession | None:
    rules, people = problem.rules, problem.people
    if sum(offer.person in session.sharers for session in plan) >= people[offer.person].max_share:
        return None
    taken = {(session.slot, session.venue) for session in plan}
    busy = {(session.slot, member) for session in plan for member in session.people}
    served = {(session.skill, member) for session in plan for member in session.learners}
    learns: dict[int, int] = defaultdict(int)
    for session in plan:
        for member in session.learners:
            learns[member] += 1
    for slot, venue in rooms:
        if (slot, venue) in taken:
            continue
        here = [people[offer.person], *(people[request.person] for request in waiting)]
        able = {p.id for p in here if slot in p.available and venue in p.reach and (slot, p.id) not in busy}
        if offer.person not in able:
            continue
        most = min(offer.max_learners, rules.max_people - 1, problem.venues[venue].capacity - 1)
        learners = [
            request.person
            for request in waiting
            if request.person in able
            and request.person != offer.person
            and request.min_level <= offer.level
            and (offer.skill, request.person) not in served
            and learns[request.person] < people[request.person].max_learn
        ][:most]
        if len(learners) >= max(rules.min_learners, rules.min_people - 1):
            return PlannedSession(offer.skill, venue, slot, (offer.person,), tuple(sorted(learners)))
    return None


def measure(problem: Problem, effort: Effort) -> str:
    """One line of the table."""
    popular = fill_by_popularity(problem)
    begun = time.process_time()
    plan = solve(problem, limits=LIMITS[effort])
    spent = time.process_time() - begun
    begun = time.process_time()
    explain_unserved(problem, plan)
    explained = time.process_time() - begun
    assert not check_plan(problem, plan.sessions)
    assert not check_plan(problem, popular)
    ratio = plan.objective / score_plan(problem, popular).total
    proven = "none" if plan.gap is None else "optimal" if plan.optimal else f"{plan.gap:.2%}"
    served = f"{plan.stats.served} / {plan.stats.requests}"
    cells = (problem.name, len(problem.people), plan.stats.rooms, len(plan.sessions), served, plan.stats.reached)
    figures = (plan.objective, f"{ratio:.3f}", proven, f"{spent:.1f}", f"{explained:.2f}")
    return "| " + " | ".join(map(str, cells + figures)) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--effort", choices=list(Effort), default=Effort.NORMAL)
    parser.add_argument("instances", nargs="*", type=Path)
    options = parser.parse_args()
    problems = [read_instance(file) for file in options.instances] or [invent_centre(seed) for seed in (1, 2, 3)]
    heads = "round, people, rooms, sessions, served, reached, objective, × popularity, gap, solve CPU s, explain CPU s"
    print("| " + " | ".join(heads.split(", ")) + " |")
    print("|" + " --- |" * len(heads.split(", ")))
    for problem in problems:
        print(measure(problem, Effort(options.effort)), flush=True)


if __name__ == "__main__":
    main()
