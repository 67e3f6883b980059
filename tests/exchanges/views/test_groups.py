"""A group's own pages."""

import pytest
from django.urls import reverse

from exchanges.models import Session
from tests.factories import exchanges, members
from tests.instruments.queries import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(member):
    """A group of three that the member is in."""
    group = exchanges.ActionGroupFactory(title="Pain et levain")
    exchanges.GroupMemberFactory(group=group, member=member)
    exchanges.GroupMemberFactory(group=group, member__first_name="Bernard", member__last_name="Fabre", shares=True)
    awa = members.MemberFactory(first_name="Awa", last_name="Diallo", phone="+33565559999", shares_phone=True)
    exchanges.GroupMemberFactory(group=group, member=awa)
    return group


def url_of(group, name="group", *args):
    return reverse(name, args=[group.pk, *args])


def test_members_know_one_anothers_first_names_and_what_was_shared(member_client, group):
    bernard = group.members.get(shares=True).member
    bernard.phone = "+33565551234"
    bernard.save()
    page = member_client.get(url_of(group)).content.decode()
    assert "Bernard" in page
    assert "05 65 55 99 99" in page
    for hidden in ("Fabre", "Diallo", "05 65 55 12 34"):
        assert hidden not in page


def test_two_people_of_one_first_name_are_told_apart_and_no_more(member_client, group):
    awa = exchanges.GroupMemberFactory(group=group, member__first_name="Awa", member__last_name="Traoré").member
    exchanges.ItemFactory(group=group, brought_by=awa)
    page = member_client.get(url_of(group)).content.decode()
    assert page.count("Awa\u00a0T.") == 2
    assert "Awa\u00a0D." in page
    assert "Traoré" not in page


def test_the_way_back_says_whose_groups_these_are(member_client, team_client, group):
    assert "Mes groupes" in member_client.get(url_of(group)).text.split('class="back"')[1][:400]
    assert "Tous les groupes" in team_client.get(url_of(group)).text.split('class="back"')[1][:400]


def test_the_words_it_was_born_from_are_there_without_a_name(member_client, group):
    request = members.RequestFactory(words="faire mon pain comme avant", member__first_name="Ermeline")
    session = exchanges.make_full_session(group=group, state="held", date=exchanges.in_days(-7))
    exchanges.ParticipationFactory(session=session, member=request.member, serves=request)
    page = member_client.get(url_of(group)).content.decode()
    assert "faire mon pain comme avant" in page
    assert "Ermeline" not in page


def test_others_do_not_see_the_group(client, other_member, group):
    client.force_login(other_member)
    assert client.get(url_of(group)).status_code == 404
    assert list(client.get(reverse("group_list")).context["page"]) == []


def test_who_left_does_not_see_it_any_more(member_client, group):
    member_client.post(url_of(group, "group_leave"))
    assert member_client.get(url_of(group)).status_code == 404


def test_the_list_counts_everybody(member_client, group):
    assert member_client.get(reverse("group_list")).context["page"][0]["people"] == 3


def test_the_list_costs_the_same_however_many(team_client, centre):
    def make(number):
        for session in exchanges.SessionFactory.create_batch(number):
            exchanges.GroupMemberFactory(group=session.group)

    assert_constant_queries(team_client, reverse("group_list"), make)


def test_a_task_is_taken_and_only_its_holder_hands_it_back(member_client, member, client, group):
    task = exchanges.TaskFactory(group=group)
    address = url_of(group, "group_task", task.pk)
    member_client.post(address)
    task.refresh_from_db()
    assert task.held_by == member
    client.force_login(group.members.get(shares=True).member)
    assert client.post(address, {"give_back": "1"}).status_code == 403
    member_client.post(address, {"give_back": "1"})
    task.refresh_from_db()
    assert task.held_by is None


def test_things_to_bring(member_client, member, client, group):
    member_client.post(url_of(group), {"label": "Le levain", "i_bring_it": "on"})
    item = group.items.get()
    assert item.brought_by == member
    client.force_login(group.members.get(shares=True).member)
    address = url_of(group, "group_item", item.pk)
    assert client.post(address, {"remove": "1"}).status_code == 403
    assert "Quelqu’un d’autre" in client.post(address, follow=True).content.decode()
    member_client.post(address, {"release": "1"})
    client.post(address, {"remove": "1"})
    assert not group.items.exists()


def test_nothing_of_another_group(member_client, group):
    task, item = exchanges.TaskFactory(), exchanges.ItemFactory()
    assert member_client.post(url_of(group, "group_task", task.pk)).status_code == 404
    assert member_client.post(url_of(group, "group_item", item.pk)).status_code == 404


def test_the_next_session_is_made_with_the_people_of_the_group(facilitator_client, facilitator, group):
    group.facilitators.add(facilitator)
    sharer = group.members.get(shares=True).member
    data = {
        "venue": exchanges.VenueFactory().pk,
        "date": exchanges.in_days(10).isoformat(),
        "period": 1,
        "sharers": [sharer.pk],
        "learners": list(group.members.filter(shares=False).values_list("member", flat=True)),
        "in_spite": "on",
    }
    answer = facilitator_client.post(url_of(group, "group_next"), data)
    session = Session.objects.get()
    assert answer.url == reverse("session", args=[session.code])
    assert (session.group, session.state, session.participations.count()) == (group, "to_settle", 3)
    stranger = members.MemberFactory()
    assert facilitator_client.post(url_of(group, "group_next"), data | {"sharers": [stranger.pk]}).status_code == 422


@pytest.mark.parametrize("name", ["group_next", "group_rename"])
def test_members_do_not_run_the_group(member_client, group, name):
    assert member_client.get(url_of(group, name)).status_code == 403


def test_staff_hand_the_group_to_residents(team_client, facilitator_client, facilitator, group):
    team_client.post(url_of(group, "group_facilitators"), {"facilitators": [facilitator.pk]})
    assert facilitator_client.get(url_of(group)).status_code == 200
    assert facilitator_client.get(url_of(group, "group_facilitators")).status_code == 403
