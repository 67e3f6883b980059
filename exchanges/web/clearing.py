"""Make room: boxes leave each other, and leave the threads that are not theirs, by small steps."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
TURNS = 80
STILL = 0.4
LONGEST_STEP = 12.0


def clear(
    points: Points, half: Points, threads: NDArray[np.int_], *, width: float, height: float, margin: float
) -> Points:
    """Points moved until nothing lies on anything else, or until `TURNS` is over in a web too dense for its sheet.

    `half` are the half sizes of the boxes around the points; `threads` has one row (point, point) a thread.
    """
    low, high = half + margin, np.array([width, height]) - half - margin
    for _turn in range(TURNS):
        move = _leave_boxes(points, half)
        if len(threads):
            move += _leave_threads(points, half, threads)
        longest = np.abs(move).max(axis=1, keepdims=True)
        if longest.max(initial=0.0) < STILL:
            break
        move *= np.minimum(1, LONGEST_STEP / np.maximum(longest, 1e-9))
        points = np.clip(points + move, np.minimum(low, high), np.maximum(low, high))
    return points


def _leave_boxes(points: Points, half: Points) -> Points:
    """How far each box goes, along the axis where it overlaps the least."""
    apart = points[:, None] - points[None]
    over = half[:, None] + half[None] - np.abs(apart)
    hit = over.min(axis=-1) > 0
    np.fill_diagonal(hit, False)
    earlier = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None])
    move = np.zeros_like(points)
    for axis in (0, 1):
        along = hit & (over.argmin(axis=-1) == axis)
        way = np.where(apart[..., axis] == 0, earlier, np.sign(apart[..., axis]))
        move[:, axis] = 0.3 * np.where(along, over[..., axis] * way, 0.0).sum(axis=1)
    return move


def _leave_threads(points: Points, half: Points, threads: NDArray[np.int_]) -> Points:
    """How far each point goes off the threads of others, and the ends of these threads the other way.

    A box is taken as the ellipse inside it: `reach2` is the square of its half size towards the thread.
    """
    start, along = points[threads[:, 0]], points[threads[:, 1]] - points[threads[:, 0]]
    length2 = np.maximum((along**2).sum(axis=1), 1.0)
    off_x, off_y = points[:, :1] - start[:, 0], points[:, 1:] - start[:, 1]
    where = np.clip((off_x * along[:, 0] + off_y * along[:, 1]) / length2, 0, 1)
    off_x -= where * along[:, 0]
    off_y -= where * along[:, 1]
    away2 = np.maximum(off_x**2 + off_y**2, 1e-9)
    reach2 = ((off_x * half[:, :1]) ** 2 + (off_y * half[:, 1:]) ** 2) / away2
    number = np.arange(len(points))[:, None]
    point, thread = np.nonzero((away2 < reach2) & (number != threads[:, 0]) & (number != threads[:, 1]))
    off = np.stack([off_x[point, thread], off_y[point, thread]], axis=1)
    away = np.sqrt(away2[point, thread])[:, None]
    aside = np.stack([-along[thread, 1], along[thread, 0]], axis=1) / np.sqrt(length2[thread])[:, None]
    way = np.where(away > 0.5, off / np.maximum(away, 0.5), aside)
    push = 0.3 * way * (np.sqrt(reach2[point, thread])[:, None] - away)
    move = np.zeros_like(points)
    np.add.at(move, point, push)
    for side in (0, 1):
        np.add.at(move, threads[thread, side], -0.3 * push)
    return move
