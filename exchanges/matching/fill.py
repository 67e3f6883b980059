"""The best session that one group can hold now, chosen person by person."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from .companions import seats_taken
from .problem import Offer, PlannedSession, Request
from .rooms import Group
from .state import State


@dataclass(frozen=True, slots=True)
class Filling:
    """A session and what placing it would add to the objective."""

    gain: int
    session: PlannedSession


def fill_group(state: State, group: Group) -> Filling | None:
    """Choose sharers and learners for `group` beside the sessions of `state`; None when no session is possible.

    Every sharer is tried alone; others join while the session gains by it, or where nobody alone can hold it.
    """
    offers = [offer for offer in group.offers if state.may_share(offer, group.slot)]
    if not offers:
        return None
    wanted = [
        (state.learn_gain(request), request) for request in group.requests if state.may_learn(request, group.slot)
    ]
    if len(wanted) < state.problem.rules.min_learners:
        return None
    wanted.sort(key=lambda pair: -pair[0])
    best: Filling | None = None
    teams: list[tuple[Offer, ...]] = [(offer,) for offer in offers]
    lead: tuple[Offer, ...] = ()
    for size in range(1, state.problem.rules.max_sharers + 1):
        found = None
        for team in teams:
            filling = _fill_for(state, group, team, wanted)
            if filling is not None and (best is None or filling.gain > best.gain):
                best, lead, found = filling, team, filling
        if size > 1 and best is not None and found is None:
            break
        if best is None:
            teams = list(combinations(offers, size + 1))
        else:
            teams = [(*lead, offer) for offer in offers if offer not in lead]
    return best


def _fill_for(
    state: State, group: Group, team: tuple[Offer, ...], wanted: Sequence[tuple[int, Request]]
) -> Filling | None:
    """Seat learners around `team`, the most welcome first."""
    rules, weights, people = state.problem.rules, state.problem.weights, state.people
    present = [offer.person for offer in team]
    if any(_are_apart(group, one, present) for one in present) or seats_taken(people, present) >= group.seats:
        return None
    level = max(offer.level for offer in team)
    most = min(offer.max_learners for offer in team)
    bands = {people[member].age_band for member in present}
    communes = {people[member].commune for member in present}
    gain = sum(state.share_gain(member) for member in present)
    gain += weights.age_band * (min(len(bands), rules.max_bonus_bands) - 1)
    gain += weights.commune * (min(len(communes), rules.max_bonus_communes) - 1)
    gain -= weights.repeat_pair * sum(len(state.met[one].intersection(present)) for one in present) // 2
    pool = [
        (points, request) for points, request in wanted if request.min_level <= level and request.person not in present
    ]
    learners: list[int] = []
    while len(learners) < most and len(present) < group.seats and pool:
        age = weights.age_band if len(bands) < rules.max_bonus_bands else 0
        home = weights.commune if len(communes) < rules.max_bonus_communes else 0
        top, chosen = None, -1
        for place, (points, request) in enumerate(pool):
            if top is not None and points + age + home <= top:
                break
            member = request.person
            person = people[member]
            if person.age_band not in bands:
                points += age
            if person.commune not in communes:
                points += home
            points -= weights.repeat_pair * len(state.met[member].intersection(present))
            if (top is None or points > top) and _may_join(state, group, present, member):
                top, chosen = points, place
        if top is None or (top <= 0 and len(learners) >= rules.min_learners):
            break
        member = pool.pop(chosen)[1].person
        learners.append(member)
        present.append(member)
        bands.add(people[member].age_band)
        communes.add(people[member].commune)
        gain += top
    if len(learners) < rules.min_learners or len(present) < rules.min_people:
        return None
    sharers = tuple(sorted(offer.person for offer in team))
    return Filling(gain, PlannedSession(group.skill, group.venue, group.slot, sharers, tuple(sorted(learners))))


def _may_join(state: State, group: Group, present: list[int], member: int) -> bool:
    if group.apart and _are_apart(group, member, present):
        return False
    return not state.accompanied or seats_taken(state.people, [*present, member]) <= group.seats


def _are_apart(group: Group, member: int, present: Sequence[int]) -> bool:
    return any((min(member, other), max(member, other)) in group.apart for other in present)
