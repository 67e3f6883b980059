"""Who can come to which place."""

from dataclasses import dataclass
from math import hypot

from exchanges.models import Venue
from members.models import Commune, CommuneDistance, Member


@dataclass(frozen=True, slots=True)
class Distances:
    """Kilometres between communes: the centre's table first, then coordinates; None when nobody knows."""

    by_road: dict[frozenset[int], int]
    positions: dict[int, tuple[int, int]]

    @classmethod
    def load(cls) -> "Distances":
        by_road = {frozenset((row.first_id, row.second_id)): row.kilometres for row in CommuneDistance.objects.all()}
        placed = Commune.objects.filter(x__isnull=False, y__isnull=False)
        return cls(by_road, {pk: (x, y) for pk, x, y in placed.values_list("pk", "x", "y")})

    def between(self, first: int, second: int) -> float | None:
        if first == second:
            return 0
        if (known := self.by_road.get(frozenset((first, second)))) is not None:
            return known
        if first in self.positions and second in self.positions:
            (x1, y1), (x2, y2) = self.positions[first], self.positions[second]
            return hypot(x1 - x2, y1 - y2) / 10
        return None

    def is_far(self, first: int, second: int, *, from_km: int | None) -> bool:
        """Whether the communes are so many kilometres apart; a distance nobody knows is not far, nor is any without."""
        return from_km is not None and (self.between(first, second) or 0) >= from_km

    def reachable(self, member: Member, venue: Venue) -> bool | None:
        """Whether the member can come there and enter; None when only the distance is unknown."""
        return False if member.needs_step_free and not venue.step_free else self.is_near(member, venue)

    def is_near(self, member: Member, venue: Venue) -> bool | None:
        """Whether the member goes that far; None when the distance is unknown, which counts as a careful yes."""
        if member.travel_km is None:
            return True
        if member.commune_id is None:
            return None
        kilometres = self.between(member.commune_id, venue.commune_id)
        return None if kilometres is None else kilometres <= member.travel_km
