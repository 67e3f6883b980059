"""Outings are planned, moved and taken away, people are told, and the last place goes to one."""

import datetime

import pytest
from django.utils import timezone

from exchanges.flows.leaving import erase, leave_network
from exchanges.flows.outings import change_outing, join_outing, leave_outing, plan_outings, remove_outing
from exchanges.flows.refused import Refused
from exchanges.models import Call
from members.models import Message
from surveys.models import Outing
from tests.factories import exchanges, members, surveys
from tests.factories.exchanges import plain_day
from tests.races import run_together

SOON = datetime.timedelta(days=7)
KINDS = ("school", "market")
pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return surveys.EditionFactory()


@pytest.fixture
def place():
    return surveys.PlaceFactory(name="Devant l’école")


def plan(edition, place, by, **said):
    return plan_outings(edition=edition, by=by, place=place, **{"date": plain_day(), "kind": "school"} | said)


def told():
    mails = Message.objects.order_by("pk").values_list("kind", "member__first_name")
    return [*mails, *Call.objects.order_by("pk").values_list("about", "member__first_name")]


def test_once_a_week_is_one_message_to_each_and_none_to_oneself(edition, place, team_member):
    nadia, awa = members.MemberFactory(first_name="Nadia"), members.MemberFactory(first_name="Awa", without_email=True)
    planned = plan(edition, place, team_member, weeks=3, interviewers=[nadia, awa, team_member])
    assert [outing.date for outing in planned.made] == [plain_day() + turn * SOON for turn in range(3)]
    assert all(outing.interviewers.count() == 3 for outing in planned.made)
    assert told() == [("outing_named", "Nadia"), ("outing_named", "Awa")]
    assert Call.objects.get().words.count("2026") == 0
    assert Message.objects.get().text.count("Devant l’école") == 3


def test_what_is_there_already_is_not_made_again(edition, place, team_member):
    nadia = members.MemberFactory()
    plan(edition, place, team_member, note="Au banc", interviewers=[nadia])
    again = plan(edition, place, team_member, note="Au banc", interviewers=[nadia])
    assert (len(again.made), len(again.there), len(told())) == (0, 1, 1)
    with pytest.raises(Refused):
        plan(edition, place, team_member, note="Sous l’auvent", interviewers=[nadia])
    more = plan(edition, place, team_member, weeks=3)
    assert (len(more.made), len(more.there)) == (2, 1)


def test_a_week_when_the_centre_is_closed_is_left_out_and_said(edition, place, team_member):
    closed = plain_day() + SOON
    exchanges.ClosureFactory(first_day=closed, last_day=closed, name="Inventaire")
    exchanges.ClosureFactory(first_day=closed + datetime.timedelta(1), last_day=closed + datetime.timedelta(1))
    planned = plan(edition, place, team_member, weeks=3)
    assert [outing.date for outing in planned.made] == [plain_day(), plain_day() + 2 * SOON]
    assert planned.left_out == {closed: "Inventaire"}
    holidays = closed + SOON
    exchanges.ClosureFactory(first_day=holidays, last_day=holidays, name="Vacances", kind="school")
    kinds = {kind: plan(edition, place, team_member, date=holidays - 2 * SOON, weeks=3, kind=kind) for kind in KINDS}
    assert [holidays in planned.left_out for planned in kinds.values()] == [True, False]
    wanted = plan(edition, place, team_member, date=closed, note="Une fois")
    assert ([outing.date for outing in wanted.made], wanted.left_out) == ([closed], {closed: "Inventaire"})


def test_a_past_outing_tells_nobody(edition, place, team_member):
    plan(edition, place, team_member, date=timezone.localdate() - SOON, interviewers=[members.MemberFactory()])
    assert told() == []


def test_those_who_stay_come_and_go_are_told_apart(edition, place, team_member):
    stays, goes, comes = (members.MemberFactory(first_name=name) for name in ("Nadia", "Awa", "Paulo"))
    [outing] = plan(edition, place, team_member, interviewers=[stays, goes]).made
    Message.objects.all().delete()
    change_outing(outing=outing, by=team_member, interviewers=[stays, comes], starts_at=datetime.time(16))
    assert told() == [("outing_moved", "Nadia"), ("outing_cancelled", "Awa"), ("outing_named", "Paulo")]
    Message.objects.all().delete()
    change_outing(outing=outing, by=team_member, interviewers=[stays, comes], note="Au banc", people_wanted=3)
    outing.refresh_from_db()
    assert (told(), outing.note, outing.starts_at) == ([], "Au banc", datetime.time(16))


def test_two_outings_never_become_one(edition, place, team_member):
    one, other = plan(edition, place, team_member, weeks=2).made
    with pytest.raises(Refused):
        change_outing(outing=other, by=team_member, interviewers=[], date=one.date)
    other.refresh_from_db()
    assert other.date == one.date + SOON


def test_an_outing_something_came_from_stays(edition, place, team_member):
    awa = members.MemberFactory(without_email=True)
    told_about, with_sheet, empty = plan(edition, place, team_member, weeks=3, interviewers=[awa]).made
    surveys.ResponseFactory(version__edition=edition, outing=with_sheet)
    Outing.objects.filter(pk=told_about.pk).update(told_on=timezone.localdate(), met=3)
    for outing in (told_about, with_sheet):
        with pytest.raises(Refused):
            remove_outing(outing=outing, by=team_member)
    remove_outing(outing=empty, by=team_member)
    assert set(Outing.objects.all()) == {told_about, with_sheet}
    assert list(Call.objects.order_by("pk").values_list("about", "outing")) == [
        ("outing_named", told_about.pk),
        ("outing_cancelled", None),
    ]


def test_a_volunteer_comes_and_may_say_they_cannot(edition):
    outing = surveys.OutingFactory(edition=edition, welcomes_volunteers=True, people_wanted=1)
    resident, other, child = members.MemberFactory(), members.MemberFactory(), members.MemberFactory(child=True)
    with pytest.raises(Refused):
        join_outing(outing=outing, member=child)
    for _turn in range(2):
        join_outing(outing=outing, member=resident)
    with pytest.raises(Refused):
        join_outing(outing=outing, member=other)
    leave_outing(outing=outing, member=resident)
    join_outing(outing=outing, member=other)
    assert list(outing.interviewers.all()) == [other]


@pytest.mark.parametrize(
    "how",
    [{"welcomes_volunteers": False}, {"date": timezone.localdate() - SOON}, {"edition__state": "closed"}],
    ids=["closed to volunteers", "past", "edition over"],
)
def test_an_outing_that_takes_nobody(how):
    outing = surveys.OutingFactory(**{"welcomes_volunteers": True} | how)
    with pytest.raises(Refused):
        join_outing(outing=outing, member=members.MemberFactory())
    assert not outing.interviewers.exists()


def test_who_leaves_is_expected_nowhere_and_who_is_forgotten_was_nowhere(edition):
    past = surveys.OutingFactory(edition=edition, date=timezone.localdate() - SOON)
    coming = surveys.OutingFactory(edition=edition, date=timezone.localdate() + SOON)
    leaver, forgotten = members.MemberFactory.create_batch(2)
    for outing in (past, coming):
        outing.interviewers.set([leaver, forgotten])
    leave_network(member=leaver, by=leaver)
    erase(member=forgotten, by=forgotten)
    assert (list(past.interviewers.all()), coming.interviewers.count()) == ([leaver], 0)


@pytest.mark.django_db(transaction=True)
def test_the_last_place_of_an_outing_goes_to_one():
    outing = surveys.OutingFactory(welcomes_volunteers=True, people_wanted=2)
    outing.interviewers.add(members.MemberFactory())
    people = members.MemberFactory.create_batch(5)
    results = run_together(lambda person: join_outing(outing=outing, member=person), [(one,) for one in people])
    assert sorted(type(result).__name__ for result in results) == ["NoneType"] + ["Refused"] * 4
    assert outing.interviewers.count() == 2
