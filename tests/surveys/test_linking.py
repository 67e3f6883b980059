"""Somebody who holds the whole database looks for who said what: no better than chance."""

import math
import random
import uuid

import pytest
from django.db import connection, models

from members.flows.refused import Refused
from surveys.flows.slips import leave_all, leave_contact
from surveys.models import Answer, ContactSlip, Response, SlipLink
from tests.factories import surveys

PEOPLE, LEAVE_A_SLIP = 1000, 120
FIXED_POINTS = 9
"""A random order leaves one person in their place on average; more than nine, less than once in a million."""

pytestmark = pytest.mark.django_db


def leave(edition, *, name="Solange", **fields):
    given = {"uuid": uuid.uuid4(), "phone": "06 99 00 00 01", "agrees_to_news": True, "is_adult_or_accompanied": True}
    return leave_contact(edition=edition, name=name, **(given | fields))


@pytest.fixture
def village():
    """A thousand sheets one after the other; 120 people leave a slip at once after theirs, 20 of them linked."""
    version = surveys.VersionFactory()
    day, chance = surveys.timezone.localdate(), random.Random(1906)
    made = Response.objects.bulk_create(
        Response(edition=version.edition, version=version, channel="phone", day=day) for _turn in range(PEOPLE)
    )
    who_leave = sorted(chance.sample(range(PEOPLE), LEAVE_A_SLIP))
    linked = set(chance.sample(who_leave, 20))
    for rank in who_leave:
        leave(version.edition, name=f"{rank}", link_to=made[rank] if rank in linked else None)
    return version.edition


def orders_on_disk() -> dict[str, list[int]]:
    """True ranks of the people without a link, in every order the database could tell an attacker."""
    columns = {"sqlite": ["rowid"], "postgresql": ["ctid", "xmin::text::bigint, ctid"]}[connection.vendor]
    linked = {name for (name,) in SlipLink.objects.order_by("pk").values_list("slip__name")}
    found = {}
    for column in [*columns, "uuid"]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT name FROM {ContactSlip._meta.db_table} ORDER BY {column}")
            found[column] = [int(name) for (name,) in cursor.fetchall() if name not in linked]
    return found


def people_found(order: list[int]) -> int:
    """How many an attacker names rightly, who knows already which sheets left a slip and matches them by rank."""
    return sum(guess == true for guess, true in zip(sorted(order), order, strict=True))


def correlation(order: list[int]) -> float:
    """Spearman's rank correlation between the order on the disk and the order of the sheets."""
    ranks = {true: rank for rank, true in enumerate(sorted(order))}
    n = len(order)
    return 1 - 6 * sum((ranks[true] - place) ** 2 for place, true in enumerate(order)) / (n * (n * n - 1))


def test_the_attack_works_on_rows_written_one_after_the_other():
    order = list(range(0, 500, 5))
    assert (people_found(order), correlation(order)) == (100, 1)


def test_no_order_of_the_database_links_better_than_chance(village):
    for order in orders_on_disk().values():
        assert len(order) == LEAVE_A_SLIP - 20
        assert people_found(order) <= FIXED_POINTS
        assert abs(correlation(order)) < 5 / math.sqrt(len(order) - 1)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite does not keep which transaction wrote a row")
def test_all_slips_were_written_by_one_transaction(village):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {ContactSlip._meta.db_table}")
        assert cursor.fetchone() == (1,)


def test_no_column_leads_from_a_slip_to_a_sheet():
    """Nothing a slip and a sheet have in common but the edition; no hour anywhere, no history."""
    names = {field.name for field in ContactSlip._meta.concrete_fields}
    assert names == {
        "uuid", "edition", "name", "phone", "email", "agrees_to_contact", "agrees_to_news", "wording",
    }  # fmt: skip
    assert names & {field.name for field in Response._meta.concrete_fields} == {"uuid", "edition"}
    for model in (ContactSlip, Response, Answer, SlipLink):
        assert not any(isinstance(field, models.DateTimeField | models.TimeField) for field in model._meta.fields)
        assert not hasattr(model, "history")


def test_a_yes_to_be_linked_is_kept_through_the_shuffle(village):
    links = SlipLink.objects.select_related("slip", "response").order_by("response")
    first = Response.objects.order_by("pk").first().pk
    assert [int(link.slip.name) for link in links] == [link.response.pk - first for link in links]
    assert len(links) == 20


def test_a_slip_sent_twice_is_one():
    edition, key = surveys.EditionFactory(), uuid.uuid4()
    assert leave(edition, uuid=key) == leave(edition, uuid=key)
    assert ContactSlip.objects.count() == 1


def test_slips_of_an_import_come_in_at_once():
    edition = surveys.EditionFactory()
    leave(edition)
    leave_all([surveys.ContactSlipFactory.build(edition=edition) for _turn in range(3)], edition=edition)
    assert edition.slips.count() == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"phone": ""},
        {"agrees_to_news": False},
        {"is_adult_or_accompanied": False},
    ],
    ids=["no name", "no way to reach", "agreed to nothing", "a child alone"],
)
def test_a_slip_that_cannot_be_kept_is_refused(wrong):
    with pytest.raises(Refused):
        leave(surveys.EditionFactory(), **wrong)
    assert not ContactSlip.objects.exists()


def test_a_sheet_is_linked_to_one_person_of_its_edition():
    response = surveys.ResponseFactory()
    leave(response.edition, link_to=response)
    for edition, sheet in ((response.edition, response), (surveys.EditionFactory(), surveys.ResponseFactory())):
        with pytest.raises(Refused):
            leave(edition, link_to=sheet)
    assert (SlipLink.objects.count(), ContactSlip.objects.count()) == (1, 1)
