"""Better plans by very many small steps: a few rooms are emptied, and each is given its best session again.

The loops are in `compiled_reseat`, with the same answer whether compiled or not. Rooms that ask for more than they know
(`boards`) keep their sessions, and everybody keeps to them.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from .boards import Board, read_choice, suits
from .ledger import DEAR, SCALE, Ledger, PriceBook, Whole
from .marks import NOBODY
from .problem import Problem, Request
from .relaxation import HASTY, room_spans, session_of
from .rooms import Group, Room
from .state import State
from .ties import mix

HEAT = 60  # points that a step may lose at first
NEAR = 1  # between any two rooms, beside the people they have in common


def may_reseat(problem: Problem) -> bool:
    """Whether nothing ties two rooms but people, each in one place at a time."""
    return suits(problem) and not problem.far and not problem.by_turns


def reseat(
    state: State, groups: Sequence[Group], ledger: Ledger, book: PriceBook, *, steps: float, seed: int, heat: int = HEAT
) -> int:
    """Take so many steps a room; `state` then holds the best plan met, which gains so much more, in 1/SCALE.

    `ledger` has the places of `groups`, where all sessions of `state` are but those that stay. Prices of `book` say who
    is wanted elsewhere. Points that a step may lose begin at `heat` and fall to none.
    """
    if not groups or not may_reseat(state.problem):
        return 0
    spans = room_spans(groups)
    board = Board(state, groups, ledger, spans)
    numbers = [number for number, plain in enumerate(board.plain) if plain]
    if not numbers:
        return 0
    from .compiled_reseat import MODULUS, reseat_rooms  # numba takes a second to load: only where it is of use

    spots = [groups[spans[number][0]].room for number in numbers]
    lines = board.rooms.copy()
    lines[:, 0] = np.arange(len(lines))
    before = {room: state.sessions[room] for room in spots if room in state.sessions}
    held = _held(state, groups, ledger, [spans[number] for number in numbers], board.width)
    started = held.copy()
    columns: list[Any] = [lines, board.groups, *board.columns]
    columns += [np.array([slot for _, slot in spots], dtype=np.int64)]
    columns += [_in_common(groups, [spans[number] for number in numbers], len(state.people))]
    columns += [*_wishes(state, ledger), _toll(ledger, book), *_standing(state, held, spots, board)]
    columns += [np.array([(w.person, w.skill) in state.served for w in ledger.wishes], dtype=np.int64), held]
    chance = 1 + mix(seed) % (MODULUS - 2)
    columns += [int(steps * len(lines)), chance, heat * SCALE, HASTY.nodes, HASTY.teams]
    gain: int = reseat_rooms(*columns)
    changed = [at for at in range(len(spots)) if (held[at] != started[at]).any()]
    for at in changed:
        if spots[at] in before:
            state.lift(spots[at])
    for at in changed:
        choice = read_choice(held[at].tolist())
        if choice is not None:
            state.place(session_of(groups, ledger, choice))
    return gain


def _held(state: State, groups: Sequence[Group], ledger: Ledger, spans: Sequence[tuple[int, int]], width: int) -> Whole:
    """The sessions of the rooms, by their places."""
    lines: Whole = np.full((len(spans), width), NOBODY, dtype=np.int64)
    for line, (first, end) in zip(lines, spans, strict=True):
        session = state.sessions.get(groups[first].room)
        if session is None:
            continue
        group = next(at for at in range(first, end) if groups[at].skill == session.skill)
        start, middle, last = ledger.learners[group], ledger.sharers[group], ledger.learners[group + 1]
        learners = [place for place in range(start, middle) if ledger.people[place] in session.learners]
        sharers = [place for place in range(middle, last) if ledger.people[place] in session.sharers]
        line[:2] = group, len(learners)
        line[2 : 2 + len(sharers)] = sharers
        line[4 : 4 + len(learners)] = learners
    return lines


def _in_common(groups: Sequence[Group], spans: Sequence[tuple[int, int]], people: int) -> Whole:
    """How many could come to both of any two rooms, and a little."""
    there = np.zeros((len(spans), people), dtype=np.float32)
    for line, (first, end) in zip(there, spans, strict=True):
        line[[member for group in groups[first:end] for member in group.people]] = 1
    near: Whole = (there @ there.T).astype(np.int64) + NEAR
    return near


def _wishes(state: State, ledger: Ledger) -> tuple[Whole, Whole]:
    """For each place the number of its request, and what it is worth by itself."""
    wishes = ledger.wishes
    points = [SCALE * state.points[w.person, w.skill] if isinstance(w, Request) else 0 for w in wishes]
    at = ledger.wish
    return at.astype(np.int64), np.array(points, dtype=np.int64)[at]


def _toll(ledger: Ledger, book: PriceBook) -> Whole:
    """What every place uses up of what can be had once, at its price."""
    prices = np.where(ledger.ceilings == DEAR, ledger.read(book), 0)
    toll: Whole = -ledger.values(prices)
    return toll + ledger.gains[ledger.wish]


def _standing(state: State, held: Whole, spots: Sequence[Room], board: Board) -> tuple[Whole, ...]:
    """What everybody is like and brings, how often they are out, and what they do already.

    In a session of `held`, somebody counts once for their own place, and once for everybody they accompany.
    """
    weights = state.problem.weights
    traits = np.array([(p.max_share, p.max_learn, p.given, p.received) for p in state.people], dtype=np.int64)
    gains = weights.reach, weights.first_receive, weights.first_give, weights.both_in_round, weights.sharer_session
    out: Whole = np.zeros((len(state.where), len(state.people)), dtype=np.int64)
    for line, where in zip(out, state.where, strict=True):
        line[list(where)] = 1
    person, adult = board.columns[:2]
    for session, (_, slot) in zip(held, spots, strict=True):
        places = [place for place in session[2 : 4 + max(0, int(session[1]))] if place != NOBODY]
        present = [int(one) for one in (*person[places], *adult[places]) if one >= 0]
        out[slot, present] = 0
        np.add.at(out[slot], present, 1)
    shares, learns = (np.array(counts, dtype=np.int64) for counts in (state.shares, state.learns))
    return traits, SCALE * np.array(gains, dtype=np.int64), out, shares, learns
