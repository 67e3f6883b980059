"""Whatever people answer, in whatever order, seats and rows say the same thing and nobody is one too many."""

import contextlib
import datetime

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from exchanges.flows.answers import answer_invitation, join_session
from exchanges.flows.moving import move_session
from exchanges.flows.refused import Refused
from exchanges.flows.sessions import add_person, cancel_session, remove_person
from exchanges.flows.waiting import pass_on_places
from exchanges.models import GroupMember, Participation, Session
from tests.factories import exchanges, members

Answer = Participation.Answer
PEOPLE = 9
CHILDREN = 2
who = st.integers(0, PEOPLE - 1)


class SessionMachine(RuleBasedStateMachine):
    """A session of five seats and three learners at most, nine people, two of them children of the same adult."""

    @initialize()
    def start(self):
        self.by = members.MemberFactory(team=True)
        self.people = members.MemberFactory.create_batch(PEOPLE - CHILDREN)
        household = members.HouseholdFactory()
        adult = self.people[0]
        adult.household = household
        adult.save()
        for _turn in range(CHILDREN):
            child = members.MemberFactory(child=True, household=household, companion=adult)
            members.AuthorisationFactory(member=child)
            self.people.append(child)
        self.session = exchanges.SessionFactory(capacity=5, max_learners=3)
        self.elsewhere = exchanges.SessionFactory(date=exchanges.in_days(15))
        exchanges.seat(self.elsewhere, member=self.people[1])
        for person, role in ((self.people[2], "sharer"), (self.people[3], "learner")):
            exchanges.ParticipationFactory(session=self.session, member=person, role=role)

    def line(self, number):
        return self.session.participations.filter(member=self.people[number]).first()

    def attempt(self, verb, **arguments):
        with contextlib.suppress(Refused):
            verb(**arguments)

    @rule(number=who, answer=st.sampled_from([Answer.YES, Answer.NO]))
    def answer(self, number, answer):
        if line := self.line(number):
            self.attempt(answer_invitation, participation=line, answer=answer, by=None)

    @rule(number=who)
    def join(self, number):
        self.attempt(join_session, session=self.session, member=self.people[number], by=None)

    @rule(number=who, role=st.sampled_from(["sharer", "learner"]))
    def add(self, number, role):
        self.attempt(add_person, session=self.session, member=self.people[number], role=role, by=self.by)

    @rule(number=who)
    def remove(self, number):
        if line := self.line(number):
            self.attempt(remove_person, participation=line, by=self.by)

    @rule(days=st.sampled_from([14, 15]))
    def move(self, days):
        place = {name: getattr(self.session, name) for name in ("venue", "period", "starts_at", "ends_at")}
        self.attempt(move_session, session=self.session, by=self.by, date=exchanges.in_days(days), **place)

    @rule()
    def pass_on(self):
        long_ago = timezone.now() - datetime.timedelta(days=3)
        self.session.participations.exclude(offered_at=None).update(offered_at=long_ago)
        pass_on_places()

    @precondition(lambda self: self.session.state == Session.State.CONFIRMED)
    @rule(really=st.integers(0, 9))
    def cancel(self, really):
        if really == 0:
            self.attempt(cancel_session, session=self.session, by=self.by)

    def check_invariants(self, *args, **kwargs):
        if hasattr(self, "session"):
            self.session.refresh_from_db()
            super().check_invariants(*args, **kwargs)

    @invariant()
    def seats_and_rows_agree(self):
        coming = list(self.session.participations.filter(answer=Answer.YES).select_related("member"))
        counts = {role: sum(line.role == role for line in coming) for role in ("sharer", "learner", "companion")}
        assert (self.session.sharers, self.session.learners, self.session.companions) == tuple(counts.values())
        assert self.session.taken <= self.session.capacity
        assert self.session.learners <= self.session.max_learners
        assert (self.session.state == "confirmed") == (self.session.has_minimum and self.session.is_ahead) or (
            self.session.state == "cancelled"
        )

    @invariant()
    def children_never_come_alone(self):
        coming = {line.member_id: line for line in self.session.participations.filter(answer=Answer.YES)}
        children = [child for child in self.people[-CHILDREN:] if child.pk in coming]
        if children:
            assert self.people[0].pk in coming
        elif self.people[0].pk in coming:
            assert coming[self.people[0].pk].role != "companion"

    @invariant()
    def half_days_follow(self):
        for line in self.session.participations.all():
            assert (line.date, line.period) == (self.session.date, self.session.period)
            living = self.session.state != "cancelled"
            assert line.holds_slot == (line.answer == Answer.YES and living)

    @invariant()
    def the_group_is_those_who_come(self):
        if self.session.state == "cancelled":
            return
        group = set(
            GroupMember.objects.filter(group=self.session.group_id, left_at=None).values_list("member", flat=True)
        )
        coming = set(self.session.participations.filter(answer=Answer.YES).values_list("member", flat=True))
        assert coming <= group


class TestSeats(HypothesisTestCase, SessionMachine.TestCase):
    settings = settings(max_examples=6, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))


TestSeats = pytest.mark.timeout(120)(TestSeats)
