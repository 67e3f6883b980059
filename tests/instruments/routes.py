"""Every address the resolver knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

ADMIN = "admin"


@dataclass(frozen=True)
class Route:
    name: str
    arguments: tuple[str, ...]
    path: str

    @property
    def key(self) -> str:
        """Its name, with `person_pk` apart: the pages of « Mon espace » also exist in somebody's name."""
        return f"{self.name} in a name" if "person_pk" in self.arguments and self.path.startswith(PROXY) else self.name

    @property
    def is_of_the_admin(self) -> bool:
        return self.name.startswith(f"{ADMIN}:")


PROXY = "au-nom-de/"


def all_routes() -> list[Route]:
    return list(_walk(get_resolver(), "", "", ()))


@cache
def our_routes() -> dict[str, Route]:
    """All but the back-office's generated ones, by key."""
    return {route.key: route for route in all_routes() if not route.is_of_the_admin}


def _walk(resolver: URLResolver, prefix: str, namespace: str, arguments: tuple[str, ...]) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        own = (*arguments, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLPattern):
            yield Route(f"{namespace}{pattern.name}", own, path)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, path, inner, own)
