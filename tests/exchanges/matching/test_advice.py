"""What is advised is tried here in full: the place is opened, the guest comes, and the plan is still allowed."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings

from exchanges.matching import (
    Offer,
    PlannedSession,
    Request,
    Venue,
    advise,
    check_plan,
    invite_guests,
    score_plan,
    solve,
)
from tests.exchanges.matching.rounds import add_people, change_person, circle, crowded_problems, draw_problem, problems


def sessions_of(fillings):
    return [filling.session for filling in fillings]


def open_too(problem, sessions):
    """The same round with the rooms of these sessions open."""
    venues = list(problem.venues)
    for session in sessions:
        venue = venues[session.venue]
        venues[venue.id] = replace(venue, open=venue.open | {session.slot})
    return replace(problem, venues=tuple(venues))


class TestOpenings:
    @settings(max_examples=12, deadline=None)
    @given(problems)
    def test_they_stand_together_in_closed_rooms_beside_the_plan(self, problem):
        plan = solve(problem)
        openings = advise(problem, plan).openings
        held = sessions_of(openings)

        assert all(session.slot not in problem.venues[session.venue].open for session in held)
        opened = open_too(problem, held)
        assert check_plan(opened, [*plan.sessions, *held]) == []
        added = sum(filling.gain for filling in openings)
        assert score_plan(opened, [*plan.sessions, *held]).total == plan.objective + added

    @settings(max_examples=10, deadline=None)
    @given(crowded_problems)
    def test_a_new_round_with_the_place_open_gains_as_much_or_more(self, problem):
        plan = solve(problem)
        for filling in advise(problem, plan).openings[:1]:
            again = solve(open_too(problem, [filling.session]))
            assert again.objective >= plan.objective + filling.gain

    def test_a_group_that_lacks_only_a_place(self):
        problem = circle(5, venues=(Venue(0, 0, 8, frozenset()),))
        (opening,) = advise(problem, solve(problem)).openings

        assert opening.session == PlannedSession(0, 0, 0, (0,), (1, 2, 3, 4))

    def test_a_place_out_of_hand_is_not_advised(self):
        problem = circle(5, venues=(Venue(0, 0, 8, frozenset()),))

        assert advise(problem, solve(problem), out_of_hand={(0, 0)}).openings == ()

    def test_most_requests_first(self):
        """Person 0 may share twice: four half-days are closed, and ever fewer come to each."""
        problem = circle(8, venues=(Venue(0, 0, 4, frozenset()), Venue(1, 0, 8, frozenset())))
        for number in range(8):
            problem = change_person(
                problem,
                number,
                max_share=2,
                available=frozenset({0, 1}),
                reach=frozenset({0} if number > 5 else {0, 1}),
            )
        openings = advise(problem, solve(problem)).openings

        assert [(filling.session.venue, len(filling.session.learners)) for filling in openings] == [(1, 5), (0, 2)]


class TestSharers:
    @settings(max_examples=12, deadline=None)
    @given(problems)
    @example(draw_problem(2442438))
    def test_a_guest_makes_an_allowed_session_in_an_empty_room(self, problem):
        plan = solve(problem)
        held = sessions_of(advise(problem, plan).sharers)

        served = {(member, session.skill) for session in plan.sessions for member in session.learners}
        waiting = {request.skill for request in problem.requests if (request.person, request.skill) not in served}
        invited = invite_guests(problem, waiting)
        assert check_plan(invited, [*plan.sessions, *held]) == []
        assert all(min(session.sharers) >= len(problem.people) for session in held)
        assert len({session.skill for session in held}) == len(held)

    def test_a_savoir_that_nobody_shares(self):
        problem = circle(5, offers=())
        (filling,) = advise(problem, solve(problem)).sharers

        assert filling.session.learners == (1, 2, 3, 4)
        assert filling.session.sharers == (5,)

    def test_one_person_who_waits_is_no_group(self):
        problem = circle(4, offers=(), requests=(Request(1, 0),))

        assert advise(problem, solve(problem)).sharers == ()

    def test_no_room_is_empty(self):
        problem, people = add_people(circle(4), 3)
        problem = replace(problem, requests=(*problem.requests, *(Request(number, 1) for number in people)))
        plan = solve(problem)

        assert len(plan.sessions) == 1
        assert advise(problem, plan).sharers == ()

    def test_a_guest_may_go_further_than_those_who_share(self):
        problem = circle(4, offers=(Offer(0, 0, 1, 7),), requests=tuple(Request(n, 0, 3) for n in (1, 2, 3)))
        (filling,) = advise(problem, solve(problem)).sharers

        assert filling.session.learners == (1, 2, 3)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_advice_every_time_and_never_more_than_three(seed):
    problem = draw_problem(seed, people=10, venues=3, slots=6, skills=2)
    plan = solve(problem)
    advice = advise(problem, plan)

    assert advice == advise(problem, plan)
    assert max(len(advice.openings), len(advice.sharers)) <= 3
    requests = [len(session.learners) for session in sessions_of(advice.openings)]
    assert requests == sorted(requests, reverse=True)
