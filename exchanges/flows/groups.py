"""An action group: who sees to what, who brings what, and its next session."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exchanges.flows.refused import Refused
from exchanges.models import ActionGroup, GroupMember, Item, Proposal, Task
from members.models import Member, Skill
from surveys.models import Gathering

MOST_ITEMS = 40


@transaction.atomic
def create_group(
    *,
    title: str,
    skill: Skill | None,
    facilitators: Iterable[Member],
    proposal: Proposal | None = None,
    gathering: Gathering | None = None,
) -> ActionGroup:
    """A group with its six tasks, all seen to by the centre until a resident would like to try one.

    Without a `gathering`, it is born of the neighbours' call for its savoir, if one waits for its first group.
    """
    gathering = gathering or _find_call(skill)
    group = ActionGroup.objects.create(title=title, skill=skill, proposal=proposal, gathering=gathering)
    group.facilitators.set(facilitators)
    Task.objects.bulk_create(Task(group=group, kind=kind) for kind in Task.Kind)
    return group


def take_task(*, task: Task, by: Member) -> None:
    """« Je veux bien essayer ». Raises Refused when somebody else took it in the meantime."""
    taken = Task.objects.filter(pk=task.pk, held_by=None).update(held_by=by, taken_at=timezone.now())
    if not taken and not Task.objects.filter(pk=task.pk, held_by=by).exists():
        raise Refused(_("Somebody else already sees to this."))


def give_back_task(*, task: Task) -> None:
    """The centre sees to it again, without a question."""
    Task.objects.filter(pk=task.pk).update(held_by=None, taken_at=None)


def add_item(*, group: ActionGroup, label: str, brought_by: Member | None = None) -> Item:
    """One more thing to bring. Raises Refused when the list is already very long."""
    if group.items.count() >= MOST_ITEMS:
        raise Refused(_("This list is already long. Take something off first."))
    return Item.objects.create(group=group, label=label, brought_by=brought_by)


def take_item(*, item: Item, by: Member) -> None:
    """« Je l'apporte ». Raises Refused when somebody else said so in the meantime."""
    taken = Item.objects.filter(pk=item.pk, brought_by=None).update(brought_by=by)
    if not taken and not Item.objects.filter(pk=item.pk, brought_by=by).exists():
        raise Refused(_("Somebody else already brings it."))


def release_item(*, item: Item) -> None:
    Item.objects.filter(pk=item.pk).update(brought_by=None)


def remove_item(*, item: Item) -> None:
    item.delete()


@transaction.atomic
def leave_group(*, group: ActionGroup, member: Member) -> None:
    """Leave, and hand back what one saw to or would bring. Coming sessions are answered on their own page."""
    GroupMember.objects.filter(group=group, member=member, left_at=None).update(left_at=timezone.now())
    hand_back(group_id=group.pk, member_id=member.pk)


def hand_back(*, group_id: int, member_id: int) -> None:
    """Tasks and things to bring of somebody who leaves."""
    Task.objects.filter(group=group_id, held_by=member_id).update(held_by=None, taken_at=None)
    Item.objects.filter(group=group_id, brought_by=member_id).update(brought_by=None)


@transaction.atomic
def name_group_facilitators(*, group: ActionGroup, facilitators: Iterable[Member]) -> None:
    """Hand the group to these people; its sessions with nobody named are theirs too."""
    group.facilitators.set(facilitators)


def rename_group(*, group: ActionGroup, title: str) -> None:
    """The group's own title, for what comes next; sessions already made keep theirs."""
    group.title = title
    group.save(update_fields=["title"])


def _find_call(skill: Skill | None) -> Gathering | None:
    """The latest open call for this savoir that no group has answered yet; held until the transaction ends."""
    calls = Gathering.objects.open().filter(kind=Gathering.Kind.CALL, skill=skill, group=None) if skill else ()
    for call in calls:
        held = Gathering.objects.select_for_update().get(pk=call.pk)
        if not ActionGroup.objects.filter(gathering=held).exists():
            return held
    return None
