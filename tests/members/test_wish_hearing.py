"""What is shown while somebody writes « Je sais… » and « J’aimerais… », and what their choice becomes."""

import pytest
from django.urls import reverse

from members.models import Offer, Request, SkillTerm
from tests.factories import members

Source = SkillTerm.Source


@pytest.fixture
def painting(db):
    """Two savoirs that the word « peinture » speaks of alike, and another one."""
    members.SkillFactory(name="Soupes et potages")
    skills = members.SkillFactory(name="Peinture à l’eau"), members.SkillFactory(name="Peinture au mur")
    for skill in skills:
        members.SkillTermFactory(skill=skill, phrase="peinture", weight=0.5, source=Source.SHIPPED)
    return skills


def heard(client, words, url=None, **more):
    response = client.post(url or reverse("offer_hear"), {"words": words, **more})
    return response, [skill.name for skill in response.context["hearing"].skills]


def test_the_savoirs_heard_are_offered(member_client, centre, painting):
    response, names = heard(member_client, "peinture", heard=painting[1].pk)
    assert set(names) == {"Peinture à l’eau", "Peinture au mur"}
    assert f'value="{painting[1].pk}" checked' in response.text
    assert "Autre chose" in response.text
    assert "<html" not in response.text


@pytest.mark.parametrize("words", ["", " b ", "b", "xylozork", "rien"])
def test_nothing_is_asked_of_too_few_letters_or_unknown_words(member_client, centre, painting, words):
    response, names = heard(member_client, words)
    assert (names, response.text.strip()) == ([], "")


def test_several_savoirs_of_a_sentence_are_only_said(member_client, centre, painting):
    response, names = heard(member_client, "soupes et potages, peinture au mur")
    assert set(names) == {"Soupes et potages", "Peinture au mur"}
    assert 'type="radio"' not in response.text


def test_words_travel_in_no_address(member_client, centre, painting):
    assert member_client.get(reverse("offer_hear"), {"words": "peinture"}).status_code == 405
    page = member_client.get(reverse("request_add")).text
    assert f'hx-post="{reverse("request_hear")}"' in page


def test_in_somebodys_name(team_client, member_client, member, centre, painting):
    url = reverse("request_hear", kwargs={"person_pk": member.pk})
    assert len(heard(team_client, "peinture", url)[1]) == 2
    stranger = reverse("request_hear", kwargs={"person_pk": members.MemberFactory().pk})
    assert member_client.post(stranger, {"words": "peinture"}).status_code == 404


SAID = {"words": "peinture", "level": 2, "max_learners": 5}


def test_a_choice_made_while_writing_is_kept_and_learned(member_client, centre, painting):
    response = member_client.post(reverse("offer_add"), {**SAID, "heard": painting[1].pk})
    offer = Offer.objects.get()
    assert (response.url, offer.skill, offer.words) == (reverse("my_space"), painting[1], "peinture")
    term = SkillTerm.objects.get(source=Source.PICKED)
    assert (term.skill, term.phrase, term.added_by) == (painting[1], "peinture", None)


def test_something_else_leaves_the_words_to_the_team(member_client, centre, painting):
    response = member_client.post(
        reverse("request_add"), {"words": "Peinture au mur", "min_level": 0, "heard": "other"}
    )
    request = Request.objects.get()
    assert (response.url, request.skill, request.state) == (reverse("my_space"), None, "active")
    assert not SkillTerm.objects.learned().exists()


@pytest.mark.parametrize("choice", ["", "x", "999999"])
def test_a_choice_that_was_not_offered_counts_for_nothing(member_client, centre, painting, choice):
    response = member_client.post(reverse("offer_add"), {**SAID, "heard": choice})
    offer = Offer.objects.get()
    assert offer.skill is None
    assert response.url == reverse("offer_heard", kwargs={"pks": str(offer.pk)})


def test_a_choice_is_kept_when_the_form_comes_back(member_client, centre, painting):
    page = member_client.post(reverse("offer_add"), {**SAID, "max_learners": "", "heard": painting[0].pk}).text
    assert f'id="heard-{painting[0].pk}" value="{painting[0].pk}" checked' in page


def test_a_double_is_said(member_client, member, centre, painting):
    members.OfferFactory(member=member, skill=painting[0])
    response = member_client.post(reverse("offer_add"), {**SAID, "heard": painting[0].pk})
    assert "Vous partagez déjà" in response.text
    assert not SkillTerm.objects.learned().exists()


def test_words_that_come_along_are_heard_without_javascript(member_client, centre, painting):
    page = member_client.get(reverse("offer_add"), {"words": "peinture"}).text
    assert page.count('name="heard"') == 3


def test_a_pick_on_the_page_of_the_question_is_learned(member_client, centre, painting):
    response = member_client.post(reverse("offer_add"), SAID)
    member_client.post(response.url, {str(Offer.objects.get().pk): painting[1].pk})
    assert SkillTerm.objects.get(source=Source.PICKED).skill == painting[1]


def test_a_pick_after_sign_up_is_learned(client, centre, painting):
    data = {"offer": "peinture", "first_name": "Zoé", "other_commune": "Valcroze", "agrees": "on", "way": "username"}
    response = client.post(reverse("account_signup"), data | {"username": "zoe52", "password": "trois mots en rang"})
    offer = Offer.objects.get()
    assert response.url == reverse("offer_heard", kwargs={"pks": str(offer.pk)})
    client.post(response.url, {str(offer.pk): painting[0].pk})
    assert SkillTerm.objects.get(source=Source.PICKED).skill == painting[0]
