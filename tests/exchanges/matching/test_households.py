"""Villages far from each other, steps, households and chaperones: every rule kept, and nothing lost by it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from exchanges.matching import (
    Limits,
    Offer,
    PlannedSession,
    ProblemError,
    Refusal,
    Request,
    Slot,
    Stage,
    Unblock,
    UnblockCode,
    Venue,
    check_plan,
    explain_unserved,
    score_plan,
    solve,
    validate,
)
from exchanges.matching.ledger import SCALE
from exchanges.matching.mip import Budget, maximise
from exchanges.matching.model import Model
from exchanges.matching.relaxation import CAREFUL, HASTY, Relaxation
from exchanges.matching.rooms import list_groups
from exchanges.matching.state import State
from tests.exchanges.matching.households import crowded_households, household_problems, tiny_households
from tests.exchanges.matching.rounds import best_of_all, change_person, circle
from tests.exchanges.matching.trials import check_reasons

GROUP = PlannedSession(0, 0, 0, (0,), (1, 2, 3))
MORNING_AND_AFTERNOON = (Slot(0, 0, 1, 0), Slot(1, 0, 1, 1))


class TestDrawnRounds:
    @settings(max_examples=15, deadline=None)
    @given(tiny_households)
    def test_a_plan_is_the_best_of_all_and_bounds_are_above_it(self, problem):
        plan, best = solve(problem), best_of_all(problem)
        relaxation = Relaxation(State(problem), list_groups(problem, 0))
        free = relaxation.ledger.bring_into_bounds(np.zeros(len(relaxation.ledger.keys), dtype=np.int64))

        assert check_plan(problem, plan.sessions) == []
        assert plan.objective == plan.upper_bound == best
        assert all(relaxation.look(free, care).bound >= best * SCALE for care in (HASTY, CAREFUL))

    @settings(max_examples=5, deadline=None)
    @given(household_problems)
    def test_every_way_to_a_plan_keeps_every_rule(self, problem):
        plan = solve(problem)
        groups = list_groups(problem, 0)
        model = Model(State(problem), groups)
        answer = maximise(model.rows, model.start(plan.sessions), budget=Budget(1000, 1000))
        placed = model.sessions(answer.values)
        far = solve(problem, limits=Limits(exact_sessions=0, exact_places=0))

        assert check_plan(problem, placed) == check_plan(problem, far.sessions) == []
        assert score_plan(problem, placed).total == plan.objective
        assert far.objective <= plan.objective <= far.upper_bound

    @settings(max_examples=3, deadline=None)
    @given(household_problems)
    def test_an_earlier_plan_and_what_is_pinned_are_kept(self, problem):
        sessions = solve(problem).sessions

        assert solve(problem, earlier=sessions).sessions == sessions
        assert set(sessions[:1]) <= set(solve(replace(problem, pinned=sessions[:1])).sessions)

    @settings(max_examples=5, deadline=None)
    @given(crowded_households)
    def test_each_unserved_request_has_exactly_one_reason(self, problem):
        check_reasons(problem, solve(problem))


class TestFarVillages:
    """Person 0 shares in the morning here, and could in the afternoon there."""

    def round(self, **changes):
        problem = circle(5)
        venues = (Venue(0, 0, 8, frozenset({0})), Venue(1, 1, 8, frozenset({1})))
        wanted = (Request(1, 0), Request(2, 0), Request(3, 1), Request(4, 1))
        for number in range(5):
            problem = change_person(
                problem, number, available=frozenset({0, 1}), reach=frozenset({0, 1}), max_share=2, max_learn=2
            )
        usual = {
            "slots": MORNING_AND_AFTERNOON,
            "venues": venues,
            "offers": (Offer(0, 0, 2, 7), Offer(0, 1, 2, 7)),
            "requests": wanted,
            "far": frozenset({(0, 1)}),
        }
        return replace(problem, **(usual | changes))

    def test_nobody_goes_from_one_to_the_other_within_a_day(self):
        problem = self.round()
        both = [PlannedSession(0, 0, 0, (0,), (1, 2)), PlannedSession(1, 1, 1, (0,), (3, 4))]

        assert check_plan(problem, both) == ["person 0 cannot be in venue 0 in slot 0 and in 1 in slot 1"]
        assert len(solve(problem).sessions) == 1

    @pytest.mark.parametrize(
        "later", [Slot(1, 0, 1, 2), Slot(1, 0, 2, 1), Slot(1, 1, 1, 1)], ids=["evening", "next day", "next week"]
    )
    def test_with_time_between_one_does(self, later):
        assert len(solve(self.round(slots=(Slot(0, 0, 1, 0), later))).sessions) == 2

    def test_the_adult_who_comes_along_does_not_either(self):
        problem = self.round(offers=(Offer(0, 0, 2, 7), Offer(1, 1, 2, 7)))
        problem = change_person(problem, 4, companion=1, accompanied_by=0)

        assert len(solve(problem).sessions) == 1

    def test_who_is_not_served_is_told_of_a_conflict(self):
        wanted = (Request(1, 0, 0, 20), Request(2, 0, 0, 20), Request(1, 1), Request(3, 1))
        problem = self.round(requests=wanted, offers=(Offer(0, 0, 2, 7), Offer(4, 1, 2, 7)))
        reasons = {(one.person, one.skill): one for one in explain_unserved(problem, solve(problem))}

        assert reasons[1, 1].stage == Stage.FAR_THAT_DAY


class TestHouseholds:
    def test_those_who_come_together_do(self):
        problem = circle(4, together=((1, 3),), venues=(Venue(0, 0, 3, frozenset({0})),))

        faults = check_plan(problem, [replace(GROUP, learners=(1, 2))])
        assert faults == ["session (skill 0, venue 0, slot 0): persons 1, 3 come together or not at all"]
        assert solve(problem).sessions == (replace(GROUP, learners=(1, 3)),)

    def test_without_one_the_other_stays_home(self):
        problem = change_person(circle(5, together=((1, 2),)), 1, available=frozenset({1}))

        assert solve(problem).sessions == (replace(GROUP, learners=(3, 4)),)
        assert {(r.person, r.stage, r.unblock) for r in explain_unserved(problem, solve(problem))} == {
            (1, Stage.NO_COMMON_HALF_DAY, Unblock(UnblockCode.MORE_AVAILABILITY, venue=0, slot=0)),
            (2, Stage.HOUSEHOLD_WISH, Unblock(UnblockCode.ASK_HOUSEHOLD)),
        }

    def test_other_savoirs_are_each_their_own(self):
        problem = circle(4, together=((2, 3),))
        problem = replace(problem, requests=(Request(1, 0), Request(2, 0), Request(3, 1)))

        assert solve(problem).sessions == (replace(GROUP, learners=(1, 2)),)

    def test_those_who_go_by_turns_are_never_out_in_one_half_day(self):
        two = (Venue(0, 0, 8, frozenset({0})), Venue(1, 0, 8, frozenset({0})))
        problem = circle(6, venues=two, offers=(Offer(0, 0, 2, 7), Offer(5, 0, 2, 7)), by_turns=((0, 5), (1, 2)))
        for number in range(6):
            problem = change_person(problem, number, reach=frozenset({0, 1}))
        both = [replace(GROUP, learners=(1, 3)), PlannedSession(0, 1, 0, (5,), (2, 4))]

        assert check_plan(problem, both) == [
            "persons 0, 5 go out by turns, and both in slot 0",
            "persons 1, 2 go out by turns, and both in slot 0",
        ]
        assert check_plan(problem, [GROUP])[0].endswith("persons 1, 2 go out by turns")
        (session,) = solve(problem).sessions
        assert len(set(session.learners) & {1, 2}) == 1

    def test_whose_turn_it_is_not_is_told(self):
        problem = circle(5, by_turns=((1, 4),), offers=(Offer(0, 0, 2, 7),))
        reason = next(reason for reason in explain_unserved(problem, solve(problem)))

        assert (reason.person, reason.stage, reason.unblock.code) == (
            1,
            Stage.HOUSEHOLD_BUSY,
            UnblockCode.ASK_HOUSEHOLD,
        )


class TestChaperones:
    """Person 4 is a child whom person 5 may accompany."""

    def round(self, **changes):
        problem = circle(6, requests=tuple(Request(number, 0, 0, number) for number in (1, 4)))
        problem = change_person(problem, 4, companion=1, chaperoned=True)
        return replace(change_person(problem, 5, cleared=True), **changes)

    def test_somebody_cleared_comes_along_and_takes_a_seat(self):
        plan = solve(self.round())

        assert plan.sessions == (PlannedSession(0, 0, 0, (0,), (1, 4), chaperone=5),)
        small = self.round(venues=(Venue(0, 0, 3, frozenset({0})),))
        assert solve(small).sessions == ()
        assert check_plan(small, plan.sessions)[0].endswith("4 people for 3 seats")

    def test_who_shares_there_may_be_the_one(self):
        problem = change_person(self.round(venues=(Venue(0, 0, 3, frozenset({0})),)), 0, cleared=True)

        assert solve(problem).sessions == (PlannedSession(0, 0, 0, (0,), (1, 4), chaperone=0),)

    @pytest.mark.parametrize(
        ("chaperone", "fault"),
        [
            (None, "no adult comes along with person 4"),
            (3, "person 3 is not cleared to accompany anybody"),
        ],
    )
    def test_nobody_else_does(self, chaperone, fault):
        session = PlannedSession(0, 0, 0, (0,), (1, 4), chaperone)

        assert [one.split(": ")[1] for one in check_plan(self.round(), [session])] == [fault]

    def test_without_a_child_nobody_comes_along(self):
        problem = change_person(circle(5), 4, cleared=True)

        assert check_plan(problem, [replace(GROUP, chaperone=4)])[0].endswith("person 4 has nobody to accompany")

    def test_they_are_in_one_place_at_a_time(self):
        two = (Venue(0, 0, 8, frozenset({0})), Venue(1, 0, 8, frozenset({0})))
        problem = circle(8, venues=two, offers=(Offer(0, 0, 2, 7), Offer(6, 1, 2, 7)))
        for number in range(8):
            problem = change_person(problem, number, reach=frozenset({0, 1}))
        for child in (1, 2):
            problem = change_person(problem, child, companion=1, chaperoned=True)
        problem = change_person(problem, 5, cleared=True)
        problem = replace(problem, requests=(Request(1, 0), Request(3, 0), Request(2, 1), Request(4, 1)))
        plan = solve(problem)

        assert len(plan.sessions) == 1
        child = next(reason for reason in explain_unserved(problem, plan) if reason.person in (1, 2))
        assert (child.stage, child.unblock.code) == (Stage.ADULT_BUSY, UnblockCode.AN_ADULT)

    def test_when_nobody_can_come_along_it_is_said(self):
        problem = change_person(self.round(), 5, available=frozenset())
        reasons = {reason.person: reason for reason in explain_unserved(problem, solve(problem))}

        assert reasons[4].stage == Stage.NO_ADULT
        assert reasons[4].unblock == Unblock(UnblockCode.AN_ADULT, venue=0, slot=0)

    def test_a_refusal_between_the_two_counts(self):
        problem = self.round(refused=(Refusal(person=4, with_person=5),))

        assert solve(problem).sessions == ()


class TestSteps:
    def test_steps_keep_out_who_cannot_climb(self):
        problem = change_person(circle(), 1, needs_step_free=True)

        assert check_plan(problem, [GROUP])[0].endswith("person 1 cannot climb the steps there")
        assert solve(problem).sessions == (replace(GROUP, learners=(2, 3)),)
        assert solve(replace(problem, venues=(Venue(0, 0, 8, frozenset({0}), step_free=True),))).sessions == (GROUP,)

    def test_it_is_said_what_to_look_for(self):
        problem = change_person(circle(), 1, needs_step_free=True)
        (reason,) = explain_unserved(problem, solve(problem))

        assert (reason.stage, reason.unblock) == (Stage.STEPS, Unblock(UnblockCode.STEP_FREE_PLACE, commune=0))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda p: replace(p, far=frozenset({(0, 7)})), "far"),
        (lambda p: replace(p, far=frozenset({(1, 1)})), "far"),
        (lambda p: replace(p, far=frozenset({(0, 1)}), slots=(Slot(0, 0, 1, 2), Slot(1, 0, 1, 2))), "slots[1]"),
        (lambda p: replace(p, together=((1,),)), "together[0]"),
        (lambda p: replace(p, together=((1, 9),)), "together[0]"),
        (lambda p: replace(p, together=((1, 2), (2, 3))), "together[1]"),
        (lambda p: replace(p, by_turns=((1, 1),)), "by_turns[0]"),
        (lambda p: replace(p, together=((1, 2),), by_turns=((2, 1),)), "by_turns[0]"),
        (lambda p: replace(change_person(p, 1, companion=1, accompanied_by=2), by_turns=((1, 2),)), "by_turns[0]"),
        (lambda p: change_person(p, 1, chaperoned=True), "members[1].chaperoned"),
        (lambda p: change_person(p, 1, chaperoned=True, companion=1, accompanied_by=2), "members[1].chaperoned"),
        (lambda p: change_person(p, 1, cleared=True, companion=1), "members[1].cleared"),
        (lambda p: replace(p, pinned=(replace(GROUP, chaperone=9),)), "pinned[0]"),
        (lambda p: replace(p, pinned=(replace(GROUP, learners=(1, 2)),), together=((2, 3),)), "pinned[0]"),
    ],
)
def test_a_contradiction_is_named(change, field):
    with pytest.raises(ProblemError) as caught:
        validate(change(circle()))

    assert caught.value.field == field
    assert "\n" not in str(caught.value)
