"""Invented people, places and sessions for the tests, one file per app.

Every factory gives a row that the database and `full_clean` accept, with French words that could be real.
Names come in a fixed order, so that a failing test reads the same twice.
"""

from django.db import models
from factory.django import DjangoModelFactory


def all_factories() -> list[type[DjangoModelFactory]]:
    from tests.factories import exchanges, members, surveys

    found = {thing for module in (members, surveys, exchanges) for thing in vars(module).values() if _is_factory(thing)}
    return sorted(found, key=lambda factory: factory.__name__)


def factory_of(model: type[models.Model]) -> type[DjangoModelFactory] | None:
    return next((factory for factory in all_factories() if factory._meta.model is model), None)


def _is_factory(thing: object) -> bool:
    return isinstance(thing, type) and issubclass(thing, DjangoModelFactory) and thing._meta.model is not None
