"""Parties: people of one household who learn a savoir in the same session, all of them or none."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from .problem import Problem, Request

Party = frozenset[int]


class Parties:
    """Who asks for what together."""

    def __init__(self, problem: Problem) -> None:
        group_of = {member: number for number, group in enumerate(problem.together) for member in group}
        asking: dict[tuple[int, int], set[int]] = defaultdict(set)
        for request in problem.requests if group_of else ():
            if request.person in group_of:
                asking[group_of[request.person], request.skill].add(request.person)
        self._of: dict[tuple[int, int], Party] = {
            (member, skill): frozenset(members)
            for (_, skill), members in asking.items()
            if len(members) > 1
            for member in members
        }

    def of(self, member: int, skill: int) -> Party:
        """Everybody who learns the savoir in the same session as `member`, who is one of them."""
        return self._of.get((member, skill)) or frozenset({member})

    def whole(self, requests: Sequence[Request]) -> tuple[Request, ...]:
        """The requests, for one savoir, whose whole party is among them, in the same order."""
        if not self._of:
            return tuple(requests)
        here = {request.person for request in requests}
        return tuple(request for request in requests if self.of(request.person, request.skill) <= here)

    def among(self, requests: Iterable[Request]) -> tuple[Party, ...]:
        """The parties of two people or more that ask in `requests`, by their smallest id."""
        if not self._of:
            return ()
        found = {self.of(request.person, request.skill) for request in requests}
        return tuple(sorted((party for party in found if len(party) > 1), key=min))


def are_whole(parties: Iterable[Party], learners: Iterable[int]) -> bool:
    """Whether no party is there in part."""
    present = frozenset(learners)
    return all(party <= present or not party & present for party in parties)
