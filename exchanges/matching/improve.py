"""Better plans a neighbourhood at a time: empty some rooms, price them anew, choose among what the prices bring up.

Each step asks twice. The prices of the emptied rooms prove what they could gain at most beside the rest; when that is
no more than they held, they are left as they were. Otherwise HiGHS chooses among the sessions that came up on the way
down and those that were there. A little chance in what sessions are taken to be worth lets the plan wander among its
equals; the best plan met is what counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .choose import choose_sessions
from .descent import Pace, descend, points
from .ledger import SCALE, PriceBook
from .mip import Budget
from .pick import Choice
from .problem import PlannedSession
from .relaxation import HASTY, Care, Look, Relaxation, whole_points
from .rooms import Group, Room
from .state import State, open_groups
from .ties import mix

KINDS = ("anywhere", "same people", "same half-days")
CHANCE = 1 << 20
OFFERED = 16  # sessions for each emptied room, on average
WOBBLE = 4  # points
ASTRAY = 300  # a plan worse than the best by 1/ASTRAY is given up
HARD, IDLE = 0.95, 1.02
PACE = Pace(20, stride=0.3, patience=4)
BUDGET = Budget(nodes=5, checks=100)


@dataclass(slots=True)
class Appetite:
    """How many rooms a step empties: more while steps bring nothing, fewer after one too hard to settle."""

    rooms: float = 20.0
    least: float = 8.0
    most: float = 40.0

    def learn(self, *, gained: bool, settled: bool) -> None:
        """Adapt to how the last step went."""
        factor = HARD if not settled else 1.0 if gained else IDLE
        self.rooms = max(self.least, min(self.most, self.rooms * factor))


def improve(
    state: State, rooms: Mapping[Room, Sequence[Group]], book: PriceBook, *, steps: int, seed: int, care: Care = HASTY
) -> Iterator[State]:
    """After each of so many steps, the best plan so far; it begins with the one in `state`."""
    if not rooms:
        return
    near = Neighbours(state, rooms)
    appetite = Appetite()
    work = best = state
    for step in range(steps):
        if work is best or work.objective < best.objective - best.objective // ASTRAY:
            work = best.copy()
        chosen = near.order(mix(seed, step), KINDS[step % len(KINDS)])[: round(appetite.rooms)]
        before = work.objective
        settled = refill(work, rooms, chosen, book, seed=mix(seed, step, 1), care=care)
        appetite.learn(gained=work.objective > before, settled=settled)
        if work.objective > best.objective:
            best = work.copy()
        yield best


def refill(
    state: State,
    rooms: Mapping[Room, Sequence[Group]],
    chosen: Sequence[Room],
    book: PriceBook,
    *,
    seed: int,
    wobble: int = WOBBLE,
    care: Care = HASTY,
) -> bool:
    """Empty the chosen rooms and fill them again, as well at least but for `wobble`; whether the choice was settled."""
    before = state.objective
    lifted = [state.lift(room) for room in chosen if room in state.sessions]
    held = before - state.objective
    relaxation = Relaxation(state, [group for room in chosen for group in open_groups(state, rooms[room])])
    prices = relaxation.ledger.read(book)
    descent = descend(relaxation, prices, PACE, target=points(held), enough=(held + 1) * SCALE, care=care)
    best: Sequence[PlannedSession] = lifted
    settled = True
    if whole_points(descent.bound) > held:
        promising = nearest(relaxation, relaxation.look(descent.prices, care), descent.seen, OFFERED * len(chosen))
        offered = list(dict.fromkeys([*map(relaxation.session, promising), *lifted]))
        answer = choose_sessions(state, offered, lifted, seed=seed, budget=BUDGET, wobble=wobble)
        best, settled = answer.sessions or lifted, answer.settled
    for session in best:
        state.place(session)
    return settled


def nearest(relaxation: Relaxation, look: Look, seen: Mapping[Choice, int], most: int) -> list[Choice]:
    """At most so many of the sessions seen: those worth most at the last prices beside the best of their room."""
    worth = {pick: int(look.values[[*pick[1], *pick[2]]].sum()) for pick in seen}
    best: dict[Room, int] = {}
    for pick, value in worth.items():
        room = relaxation.groups[pick[0]].room
        best[room] = max(value, best.get(room, value))
    order = sorted(worth, key=lambda pick: (best[relaxation.groups[pick[0]].room] - worth[pick], pick))
    return order[:most]


class Neighbours:
    """Which rooms to empty together."""

    def __init__(self, state: State, rooms: Mapping[Room, Sequence[Group]]) -> None:
        self.rooms = list(rooms)
        self.people = {room: {member for group in groups for member in group.people} for room, groups in rooms.items()}
        self.slots = state.problem.slots

    def order(self, seed: int, kind: str) -> list[Room]:
        """All rooms, those nearest to a room drawn by `seed` first; chance shuffles what is about as near."""
        return self._order(self.rooms[mix(seed) % len(self.rooms)], seed, kind)

    def around(self, room: Room, seed: int) -> list[Room]:
        """The other rooms, those that share most people with this one first."""
        return self._order(room, seed, "same people")[1:]

    def _order(self, centre: Room, seed: int, kind: str) -> list[Room]:
        def rank(room: Room) -> tuple[bool, float, Room]:
            return room != centre, self._distance(kind, centre, room, mix(seed, *room) % CHANCE / CHANCE), room

        return sorted(self.rooms, key=rank)

    def _distance(self, kind: str, centre: Room, room: Room, chance: float) -> float:
        if kind == "same half-days":
            one, other = self.slots[centre[1]], self.slots[room[1]]
            return abs(one.day - other.day) + abs(one.period - other.period) + 3 * chance
        if kind == "same people":
            return -len(self.people[centre] & self.people[room]) * (0.5 + chance)
        return chance
