"""What is born of people's words: a group, a project. Never with fewer than three people."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchanges.flows.groups import create_group
from exchanges.flows.refused import Refused
from exchanges.flows.telling import tell_members
from exchanges.models import ActionGroup, GroupMember, News, Project
from members.models import Member
from surveys.models import Gathering
from surveys.voices import LEAST_PEOPLE, supporters_of


@transaction.atomic
def found_group(*, gathering: Gathering, by: Member, title: str = "") -> ActionGroup:
    """Those who said « j'en suis » are its members, and are told; `by` holds it. Raises Refused.

    Two people who press at once make one group: the second is Refused.
    """
    group, members = _found(gathering, by, title)
    tell_members(group=group, about=News.About.GROUP, members=members, by=by)
    return group


@transaction.atomic
def found_project(
    *, gathering: Gathering, by: Member, title: str, purpose: str, is_public: bool = False, public_line: str = ""
) -> Project:
    """A group, and its project at once; its members are told once. Raises Refused."""
    group, members = _found(gathering, by, title)
    project = Project.objects.create(
        group=group, title=group.title, purpose=purpose, is_public=is_public, public_line=public_line
    )
    tell_members(group=group, about=News.About.PROJECT, members=members, by=by)
    return project


@transaction.atomic
def start_project(
    *, group: ActionGroup, title: str, purpose: str, is_public: bool = False, public_line: str = ""
) -> Project:
    """A group that is there takes on a project, one. Raises Refused when it has ended or has fewer than three."""
    group = ActionGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if group.ended_at is not None:
        raise Refused(_("This group has come to its end."))
    if Project.objects.filter(group=group).exists():
        raise Refused(_("This group has its project already."))
    require_three(group.members.filter(left_at=None, member__is_active=True).count())
    return Project.objects.create(
        group=group, title=title, purpose=purpose, is_public=is_public, public_line=public_line
    )


def change_project(*, project: Project, title: str, purpose: str, is_public: bool, public_line: str) -> None:
    """What it is for, and what the neighbours read of it."""
    project.title, project.purpose = title, purpose
    project.is_public, project.public_line = is_public, public_line
    project.save()


def end_project(*, project: Project) -> None:
    """It has come to its end; ended twice, it ended the first day."""
    if project.ended_on is None:
        project.ended_on = timezone.localdate()
        project.save(update_fields=["ended_on"])


def take_up_project(*, project: Project) -> None:
    """It goes on after all."""
    project.ended_on = None
    project.save(update_fields=["ended_on"])


@transaction.atomic
def welcome_supporters(*, group: ActionGroup, by: Member) -> int:
    """Those who said « j'en suis » since it was born become members, and are told; how many."""
    group = ActionGroup.objects.select_for_update(of=("self",)).select_related("gathering").get(pk=group.pk)
    newcomers = list(newcomers_of(group))
    _join(group, newcomers)
    tell_members(group=group, about=News.About.GROUP, members=newcomers, by=by)
    return len(newcomers)


def newcomers_of(group: ActionGroup):
    """Supporters of the idea a living group was born of, who have never been in it."""
    if group.gathering is None or group.ended_at is not None or group.gathering.is_call:
        return Member.objects.none()
    return supporters_of(group.gathering).exclude(group_places__group=group)


def require_three(people: int) -> None:
    """Raises Refused, with how many are missing."""
    missing = LEAST_PEOPLE - people
    if missing > 0:
        raise Refused(
            ngettext(
                "One person is missing: a group is born with three.",
                "%(number)s people are missing: a group is born with three.",
                missing,
            )
            % {"number": missing}
        )


def _found(gathering: Gathering, by: Member, title: str) -> tuple[ActionGroup, list[Member]]:
    gathering = Gathering.objects.select_for_update(of=("self",)).select_related("skill").get(pk=gathering.pk)
    if gathering.is_call:
        raise Refused(_("A call for a savoir becomes a session: prepare one, or wait for the mouline."))
    if gathering.closed_on is not None:
        raise Refused(_("This gathering is closed."))
    if ActionGroup.objects.filter(gathering=gathering).exists():
        raise Refused(_("A group is already born of this idea."))
    members = list(supporters_of(gathering))
    require_three(len(members))
    group = create_group(title=title or gathering.title, skill=gathering.skill, facilitators=[by], gathering=gathering)
    _join(group, members)
    return group, members


def _join(group: ActionGroup, members: Sequence[Member]) -> None:
    GroupMember.objects.bulk_create(GroupMember(group=group, member=member) for member in members)
