"""Is a plan allowed? Every hard rule, read straight from the problem and sharing nothing with the search."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from .companions import everybody_at, seats_taken
from .problem import Offer, PlannedSession, Problem, Request


def check_plan(problem: Problem, sessions: Sequence[PlannedSession]) -> list[str]:
    """List every broken rule in English, one line each; an empty list means that the plan may be held."""
    known = [session for session in sessions if _exists(problem, session)]
    wishes = _Wishes(problem)
    found = [
        f"{_name(session)}: unknown savoir, venue, slot or person"
        for session in sessions
        if not _exists(problem, session)
    ]
    for session in known:
        found += [f"{_name(session)}: {fault}" for fault in _session_faults(problem, wishes, session)]
    found += _crossing_faults(problem, known)
    found += [
        f"pinned {_name(pin)} is missing" for pin in problem.pinned if _sorted(pin) not in {_sorted(s) for s in known}
    ]
    return found


class _Wishes:
    """Offers and requests by savoir, then by person."""

    def __init__(self, problem: Problem) -> None:
        self.offers: dict[int, dict[int, Offer]] = defaultdict(dict)
        self.requests: dict[int, dict[int, Request]] = defaultdict(dict)
        for offer in problem.offers:
            self.offers[offer.skill][offer.person] = offer
        for request in problem.requests:
            self.requests[request.skill][request.person] = request


def _exists(problem: Problem, session: PlannedSession) -> bool:
    return (
        0 <= session.venue < len(problem.venues)
        and 0 <= session.slot < len(problem.slots)
        and 0 <= session.skill < problem.skills
        and all(0 <= person < len(problem.people) for person in session.people)
        and (session.chaperone is None or 0 <= session.chaperone < len(problem.people))
    )


def _name(session: PlannedSession) -> str:
    return f"session (skill {session.skill}, venue {session.venue}, slot {session.slot})"


def _sorted(session: PlannedSession) -> PlannedSession:
    sharers, learners = tuple(sorted(session.sharers)), tuple(sorted(session.learners))
    return PlannedSession(session.skill, session.venue, session.slot, sharers, learners, session.chaperone)


def _session_faults(problem: Problem, wishes: _Wishes, session: PlannedSession) -> Iterator[str]:
    rules, venue = problem.rules, problem.venues[session.venue]
    people = session.people
    if session.slot not in venue.open:
        yield "the venue is closed"
    if len(set(people)) != len(people):
        yield "somebody is there twice"
        return
    if not 1 <= len(session.sharers) <= rules.max_sharers:
        yield f"{len(session.sharers)} sharers"
    if len(session.learners) < rules.min_learners:
        yield f"only {len(session.learners)} learners"
    if len(people) < rules.min_people:
        yield f"only {len(people)} people"
    if (seats := seats_taken(problem.people, people, session.chaperone)) > min(rules.max_people, venue.capacity):
        yield f"{seats} people for {min(rules.max_people, venue.capacity)} seats"
    for member in everybody_at(problem.people, session):
        if session.slot not in problem.people[member].available:
            yield f"person {member} is not free"
        if session.venue not in problem.people[member].reach:
            yield f"person {member} cannot travel there"
        if problem.people[member].needs_step_free and not venue.step_free:
            yield f"person {member} cannot climb the steps there"
    yield from _chaperone_faults(problem, session)
    yield from _skill_faults(wishes, session)
    yield from _household_faults(problem, wishes, session)
    yield from _refusal_faults(problem, session)


def _skill_faults(wishes: _Wishes, session: PlannedSession) -> Iterator[str]:
    offers, requests = wishes.offers[session.skill], wishes.requests[session.skill]
    level = max((offers[member].level for member in session.sharers if member in offers), default=0)
    for member in session.sharers:
        if member not in offers:
            yield f"person {member} does not offer the savoir"
        elif len(session.learners) > offers[member].max_learners:
            yield f"more learners than sharer {member} takes"
    for member in session.learners:
        if member not in requests:
            yield f"person {member} does not ask for the savoir"
        elif requests[member].min_level > level:
            yield f"the level is too low for person {member}"


def _chaperone_faults(problem: Problem, session: PlannedSession) -> Iterator[str]:
    young = [member for member in session.people if problem.people[member].chaperoned]
    if session.chaperone is None:
        yield from (f"no adult comes along with person {member}" for member in young)
    elif not problem.people[session.chaperone].cleared:
        yield f"person {session.chaperone} is not cleared to accompany anybody"
    elif not young:
        yield f"person {session.chaperone} has nobody to accompany"


def _household_faults(problem: Problem, wishes: _Wishes, session: PlannedSession) -> Iterator[str]:
    """Parties in part, and people who go out by turns in one session."""
    asking = wishes.requests[session.skill].keys()
    learners = set(session.learners)
    for group in problem.together:
        party = asking & set(group)
        if party & learners and not party <= learners:
            yield f"{_people(party)} come together or not at all"
    for group in problem.by_turns:
        if len(out := set(everybody_at(problem.people, session)) & set(group)) > 1:
            yield f"{_people(out)} go out by turns"


def _people(members: set[int]) -> str:
    return "persons " + ", ".join(str(member) for member in sorted(members))


def _refusal_faults(problem: Problem, session: PlannedSession) -> Iterator[str]:
    present = set(everybody_at(problem.people, session))
    for number, refusal in enumerate(problem.refused):
        if not refusal.matches(venue=session.venue, slot=session.slot, skill=session.skill):
            continue
        if refusal.person is not None and refusal.person not in present:
            continue
        if refusal.with_person is None or refusal.with_person in present:
            yield f"refused[{number}] forbids it"


def _crossing_faults(problem: Problem, sessions: Sequence[PlannedSession]) -> list[str]:
    found = []
    rooms = Counter((session.venue, session.slot) for session in sessions)
    found += [
        f"venue {venue} is used {times} times in slot {slot}" for (venue, slot), times in rooms.items() if times > 1
    ]
    places: dict[tuple[int, int], list[int]] = defaultdict(list)
    for session in sessions:
        for member in set(everybody_at(problem.people, session)):
            places[member, session.slot].append(session.venue)
    found += [
        f"person {member} is in {len(venues)} places in slot {slot}"
        for (member, slot), venues in places.items()
        if len(venues) > 1
    ]
    found += [*_travel_faults(problem, places), *_turn_faults(problem, places)]
    shares = Counter(member for session in sessions for member in session.sharers)
    learns = Counter(member for session in sessions for member in session.learners)
    for person in problem.people:
        if shares[person.id] > person.max_share:
            found.append(f"person {person.id} shares {shares[person.id]} times")
        if learns[person.id] > person.max_learn:
            found.append(f"person {person.id} learns {learns[person.id]} times")
    served = Counter((member, session.skill) for session in sessions for member in session.learners)
    found += [
        f"person {member} learns skill {skill} {times} times" for (member, skill), times in served.items() if times > 1
    ]
    return found


def _travel_faults(problem: Problem, places: dict[tuple[int, int], list[int]]) -> Iterator[str]:
    """Half-days next to each other in villages far from each other; `places` are venues by person and slot."""
    beside = [
        (one.id, other.id)
        for one in problem.slots
        for other in problem.slots
        if (one.week, one.day, one.period + 1) == (other.week, other.day, other.period)
    ]
    for member in sorted({member for member, _ in places}) if problem.far else ():
        for one, other in beside:
            for here in places.get((member, one), ()):
                for there in places.get((member, other), ()):
                    pair = sorted((problem.venues[here].commune, problem.venues[there].commune))
                    if tuple(pair) in problem.far:
                        yield f"person {member} cannot be in venue {here} in slot {one} and in {there} in slot {other}"


def _turn_faults(problem: Problem, places: dict[tuple[int, int], list[int]]) -> Iterator[str]:
    """People who go out by turns, in two sessions of one half-day; those of one session are its own fault."""
    for group in problem.by_turns:
        for one, other in combinations(sorted(group), 2):
            for slot in problem.slots:
                here, there = places.get((one, slot.id), []), places.get((other, slot.id), [])
                if any(venue != elsewhere for venue in here for elsewhere in there):
                    yield f"persons {one}, {other} go out by turns, and both in slot {slot.id}"
