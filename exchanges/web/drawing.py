"""From a web to what an SVG needs: knots, dots with their words, and threads gathered in a few paths."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from exchanges.web.layout import place
from exchanges.web.links import Group, Link, find_circles, find_links, links_of

LINE = 22
"""Height of a line of text; the letters are 20 high, in units of the sheet."""
LETTER = 10.6
WORDS_A_LINE = 18
"""Letters on a line, at most, unless one word is longer."""
PADDING = (14, 8)
LARGEST_CORNER = 22
ROOM, ROOM_OF_WORDS = 8, 36
"""Between two round spots, and between spots when words are in some: threads and darts stay in sight."""
BEND = 0.12
DART = ((-7, -6), (7, 0), (-7, 6))

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """How large things are, in units of the sheet.

    `knot` and `dot` are the radii of a group and of a person, as long as no longer word is written in them. `height`
    0 means as high as the web needs: `air` times the surface of all boxes, and at least `lowest`.
    """

    width: int
    knot: int
    dot: int
    height: int = 0
    lowest: int = 420
    air: float = 3.8


@dataclass(frozen=True, slots=True)
class Word:
    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A knot or a dot: its middle, half its width and height, what is written in it, a line each.

    It is round when it is as wide as high.
    """

    x: int
    y: int
    half_width: int
    half_height: int
    label: tuple[str, ...] = ()
    gives_and_receives: bool = False

    @property
    def left(self) -> int:
        return self.x - self.half_width

    @property
    def top(self) -> int:
        return self.y - self.half_height

    @property
    def width(self) -> int:
        return 2 * self.half_width

    @property
    def height(self) -> int:
        return 2 * self.half_height

    @property
    def corner(self) -> int:
        return min(self.half_width, self.half_height, LARGEST_CORNER)

    @property
    def words(self) -> list[Word]:
        first = self.y + 7 - (len(self.label) - 1) * LINE // 2
        return [Word(self.x, first + number * LINE, line) for number, line in enumerate(self.label)]

    def edge_towards(self, goal: Point) -> Point:
        """The point where a thread that leaves for `goal` begins, a hair outside."""
        away = math.dist((self.x, self.y), goal) or 1.0
        across, down = (goal[0] - self.x) / away, (goal[1] - self.y) / away
        if self.half_width == self.half_height:
            reach = float(self.half_width)
        else:
            reach = min(self.half_width / max(abs(across), 1e-9), self.half_height / max(abs(down), 1e-9))
        reach = min(reach + 2, away)
        return self.x + across * reach, self.y + down * reach


@dataclass(slots=True)
class Threads:
    """Path data of all threads of a kind, and of the darts that say which way they go."""

    lines: str = ""
    darts: str = ""

    def add(self, knot: Spot, dot: Spot, *, shares: bool) -> None:
        """A bent thread: from the person to the group who shares, from the group to the person who learns."""
        start, end = (dot, knot) if shares else (knot, dot)
        bend = BEND if shares else -BEND
        x1, y1, x2, y2 = *start.edge_towards((end.x, end.y)), *end.edge_towards((start.x, start.y))
        turn = (x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend
        middle = (x1 + 2 * turn[0] + x2) / 4, (y1 + 2 * turn[1] + y2) / 4
        angle = math.atan2(y2 - y1, x2 - x1)
        corners = [
            f"{middle[0] + math.cos(angle) * along - math.sin(angle) * aside:.0f} "
            f"{middle[1] + math.sin(angle) * along + math.cos(angle) * aside:.0f}"
            for along, aside in DART
        ]
        self.lines += f"M{x1:.0f} {y1:.0f}Q{turn[0]:.0f} {turn[1]:.0f} {x2:.0f} {y2:.0f}"
        self.darts += f"M{'L'.join(corners)}z"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything an SVG needs. `strong_*` are the threads of people who give and receive; `halo` follows circles."""

    width: int
    height: int
    knots: tuple[Spot, ...]
    dots: tuple[Spot, ...]
    share: Threads
    learn: Threads
    strong_share: Threads
    strong_learn: Threads
    halo: str


def draw(
    groups: Sequence[Group],
    style: Style,
    *,
    savoirs: Sequence[str] = (),
    names: Mapping[int, str] | None = None,
) -> Drawing:
    """The web on a sheet. Knots bear their number, from 1, and their savoir if given; dots the name or initials given.

    An empty web gives an empty sheet.
    """
    people = sorted({person for group in groups for person in group.people})
    row = {person: len(groups) + number for number, person in enumerate(people)}
    neighbours: list[list[int]] = [[] for _ in range(len(groups) + len(people))]
    for number, group in enumerate(groups):
        for person in group.people:
            neighbours[number].append(row[person])
            neighbours[row[person]].append(number)
    labels = [
        tuple(wrap(f"{number} · {savoirs[number - 1]}" if savoirs else str(number), WORDS_A_LINE))
        for number in range(1, len(groups) + 1)
    ]
    labels += [tuple(wrap((names or {}).get(person, ""), WORDS_A_LINE)) for person in people]
    radii = [style.knot] * len(groups) + [style.dot] * len(people)
    sizes = [_half_size(*one) for one in zip(radii, labels, strict=True)]
    room = (ROOM_OF_WORDS if any(wide != high for wide, high in sizes) else ROOM) / 2
    boxes = tuple((wide + room, high + room) for wide, high in sizes)
    height = style.height or max(
        style.lowest, round(style.air * 4 * sum(wide * high for wide, high in boxes) / style.width)
    )
    places = place(tuple(map(tuple, neighbours)), boxes, width=style.width, height=height)
    links = find_links(groups)
    relays = {row[person] for carriers in links.values() for person in carriers}
    spots = [
        Spot(round(x), round(y), *size, label, number in relays)
        for number, ((x, y), size, label) in enumerate(zip(places, sizes, labels, strict=True))
    ]
    threads = {(strong, shares): Threads() for strong in (False, True) for shares in (False, True)}
    for number, group in enumerate(groups):
        for person in group.people:
            shares = person in group.sharers
            threads[row[person] in relays, shares].add(spots[number], spots[row[person]], shares=shares)
    halo = Threads()
    for number, person, shares in _along_circles(links):
        halo.add(spots[number], spots[row[person]], shares=shares)
    return Drawing(
        width=style.width,
        height=height,
        knots=tuple(spots[: len(groups)]),
        dots=tuple(spots[len(groups) :]),
        share=threads[False, True],
        learn=threads[False, False],
        strong_share=threads[True, True],
        strong_learn=threads[True, False],
        halo=halo.lines,
    )


def _half_size(radius: int, label: Sequence[str]) -> tuple[int, int]:
    """Half the width and height of a spot: round for a number or initials, longer for words."""
    if max(map(len, label), default=0) <= 2:
        return radius, radius
    wide = max(len(line) for line in label) * LETTER / 2 + PADDING[0]
    return round(wide), len(label) * LINE // 2 + PADDING[1]


def _along_circles(links: Mapping[Link, tuple[int, ...]]) -> list[tuple[int, int, bool]]:
    """The threads of every circle: group, person, and whether this person shares there."""
    steps = {step for circle in find_circles(links) for step in links_of(circle, closed=True)}
    learns = {(start, person, False) for start, end in steps for person in links[start, end]}
    shares = {(end, person, True) for start, end in steps for person in links[start, end]}
    return sorted(learns | shares)
