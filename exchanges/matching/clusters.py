"""Clusters of villages whose people seldom go to another, each small enough to be planned by itself."""

from collections import Counter, defaultdict
from heapq import heapify, heappop, heappush
from itertools import combinations

from .problem import Problem

MOST_ROOMS = 150


def cluster_venues(problem: Problem, most_rooms: int = MOST_ROOMS) -> list[tuple[int, ...]]:
    """Venues by cluster: communes join, those with most people in common first, up to so many rooms a cluster."""
    wishful = {offer.person for offer in problem.offers} | {request.person for request in problem.requests}
    crowds = Counter(problem.people[member].reach for member in wishful)
    rooms: dict[int, int] = defaultdict(int)
    for venue in problem.venues:
        rooms[venue.commune] += len(venue.open)
    people: Counter[int] = Counter()
    shared: dict[int, Counter[int]] = {commune: Counter() for commune in rooms}
    for reach, count in crowds.items():
        communes = sorted({problem.venues[venue].commune for venue in reach})
        for commune in communes:
            people[commune] += count
        for one, other in combinations(communes, 2):
            shared[one][other] += count
            shared[other][one] += count
    chief = _join(rooms, people, shared, most_rooms)
    clusters: dict[int, list[int]] = defaultdict(list)
    for venue in problem.venues:
        clusters[chief[venue.commune]].append(venue.id)
    return [tuple(venues) for _, venues in sorted(clusters.items())]


def _join(
    rooms: dict[int, int], people: Counter[int], shared: dict[int, Counter[int]], most_rooms: int
) -> dict[int, int]:
    """For each commune, the one that stands for its cluster."""

    def tie(one: int, other: int) -> tuple[int, int, int]:
        part = 1000 * shared[one][other] // max(1, min(people[one], people[other]))
        return -part, min(one, other), max(one, other)

    chief = {commune: commune for commune in rooms}
    heap = [tie(one, other) for one in shared for other in shared[one] if one < other]
    heapify(heap)
    while heap:
        entry = heappop(heap)
        _, one, other = entry
        if one not in shared or other not in shared or entry != tie(one, other):
            continue
        if rooms[one] + rooms[other] > most_rooms:
            continue
        rooms[one] += rooms.pop(other)
        people[one] += people.pop(other)
        for third, count in shared.pop(other).items():
            if third != one:
                shared[third].pop(other)
                shared[one][third] += count
                shared[third][one] += count
        shared[one].pop(other, None)
        for commune, head in chief.items():
            if head == other:
                chief[commune] = one
        for third in shared[one]:
            heappush(heap, tie(one, third))
    return chief
