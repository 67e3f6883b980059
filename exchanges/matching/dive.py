"""A first plan from prices: hold the sessions the rooms agree on, let the prices settle again, go on."""

from collections.abc import Callable, Mapping, Sequence

from .descent import Pace, descend, share_of
from .ledger import NOTHING_BEYOND, Beyond, PriceBook
from .relaxation import CLOSE, HASTY, SWIFT, Care, Relaxation
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
    swift: bool = False,
    care: Care = SWIFT,
    tolled: Beyond = NOTHING_BEYOND,
    keep_going: Callable[[float], bool] = lambda part: True,
) -> None:
    """Fill empty rooms of `rooms`, a `share` of them at each turn, with `turn` steps of descent between two turns.

    Sessions that were a room's best most often on the way down come first: among those that still are, or, where rooms
    are looked at at once (`swift`), with so much `care`, and the way down is longer, among all that were. `book` is
    only read. People `tolled`, wanted elsewhere, never come for less than their prices there.
    `keep_going(part)` hears how many of the rooms are filled; it may end it.
    """
    begun, book = book, dict(book)
    while keep_going(len(state.sessions) / max(1, len(rooms))):
        free = [group for room in rooms if room not in state.sessions for group in open_groups(state, rooms[room])]
        if not free:
            break
        relaxation = Relaxation(state, free, tolled)
        relaxation.ledger.raise_floors(begun, tolled.people)
        pace = Pace(turn, stride=0.5, patience=6) if swift else Pace(turn, stride=1.0, patience=turn)
        prices = relaxation.ledger.read(book)
        descent = descend(relaxation, prices, pace, target=AIM, care=care if swift else HASTY)
        relaxation.ledger.write(book, descent.prices)
        look = relaxation.look(descent.prices, SWIFT if swift and care == SWIFT else CLOSE)
        met = descent.seen if swift else look.picks
        worth = {pick: int(look.values[[*pick[1], *pick[2]]].sum()) for pick in met}
        placed, wanted = 0, max(FEWEST, int(share * len(look.picks)))
        for pick in sorted(worth, key=lambda pick: (-descent.seen[pick], -worth[pick], pick)):
            session = relaxation.session(pick)
            if placed < wanted and state.allows(session):
                state.place(session)
                placed += 1
        if not placed:
            break
