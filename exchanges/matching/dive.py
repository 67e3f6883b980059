"""A first plan from prices: hold the sessions the rooms agree on, let the prices settle again, go on."""

from collections.abc import Callable, Mapping, Sequence

from .descent import Pace, descend, share_of
from .ledger import NOTHING_BEYOND, Beyond, PriceBook
from .relaxation import CLOSE, Relaxation
from .rooms import Group, Room
from .state import State, open_groups

SHARE = 0.08  # of the empty rooms, filled at each turn
FEWEST = 3
AIM = share_of(0.01)


def dive(
    state: State,
    rooms: Mapping[Room, Sequence[Group]],
    book: PriceBook,
    *,
    turn: int,
    share: float = SHARE,
    tolled: Beyond = NOTHING_BEYOND,
    keep_going: Callable[[float], bool] = lambda part: True,
) -> None:
    """Fill empty rooms of `rooms`, a `share` of them at each turn, with `turn` steps of descent between two turns.

    `book` is only read. People `tolled`, wanted elsewhere, never come for less than their prices there.
    `keep_going(part)` hears how many of the rooms are filled; it may end it.
    """
    begun, book = book, dict(book)
    while keep_going(len(state.sessions) / max(1, len(rooms))):
        free = [group for room in rooms if room not in state.sessions for group in open_groups(state, rooms[room])]
        if not free:
            break
        relaxation = Relaxation(state, free, tolled)
        relaxation.ledger.raise_floors(begun, tolled.people)
        descent = descend(relaxation, relaxation.ledger.read(book), Pace(turn, stride=1.0, patience=turn), target=AIM)
        relaxation.ledger.write(book, descent.prices)
        look = relaxation.look(descent.prices, CLOSE)
        worth = {pick: int(look.values[[*pick[1], *pick[2]]].sum()) for pick in look.picks}
        placed, wanted = 0, max(FEWEST, int(share * len(look.picks)))
        for pick in sorted(worth, key=lambda pick: (-descent.seen[pick], -worth[pick], pick)):
            session = relaxation.session(pick)
            if placed < wanted and state.allows(session):
                state.place(session)
                placed += 1
        if not placed:
            break
