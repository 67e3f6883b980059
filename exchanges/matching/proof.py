"""A proof, or a better plan: what a better plan could hold is little enough to look at it all.

A filling with a given session gains no more than the bound at some prices, less the best of its room, plus that
session: where this is no more than the plan at hand, the session is of no use. The few left are sifted, and HiGHS
chooses among them; when they are many but stand in few groups, it is asked about the groups, place by place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .choose import Chosen, choose_sessions
from .ledger import SCALE, Whole
from .mip import Budget, Watcher, maximise
from .model import Model
from .pick import Choice
from .problem import PlannedSession
from .relaxation import CAREFUL, Look, Relaxation
from .state import State
from .triples import Sifted, sift

BY_PLACES = 600_000_000  # checks times places squared
MOST_CHECKS = 1_500
FEW = 2_500  # sessions to choose among at first
MORE = 4


@dataclass(frozen=True, slots=True)
class Reach:
    """What is looked at: so many sessions at most, or else so many places (possible learners over all groups).

    HiGHS branches `nodes` times at most, and is stopped the sooner the larger the question, since a check then takes
    longer: after `work` checks times sessions.
    """

    sessions: int
    places: int
    nodes: int
    work: int


class Proof:
    """Looks for a filling of the rooms of `relaxation` beside the sessions of `state`, and for its bound.

    `on_progress` receives the share of the effort spent, the best gain and the bound, and says whether to go on.
    """

    def __init__(self, state: State, relaxation: Relaxation, *, reach: Reach, seed: int, on_progress: Watcher) -> None:
        self._state = state
        self._relaxation = relaxation
        self._reach = reach
        self._seed = seed
        self._on_progress = on_progress

    def look_at_all(self, prices: Whole, held: Sequence[PlannedSession]) -> Chosen | None:
        """A filling that gains more than the sessions `held`, or as much; its bound holds for every filling.

        None when there is too much to look at.
        """
        look = self._relaxation.look(prices, CAREFUL)
        slack = self._slack(look, held)
        if within := self._relaxation.sessions_within(look, slack, self._reach.sessions):
            useful, _ = within
            sifted = sift(self._state, self._relaxation, list(useful), self._gain(held))
            return self._choose(sifted, held, len(useful))
        return self._choose_places(look, slack, held)

    def close_in(self, prices: Whole, held: Sequence[PlannedSession]) -> Chosen | None:
        """The same, by steps: sessions nearest to the best of their room first; a better filling shortens the list.

        None when the list is too long from the first.
        """
        relaxation, most = self._relaxation, self._reach.sessions
        look = relaxation.look(prices, CAREFUL)
        best, few, listed, answer = list(held), FEW, list[Choice](), None
        missing, slack = dict[Choice, int](), 0
        while True:
            if not listed:
                within = relaxation.sessions_within(look, self._slack(look, best), most, least=SCALE)
                if within is None:
                    return answer
                missing, slack = within
                listed = list(missing)
            sifted = sift(self._state, relaxation, listed, self._gain(best))
            chosen, few = self._choose_nearest(sifted, best, few)
            better = self._gain(chosen.sessions) > self._gain(best)
            best = chosen.sessions if better else best
            answer = Chosen(best, None, settled=False)
            full, whole = self._slack(look, best), few >= len(sifted.kept)
            if whole and slack >= full:
                return chosen
            if not better or not chosen.settled:
                return answer
            left = [] if whole else sifted.useful(self._gain(best))
            listed = [choice for choice in left if missing[choice] <= full]

    def _slack(self, look: Look, held: Sequence[PlannedSession]) -> int:
        """How far below the best of its room (in 1/SCALE) a session of a better filling can be."""
        return look.bound - (self._gain(held) + 1) * SCALE

    def _gain(self, sessions: Sequence[PlannedSession]) -> int:
        """What the sessions gain beside those that stay."""
        state = self._state
        return State(state.problem, [*state.sessions.values(), *sessions]).objective - state.objective

    def _choose_nearest(self, sifted: Sifted, held: Sequence[PlannedSession], few: int) -> tuple[Chosen, int]:
        """A filling better than `held` from the nearest `few` of the sessions, or from more of them; and how many."""
        while True:
            chosen = self._choose(sifted, held, few)
            if not chosen.settled or few >= len(sifted.kept) or self._gain(chosen.sessions) > self._gain(held):
                return chosen, few
            few *= MORE

    def _choose(self, sifted: Sifted, held: Sequence[PlannedSession], few: int) -> Chosen:
        """The best filling from the nearest `few` of the sessions."""
        sessions = {choice: self._relaxation.session(choice) for choice in sifted.kept[:few]}
        offered = list(dict.fromkeys([*held, *sessions.values()]))
        return choose_sessions(
            self._state,
            offered,
            held,
            seed=self._seed,
            budget=Budget(self._reach.nodes, self._reach.work // max(1, len(offered)), presolve=False),
            apart=[[sessions[choice] for choice in together if choice in sessions] for together in sifted.apart],
            on_progress=self._on_progress,
        )

    def _choose_places(self, look: Look, slack: int, held: Sequence[PlannedSession]) -> Chosen | None:
        rooms = {(session.venue, session.slot, session.skill) for session in held}
        shortfalls = self._relaxation.shortfalls(look)
        groups = [
            group
            for group, missing in zip(self._relaxation.groups, shortfalls, strict=True)
            if missing <= slack or (*group.room, group.skill) in rooms
        ]
        places = sum(len(group.requests) for group in groups)
        if places > self._reach.places:
            return None
        model = Model(self._state, groups)
        budget = Budget(self._reach.nodes, min(MOST_CHECKS, BY_PLACES // max(1, places) ** 2))
        answer = maximise(model.rows, model.start(held), seed=self._seed, budget=budget, on_progress=self._on_progress)
        sessions = model.sessions(answer.values) if answer.values else list(held)
        return Chosen(sessions, answer.bound, answer.optimal)
