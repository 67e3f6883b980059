"""What makes every test stricter than production: switched on for all of them by `conftest.py`."""

import copy
import random
import socket
from ipaddress import ip_address
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.template.base import FilterExpression, Parser, Variable, VariableDoesNotExist

OUR_TEMPLATES = Path(settings.BASE_DIR) / "templates"


def fail_on_unknown_variables() -> None:
    """In our own templates, a variable nobody passed fails the test instead of printing nothing.

    A test such as `{% if note %}` may name an optional value, key of a dictionary or field of a form, but not a
    missing attribute of an object that is there. A filter `default` says that nothing is expected.
    Done once, before any template is read.
    """
    compile_filter = Parser.compile_filter

    def compile_ours_strictly(self, token):
        is_ours = OUR_TEMPLATES in Path(str(self.origin.name)).parents if self.origin else False
        return _StrictExpression(token, self) if is_ours else compile_filter(self, token)

    Parser.compile_filter = compile_ours_strictly


class _StrictExpression(FilterExpression):
    def __init__(self, token, parser):
        super().__init__(token, parser)
        self.origin = parser.origin

    def resolve(self, context, ignore_failures=False):
        if not isinstance(self.var, Variable) or self.var.lookups is None:
            return super().resolve(context, ignore_failures)
        try:
            value = self.var.resolve(context)
        except VariableDoesNotExist as missing:
            is_optional = ignore_failures and hasattr(missing.params[1], "__getitem__")
            has_default = any(function.__name__.startswith("default") for function, _args in self.filters)
            if not is_optional and not has_default:
                pytest.fail(f"{self.origin.template_name}: unknown variable {self.token}", pytrace=False)
            return super().resolve(context, ignore_failures)
        if not self.filters:
            return value
        known = copy.copy(self)
        known.var, known.is_var = value, False
        return FilterExpression.resolve(known, context, ignore_failures)


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
