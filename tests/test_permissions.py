"""The table of `permissions.py` holds: every address of the resolver, every role, GET and POST."""

from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client

from members.models import Member
from tests.instruments.routes import our_routes
from tests.pages import TARGETS, urls_of
from tests.permissions import TABLE
from tests.roles import ROLES


def test_every_address_is_in_the_table():
    assert sorted(TABLE) == sorted(our_routes())


def test_every_address_can_be_reached():
    assert sorted(TARGETS) == sorted(our_routes())


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_the_table_says(role, settled_village):
    cookies = cookies_of(settled_village.people[role])
    wrong = {}
    for key, row in TABLE.items():
        for method, expected in row.of(role).items():
            got = said_by(ask(method, urls_of(key, settled_village)[0], cookies))
            if got != expected:
                wrong[f"{method} {key}"] = f"{got} instead of {expected}"
    assert wrong == {}


@pytest.mark.parametrize("key", [key for key, target in TARGETS.items() if target.kind == "action"])
def test_actions_are_only_posted_to(key, settled_village):
    got = ask("GET", urls_of(key, settled_village)[0], cookies_of(settled_village.administrator))
    assert got.status_code == 405


def cookies_of(person: Member | None) -> SimpleCookie:
    """Those of a browser in which this person has signed in; none for a visitor."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return client.cookies


def ask(method: str, url: str, cookies: SimpleCookie) -> HttpResponse:
    """One request with these cookies; what it changes is undone."""
    client = Client(raise_request_exception=False)
    client.cookies.update(cookies)
    with transaction.atomic():
        response = client.generic(method, url)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response


def said_by(response: HttpResponse) -> str:
    sign_in = resolve_url(settings.LOGIN_URL)
    return "in" if response.get("Location", "").startswith(f"{sign_in}?") else str(response.status_code)
