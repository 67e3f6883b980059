"""The mouline from asking to its proposals."""

import datetime

import pytest
from django.utils import timezone

from exchanges.flows.rounds import (
    RoundUnderWay,
    ask_for_round,
    ask_to_stop,
    expire_past_proposals,
    run_round,
)
from exchanges.models import Proposal, ProposalMember, Round, Unserved
from exchanges.rounds import overview
from members.models import Availability, Offer, Period, Request, Weekday
from tests.factories import exchanges, members
from tests.races import run_together

TODAY = timezone.localdate()
FIRST = TODAY + datetime.timedelta(days=7 - TODAY.weekday())
DAYS = {"first_day": FIRST, "last_day": FIRST + datetime.timedelta(days=13)}


@pytest.fixture
def bread(db):
    return members.SkillFactory(name="Pain et levain")


def person(model, skill, **fields):
    member = members.MemberFactory(**fields)
    Availability.objects.create(member=member, weekday=Weekday.TUESDAY, period=Period.AFTERNOON)
    model.objects.create(member=member, skill=skill, words=skill.name)
    return member


@pytest.fixture
def bakers(bread):
    """One who shares, three who learn, one open room on Tuesdays."""
    exchanges.VenueOpeningFactory(weekday=Weekday.TUESDAY, period=Period.AFTERNOON)
    return [person(Offer, bread), *(person(Request, bread) for _n in range(3))]


def grind():
    return run_round(round_=ask_for_round(by=None, in_background=False, **DAYS))


def test_a_round_proposes_a_group_with_reasons(bakers, bread):
    round_ = grind()
    assert (round_.state, round_.requests_total, round_.requests_served) == (Round.State.DONE, 3, 3)
    assert round_.is_optimal
    proposal = Proposal.objects.get()
    assert (proposal.skill, proposal.date.weekday(), proposal.period) == (bread, 1, 1)
    roles = {row.member_id: row.role for row in proposal.people.all()}
    assert roles == {m.pk: "sharer" if m == bakers[0] else "learner" for m in bakers}
    assert all(row.request or row.offer for row in proposal.people.all())
    (card,) = overview.cards_of(overview.proposals_of(round_))
    assert card.reasons
    assert all(card.reasons)
    assert all(card.cautions)


def test_a_lone_request_becomes_a_call_for_others_never_a_pair(bread):
    exchanges.VenueOpeningFactory(weekday=Weekday.TUESDAY, period=Period.AFTERNOON)
    person(Offer, bread)
    alone = person(Request, bread)
    round_ = grind()
    assert not Proposal.objects.exists()
    row = Unserved.objects.get()
    assert (row.request.member, row.reason, row.unblock) == (alone, "too_few_learners", "one_more_learner")
    (line,) = overview.waiting_lines(overview.unserved_of(round_))
    assert alone.first_name in line.who
    assert line.reason
    assert line.unblock


def test_everybody_asked_is_either_served_or_told_why(bakers):
    cooking = members.SkillFactory(name="Cuisine du monde")
    person(Request, cooking)
    person(Request, cooking, birth_year=TODAY.year - 12)
    Request.objects.create(member=members.MemberFactory(), words="des trucs")
    round_ = grind()
    served = set(ProposalMember.objects.exclude(request=None).values_list("request_id", flat=True))
    told = set(round_.unserved.values_list("request_id", flat=True))
    assert served | told == set(Request.objects.values_list("pk", flat=True))
    assert not served & told
    assert round_.requests_total == len(served) + len(told)


def test_a_new_round_keeps_what_is_pinned_and_lets_the_rest_expire(bakers, bread):
    first = grind()
    pinned = Proposal.objects.get()
    pinned.is_pinned = True
    pinned.save()
    second = grind()
    pinned.refresh_from_db()
    assert pinned.state == Proposal.State.EXPIRED
    (kept,) = second.proposals.all()
    assert kept.is_pinned
    assert _as_planned(kept) == _as_planned(pinned)
    assert first.proposals.filter(state=Proposal.State.OPEN).count() == 0


def test_a_round_that_starts_from_another_keeps_its_groups(bakers):
    """One who learns has left the group since: a fresh round would take them in again."""
    first = grind()
    (before,) = first.proposals.all()
    before.people.filter(member=bakers[-1]).delete()
    again = run_round(round_=ask_for_round(by=None, starts_from=first, in_background=False, **DAYS))

    (after,) = again.proposals.all()
    assert again.starts_from == first
    assert _as_planned(after) == _as_planned(before)


def _as_planned(proposal):
    people = frozenset(proposal.people.values_list("member_id", "role"))
    return proposal.skill_id, proposal.venue_id, proposal.date, proposal.period, people


def test_what_cannot_stay_pinned_is_named_and_earlier_proposals_stay(bakers, bread):
    grind()
    Proposal.objects.update(is_pinned=True)
    bakers[0].paused_at = timezone.now()
    bakers[0].save()
    failed = grind()
    kept = Proposal.objects.get()
    assert (failed.state, failed.error) == (Round.State.FAILED, "pinned")
    assert overview.lost_pin_of(failed) == kept
    assert kept.state == Proposal.State.OPEN


def test_two_rounds_never_run_at_once(db):
    ask_for_round(by=None, in_background=False, **DAYS)
    with pytest.raises(RoundUnderWay):
        ask_for_round(by=None, in_background=False, **DAYS)


@pytest.mark.django_db(transaction=True)
def test_two_people_asking_at_once_get_one_round():
    answers = run_together(lambda _n: ask_for_round(by=None, in_background=False, **DAYS), [(n,) for n in range(4)])
    assert Round.objects.count() == 1
    assert sorted(type(answer).__name__ for answer in answers) == ["Round"] + ["RoundUnderWay"] * 3


def test_a_round_that_no_worker_takes_up_gives_way(db):
    silent = ask_for_round(by=None, in_background=False, **DAYS)
    Round.objects.update(state=Round.State.RUNNING, beat_at=timezone.now() - datetime.timedelta(minutes=11))
    ask_for_round(by=None, in_background=False, **DAYS)
    silent.refresh_from_db()
    assert (silent.state, silent.error) == (Round.State.FAILED, "silent")


def test_a_round_runs_once_however_often_its_task_comes(bakers):
    round_ = grind()
    run_round(round_=round_)
    assert Proposal.objects.count() == 1


def test_stopping_keeps_a_result(bakers):
    round_ = ask_for_round(by=None, in_background=False, **DAYS)
    ask_to_stop(round_=round_)
    round_ = run_round(round_=round_)
    assert round_.state == Round.State.DONE
    assert Proposal.objects.filter(round=round_).exists()


def test_a_proposal_whose_day_has_come_is_out_of_date(db):
    past = exchanges.ProposalFactory(date=exchanges.in_days(0), is_pinned=True)
    ahead = exchanges.ProposalFactory(round=past.round, date=exchanges.in_days(1))
    assert expire_past_proposals() == 1
    past.refresh_from_db()
    ahead.refresh_from_db()
    assert (past.state, ahead.state) == (Proposal.State.EXPIRED, Proposal.State.OPEN)
