"""What makes every test stricter than production: switched on for all of them by `conftest.py`."""

import copy
import random
import socket
import threading
from ipaddress import ip_address
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.template.base import FilterExpression, Node, Variable, VariableDoesNotExist

OUR_TEMPLATES = Path(settings.BASE_DIR) / "templates"


def fail_on_unknown_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """In our own templates, a variable nobody passed fails the test instead of printing nothing.

    A test such as `{% if note %}` may name an optional value, key of a dictionary or field of a form, but not a
    missing attribute of an object that is there. A filter `default` says that nothing is expected.
    """
    resolve = FilterExpression.resolve
    render_annotated = Node.render_annotated
    rendering = threading.local()

    def render_and_note_origin(self, context):
        outer = getattr(rendering, "origin", None)
        rendering.origin = self.origin
        try:
            return render_annotated(self, context)
        finally:
            rendering.origin = outer

    def resolve_strictly(self, context, ignore_failures=False):
        origin = getattr(rendering, "origin", None)
        if not isinstance(self.var, Variable) or self.var.lookups is None or not _is_ours(origin):
            return resolve(self, context, ignore_failures)
        try:
            value = self.var.resolve(context)
        except VariableDoesNotExist as missing:
            is_optional = ignore_failures and hasattr(missing.params[1], "__getitem__")
            has_default = any(function.__name__.startswith("default") for function, _args in self.filters)
            if not is_optional and not has_default:
                pytest.fail(f"{origin.template_name}: unknown variable {self.token}", pytrace=False)
            return resolve(self, context, ignore_failures)
        known = copy.copy(self)
        known.var, known.is_var = value, False
        return resolve(known, context, ignore_failures)

    monkeypatch.setattr(Node, "render_annotated", render_and_note_origin)
    monkeypatch.setattr(FilterExpression, "resolve", resolve_strictly)


def _is_ours(origin) -> bool:
    return origin is not None and OUR_TEMPLATES in Path(str(origin.name)).parents


def shuffle_unordered_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows read without an order come back in any order, as a database is free to do."""
    fetch_all = QuerySet._fetch_all

    def fetch_all_shuffled(self):
        is_new = self._result_cache is None
        fetch_all(self)
        if is_new and len(self._result_cache) > 1 and not self.ordered and not self.query.is_sliced:
            random.shuffle(self._result_cache)

    monkeypatch.setattr(QuerySet, "_fetch_all", fetch_all_shuffled)


def refuse_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection leaves this machine."""
    connect = socket.socket.connect

    def connect_here_only(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0]
            if host != "localhost" and not ip_address(host).is_loopback:
                pytest.fail(f"A test tried to reach {host}.")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here_only)
