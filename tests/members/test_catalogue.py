import pytest
from django.urls import reverse

from members.flows.search import search_skills
from members.flows.starter_catalogue import LoadedCatalogue, load_starter_catalogue
from members.models import Skill, SkillTerm, Theme
from tests.factories import members


@pytest.fixture
def starter(db):
    return load_starter_catalogue()


def names(skills):
    return [skill.name for skill in skills]


# Loading


def test_the_starter_catalogue_is_loaded_once(starter):
    assert (starter.themes, starter.skills) == (13, 89)
    assert starter.terms == SkillTerm.objects.filter(source=SkillTerm.Source.SHIPPED).count() > 3000
    assert load_starter_catalogue() == load_starter_catalogue(add_words=True) == LoadedCatalogue(0, 0, 0)


def test_what_the_centre_changed_stays(starter):
    tricot = Skill.objects.get(name="Tricot")
    tricot.name, tricot.pictogram = "Laine et aiguilles", "needle-thread"
    tricot.save()
    SkillTerm.objects.filter(skill=tricot, phrase="jacquard").delete()
    SkillTerm.objects.filter(skill=tricot, phrase="tricoter").update(weight=0.5)
    Theme.objects.filter(name="Jeux").update(pictogram="home", position=1)
    Skill.objects.filter(name="Crochet").update(is_active=False)
    assert load_starter_catalogue() == LoadedCatalogue(0, 0, 0)
    assert load_starter_catalogue(add_words=True) == LoadedCatalogue(0, 0, 1)
    tricot.refresh_from_db()
    assert (tricot.name, tricot.pictogram) == ("Laine et aiguilles", "needle-thread")
    assert SkillTerm.objects.get(skill=tricot, phrase="tricoter").weight == 0.5
    assert Theme.objects.get(name="Jeux").position == 1
    assert not Skill.objects.get(name="Crochet").is_active


# Searching


FOUND_BY = {
    "velo": {"Réparation de vélos", "Faire du vélo"},
    "bécane": {"Réparation de vélos", "Faire du vélo"},
    "pommié": {"Taille des arbres fruitiers"},
    "réparation": {"Petites réparations de la maison", "Réparation de vélos"},
    "cuisi": {"Cuisine du monde", "Cuisine végétarienne"},
}


def test_searching_with_ones_own_words(starter):
    for words, found in FOUND_BY.items():
        assert found <= set(names(search_skills(words))), words
    assert search_skills("un repas de quartier") == []


def test_what_is_put_away_is_not_found(db):
    members.SkillFactory(name="Crochet", is_active=False)
    assert "Crochet" not in names(search_skills("crochet"))


# The pages


def test_visitors_see_the_savoirs_and_nobody(client, skill, member):
    members.OfferFactory(member=member, skill=skill)
    away = members.SkillFactory(name="Savoir rangé", is_active=False)
    for url in (reverse("catalogue"), reverse("skill", args=[skill.pk])):
        page = client.get(url).text
        assert skill.name in page
        assert away.name not in page
        assert member.first_name not in page
    assert client.get(reverse("skill", args=[away.pk])).status_code == 404


def test_the_whole_catalogue_stays_light(client, starter, django_assert_max_num_queries):
    client.get(reverse("catalogue"))
    with django_assert_max_num_queries(8):
        page = client.get(reverse("catalogue"))
    assert len(page.content) < 30 * 1024
    assert all(name in page.text.replace("&#x27;", "'") for name in names(Skill.objects.order_by("pk")))


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


def test_as_one_types_only_what_is_found_comes(client, starter, django_assert_max_num_queries):
    client.get(reverse("catalogue"), {"q": "tricot"})
    with django_assert_max_num_queries(5):
        part = client.get(reverse("catalogue"), {"q": "bécane"}, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "Réparation de vélos" in part.text
    assert 'id="found-said"' in part.text
    assert "HX-Request" in part.headers["Vary"]


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
