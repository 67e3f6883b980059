"""The table of `permissions.py` holds: every address of the resolver, every role, GET and POST."""

import copy

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
    caller = Caller(settled_village.people[role])
    wrong = {}
    for key, row in TABLE.items():
        for method, expected in row.of(role).items():
            got = said_by(caller.ask(method, urls_of(key, settled_village)[0]))
            if got != expected:
                wrong[f"{method} {key}"] = f"{got} instead of {expected}"
    assert wrong == {}


def test_actions_are_only_posted_to(settled_village):
    caller = Caller(settled_village.administrator)
    actions = [key for key, target in TARGETS.items() if target.kind == "action"]
    got = {key: caller.ask("GET", urls_of(key, settled_village)[0]).status_code for key in actions}
    assert got == dict.fromkeys(actions, 405)


class Caller:
    """Somebody who signed in, once, or a visitor; what each of their requests changes is undone."""

    def __init__(self, person: Member | None) -> None:
        self._client = Client(raise_request_exception=False)
        if person is not None:
            self._client.force_login(person)
        self._cookies = self._client.cookies

    def ask(self, method: str, url: str) -> HttpResponse:
        self._client.cookies = copy.deepcopy(self._cookies)
        with transaction.atomic():
            response = self._client.generic(method, url)
            if response.streaming:
                b"".join(response.streaming_content)
            transaction.set_rollback(True)
        return response


def said_by(response: HttpResponse) -> str:
    sign_in = resolve_url(settings.LOGIN_URL)
    return "in" if response.get("Location", "").startswith(f"{sign_in}?") else str(response.status_code)
