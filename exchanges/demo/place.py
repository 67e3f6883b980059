"""The invented centre, its villages and its places."""

import datetime

from exchanges.models import Closure, Venue, VenueOpening
from members.models import Centre, Commune, CommuneDistance

VILLAGES = ("Pontvert-sur-Orlise", "Les Charmilles", "Saint-Loup-des-Prés", "La Bruyère", "Montaigu-le-Haut")
KILOMETRES = {(0, 1): 4, (0, 2): 7, (0, 3): 9, (0, 4): 14, (1, 2): 6, (1, 3): 11, (2, 3): 5, (2, 4): 12}

# name, village, keeper, places, no step, good to know, open half-days as (day, period)
PLACES = (
    (
        "Centre social, la grande salle",
        0,
        Venue.Keeper.CENTRE,
        14,
        True,
        "Parking devant. Café sur place.",
        [(0, 1), (1, 0), (1, 2), (2, 1), (3, 1), (3, 2), (4, 0), (5, 0)],
    ),
    (
        "Centre social, la cuisine",
        0,
        Venue.Keeper.CENTRE,
        8,
        True,
        "Four, plaques et torchons sur place.",
        [(1, 1), (2, 0), (3, 0), (4, 2), (5, 0), (5, 1)],
    ),
    ("Salle des fêtes des Charmilles", 1, Venue.Keeper.TOWN_HALL, 20, True, "", [(2, 1), (2, 2), (4, 1), (5, 1)]),
    (
        "Médiathèque de Saint-Loup",
        2,
        Venue.Keeper.LIBRARY,
        10,
        True,
        "Entrée par la cour.",
        [(1, 1), (2, 0), (2, 1), (5, 0)],
    ),
    ("Ancienne école de La Bruyère", 3, Venue.Keeper.SCHOOL, 10, False, "Trois marches.", [(0, 2), (3, 2), (5, 1)]),
)


def make_centre() -> Centre:
    return Centre.objects.create(
        pk=1,
        name="Centre social des Deux Rives",
        address="4, rue du Moulin, Pontvert-sur-Orlise",
        phone="+33261910020",
        email="accueil@deuxrives.test",
        round_weeks=3,
        opening_hours="Lundi au vendredi : 9 h à 12 h et 14 h à 18 h\nSamedi : 9 h à 12 h",
    )


def make_villages() -> list[Commune]:
    villages = [Commune.objects.create(name=name) for name in VILLAGES]
    for (first, second), kilometres in KILOMETRES.items():
        CommuneDistance.objects.create(first=villages[first], second=villages[second], kilometres=kilometres)
    return villages


def make_places(villages: list[Commune]) -> list[Venue]:
    venues = []
    for name, village, keeper, capacity, step_free, note, openings in PLACES:
        venue = Venue.objects.create(
            name=name,
            commune=villages[village],
            address="Place du village" if village else "4, rue du Moulin",
            keeper=keeper,
            capacity=capacity,
            step_free=step_free,
            note=note,
        )
        VenueOpening.objects.bulk_create(VenueOpening(venue=venue, weekday=d, period=p) for d, p in openings)
        venues.append(venue)
    return venues


def make_closures(today: datetime.date) -> None:
    """The end of the year is left out, whichever day the demo is loaded."""
    Closure.objects.create(
        kind=Closure.Kind.SCHOOL,
        name="Vacances de fin d’année",
        first_day=datetime.date(today.year, 12, 19),
        last_day=datetime.date(today.year + 1, 1, 3),
    )
