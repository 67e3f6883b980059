"""The best of many ready-made sessions: which of them can be held together, and gain most.

Whole sessions as columns make a far tighter program than places one by one, so that it is solved in a moment.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .companions import everybody_at
from .ledger import Key
from .mip import Budget, Column, Rows, Watcher, maximise
from .objective import age_points, commune_points, pairs_met
from .problem import PlannedSession
from .state import State
from .ties import mix

GRAIN = 16  # parts of a point, so that chance can tell equals apart


def session_points(state: State, session: PlannedSession) -> int:
    """What the session gains by itself, leaving out what counts once a person."""
    problem, people = state.problem, session.people
    served = sum(state.points[member, session.skill] for member in session.learners)
    shared = problem.weights.sharer_session * len(session.sharers)
    repeated = problem.weights.repeat_pair * pairs_met(problem, people)
    return served - shared - repeated + age_points(problem, people) + commune_points(problem, people)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Sessions to hold; what those offered could gain at most together, if known; whether the choice is settled."""

    sessions: list[PlannedSession]
    bound: int | None
    settled: bool


def choose_sessions(
    state: State,
    offered: Sequence[PlannedSession],
    start: Sequence[PlannedSession],
    *,
    seed: int,
    budget: Budget,
    wobble: int = 0,
    apart: Iterable[Iterable[PlannedSession]] = (),
    on_progress: Watcher | None = None,
) -> Chosen:
    """The best sessions among `offered` to hold beside those of `state`.

    `start` are sessions of `offered` that can be held together. With `wobble`, every session is taken for up to so
    many points more than it is, by chance, so that plans about as good get their turn; there is no bound then.
    Of each set in `apart`, one can be held at most; it follows from the rules, but saves time to know.
    `on_progress` receives the share of the effort spent, the best gain and the bound, and says whether to go on.
    """
    rows = Rows()
    columns: dict[PlannedSession, Column] = {}
    for number, session in enumerate(offered):
        points = session_points(state, session) * GRAIN + mix(seed, number) % (wobble * GRAIN + 1)
        columns[session] = rows.column(points, whole=True)
    uses: dict[Key, list[Column]] = defaultdict(list)
    learning: dict[int, list[Column]] = defaultdict(list)
    sharing: dict[int, list[Column]] = defaultdict(list)
    for session, column in columns.items():
        uses["room", session.venue, session.slot].append(column)
        present = everybody_at(state.people, session)
        for member in present:
            uses["evening", member, session.slot].append(column)
        for key in state.conflicts.keys(session.venue, session.slot, present):
            uses[key].append(column)
        for member in session.learners:
            uses["request", member, session.skill].append(column)
            learning[member].append(column)
        for member in session.sharers:
            sharing[member].append(column)
    known_apart = [[columns[session] for session in sessions if session in columns] for sessions in apart]
    for together in [*uses.values(), *known_apart]:
        if len(together) > 1:
            rows.at_most(1, (1, together))
    for member in sorted(learning.keys() | sharing.keys()):
        _add_person(rows, state, member, learning.get(member, []), sharing.get(member, []))
    begun = dict.fromkeys(columns.values(), 0.0) | {columns[session]: 1.0 for session in start}
    answer = maximise(rows, begun, seed=seed, budget=budget, margin=GRAIN * (1 + 2 * wobble), on_progress=on_progress)
    held = [session for session, column in columns.items() if answer.values and answer.values[column] > 0.5]
    bound = None if wobble or answer.bound is None else answer.bound // GRAIN
    return Chosen(held, bound, answer.optimal)


def _add_person(rows: Rows, state: State, member: int, learning: list[Column], sharing: list[Column]) -> None:
    """A person's limits, and what counts once."""
    person, weights = state.people[member], state.problem.weights
    learned, shared = state.learns[member], state.shares[member]
    if len(learning) > person.max_learn - learned:
        rows.at_most(person.max_learn - learned, (1, learning))
    if len(sharing) > person.max_share - shared:
        rows.at_most(person.max_share - shared, (1, sharing))
    if not learned and not shared:
        _add_once(rows, weights.reach, learning + sharing)
    if person.given and person.received:
        return
    if person.given:
        halves = [] if learned else [(weights.first_receive, [learning])]
    elif person.received:
        halves = [] if shared else [(weights.first_give, [sharing])]
    elif learned and shared:
        halves = []
    else:
        missing = [part for part, done in ((learning, learned), (sharing, shared)) if not done]
        halves = [(weights.both_in_round, missing)]
    for gain, parts in halves:
        _add_once(rows, gain, *parts)


def _add_once(rows: Rows, gain: int, *parts: list[Column]) -> None:
    """A gain for holding at least one session of every part."""
    if gain and all(parts):
        column = rows.column(gain * GRAIN)
        for part in parts:
            rows.at_most(0, (1, [column]), (-1, part))
