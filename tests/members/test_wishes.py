"""Offers and requests: nothing said is lost, a savoir is there once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.flows import wishes
from members.models import Offer, Request, Wish
from tests.factories.members import MemberFactory, OfferFactory, RequestFactory, SkillFactory, SkillTermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def soup():
    return SkillFactory(name="Soupes et potages")


@pytest.fixture
def bicycle():
    return SkillFactory(name="Réparation de vélo")


@pytest.fixture
def painting():
    """Two savoirs that the word « peinture » speaks of alike."""
    SkillFactory(name="Soupes et potages")
    skills = SkillFactory(name="Peinture à l’eau"), SkillFactory(name="Peinture au mur")
    for skill in skills:
        SkillTermFactory(skill=skill, phrase="peinture", weight=0.5, source="shipped")
    return skills


class TestSay:
    def test_recognised_words_have_their_savoir_at_once(self, member, soup):
        (offer,) = wishes.say(member=member, kind=Offer, words="soupes et potages")

        assert (offer.skill, offer.words, offer.source) == (soup, "soupes et potages", "own_space")

    def test_words_nobody_knows_are_kept_for_the_team(self, member, soup):
        (request,) = wishes.say(member=member, kind=Request, words="  le   truc avec les fils ")

        assert (request.skill, request.words) == (None, "le truc avec les fils")
        assert not wishes.is_to_ask(request)

    def test_doubtful_words_are_kept_and_asked_about(self, member, painting):
        (offer,) = wishes.say(member=member, kind=Offer, words="peinture")

        assert offer.skill is None
        assert wishes.is_to_ask(offer)
        assert set(wishes.choices_for(offer)) == set(painting)

    def test_two_savoirs_in_a_sentence_are_two_rows(self, member, soup, bicycle):
        said = wishes.say(member=member, kind=Offer, words="soupes et potages, réparation de vélo")

        assert [offer.skill for offer in said] == [soup, bicycle]

    def test_a_savoir_already_there_is_not_added_again(self, member, soup):
        OfferFactory(member=member, skill=soup)

        with pytest.raises(wishes.AlreadySaid):
            wishes.say(member=member, kind=Offer, words="soupes et potages")

        assert Offer.objects.count() == 1

    def test_one_may_share_and_ask_for_the_same_savoir(self, member, soup):
        OfferFactory(member=member, skill=soup)

        assert wishes.say(member=member, kind=Request, words="soupes et potages")


class TestStates:
    def test_a_pause_and_back(self, member, skill):
        offer = OfferFactory(member=member, skill=skill)

        wishes.pause_wish(wish=offer)
        assert offer.state == Wish.State.PAUSED
        wishes.resume_wish(wish=offer)

        assert offer.state == Wish.State.ACTIVE

    def test_a_request_taken_up_again_waits_from_today(self, member, skill):
        request = RequestFactory(member=member, skill=skill, state="met", waiting_since="2020-01-01")

        wishes.renew_wish(wish=request)

        request.refresh_from_db()
        today = timezone.localdate()
        assert (request.state, request.waiting_since, request.renewed_on) == ("active", today, today)

    def test_said_again_a_living_request_keeps_its_place(self, member, skill):
        request = RequestFactory(member=member, skill=skill, waiting_since="2026-01-01")

        wishes.renew_wish(wish=request)

        request.refresh_from_db()
        assert str(request.waiting_since) == "2026-01-01"

    def test_what_was_withdrawn_does_not_come_back_beside_the_same(self, member, skill):
        OfferFactory(member=member, skill=skill)
        old = OfferFactory(member=member, skill=skill, state="withdrawn")

        with pytest.raises(wishes.AlreadySaid):
            wishes.resume_wish(wish=old)

    def test_new_words_are_heard_anew(self, member, soup, bicycle):
        offer = OfferFactory(member=member, skill=soup, words="soupes")

        wishes.change_wish(wish=offer, words="réparation de vélo", note="le samedi")

        offer.refresh_from_db()
        assert (offer.skill, offer.note) == (bicycle, "le samedi")

    def test_the_same_words_keep_the_savoir_the_team_chose(self, member, bicycle):
        offer = OfferFactory(member=member, skill=bicycle, words="bidouiller")

        wishes.change_wish(wish=offer, words="bidouiller", max_learners=4)

        offer.refresh_from_db()
        assert (offer.skill, offer.max_learners) == (bicycle, 4)


class TestPages:
    OFFER = {"words": "soupes et potages", "level": 2, "max_learners": 5}

    def test_one_word_is_enough(self, member_client, member, centre, soup):
        response = member_client.post(reverse("offer_add"), self.OFFER, follow=True)

        offer = Offer.objects.get()
        assert (offer.member, offer.skill, offer.max_learners) == (member, soup, 5)
        assert "Soupes et potages" in response.content.decode()

    def test_the_words_come_from_the_home_page(self, member_client, centre):
        page = member_client.get(reverse("request_add"), {"words": "tricoter"})

        assert page.context["form"]["words"].value() == "tricoter"

    @pytest.mark.parametrize("number", ["1", "0", "9", "", "beaucoup"])
    def test_never_for_one_person_and_never_a_crowd(self, member_client, centre, soup, number):
        response = member_client.post(reverse("offer_add"), {**self.OFFER, "max_learners": number})

        assert response.context["form"].errors == {"max_learners": ["Mettez un nombre entre 2 et 7."]}
        assert 'value="soupes et potages"' in response.content.decode()

    def test_no_words_no_offer(self, member_client, centre):
        response = member_client.post(reverse("offer_add"), {**self.OFFER, "words": " "})

        assert response.context["form"].errors["words"] == ["Dites ce que vous savez faire."]

    def test_what_is_no_savoir_is_said_and_kept_when_one_insists(self, member_client, centre, soup):
        said = {**self.OFFER, "words": "rien"}
        response = member_client.post(reverse("offer_add"), said)
        assert response.context["form"].errors
        assert 'name="insist"' in response.content.decode()

        member_client.post(reverse("offer_add"), {**said, "insist": "1"})

        assert Offer.objects.get().words == "rien"

    def test_a_double_is_said_with_its_name(self, member_client, member, centre, soup):
        OfferFactory(member=member, skill=soup)

        response = member_client.post(reverse("offer_add"), self.OFFER)

        assert response.context["form"].errors["words"] == ["Vous partagez déjà «\xa0Soupes et potages\xa0»."]

    def test_a_double_said_for_somebody_names_them(self, team_client, member, centre, soup):
        OfferFactory(member=member, skill=soup)

        response = team_client.post(reverse("offer_add", kwargs={"person_pk": member.pk}), self.OFFER)

        said = f"{member.first_name} partage déjà «\xa0Soupes et potages\xa0»."
        assert response.context["form"].errors["words"] == [said]

    def test_doubtful_words_lead_to_a_question_and_its_answer_settles_them(self, member_client, centre, painting):
        response = member_client.post(reverse("offer_add"), {**self.OFFER, "words": "peinture"})
        offer = Offer.objects.get()
        assert response.url == reverse("offer_heard", kwargs={"pks": str(offer.pk)})
        assert "Peinture au mur" in member_client.get(response.url).content.decode()

        member_client.post(response.url, {str(offer.pk): painting[1].pk})

        offer.refresh_from_db()
        assert offer.skill == painting[1]

    def test_something_else_leaves_the_words_to_the_team(self, member_client, centre, painting):
        response = member_client.post(reverse("offer_add"), {**self.OFFER, "words": "peinture"})
        offer = Offer.objects.get()

        member_client.post(response.url, {str(offer.pk): "other"})

        offer.refresh_from_db()
        assert (offer.skill, offer.state) == (None, "active")

    def test_several_savoirs_are_asked_one_by_one(self, member_client, centre, soup, bicycle):
        words = "soupes et potages, réparation de vélo"
        response = member_client.post(reverse("offer_add"), {**self.OFFER, "words": words})
        first, second = Offer.objects.order_by("pk")
        assert response.url == reverse("offer_heard", kwargs={"pks": f"{first.pk}-{second.pk}"})

        member_client.post(response.url, {str(first.pk): soup.pk, str(second.pk): "drop"})

        assert list(Offer.objects.order_by("pk").values_list("state", flat=True)) == ["active", "withdrawn"]

    def test_an_answer_that_was_not_offered_is_refused(self, member_client, centre, painting, soup):
        response = member_client.post(reverse("offer_add"), {**self.OFFER, "words": "peinture"})
        offer = Offer.objects.get()

        answer = member_client.post(response.url, {str(offer.pk): soup.pk})

        assert answer.status_code == 200
        offer.refresh_from_db()
        assert offer.skill is None

    @pytest.mark.parametrize(
        ("move", "before", "after"),
        [
            ("pause", "active", "paused"),
            ("resume", "paused", "active"),
            ("withdraw", "paused", "withdrawn"),
            ("renew", "met", "active"),
        ],
    )
    def test_moves(self, member_client, member, centre, skill, move, before, after):
        offer = OfferFactory(member=member, skill=skill, state=before)

        member_client.post(reverse("offer_state", kwargs={"pk": offer.pk}), {"move": move})

        offer.refresh_from_db()
        assert offer.state == after

    def test_an_unknown_move_is_refused(self, member_client, member, centre, skill):
        offer = OfferFactory(member=member, skill=skill)

        assert member_client.post(reverse("offer_state", kwargs={"pk": offer.pk}), {"move": "grade"}).status_code == 400

    @pytest.mark.parametrize("page", ["offer_edit", "offer_state"])
    def test_somebody_elses_offer_is_not_there(self, member_client, centre, skill, page):
        offer = OfferFactory(member=MemberFactory(), skill=skill)

        response = member_client.post(reverse(page, kwargs={"pk": offer.pk}), {**self.OFFER, "move": "withdraw"})

        assert response.status_code == 404
        offer.refresh_from_db()
        assert offer.state == "active"

    def test_somebody_elses_words_are_not_asked_about(self, member_client, centre):
        offer = OfferFactory(skill=None, words="secret de famille")

        response = member_client.get(reverse("offer_heard", kwargs={"pks": str(offer.pk)}), follow=True)

        assert "secret de famille" not in response.content.decode()
