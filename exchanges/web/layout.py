"""A place on the sheet for each knot and each dot, always the same for the same web.

1. Each part of the web that hangs together gets a rectangle of the sheet, as large as it has points.
2. Inside, points are first put so that their distances on paper are like their distances along threads (stress
   majorisation: E. Gansner, Y. Koren, S. North, "Graph drawing by stress majorization", 2004).
3. Springs then spread them evenly (after T. Fruchterman and E. Reingold, "Graph drawing by force-directed
   placement", 1991, with a reach so that nothing is driven to the edge), and the part is stretched over its rectangle.
4. Boxes that overlap and boxes that lie on a thread are moved apart.

Arrays have one row a point and two columns, x and y, in units of the sheet.
"""

import math
from collections import deque
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from exchanges.web.clearing import clear

Points = NDArray[np.float64]
Rectangle = tuple[float, float, float, float]
"""Left, top, width, height."""

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
MAJORISATIONS = 80
SPREADINGS = 200
MARGIN = 6.0
MOST_STRETCH = 2.2


@lru_cache(maxsize=16)
def place(
    neighbours: tuple[tuple[int, ...], ...], boxes: tuple[tuple[float, float], ...], *, width: float, height: float
) -> tuple[tuple[float, float], ...]:
    """The middle of each point's box, all boxes inside the sheet; kept for the next time the same web is asked for.

    `neighbours[i]` are the points tied to point i; ties go both ways. `boxes` are half the widths and heights of the
    boxes, the room between two of them included.
    """
    half = np.array(boxes, dtype=np.float64).reshape(-1, 2)
    points = np.zeros((len(neighbours), 2))
    parts = _parts(neighbours)
    for part, (left, top, wide, high) in zip(
        parts, _cut([len(part) + 1 for part in parts], (0.0, 0.0, width, height)), strict=True
    ):
        low = np.array([left, top]) + half[part] + MARGIN
        high_end = np.array([left + wide, top + high]) - half[part] - MARGIN
        middle = (low + high_end) / 2
        points[part] = _place_part(
            _steps_between(neighbours, part), low=np.minimum(low, middle), high=np.maximum(high_end, middle)
        )
    threads = np.array([(here, there) for here, ties in enumerate(neighbours) for there in ties if here < there])
    cleared = clear(points, half, threads.reshape(-1, 2), width=width, height=height, margin=MARGIN)
    return tuple((x, y) for x, y in cleared.tolist())


def _parts(neighbours: Sequence[Sequence[int]]) -> list[list[int]]:
    """Points that hang together, the largest part first."""
    seen: set[int] = set()
    parts = []
    for start in range(len(neighbours)):
        if start not in seen:
            part = [start]
            seen.add(start)
            for here in part:
                fresh = [there for there in neighbours[here] if there not in seen]
                seen.update(fresh)
                part += fresh
            parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part))


def _cut(sizes: Sequence[int], sheet: Rectangle) -> list[Rectangle]:
    """The sheet cut in as many rectangles as there are sizes, each of an area like its size."""
    if len(sizes) < 2:
        return [sheet][: len(sizes)]
    cut = next(n for n in range(1, len(sizes)) if 2 * sum(sizes[:n]) >= sum(sizes) or n == len(sizes) - 1)
    share = sum(sizes[:cut]) / sum(sizes)
    left, top, width, height = sheet
    if width >= height:
        halves = (left, top, width * share, height), (left + width * share, top, width * (1 - share), height)
    else:
        halves = (left, top, width, height * share), (left, top + height * share, width, height * (1 - share))
    return _cut(sizes[:cut], halves[0]) + _cut(sizes[cut:], halves[1])


def _steps_between(neighbours: Sequence[Sequence[int]], part: Sequence[int]) -> Points:
    """How many threads there are, at least, from each point of a part to each other."""
    row = {point: number for number, point in enumerate(part)}
    steps = np.zeros((len(part), len(part)))
    for start in part:
        away = {start: 0}
        queue = deque([start])
        while queue:
            here = queue.popleft()
            for there in neighbours[here]:
                if there not in away:
                    away[there] = away[here] + 1
                    queue.append(there)
        for point, number in away.items():
            steps[row[start], row[point]] = number
    return steps


def _place_part(steps: Points, *, low: Points, high: Points) -> Points:
    """One part of the web, each point between its own `low` and `high` corner."""
    if len(steps) == 1:
        return (low + high) / 2
    points = _majorise(steps)
    size = (high - low).max(axis=0)
    if size[1] > size[0]:
        points = points[:, ::-1]
    reach = np.maximum(np.ptp(points, axis=0), 1e-6)
    points = low + (0.05 + 0.9 * (points - points.min(axis=0)) / reach) * (high - low)
    return _stretch(_spread(points, steps == 1, low=low, high=high), low=low, high=high)


def _majorise(steps: Points) -> Points:
    """Points whose distances are like `steps`, turned so that the longest side lies along x."""
    count = len(steps)
    turn = np.arange(count) * GOLDEN_ANGLE
    points = _scale_down(steps) + 0.3 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    weights = 1 / np.maximum(steps, 1) ** 2
    np.fill_diagonal(weights, 0)
    back = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    for _turn in range(MAJORISATIONS):
        pull = -weights * steps / np.maximum(_distances(points), 1e-9)
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        points = back @ (pull @ points)
    points = points - points.mean(axis=0)
    _left, _sizes, axes = np.linalg.svd(points, full_matrices=False)
    turned: Points = points @ _same_way(axes).T
    return turned


def _scale_down(steps: Points) -> Points:
    """Classical scaling: the two directions along which the distances differ most."""
    count = len(steps)
    centring = np.eye(count) - 1 / count
    values, vectors = np.linalg.eigh(-0.5 * centring @ steps**2 @ centring)
    scaled: Points = _same_way(vectors[:, :-3:-1].T).T * np.sqrt(np.maximum(values[:-3:-1], 1e-9))
    return scaled


def _same_way(axes: Points) -> Points:
    """Axes mean the same turned about; their largest number is made positive, on every machine."""
    largest = np.take_along_axis(axes, np.abs(axes).argmax(axis=1)[:, None], axis=1)
    same: Points = axes * np.where(largest < 0, -1.0, 1.0)
    return same


def _spread(points: Points, tied: NDArray[np.bool_], *, low: Points, high: Points) -> Points:
    """Near points push each other, tied points pull; each turn moves less than the one before."""
    size = (high - low).max(axis=0)
    space = 0.7 * math.sqrt(size[0] * size[1] / len(points)) or 1.0
    for turn in range(SPREADINGS):
        away = np.maximum(_distances(points), 1.0) / space
        force = np.where(away < 2.5, (1 - away / 2.5) / away**2, 0.0) - 0.8 * tied * np.maximum(away - 0.4, 0.0)
        np.fill_diagonal(force, 0)
        move = force.sum(axis=1)[:, None] * points - force @ points
        length = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)[:, None]
        most = max(1.0, size.sum() / 30 * (1 - turn / SPREADINGS))
        points = np.clip(points + move / length * np.minimum(length, most), low, high)
    return points


def _stretch(points: Points, *, low: Points, high: Points) -> Points:
    """The same picture over the whole rectangle, each way at most `MOST_STRETCH` times as large."""
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    room = (high.max(axis=0) - low.min(axis=0)) / np.maximum(np.ptp(points, axis=0), 1e-6)
    goal = (high.max(axis=0) + low.min(axis=0)) / 2
    stretched: Points = np.clip(goal + (points - middle) * np.clip(room, 1.0, MOST_STRETCH), low, high)
    return stretched


def _distances(points: Points) -> Points:
    across, down = points[:, :1] - points[:, 0], points[:, 1:] - points[:, 1]
    away: Points = np.sqrt(across**2 + down**2)
    return away
