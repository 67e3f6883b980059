"""The pages of the catalogue, with a few savoirs; `test_catalogue.py` looks at the one every centre starts with."""

import pytest
from django.urls import reverse

from members.flows.search import search_skills
from tests.factories import members

pytestmark = pytest.mark.django_db


def test_what_is_put_away_is_not_found():
    members.SkillFactory(name="Crochet", is_active=False)
    assert "Crochet" not in [skill.name for skill in search_skills("crochet")]


def test_visitors_see_the_savoirs_and_nobody(client, skill, member):
    members.OfferFactory(member=member, skill=skill)
    away = members.SkillFactory(name="Savoir rangé", is_active=False)
    for url in (reverse("catalogue"), reverse("skill", args=[skill.pk])):
        page = client.get(url).text
        assert skill.name in page
        assert away.name not in page
        assert member.first_name not in page
    assert client.get(reverse("skill", args=[away.pk])).status_code == 404


def test_a_savoir_found_leads_to_sign_up_or_to_ones_own_space(client, member_client):
    members.SkillTermFactory(skill=members.SkillFactory(name="Cuisine du monde"), phrase="couscous")
    visitor = client.get(reverse("catalogue"), {"q": "couscous"}).text
    assert f"{reverse('account_signup')}?offer=Cuisine%20du%20monde" in visitor
    assert f"{reverse('account_signup')}?request=Cuisine%20du%20monde" in visitor
    resident = member_client.get(reverse("catalogue"), {"q": "couscous"}).text
    assert f"{reverse('offer_add')}?words=Cuisine%20du%20monde" in resident
    assert f"{reverse('request_add')}?words=Cuisine%20du%20monde" in resident


def test_what_is_not_there_can_be_said_all_the_same(client, skill):
    page = client.get(reverse("catalogue"), {"q": "  xylozork   &pftt " * 10}).text
    assert "pas encore dans la liste" in page
    assert f"{reverse('account_signup')}?request=xylozork%20%26pftt" in page


def test_as_one_types_what_is_not_there_and_one_letter(client, skill):
    ask = {"headers": {"HX-Request": "true"}}
    assert "pas encore dans la liste" in client.get(reverse("catalogue"), {"q": "xylozork"}, **ask).text
    for words in ("", "x"):
        part = client.get(reverse("catalogue"), {"q": words}, **ask).text
        assert skill.name in part
        assert "pas encore" not in part


def test_one_letter_is_not_searched(client, skill, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert search_skills("x") == search_skills(" é ") == []
    assert skill.name in client.get(reverse("catalogue"), {"q": "x"}).text
