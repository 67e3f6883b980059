"""What kinds of address there are, and how the village gives their arguments.

A *page* is HTML that people read: the instruments visit it (accessibility, content policy, weight, reading ease).
A *file* is given by GET too, but is no page of its own (PDF, part of a page, redirection). An *action* is only
posted to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.village import Village

Arguments = dict[str, Any]
Finder = Callable[[Village], Arguments | list[Arguments]]


@dataclass(frozen=True)
class Target:
    kind: str
    find: Finder

    def arguments(self, village: Village) -> list[Arguments]:
        found = self.find(village)
        return found if isinstance(found, list) else [found]


def _nothing(village: Village) -> Arguments:
    return {}


def page(find: Finder = _nothing) -> Target:
    return Target("page", find)


def file(find: Finder = _nothing) -> Target:
    return Target("file", find)


def action(find: Finder = _nothing) -> Target:
    return Target("action", find)
