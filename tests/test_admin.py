"""The back-office: who may open and write what, and lists that cost the same however long."""

import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse

from members.models import Member
from tests.factories import factory_of
from tests.instruments.queries import assert_constant_queries
from tests.permissions_admin import ADMIN
from tests.roles import ROLES
from tests.test_permissions import Caller, said_by

MODELS = {model._meta.label: model for model in admin.site._registry}
NEEDS = {"changelist": "v", "export": "v", "add": "a", "import": "a", "delete": "d", "history": "v", "change": "v"}
OF_ONE_ROW = {"delete", "history", "change"}
MOST_QUERIES_IN_THE_ADMIN = 14


def test_every_model_of_the_back_office_is_in_the_table():
    assert sorted(ADMIN) == sorted(MODELS)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_what_the_table_says(role, settled_village):
    caller = Caller(settled_village.people[role])
    at_the_door = said_by(caller.ask("GET", reverse("admin:login")))
    wrong = {}
    for label in ADMIN:
        for verb, url in addresses_of(label).items():
            letters = {"GET": NEEDS[verb]} | ({"POST": "c"} if verb == "change" else {})
            for method, letter in letters.items():
                got, expected = arrive(caller.ask(method, url), at_the_door), expect(role, label, letter)
                if got != expected:
                    wrong[f"{method} {verb} {label}"] = f"{got} instead of {expected}"
    assert wrong == {}


@pytest.mark.parametrize("label", [label for label, model in MODELS.items() if factory_of(model)])
def test_lists_cost_the_same_with_one_row_and_thirty(label, administrator_client):
    make_rows = factory_of(MODELS[label]).create_batch
    url = reverse(f"admin:{_path(label)}_changelist")
    assert_constant_queries(
        administrator_client, url, make_rows, most_queries=MOST_QUERIES_IN_THE_ADMIN, most_bytes=None
    )


def addresses_of(label: str) -> dict[str, str]:
    """Each page of a model that exists, on one of its rows where it is about one: of people, a resident."""
    rows = MODELS[label]._default_manager.all()
    row = (rows.filter(is_staff=False) if MODELS[label] is Member else rows).first()
    if row is None and (factory := factory_of(MODELS[label])):
        row = factory()
    addresses = {}
    for verb in NEEDS:
        if verb in OF_ONE_ROW and row is None:
            continue
        try:
            arguments = [row.pk] if verb in OF_ONE_ROW else []
            addresses[verb] = reverse(f"admin:{_path(label)}_{verb}", args=arguments)
        except NoReverseMatch:
            continue
    return addresses


def arrive(response: HttpResponse, at_the_door: str) -> str:
    """What is said in the end: those whom the back-office does not know are sent to its door."""
    where = response.get("Location", "")
    if where.startswith(reverse("admin:login")):
        return at_the_door
    return "200" if where.startswith(reverse("admin:index")) else said_by(response)


def expect(role: str, label: str, letter: str) -> str:
    if role == "visitor":
        return "in"
    granted = dict(zip(("team", "administrator"), ADMIN[label], strict=True)).get(role, "")
    return "200" if letter in granted else "403"


def _path(label: str) -> str:
    return label.replace(".", "_").lower()
