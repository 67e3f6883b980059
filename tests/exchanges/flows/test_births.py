"""What is born of people's words: a group, a project; once, and never with fewer than three people."""

import pytest
from django.utils import timezone

from exchanges.flows import births
from exchanges.flows.groups import create_group
from exchanges.flows.refused import Refused
from exchanges.models import ActionGroup, GroupMember, News, Project
from surveys.flows.gatherings import support
from tests.factories import exchanges, surveys
from tests.factories.members import MemberFactory
from tests.races import run_together

pytestmark = pytest.mark.django_db


def idea_with(people: int, **kwargs):
    idea = surveys.GatheringFactory(title="Un four à pain", is_public=True, **kwargs)
    for _turn in range(people):
        surveys.SupportFactory(gathering=idea)
    return idea


def test_three_people_make_a_group_and_are_told(team_member, on_commit, mailoutbox):
    idea = idea_with(2)
    without_email = surveys.SupportFactory(gathering=idea, member=MemberFactory(without_email=True)).member

    with on_commit():
        group = births.found_group(gathering=idea, by=team_member)

    assert (group.title, group.gathering, list(group.facilitators.all())) == ("Un four à pain", idea, [team_member])
    inside = GroupMember.objects.filter(group=group).values_list("member", flat=True)
    assert set(inside) == set(idea.supports.values_list("member", flat=True))
    assert group.tasks.count() == 6
    assert [mail.subject for mail in mailoutbox] == ["Votre idée est devenue un groupe"] * 2
    assert [news.member for news in News.objects.to_call()] == [without_email]


@pytest.mark.parametrize("found", [births.found_group, births.found_project])
@pytest.mark.parametrize("unfit", [{"is_active": False}, {"paused_at": timezone.now()}, {"under_age": True}, None])
def test_nothing_is_born_with_fewer_than_three(found, unfit, team_member):
    idea = idea_with(2)
    if unfit:
        surveys.SupportFactory(gathering=idea, member=MemberFactory(**unfit))
    more = {"title": "Un four", "purpose": "Cuire"} if found is births.found_project else {}

    with pytest.raises(Refused, match="Il manque une personne"):
        found(gathering=idea, by=team_member, **more)

    assert not ActionGroup.objects.exists()
    assert not Project.objects.exists()


def test_a_call_or_a_closed_idea_makes_no_group(skill, team_member):
    for gathering in (idea_with(3, kind="call", skill=skill), idea_with(3, closed_on=timezone.localdate())):
        with pytest.raises(Refused):
            births.found_group(gathering=gathering, by=team_member)


def test_a_project_is_born_with_its_group_and_its_people_are_told_once(team_member, on_commit, mailoutbox):
    with on_commit():
        project = births.found_project(gathering=idea_with(3), by=team_member, title="Le four", purpose="Cuire")
    assert (project.title, project.group.title, project.gathering.title) == ("Le four", "Le four", "Un four à pain")
    assert [mail.subject for mail in mailoutbox] == ["Votre idée est devenue un projet"] * 3


def test_a_group_of_two_takes_on_no_project():
    group = exchanges.ActionGroupFactory()
    for left_at in (None, None, timezone.now()):
        exchanges.GroupMemberFactory(group=group, left_at=left_at)
    with pytest.raises(Refused, match="Il manque une personne"):
        births.start_project(group=group, title="Le four", purpose="Cuire")
    exchanges.GroupMemberFactory(group=group)
    births.start_project(group=group, title="Le four", purpose="Cuire")
    with pytest.raises(Refused):
        births.start_project(group=group, title="Un autre", purpose="Cuire")


def test_who_comes_later_is_welcomed_and_who_left_is_not_brought_back(team_member):
    idea = idea_with(3)
    group = births.found_group(gathering=idea, by=team_member)
    left = group.members.earliest("pk")
    GroupMember.objects.filter(pk=left.pk).update(left_at=timezone.now())
    late = MemberFactory()
    support(gathering=idea, member=late)

    assert list(births.newcomers_of(group)) == [late]
    births.welcome_supporters(group=group, by=team_member)

    assert GroupMember.objects.filter(group=group, left_at=None, member=late).exists()
    assert not GroupMember.objects.filter(pk=left.pk, left_at=None).exists()


def test_a_group_for_a_savoir_answers_the_call_that_waits(skill, team_member):
    call = surveys.GatheringFactory(kind="call", skill=skill)
    first, second = (create_group(title="Coudre", skill=skill, facilitators=[team_member]) for _turn in range(2))
    assert (first.gathering, second.gathering) == (call, None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("found", ["group", "project"])
def test_two_who_press_at_once_make_one_group(found):
    idea = idea_with(3)
    staff = [MemberFactory(team=True), MemberFactory(team=True)]

    def press(by):
        if found == "group":
            return births.found_group(gathering=idea, by=by)
        return births.found_project(gathering=idea, by=by, title="Le four", purpose="Cuire")

    results = run_together(press, [(staff[0],), (staff[1],), (staff[0],)])

    assert sum(isinstance(result, Refused) for result in results) == 2, results
    assert ActionGroup.objects.count() == 1
    assert News.objects.count() == GroupMember.objects.count() == 3
