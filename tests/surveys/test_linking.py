"""Somebody who holds the whole database looks for who said what: no better than chance."""

import json
import random

import pytest
from django.db import connection, models

from exchanges.backup import write
from surveys.models import Answer, ContactSlip, Response, SlipLink
from tests.factories import surveys
from tests.instruments import linking

PEOPLE, LEAVE_A_SLIP, LINKED = 1000, 200, 20

pytestmark = pytest.mark.django_db


def make_village():
    """A thousand sheets one after the other; 200 people leave a slip at once after theirs, 20 of them linked."""
    version = surveys.VersionFactory()
    day, chance = surveys.timezone.localdate(), random.Random(1906)
    made = Response.objects.bulk_create(
        Response(edition=version.edition, version=version, channel="phone", day=day) for _turn in range(PEOPLE)
    )
    who_leave = sorted(chance.sample(range(PEOPLE), LEAVE_A_SLIP))
    linked = set(chance.sample(who_leave, LINKED))
    for rank in who_leave:
        surveys.leave_slip(version.edition, name=f"{rank}", link_to=made[rank] if rank in linked else None)
    return version.edition


@pytest.fixture(scope="module")
def village_made_once(made_once):
    return made_once(make_village)


@pytest.fixture
def village(village_made_once, db):
    return village_made_once


def without_links(order: list[int]) -> list[int]:
    """The people who did not agree to be linked."""
    linked = {int(name) for name in SlipLink.objects.order_by("pk").values_list("slip__name", flat=True)}
    return [rank for rank in order if rank not in linked]


def test_the_attack_works_on_rows_written_one_after_the_other():
    order = list(range(0, 500, 5))
    assert (linking.people_found(order), linking.correlation(order)) == (100, 1)
    assert linking.says_something(order)


def test_no_order_of_the_database_links_better_than_chance(village):
    orders = {column: without_links(order) for column, order in linking.orders_on_disk().items()}
    assert {len(order) for order in orders.values()} == {LEAVE_A_SLIP - LINKED}
    assert [column for column, order in orders.items() if linking.says_something(order)] == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite does not keep which transaction wrote a row")
def test_all_slips_were_written_by_one_transaction(village):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {ContactSlip._meta.db_table}")
        assert cursor.fetchone() == (1,)


def test_a_backup_gives_no_order_either(village):
    lines = b"".join(write._lines_of(ContactSlip)).splitlines()
    order = [int(json.loads(line)["fields"]["name"]) for line in lines]
    assert len(order) == LEAVE_A_SLIP
    assert not linking.says_something(without_links(order))


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
