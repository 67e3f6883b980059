"""Adults who come along with a young person: they take a seat and an evening, never a place among the three people."""

from collections.abc import Iterable, Sequence

from .problem import Person


def adults_along(people: Sequence[Person], group: Iterable[int]) -> tuple[int, ...]:
    """Known adults who come only to accompany somebody of `group`, in ascending order; one may accompany several."""
    inside = set(group)
    adults = {people[member].accompanied_by for member in inside} - {None}
    return tuple(sorted(adult for adult in adults if adult is not None and adult not in inside))


def outside_adults(people: Sequence[Person], group: Iterable[int]) -> int:
    """How many accompanying adults of `group` the round does not know."""
    return sum(people[member].companion for member in group if people[member].accompanied_by is None)


def seats_taken(people: Sequence[Person], group: Sequence[int]) -> int:
    """Seats that `group` fills once everybody who comes along is in the room."""
    return len(group) + len(adults_along(people, group)) + outside_adults(people, group)
