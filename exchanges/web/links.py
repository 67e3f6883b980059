"""What goes from group to group: links, the chains they make, and the circles where giving comes back.

A *link* (a, b) is there when somebody learns in group a and shares in group b: what they receive in one place and
what they give in another. A *circle* is a closed walk along links, each group once. A *chain* is an open walk along
links that are on no circle.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Link = tuple[int, int]
Path = tuple[int, ...]
"""Places of groups in the web, in the order of giving; a circle does not repeat its first group at the end."""


@dataclass(frozen=True, slots=True)
class Group:
    """Who shares and who learns in one proposed group; nobody does both in the same one."""

    sharers: tuple[int, ...]
    learners: tuple[int, ...]

    @property
    def people(self) -> tuple[int, ...]:
        return self.sharers + self.learners


def find_links(groups: Sequence[Group]) -> dict[Link, tuple[int, ...]]:
    """Each link and the people who make it, in order; the links themselves are in order too."""
    shares_in: dict[int, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        for person in group.sharers:
            shares_in[person].append(place)
    carriers: dict[Link, set[int]] = defaultdict(set)
    for place, group in enumerate(groups):
        for person in group.learners:
            for other in shares_in.get(person, ()):
                carriers[place, other].add(person)
    return {link: tuple(sorted(carriers[link])) for link in sorted(carriers)}


def find_circles(links: Iterable[Link]) -> list[Path]:
    """Circles that together pass through every link that is on one, the shortest first; each starts at its first group.

    For each link, its shortest circle is looked for; a circle that would tell no new link is left out.
    """
    links = sorted(links)
    after = _followers(links)
    found = {_first_first(circle) for link in links if (circle := _walk_back(link, after))}
    told: set[Link] = set()
    kept = []
    for circle in sorted(found, key=lambda path: (len(path), path)):
        steps = set(links_of(circle, closed=True))
        if not steps <= told:
            told |= steps
            kept.append(circle)
    return kept


def find_chains(links: Iterable[Link]) -> list[Path]:
    """Chains that together pass once through every link that is on no circle, the longest first."""
    links = sorted(links)
    after = _followers(links)
    left = [link for link in links if _walk_back(link, after) is None]
    chains = []
    while left:
        chain = _longest_path(left)
        chains.append(chain)
        told = set(links_of(chain))
        left = [link for link in left if link not in told]
    return chains


def links_of(path: Path, *, closed: bool = False) -> list[Link]:
    """The links a path goes along; with `closed`, also the one from its last group to its first."""
    return list(zip(path, path[1:] + path[:1] if closed else path[1:], strict=False))


def _followers(links: Iterable[Link]) -> Mapping[int, list[int]]:
    after: dict[int, list[int]] = defaultdict(list)
    for start, end in links:
        after[start].append(end)
    return after


def _walk_back(link: Link, after: Mapping[int, list[int]]) -> Path | None:
    """The shortest circle through a link: from its end, breadth first, back to its start; None when there is no way."""
    start, end = link
    came_from: dict[int, int | None] = {end: None}
    queue = deque([end])
    while queue and start not in came_from:
        here = queue.popleft()
        for place in after.get(here, ()):
            if place not in came_from:
                came_from[place] = here
                queue.append(place)
    if start not in came_from:
        return None
    back = [start]
    while (earlier := came_from[back[-1]]) is not None:
        back.append(earlier)
    return tuple(reversed(back))


def _first_first(circle: Path) -> Path:
    turn = circle.index(min(circle))
    return circle[turn:] + circle[:turn]


def _longest_path(links: Sequence[Link]) -> Path:
    """The longest walk along links that close no circle; of equals, the first in the order of groups."""
    after = _followers(links)
    longest: dict[int, Path] = {}
    for start in after:
        todo = [start]
        while todo:
            here = todo[-1]
            waiting = [place for place in after.get(here, ()) if place not in longest]
            if waiting:
                todo += waiting
                continue
            todo.pop()
            rest = min(
                (longest[place] for place in after.get(here, ())), key=lambda path: (-len(path), path), default=()
            )
            longest[here] = (here, *rest)
    return min(longest.values(), key=lambda path: (-len(path), path))
