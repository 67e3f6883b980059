"""Who sees to what, who brings what."""

import pytest

from exchanges.flows import groups as flows
from exchanges.flows.refused import Refused
from exchanges.models import Item, Session, Task
from tests.factories import exchanges

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return exchanges.ActionGroupFactory()


def test_a_task_is_taken_by_one_and_handed_back(group, member, other_member):
    task = exchanges.TaskFactory(group=group)
    flows.take_task(task=task, by=member)
    flows.take_task(task=task, by=member)
    with pytest.raises(Refused):
        flows.take_task(task=task, by=other_member)
    flows.give_back_task(task=task)
    flows.take_task(task=task, by=other_member)
    assert Task.objects.get().held_by == other_member


def test_a_thing_is_brought_by_one(group, member, other_member):
    item = flows.add_item(group=group, label="Le levain")
    flows.take_item(item=item, by=member)
    with pytest.raises(Refused):
        flows.take_item(item=item, by=other_member)
    flows.release_item(item=item)
    flows.take_item(item=item, by=other_member)
    assert Item.objects.get().brought_by == other_member


def test_a_list_has_an_end(group):
    for number in range(flows.MOST_ITEMS):
        flows.add_item(group=group, label=f"Chose {number}")
    with pytest.raises(Refused):
        flows.add_item(group=group, label="Une de plus")


def test_leaving_hands_everything_back(group, member, other_member):
    for person in (member, other_member):
        exchanges.GroupMemberFactory(group=group, member=person)
    mine = exchanges.TaskFactory(group=group, held_by=member)
    theirs = exchanges.TaskFactory(group=group, held_by=other_member, kind="book_room")
    item = exchanges.ItemFactory(group=group, brought_by=member)
    flows.leave_group(group=group, member=member)
    for row in (mine, theirs, item):
        row.refresh_from_db()
    assert (mine.held_by, theirs.held_by, item.brought_by) == (None, other_member, None)
    assert group.members.filter(left_at=None).get().member == other_member


def test_a_group_is_handed_to_residents(group, facilitator):
    session = exchanges.SessionFactory(group=group)
    flows.name_group_facilitators(group=group, facilitators=[facilitator])
    assert list(Session.objects.facilitated_by(facilitator)) == [session]


def test_a_new_group_has_its_six_tasks_and_nobody_holds_them(team_member):
    group = flows.create_group(title="Tricot", skill=None, facilitators=[team_member])
    assert {task.kind for task in group.tasks.all()} == set(Task.Kind.values)
    assert set(group.tasks.values_list("held_by", flat=True)) == {None}
