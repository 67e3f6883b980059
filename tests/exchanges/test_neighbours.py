"""« Appels et idées des voisins »: sums and titles for everybody, and nothing of an anonymous sheet."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exchanges.space_ideas import read_slots_and_ideas
from exchanges.traces import traces_of
from members.flows import wishes
from members.models import Offer, Request
from surveys.models import Support
from tests.factories import exchanges, surveys
from tests.factories.members import MemberFactory, RequestFactory, SkillFactory
from tests.instruments.queries import assert_constant_queries
from tests.members.signing_up import BY_NAME
from tests.races import run_together

pytestmark = pytest.mark.django_db

SECRET = "mon mari Zébulon a construit un four"


@pytest.fixture
def idea(db):
    return surveys.GatheringFactory(title="Un four à pain", is_public=True)


def voice(gathering, words: str, **became):
    answer = surveys.AnswerFactory(text=words, response__place=surveys.PlaceFactory(name="Place du marché"))
    segment = surveys.SegmentFactory(answer=answer, end=len(words))
    return surveys.OutcomeFactory(segment=segment, words=words, gathering=gathering, **became)


def page_of(client, **kwargs) -> str:
    return client.get(reverse("neighbours", kwargs=kwargs)).content.decode()


class TestWhatIsShown:
    def test_a_title_a_sum_and_what_is_missing(self, client, centre, idea):
        voice(idea, SECRET)
        surveys.SupportFactory(gathering=idea, member=MemberFactory(first_name="Quirine"))
        surveys.SupportFactory(gathering=idea)

        page = page_of(client)

        assert "Un four à pain" in page
        assert "3 voix pour cette idée." in page
        assert "Il manque une personne pour un groupe." in page
        assert "Zébulon" not in page
        assert "Quirine" not in page

    def test_a_sentence_only_once_a_person_has_read_it_again(self, client, centre, idea):
        said = voice(idea, "Un four pour cuire ensemble")
        quotation = surveys.QuotationFactory(answer=said.segment.answer)
        assert "cuire ensemble" not in page_of(client)
        quotation.approved_on = timezone.localdate()
        quotation.save()
        assert "«\u00a0Un four pour cuire ensemble\u00a0»" in page_of(client)
        assert "Place du marché" in page_of(client)

    def test_a_sentence_about_something_else_of_the_same_sheet_is_not_shown(self, client, centre, idea):
        text = "Un four à pain. Et plus de bus le soir"
        answer = surveys.AnswerFactory(text=text)
        surveys.OutcomeFactory(segment__answer=answer, segment__end=14, gathering=idea)
        surveys.QuotationFactory(
            answer=answer, start=16, text="Et plus de bus le soir", approved_on=timezone.localdate()
        )
        assert "bus" not in page_of(client)

    def test_what_is_not_shown_or_is_closed_stays_out(self, client, centre):
        surveys.GatheringFactory(title="Pas montré")
        surveys.GatheringFactory(title="Fermé", is_public=True, closed_on=timezone.localdate())
        page = page_of(client)
        assert "Pas montré" not in page
        assert "Fermé" not in page

    def test_a_project_shows_its_line_when_its_group_likes(self, client, centre, idea):
        group = exchanges.ActionGroupFactory(gathering=idea, title="Nom du groupe")
        project = exchanges.ProjectFactory(group=group, title="Le fournil", public_line="On cuit le samedi.")
        page = page_of(client)
        assert "Un groupe est né" in page
        assert "On cuit" not in page
        assert "Nom du groupe" not in page
        project.is_public = True
        project.save()
        assert "On cuit le samedi." in page_of(client)

    def test_it_costs_the_same_with_one_row_and_with_thirty(self, member_client, centre, skill):
        def make(rows):
            for number in range(rows):
                one = surveys.GatheringFactory(title=f"Idée {number}", is_public=True)
                said = voice(one, "Un four")
                surveys.QuotationFactory(answer=said.segment.answer, approved_on=timezone.localdate())
                surveys.SupportFactory(gathering=one)

        assert_constant_queries(member_client, reverse("neighbours"), make)


class TestAnswers:
    def test_count_me_in_and_no_longer(self, member_client, member, centre, idea):
        url = reverse("neighbour_support", args=[idea.pk])
        member_client.post(url, {"do": "help"})
        assert Support.objects.get().member == member
        assert "Vous en êtes, et vous aidez" in page_of(member_client)
        member_client.post(url, {"do": "withdraw"})
        assert not Support.objects.exists()

    def test_in_somebodys_name_for_the_team(self, team_client, member, centre, idea):
        team_client.post(reverse("neighbour_support", args=[member.pk, idea.pk]))
        assert Support.objects.get().member == member

    def test_a_visitor_signs_up_and_finds_it_done(self, client, centre, idea):
        there = client.post(reverse("neighbour_support", args=[idea.pk]), {"do": "support"})
        assert f"c’est noté\u00a0: {idea.title}" in client.get(there.url).content.decode()
        response = client.post(reverse("account_signup"), BY_NAME, follow=True)

        assert response.redirect_chain[-1][0] == reverse("neighbours")
        assert Support.objects.get().member.first_name == "Jeanne"
        client.get(reverse("neighbour_resume"))
        assert Support.objects.count() == 1

    def test_somebody_who_comes_for_an_idea_need_not_name_a_savoir(self, client, centre, idea):
        silent = BY_NAME | {"offer": "", "request": ""}
        assert "Un mot suffit" in client.post(reverse("account_signup"), silent).content.decode()
        there = client.post(reverse("neighbour_support", args=[idea.pk]), {"do": "support"})
        client.get(there.url)
        client.post(reverse("account_signup"), silent, follow=True)
        assert Support.objects.get().member.first_name == "Jeanne"
        assert not Offer.objects.exists()
        assert not Request.objects.exists()

    def test_the_way_back_stays_on_our_site(self, client, centre):
        client.get(reverse("account_signup"), {"next": "https://ailleurs.example/"})
        assert "way_back" not in client.session

    def test_a_call_is_answered_by_an_offer_or_a_request(self, member_client, member, centre, skill):
        surveys.GatheringFactory(kind="call", skill=skill, title=skill.name, is_public=True)
        page = page_of(member_client)
        assert f"{reverse('offer_add')}?words=" in page
        member_client.post(reverse("request_add"), {"words": skill.name, "min_level": 0, "insist": 1})
        assert (Offer.objects.count(), Request.objects.get().member) == (0, member)


@pytest.mark.django_db(transaction=True)
def test_a_call_answered_several_times_at_once_is_answered_once():
    call = surveys.GatheringFactory(kind="call", skill=SkillFactory(name="Tricot"), is_public=True)
    for member in MemberFactory.create_batch(3):

        def press(member=member):
            return wishes.say(member=member, kind=Request, words="tricot")

        results = run_together(press, [()] * 4)

        assert sorted(type(result).__name__ for result in results) == ["AlreadySaid"] * 3 + ["list"]
        assert Request.objects.get(member=member).skill == call.skill


class TestTraces:
    def test_a_group_shows_no_raw_sentence_of_a_sheet(self, idea):
        said = voice(idea, SECRET)
        group = exchanges.ActionGroupFactory(gathering=idea)
        session = exchanges.SessionFactory(group=group)
        wish = RequestFactory(source="survey", words=SECRET)
        exchanges.seat(session, serves=wish)
        exchanges.seat(session, serves=RequestFactory(words="apprendre à cuire", source="own_space"))
        assert [trace.words for trace in traces_of(group)] == ["apprendre à cuire"]
        read_again = {"text": "construire un four", "approved_on": timezone.localdate()}
        surveys.QuotationFactory(answer=said.segment.answer, **read_again)
        assert [trace.words for trace in traces_of(group)] == ["construire un four", "apprendre à cuire"]

    def test_pages_of_residents_hold_nothing_of_it(self, idea, member, centre):
        voice(idea, SECRET)
        group = exchanges.ActionGroupFactory(gathering=idea)
        exchanges.GroupMemberFactory(group=group, member=member)
        project = exchanges.ProjectFactory(group=group)
        session = exchanges.SessionFactory(group=group, state="announced")
        reader = Client()
        reader.force_login(member)
        for url in (
            reverse("neighbours"), reverse("group", args=[group.pk]), reverse("project", args=[project.pk]),
            reverse("session", args=[session.code]), reverse("my_space"), reverse("home"),
        ):  # fmt: skip
            page = reader.get(url)
            assert page.status_code == 200
            assert "Zébulon" not in page.content.decode(), url

    def test_a_title_nobody_has_shown_is_for_the_team(self, member, centre):
        hidden = surveys.GatheringFactory(title="Titre à relire")
        group = exchanges.ActionGroupFactory(gathering=hidden, title="Le groupe")
        exchanges.GroupMemberFactory(group=group, member=member)
        reader = Client()
        reader.force_login(member)
        assert "Titre à relire" not in reader.get(reverse("group", args=[group.pk])).content.decode()


class TestMySpace:
    def test_an_idea_from_said_to_held(self, member, idea):
        said = voice(None, "Un four à pain pour tous", member=member)

        def thread():
            ((one,),) = (read_slots_and_ideas(member)[1],)
            return one

        assert (thread().words, thread().stage) == ("Un four à pain pour tous", 0)
        assert thread().said_where.startswith("Place du marché, ")
        said.gathering = idea
        said.save()
        surveys.SupportFactory(gathering=idea, member=member)
        assert (thread().stage, thread().steps[0].text) == (1, "Un four à pain")
        group = exchanges.ActionGroupFactory(gathering=idea, title="Le four")
        assert (thread().stage, thread().steps[1].text) == (3, "Le four")
        exchanges.make_full_session(group=group, state="held")
        assert thread().stage == 4

    def test_what_one_stands_behind_is_there_too(self, member, idea):
        surveys.SupportFactory(gathering=idea, member=member)
        (one,) = read_slots_and_ideas(member)[1]
        assert (one.words, one.is_support, one.stage) == ("Un four à pain", True, 1)
