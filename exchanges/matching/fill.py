"""The best session that one group can hold now, chosen person by person."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from .companions import seats_taken
from .objective import age_points, commune_points, pairs_met
from .problem import Offer, PlannedSession, Request
from .rooms import Group
from .state import State, open_group


@dataclass(frozen=True, slots=True)
class Filling:
    """A session and what placing it would add to the objective."""

    gain: int
    session: PlannedSession


def fill_group(state: State, group: Group) -> Filling | None:
    """Choose sharers and learners for `group` beside the sessions of `state`; None when no session is possible.

    Every sharer is tried alone; others join while the session gains by it, or where nobody alone can hold it.
    """
    opened = open_group(state, group)
    if opened is None:
        return None
    group, offers = opened, opened.offers
    wanted = [(state.learn_gain(request), request) for request in group.requests]
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
    if (
        any(_are_apart(group, one, present) for one in present)
        or seats_taken(people, present, group.chaperone) >= group.seats
    ):
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
        (points, request.person)
        for points, request in wanted
        if request.min_level <= level and request.person not in present
    ]
    parties = _gather_parties(group, pool)
    widest = max(map(len, parties.values()), default=1)
    learners: list[int] = []
    while len(learners) < most and len(present) < group.seats and pool:
        age = weights.age_band if len(bands) < rules.max_bonus_bands else 0
        home = weights.commune if len(communes) < rules.max_bonus_communes else 0
        top, chosen = None, -1
        for place, (points, member) in enumerate(pool):
            if top is not None and points + widest * (age + home) <= top:
                break
            if member in parties:
                if len(parties[member]) > most - len(learners):
                    continue
                points += _company_gain(state, present, parties[member])
            else:
                person = people[member]
                if person.age_band not in bands:
                    points += age
                if person.commune not in communes:
                    points += home
                points -= weights.repeat_pair * len(state.met[member].intersection(present))
            newcomers = parties.get(member, (member,))
            if (top is None or points > top) and _may_join(state, group, present, newcomers):
                top, chosen = points, place
        if top is None or (top <= 0 and len(learners) >= rules.min_learners):
            break
        member = pool.pop(chosen)[1]
        for newcomer in parties.get(member, (member,)):
            learners.append(newcomer)
            present.append(newcomer)
            bands.add(people[newcomer].age_band)
            communes.add(people[newcomer].commune)
        gain += top
    if len(learners) < rules.min_learners or len(present) < rules.min_people:
        return None
    return Filling(gain, group.session((offer.person for offer in team), learners))


def _gather_parties(group: Group, pool: list[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """In the pool of points and people, leave one person of each party, with the points of all; who comes with them.

    A party that is not all in the pool is taken out.
    """
    if not group.parties:
        return {}
    points = {member: value for value, member in pool}
    gathered = {}
    for party in group.parties:
        here = party & points.keys()
        whole = sum(points[member] for member in here)
        pool[:] = [entry for entry in pool if entry[1] not in here]
        if here == party:
            lead, *_ = members = tuple(sorted(party))
            gathered[lead] = members
            pool.append((whole, lead))
    pool.sort(key=lambda entry: -entry[0])
    return gathered


def _company_gain(state: State, present: Sequence[int], newcomers: Sequence[int]) -> int:
    """What several people who come in together change to ages, villages and acquaintances."""
    problem = state.problem
    after = [*present, *newcomers]
    mixing = age_points(problem, after) - age_points(problem, present)
    mixing += commune_points(problem, after) - commune_points(problem, present)
    return mixing - problem.weights.repeat_pair * (pairs_met(problem, after) - pairs_met(problem, present))


def _may_join(state: State, group: Group, present: Sequence[int], newcomers: Sequence[int]) -> bool:
    together = [*present, *newcomers]
    if group.apart and any(_are_apart(group, member, together) for member in newcomers):
        return False
    if len(newcomers) > 1 and len(together) > group.seats:
        return False
    return not state.accompanied or seats_taken(state.people, together, group.chaperone) <= group.seats


def _are_apart(group: Group, member: int, present: Sequence[int]) -> bool:
    return any((min(member, other), max(member, other)) in group.apart for other in present)
