"""Places brought in from a sheet."""

import pytest

from exchanges.flows.venues_import import plan_venues, write_venues
from exchanges.models import Venue
from members.models import SheetImport
from members.sheets.fields import Kind
from members.sheets.headers import guess_mapping
from members.sheets.reading import read_sheet
from tests.factories import exchanges, members

pytestmark = pytest.mark.django_db

HEADERS = "Lieu;Commune;Places;Créneaux ouverts;Accessible fauteuil;Adresse"
HALL = "Salle des fêtes;Valmy;20;mardi soir, samedi;oui;2 place du Lavoir"


def plan_of(*lines):
    table = read_sheet("\n".join([HEADERS, *lines]).encode())
    return plan_venues(table=table, mapping=guess_mapping(table, Kind.VENUES))


def bring_in(*lines):
    plan = plan_of(*lines)
    write_venues(plan=plan, sheet=SheetImport.objects.create(kind="venues", file_name="lieux.csv", content=b""))
    return plan


def verdicts(plan):
    return [str(line.verdict) for line in plan]


def test_a_line_becomes_a_place_with_its_open_half_days():
    bring_in(HALL)

    hall = Venue.objects.get()
    assert (hall.name, hall.commune.name, hall.capacity, hall.step_free) == ("Salle des fêtes", "Valmy", 20, True)
    assert hall.address == "2 place du Lavoir"
    assert list(hall.openings.values_list("weekday", "period")) == [(1, 2), (5, 0), (5, 1), (5, 2)]


def test_the_same_sheet_twice_changes_nothing():
    bring_in(HALL, "Médiathèque;Bray;10;mercredi matin;non;")
    before = list(Venue.history.values_list("pk", flat=True))

    assert verdicts(bring_in(HALL, "Médiathèque;Bray;10;mercredi matin;non;")) == ["same", "same"]
    assert list(Venue.history.values_list("pk", flat=True)) == before


def test_a_place_known_is_updated_however_it_is_spelled():
    commune = members.CommuneFactory(name="Valmy")
    exchanges.VenueFactory(name="Salle des fêtes", commune=commune, capacity=8)
    plan = bring_in("SALLE DES FETES;valmy;25;;;")

    assert verdicts(plan) == ["update"]
    assert [(change.code, change.words) for change in plan.lines[0].changes] == [("set_places", "25")]
    assert Venue.objects.get().capacity == 25


def test_two_villages_may_each_have_their_hall():
    lines = ("Salle des fêtes;Valmy;20;;;", "Salle des fêtes;Bray;12;;;")
    bring_in(*lines)

    assert list(Venue.objects.order_by("pk").values_list("name", flat=True)) == [
        "Salle des fêtes",
        "Salle des fêtes (Bray)",
    ]
    assert verdicts(bring_in(*lines)) == ["same", "same"]


@pytest.mark.parametrize(
    "line, reason",
    [
        ("Chez Paulette;Valmy;6;;;", "private_home"),
        ("Atelier;Valmy;6;;;au domicile de Paulo", "private_home"),
        (";Valmy;6;;;", "no_venue_name"),
        ("Salle;;6;;;", "no_commune"),
        ("Salle;Valmy;;;;", "no_places"),
        ("Salle;Valmy;2;;;", "too_few_places"),
    ],
)
def test_a_wrong_line_is_refused_with_its_reason(line, reason):
    plan = bring_in(line, HALL)

    assert verdicts(plan) == ["refused", "create"]
    assert [found.code for found in plan.lines[0].reasons] == [reason]
    assert Venue.objects.get().name == "Salle des fêtes"


def test_what_is_not_understood_is_told():
    line = plan_of("Salle;Valmy;8;selon la mairie;à voir;").lines[0]

    assert {remark.code for remark in line.losses} == {"half_days_unread", "accessible_unclear"}
