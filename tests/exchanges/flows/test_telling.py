"""« Votre idée est devenue… »: those who agreed are told once, by their own channel; nobody else, and never again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from exchanges.flows import telling
from exchanges.models import News
from exchanges.news import readers_of, session_of, things_born
from surveys.flows.slips import unlink
from surveys.models import Outcome
from tests.factories import exchanges, surveys
from tests.factories.members import AuthorisationFactory, MemberFactory
from tests.instruments.queries import assert_constant_queries
from tests.races import run_together

pytestmark = pytest.mark.django_db

GROUP = News.About.GROUP


@pytest.fixture
def group(db):
    idea = surveys.GatheringFactory(title="Un four à pain", is_public=True)
    return exchanges.ActionGroupFactory(gathering=idea, title="Le four")


def said(group, words: str, *, response=None, **became) -> Outcome:
    response = response or surveys.ResponseFactory()
    answer = surveys.AnswerFactory(response=response, text=words)
    segment = surveys.SegmentFactory(answer=answer, end=len(words))
    return surveys.OutcomeFactory(segment=segment, words=words, gathering=group.gathering, **became)


def linked(**slip):
    return surveys.SlipLinkFactory(**{f"slip__{name}": value for name, value in slip.items()})


def test_linked_people_joined_residents_and_supporters_are_told_and_nobody_else(
    group, team_member, on_commit, mailoutbox, member
):
    by_mail = linked(name="Solange Brévin", email="solange@exemple.fr", phone="")
    words = said(group, "Je veux un four à pain.", response=by_mail.response)
    said(group, "Un four, vite", response=linked(name="Paul", agrees_to_contact=False, agrees_to_news=True).response)
    said(group, "Le four de mon enfance", member=member)
    surveys.SupportFactory(gathering=group.gathering, member=MemberFactory(without_email=True, first_name="Awa"))
    said(group, "Voix sans nom")
    surveys.ContactSlipFactory(name="Jamais Lié")
    surveys.SupportFactory(gathering=group.gathering, member=MemberFactory(paused_at=timezone.now()))
    child = linked(name="Petit")
    child.response.age_band = "under_15"
    child.response.save()
    said(group, "Des pizzas", response=child.response)

    with on_commit():
        assert telling.tell_everybody(group=group, about=GROUP, by=team_member) == 4

    assert {mail.to[0] for mail in mailoutbox} == {"solange@exemple.fr", member.mail_to}
    to_solange = next(mail for mail in mailoutbox if mail.to == ["solange@exemple.fr"])
    assert "Bonjour Solange" in to_solange.body
    assert "Je veux un four à pain" in to_solange.body
    assert "enfance" not in to_solange.body
    assert sorted(str(news.member or news.link) for news in News.objects.to_call()) == sorted(
        ["Paul", str(group.gathering.supports.exclude(member__paused_at__isnull=False).get().member)]
    )
    words.refresh_from_db()
    assert words.told_on == timezone.localdate()
    assert Outcome.objects.filter(words="Voix sans nom", told_on=None).exists()


def test_nobody_is_told_twice_not_even_once_they_joined(group, team_member, on_commit, mailoutbox):
    link = linked(name="Solange", email="solange@exemple.fr")
    said(group, "Un four", response=link.response)
    for _turn in range(2):
        with on_commit():
            telling.tell_everybody(group=group, about=GROUP, by=team_member)
    surveys.InvitationFactory(slip=link.slip, member=MemberFactory())

    assert readers_of(group, GROUP) == []
    assert len(mailoutbox) == 1


def test_who_takes_their_yes_back_is_told_nothing_and_leaves_no_trace(group, team_member):
    link = linked(name="Paul")
    said(group, "Un four", response=link.response)
    telling.tell_everybody(group=group, about=GROUP, by=team_member)
    unlink(slip=link.slip)
    assert not News.objects.exists()
    assert readers_of(group, GROUP) == []


def test_a_call_is_noted_with_the_words_to_say(group, team_client, team_member, centre):
    words = said(group, "Un four pour tous", response=linked(name="Paul", phone="06 99 00 11 22").response)
    telling.tell_everybody(group=group, about=GROUP, by=team_member)
    news = News.objects.get()

    page = team_client.get(reverse("news_calls")).content.decode()
    assert "06 99 00 11 22" in page
    assert "Vous avez dit\u00a0: «\u00a0Un four pour tous\u00a0»" in page
    team_client.post(reverse("news_told", args=[news.pk]))

    words.refresh_from_db()
    assert words.told_on == timezone.localdate()
    assert not News.objects.to_call().exists()


def test_a_mail_that_did_not_leave_is_tried_again(group, team_member, on_commit, mailoutbox, monkeypatch):
    said(group, "Un four", response=linked(name="Solange", email="solange@exemple.fr").response)

    def fail(**_letter):
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(telling, "post_to_stranger", fail)
        with on_commit():
            telling.tell_everybody(group=group, about=GROUP, by=team_member)
    assert News.objects.get().told_on is None

    with on_commit():
        telling.send_waiting_news()
    assert (len(mailoutbox), News.objects.get().told_on) == (1, timezone.localdate())


def test_what_can_be_told_follows_what_was_born(group):
    assert things_born(group, None) == [GROUP]
    exchanges.ProjectFactory(group=group)
    exchanges.SessionFactory(group=group, state="announced")
    group.refresh_from_db()
    assert things_born(group, session_of(group)) == [News.About.SESSION, News.About.PROJECT]


def test_the_message_is_shown_before_it_leaves(group, team_client, centre, mailoutbox):
    said(group, "Un four pour tous", response=linked(name="Solange", email="solange@exemple.fr").response)
    page = team_client.get(reverse("group_tell", args=[group.pk, "group"])).content.decode()
    assert "Votre idée est devenue un groupe" in page
    assert "Un four pour tous" in page
    assert not News.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_at_once_tell_each_person_once():
    idea = surveys.GatheringFactory(is_public=True)
    group = exchanges.ActionGroupFactory(gathering=idea)
    for _turn in range(3):
        surveys.SupportFactory(gathering=idea, member=MemberFactory(without_email=True))
    by = MemberFactory(team=True)

    def press():
        return telling.tell_everybody(group=group, about=GROUP, by=by)

    results = run_together(press, [(), ()])

    assert sum(results) == 3
    assert News.objects.count() == 3


def test_on_the_phone_only_members_hear_that_they_are_part_of_it(group, team_client, team_member, centre):
    inside, outside = (MemberFactory(without_email=True) for _person in range(2))
    exchanges.GroupMemberFactory(group=group, member=inside)
    said(group, "Un four", member=outside)
    surveys.SupportFactory(gathering=group.gathering, member=inside)
    telling.tell_everybody(group=group, about=GROUP, by=team_member)

    lines = {line.news.member: line.message for line in team_client.get(reverse("news_calls")).context["lines"]}

    assert "Vous en faites partie." in lines[inside]
    assert "Vous en faites partie." not in lines[outside]
    assert "Voulez-vous" in lines[outside]


def test_the_message_and_its_readers_cost_the_same_for_one_and_for_thirty(group, team_client):
    exchanges.ProjectFactory(group=group)
    exchanges.SessionFactory(group=group, state="announced")

    def make(rows):
        for number in range(rows):
            said(group, f"Un four {number}", response=linked(name=f"Paul {number}", phone="06 99 00 11 22").response)
            said(group, f"Un four ici {number}", member=MemberFactory())
            surveys.SupportFactory(gathering=group.gathering)

    assert_constant_queries(team_client, reverse("group_tell", args=[group.pk, "session"]), make)


def test_a_gathering_costs_the_same_with_one_voice_and_with_thirty(group, team_client):
    exchanges.SessionFactory(group=group, state="announced")

    def make(rows):
        for number in range(rows):
            said(group, f"Un four {number}", response=linked(name=f"Paul {number}").response)
            surveys.SupportFactory(gathering=group.gathering)
            surveys.GatheringFactory(edition=group.gathering.edition)

    assert_constant_queries(team_client, reverse("gathering", args=[group.gathering_id]), make)


def test_founding_costs_the_same_with_one_supporter_and_with_thirty(group, team_client):
    url = reverse("gathering_found", args=[group.gathering_id])
    make = surveys.SupportFactory.create_batch
    assert_constant_queries(team_client, url, lambda rows: make(rows, gathering=group.gathering))


def test_news_to_give_cost_the_same_for_one_group_and_for_thirty(team_client, team_member, centre):
    def make(rows):
        for number in range(rows):
            idea = surveys.GatheringFactory(title=f"Idée {number}", is_public=True)
            group = exchanges.ActionGroupFactory(gathering=idea)
            exchanges.SessionFactory(group=group, state="announced")
            said(group, "Un four", response=linked(name="Paul", phone="06 99 00 11 22").response)
            surveys.SupportFactory(gathering=idea, member=MemberFactory(without_email=True))
            telling.tell_everybody(group=group, about=News.About.SESSION, by=team_member)

    assert_constant_queries(team_client, reverse("news_calls"), make)


def test_who_left_or_took_it_back_is_called_no_more(group, team_client, team_member, centre):
    supporter, speaker, gone, resting = (MemberFactory(without_email=True) for _person in range(4))
    support = surveys.SupportFactory(gathering=group.gathering, member=supporter)
    for member in (speaker, gone, resting):
        said(group, "Un four", member=member)
    link = linked(name="Paul", phone="06 99 00 11 22")
    said(group, "Un four", response=link.response)
    telling.tell_everybody(group=group, about=GROUP, by=team_member)

    def called():
        return {line.name for line in team_client.get(reverse("news_calls")).context["lines"]}

    assert called() == {"Paul", *(one.get_full_name() for one in (supporter, speaker, gone, resting))}
    support.delete()
    unlink(slip=link.slip)
    gone.is_active, resting.paused_at = False, timezone.now()
    gone.save(), resting.save()
    assert called() == {speaker.get_full_name()}


def test_the_team_goes_from_a_group_to_its_voices_and_residents_do_not(group, team_client, member_client, member):
    exchanges.GroupMemberFactory(group=group, member=member)
    way = reverse("gathering", args=[group.gathering_id])

    assert way in team_client.get(reverse("group", args=[group.pk])).content.decode()
    assert way not in member_client.get(reverse("group", args=[group.pk])).content.decode()


def test_who_makes_a_group_reads_that_a_child_is_told_by_their_parent_s_mail(team_client):
    idea = surveys.GatheringFactory()
    child = MemberFactory(without_email=True, birth_year=timezone.localdate().year - 12)
    child.guardians.add(MemberFactory())
    AuthorisationFactory(member=child)
    for member in (child, MemberFactory(), MemberFactory()):
        surveys.SupportFactory(gathering=idea, member=member)

    page = team_client.get(reverse("gathering_found", args=[idea.pk])).content.decode()

    assert page.count("par courriel") == 3
