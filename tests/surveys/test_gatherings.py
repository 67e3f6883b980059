"""« Rassembler les voix »: suggestions that nothing applies by itself, one click, and each person counted once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.flows.refused import Refused
from surveys.flows import gatherings as flows
from surveys.gathering_desk import lone_voices, suggest_gatherings
from surveys.models import Gathering, Outcome, Support
from surveys.voices import crowds_of
from tests.factories import surveys
from tests.factories.members import MemberFactory, OfferFactory, RequestFactory, SkillFactory
from tests.instruments.queries import assert_constant_queries
from tests.races import run_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(db):
    return surveys.EditionFactory()


def voice(edition, words: str, **became) -> Outcome:
    version = edition.versions.first() or surveys.VersionFactory(edition=edition)
    answer = surveys.AnswerFactory(response__version=version, text=words)
    segment = surveys.SegmentFactory(answer=answer, end=len(words))
    return surveys.OutcomeFactory(segment=segment, words=words, **became)


def suggestions(edition, reader):
    return suggest_gatherings(edition, list(lone_voices(edition)), reader=reader)


class TestSuggestions:
    def test_requests_go_by_savoir_with_the_residents_who_wait_for_it(self, edition, skill, team_member):
        asked = [
            voice(edition, "Coudre", kind="request", skill=skill),
            voice(edition, "La couture", kind="request", skill=skill),
        ]
        voice(edition, "Le tricot", kind="request", skill=SkillFactory())
        RequestFactory(skill=skill)
        RequestFactory(skill=skill, state="paused")

        (found,) = suggestions(edition, team_member)

        assert (found.kind, found.title, found.outcomes, found.residents) == ("call", skill.name, tuple(asked), 1)

    def test_ideas_go_by_likeness_and_one_alone_is_no_suggestion(self, edition, team_member):
        alike = [voice(edition, "Un four à pain"), voice(edition, "un four à pain pour tous")]
        voice(edition, "Plus de bus")

        (found,) = suggestions(edition, team_member)

        assert (found.kind, found.title, found.outcomes) == ("idea", "Un four à pain", tuple(alike))

    def test_a_savoir_that_many_ask_for_hides_no_idea(self, edition, team_member):
        for skill in SkillFactory.create_batch(9):
            voice(edition, f"apprendre {skill.name}", kind="request", skill=skill)
            RequestFactory.create_batch(4, skill=skill)
        for _turn in range(2):
            voice(edition, "un repair café", kind="idea", skill=None)
        found = suggestions(edition, team_member)
        assert [one.kind for one in found] == ["idea", *["call"] * 7]

    def test_what_is_like_a_gathering_is_suggested_for_it(self, edition, team_member):
        known = surveys.GatheringFactory(edition=edition, title="Un four à pain")
        voice(edition, "un four à pain pour tous")
        assert [one.into for one in suggestions(edition, team_member)] == [known]

    def test_words_that_wait_for_a_look_and_other_editions_are_left_out(self, edition, team_member):
        for words in ("Un four à pain", "un four à pain pour tous"):
            voice(surveys.EditionFactory(), words)
            hidden = voice(edition, words)
            answer = hidden.segment.answer
            answer.review, answer.flagged_on = "waiting", timezone.localdate()
            answer.save()
        assert suggestions(edition, team_member) == []

    def test_nothing_is_gathered_by_looking(self, edition, team_client):
        for words in ("Un four à pain", "un four à pain pour tous"):
            voice(edition, words)
        team_client.get(reverse("gather", args=[edition.pk]))
        assert not Gathering.objects.exists()


class TestOneClick:
    def test_a_suggestion_is_taken_as_it_is(self, edition, team_client):
        alike = [voice(edition, "Un four à pain"), voice(edition, "un four à pain pour tous")]
        keys = "-".join(str(one.pk) for one in alike)

        team_client.post(
            reverse("gather", args=[edition.pk]), {"voices": keys, "kind": "idea", "title": "Un four à pain"}
        )

        made = Gathering.objects.get()
        assert (made.title, made.is_public, list(made.outcomes.order_by("pk"))) == ("Un four à pain", False, alike)

    def test_a_call_finds_its_savoir(self, edition, skill, team_client):
        asked = voice(edition, "Coudre", kind="request", skill=skill)
        team_client.post(reverse("gather", args=[edition.pk]), {"voices": asked.pk, "kind": "call", "title": "Coudre"})
        assert Gathering.objects.get().skill == skill

    @pytest.mark.parametrize("data", [{}, {"title": "Un four"}, {"kind": "call", "title": "zzz qqq"}])
    def test_what_is_missing_is_said_and_what_was_typed_stays(self, edition, team_client, data):
        voice(edition, "Plus de bus")
        response = team_client.post(reverse("gather", args=[edition.pk]), {"x": 1} | data)
        assert response.status_code == 422
        assert data.get("title", "") in response.content.decode()
        assert not Gathering.objects.exists()

    def test_a_voice_is_in_one_place(self, edition):
        one = voice(edition, "Un four à pain")
        flows.gather(edition=edition, outcomes=[one], kind="idea", title="Un four")
        with pytest.raises(Refused):
            flows.gather(edition=edition, outcomes=[one], kind="idea", title="Un autre")
        assert Gathering.objects.count() == 1

    def test_one_open_call_for_a_savoir(self, edition, skill):
        first = flows.gather(edition=edition, outcomes=[], kind="call", title="Coudre", skill=skill)
        with pytest.raises(Refused):
            flows.gather(edition=edition, outcomes=[], kind="call", title="Coudre", skill=skill)
        flows.close_gathering(gathering=first)
        flows.gather(edition=edition, outcomes=[], kind="call", title="Coudre", skill=skill)
        with pytest.raises(Refused):
            flows.reopen_gathering(gathering=first)

    def test_voices_move_and_are_taken_out(self, edition):
        here, there = (surveys.GatheringFactory(edition=edition) for _turn in range(2))
        one = voice(edition, "Un four à pain", gathering=here)
        flows.move_voices(gathering=here, outcomes=[one], into=there)
        assert list(there.outcomes.all()) == [one]
        flows.take_out_voices(gathering=there, outcomes=[one])
        assert list(lone_voices(edition)) == [one]

    def test_a_title_that_says_too_much_leaves_the_residents_page(self, edition):
        shown = surveys.GatheringFactory(edition=edition, is_public=True)
        assert not flows.rename_gathering(gathering=shown, title="Appelez Solange au 06 12 34 56 78")
        shown.refresh_from_db()
        assert not shown.is_public


class TestCrowd:
    def test_each_person_counts_once(self, edition, member):
        idea = surveys.GatheringFactory(edition=edition)
        said = voice(edition, "Un four à pain", gathering=idea, member=member)
        other = surveys.SegmentFactory(answer=said.segment.answer, start=1, end=5)
        surveys.OutcomeFactory(segment=other, gathering=idea, member=member)
        surveys.SupportFactory(gathering=idea, member=member)
        voice(edition, "Un four", gathering=idea)

        crowd = crowds_of([idea])[idea.pk]

        assert (crowd.voices, crowd.missing) == (2, 2)

    def test_who_left_pauses_or_waits_for_a_guardian_does_not_make_a_group(self, edition):
        idea = surveys.GatheringFactory(edition=edition)
        for person in (
            MemberFactory(is_active=False),
            MemberFactory(paused_at=timezone.now()),
            MemberFactory(under_age=True),
            MemberFactory(),
        ):
            surveys.SupportFactory(gathering=idea, member=person)
        assert crowds_of([idea])[idea.pk].missing == 2

    def test_a_call_goes_to_the_mouline_with_one_who_shares_and_two_others(self, edition, skill):
        call = surveys.GatheringFactory(edition=edition, kind="call", skill=skill)
        sharer = MemberFactory()
        OfferFactory(skill=skill, member=sharer)
        RequestFactory(skill=skill, member=sharer)
        RequestFactory(skill=skill)
        assert not crowds_of([call])[call.pk].goes_to_the_next_round
        RequestFactory(skill=skill)
        assert crowds_of([call])[call.pk].goes_to_the_next_round


class TestSupport:
    def test_said_twice_is_said_once_and_taken_back(self, member):
        idea = surveys.GatheringFactory()
        flows.support(gathering=idea, member=member)
        flows.support(gathering=idea, member=member, can_help=True)
        flows.support(gathering=idea, member=member)
        assert list(Support.objects.values_list("member", "can_help")) == [(member.pk, True)]
        flows.withdraw_support(gathering=idea, member=member)
        assert not Support.objects.exists()

    def test_nobody_joins_what_is_closed_and_a_call_is_answered_by_a_wish(self, member, skill):
        for gathering in (
            surveys.GatheringFactory(closed_on=timezone.localdate()),
            surveys.GatheringFactory(kind="call", skill=skill),
        ):
            with pytest.raises(Refused):
                flows.support(gathering=gathering, member=member)


@pytest.mark.django_db(transaction=True)
def test_two_people_and_one_who_presses_often_at_once_are_two_supports():
    one, other = MemberFactory(), MemberFactory()
    for idea in surveys.GatheringFactory.create_batch(6):

        def press(member, idea=idea):
            return flows.support(gathering=idea, member=member)

        results = run_together(press, [(one,)] * 5 + [(other,)])

        assert not [result for result in results if isinstance(result, Exception)]
        assert sorted(idea.supports.values_list("member", flat=True)) == sorted([one.pk, other.pk])


@pytest.mark.django_db(transaction=True)
def test_two_who_gather_the_same_voices_at_once_make_one_gathering():
    edition = surveys.EditionFactory()
    alike = [voice(edition, "Un four à pain"), voice(edition, "Un four")]

    def press(title):
        return flows.gather(edition=edition, outcomes=alike, kind="idea", title=title)

    results = run_together(press, [("Un four",), ("Le four",)])

    assert sorted(type(result).__name__ for result in results) == ["Gathering", "Refused"]
    assert Gathering.objects.count() == 1


@pytest.mark.parametrize("name", ["gatherings", "gather"])
def test_pages_cost_the_same_with_one_row_and_with_thirty(name, edition, team_client, centre):
    def make(rows):
        for number in range(rows):
            voice(edition, f"Une idée numéro {number}", gathering=surveys.GatheringFactory(edition=edition))
            voice(edition, "Un four à pain")

    assert_constant_queries(team_client, reverse(name, args=[edition.pk]), make)
