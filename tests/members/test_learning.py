"""What Animons learns from people's choices, at once; seen, and withdrawn."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from members.flows import learning, wishes
from members.flows import words as flow
from members.flows.ear import centre_ear
from members.flows.erasure import anonymise
from members.models import Offer, Request, SkillTerm, Wish
from members.recogniser import Verdict
from tests.factories import members
from tests.instruments.queries import assert_constant_queries
from tests.races import run_together

Source = SkillTerm.Source
WORDS = "des zigouigouis qui brillent"


def first_part(words=WORDS):
    return flow.recognise(words).parts[0]


def pick(skill, *, times=1, words=WORDS):
    for _turn in range(times):
        learning.count_pick(skill=skill, words=words)


# Residents' choices


def test_one_or_two_picks_are_asked_about_and_three_are_believed(tricot):
    sure = [0.0]
    for verdict in (Verdict.ASK, Verdict.ASK, Verdict.ACCEPT):
        pick(tricot)
        part = first_part()
        assert (part.verdict, part.candidates[0].skill) == (verdict, tricot.pk)
        sure.append(part.candidates[0].confidence)
    assert sure == sorted(set(sure))


def test_picks_that_disagree_are_asked_about(tricot, crochet):
    pick(tricot, times=3)
    pick(crochet, times=2)
    part = first_part()
    assert part.verdict is Verdict.ASK
    assert [one.skill for one in part.candidates] == [tricot.pk, crochet.pk]


def test_a_pick_bears_nobodys_name(tricot, member):
    offer = members.OfferFactory(member=member, skill=None, words=WORDS)
    wishes.settle_wish(wish=offer, skill=tricot)
    term = SkillTerm.objects.get()
    assert (term.source, term.phrase, term.times, term.added_by) == (Source.PICKED, WORDS, 1, None)


def test_one_person_counts_once(tricot, member):
    for factory in (members.OfferFactory, members.RequestFactory):
        wishes.settle_wish(wish=factory(member=member, skill=None, words=WORDS), skill=tricot)
    wishes.settle_wish(wish=members.RequestFactory(skill=None, words=WORDS), skill=tricot)
    assert SkillTerm.objects.get().times == 2


def test_the_team_wins_over_picks(tricot, crochet, team_member):
    pick(tricot, times=4)
    flow.remember_words(skill=crochet, words=WORDS, by=team_member)
    assert first_part().skill == crochet.pk
    assert list(SkillTerm.objects.values_list("skill", "source")) == [(crochet.pk, Source.CENTRE)]
    pick(tricot)
    assert SkillTerm.objects.count() == 1


def test_picks_that_agree_with_the_team_stay(tricot, team_member):
    pick(tricot, times=2)
    term = flow.remember_words(skill=tricot, words=WORDS, by=team_member)
    assert first_part().skill == tricot.pk
    learning.forget_words(term=term)
    assert first_part().verdict is Verdict.ASK


def test_shipped_words_stay_beside_a_choice(tricot, team_member):
    shipped = members.SkillTermFactory(skill=tricot, phrase=WORDS, source=Source.SHIPPED)
    pick(tricot)
    term = flow.remember_words(skill=tricot, words=WORDS, by=team_member)
    learning.forget_words(term=term)
    assert set(SkillTerm.objects.values_list("source", flat=True)) == {Source.SHIPPED, Source.PICKED}
    assert shipped.weight == 1


def test_a_pick_for_a_savoir_put_away_counts_for_nothing(tricot, crochet):
    pick(tricot, times=3)
    pick(crochet, times=3)
    crochet.is_active = False
    crochet.save()
    assert first_part().skill == tricot.pk


@pytest.mark.django_db(transaction=True)
def test_picks_at_the_same_moment_are_all_counted():
    skill = members.SkillFactory()
    found = run_together(lambda _turn: learning.count_pick(skill=skill, words=WORDS), [(turn,) for turn in range(4)])
    assert [one for one in found if isinstance(one, BaseException)] == []
    assert SkillTerm.objects.get().times == 4


def test_what_only_an_erased_person_said_is_forgotten(tricot, member):
    for words in (WORDS, "la laine de mes brebis"):
        wishes.settle_wish(wish=members.OfferFactory(member=member, skill=None, words=words), skill=tricot)
        member.offers.update(state=Wish.State.MET)
    members.RequestFactory(words=WORDS)
    anonymise(member=member)
    assert list(SkillTerm.objects.values_list("phrase", flat=True)) == [WORDS]


def test_picks_are_on_no_public_page(client, tricot, team_member):
    pick(tricot, times=3)
    flow.remember_words(skill=tricot, words="pelotes et aiguilles", by=team_member)
    page = client.get(reverse("skill", args=[tricot.pk])).text
    assert "pelotes et aiguilles" in page
    assert WORDS not in page


# Words that are no savoir


@pytest.fixture
def set_aside(tricot, team_member):
    flow.dismiss_words(words=["Aller au bal masqué"], by=team_member)
    return "aller au bal  MASQUÉ !"


def test_what_is_set_aside_is_remembered(set_aside, team_member):
    term = SkillTerm.objects.get()
    assert (term.skill, term.source, term.added_by) == (None, Source.CENTRE, team_member)
    assert first_part(set_aside).verdict is Verdict.NOTHING
    for words, is_set_aside in ((set_aside, True), ("aller au bal", False)):
        assert centre_ear().sets_aside(first_part(words)) == is_set_aside


def test_set_aside_words_wait_for_nobody(set_aside, member, tricot):
    (offer,) = wishes.say(member=member, kind=Offer, words=set_aside)
    assert (offer.state, offer.skill) == (Wish.State.NOT_A_SKILL, None)
    said = wishes.say(member=member, kind=Request, words="tricot, aller au bal masqué")
    assert [(wish.words, wish.state) for wish in said] == [("tricot", "active"), ("aller au bal masqué", "not_a_skill")]
    assert not Offer.objects.waiting_for_a_skill().exists()


def test_the_person_is_told_that_their_words_are_kept(set_aside, member_client, centre):
    data = {"words": set_aside, "level": 2, "max_learners": 5}
    response = member_client.post(reverse("offer_add"), data, follow=True)
    assert Offer.objects.get().state == Wish.State.NOT_A_SKILL
    assert "Vos mots sont gardés." in [str(message) for message in get_messages(response.wsgi_request)] or (
        "Vos mots sont gardés." in response.text
    )
    assert "aller au bal MASQUÉ" in response.text


def test_set_aside_words_at_sign_up_at_the_desk_and_in_the_back_office(set_aside, team_client, member):
    wishes.say_if_any(member=member, kind=Offer, words=set_aside, source=Wish.Source.SIGN_UP)
    wishes.say_if_any(member=member, kind=Request, words=set_aside, source=Wish.Source.DESK)
    data = {"member": member.pk, "words": set_aside, "state": "active", "min_level": 0}
    data |= {"said_on": "2026-03-01", "waiting_since": "2026-03-01"}
    team_client.post(reverse("admin:members_request_add"), data)
    states = {row.state for kind in (Offer, Request) for row in kind.objects.all()}
    assert (states, Request.objects.count()) == ({Wish.State.NOT_A_SKILL}, 2)


def test_words_changed_into_set_aside_words_and_back(set_aside, member, tricot):
    offer = members.OfferFactory(member=member, skill=None, words="quelque chose")
    wishes.change_wish(wish=offer, words=set_aside)
    assert offer.state == Wish.State.NOT_A_SKILL
    wishes.change_wish(wish=offer, words="tricot")
    assert (offer.state, offer.skill) == (Wish.State.ACTIVE, tricot)


def test_a_savoir_after_all(set_aside, tricot, team_member):
    flow.settle_wishes(skill=tricot, words=[set_aside], by=team_member)
    assert first_part(set_aside).skill == tricot.pk
    assert not centre_ear().sets_aside(first_part(set_aside))


# The page « Ce qu’Animons a appris »


def test_what_was_learned_is_shown_newest_first(team_client, team_member, tricot):
    members.SkillTermFactory(skill=tricot, phrase="mot livré", source=Source.SHIPPED)
    flow.remember_words(skill=tricot, words="pelotes", by=team_member)
    pick(tricot, times=3)
    flow.remember_words(skill=None, words="un banc", by=team_member)
    page = team_client.get(reverse("words_learned"))
    assert [term.phrase for term in page.context["page"]] == ["un banc", WORDS, "pelotes"]
    assert "des habitants, 3 fois" in page.text
    assert team_member.get_full_name() in page.text
    assert "pas un savoir" in page.text


@pytest.mark.parametrize(("search", "found"), [("PELOTES", 1), ("tricot", 2), ("brillent des", 1), ("rien de tel", 0)])
def test_searching_what_was_learned(team_client, team_member, tricot, search, found):
    flow.remember_words(skill=tricot, words="pelotes", by=team_member)
    pick(tricot)
    page = team_client.get(reverse("words_learned"), {"q": search})
    assert len(page.context["page"].object_list) == found


def test_forgetting_acts_on_what_comes_next_only(team_client, team_member, tricot):
    offer = members.OfferFactory(skill=None, words=WORDS)
    flow.settle_wishes(skill=tricot, words=[WORDS], by=team_member)
    term = SkillTerm.objects.get()
    for said in ("est oublié", "déjà oubliés"):
        response = team_client.post(reverse("words_forget"), {"term": term.pk}, follow=True)
        assert said in response.text
    offer.refresh_from_db()
    assert (offer.skill, first_part().skill) == (tricot, None)


@pytest.mark.parametrize("number", ["", "x", "²", "0", "9" * 30])
def test_forgetting_what_is_not_there(team_client, number):
    assert team_client.post(reverse("words_forget"), {"term": number}).status_code == 302


def test_shipped_words_are_not_forgotten_here(team_client, tricot):
    term = members.SkillTermFactory(skill=tricot, source=Source.SHIPPED)
    team_client.post(reverse("words_forget"), {"term": term.pk})
    assert SkillTerm.objects.count() == 1


def test_the_page_costs_the_same_with_one_row_and_thirty(team_client, team_member, tricot):
    made = iter(range(100))
    assert_constant_queries(
        team_client,
        reverse("words_learned"),
        lambda n: [members.SkillTermFactory(skill=tricot, phrase=f"mots {next(made)}") for _ in range(n)],
    )
