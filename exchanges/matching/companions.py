"""Adults who come along with a young person: they take a seat and an evening, never a place among the three people."""

from collections.abc import Iterable, Sequence

from .problem import Person, PlannedSession


def adult_of(person: Person, chaperone: int | None) -> int | None:
    """The adult whom the round knows to come along with `person` where `chaperone` is; None when there is none."""
    return chaperone if person.chaperoned else person.accompanied_by


def adults_along(people: Sequence[Person], group: Iterable[int], chaperone: int | None = None) -> tuple[int, ...]:
    """Known adults who come only to accompany somebody of `group`, in ascending order; one may accompany several."""
    inside = set(group)
    adults = {adult_of(people[member], chaperone) for member in inside} - {None}
    return tuple(sorted(adult for adult in adults if adult is not None and adult not in inside))


def everybody_at(people: Sequence[Person], session: PlannedSession) -> tuple[int, ...]:
    """Those who share, learn or accompany in a session."""
    return session.people + adults_along(people, session.people, session.chaperone)


def outside_adults(people: Sequence[Person], group: Iterable[int]) -> int:
    """How many accompanying adults of `group` the round does not know."""
    return sum(
        people[member].companion
        for member in group
        if people[member].accompanied_by is None and not people[member].chaperoned
    )


def seats_taken(people: Sequence[Person], group: Sequence[int], chaperone: int | None = None) -> int:
    """Seats that `group` fills once everybody who comes along is in the room."""
    return len(group) + len(adults_along(people, group, chaperone)) + outside_adults(people, group)
