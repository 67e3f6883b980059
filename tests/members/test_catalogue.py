import pytest
from django.urls import reverse

from members.flows.search import search_skills
from members.flows.starter_catalogue import LoadedCatalogue, load_starter_catalogue
from members.models import Skill, SkillTerm, Theme


@pytest.fixture(scope="module")
def loaded(made_once):
    return made_once(load_starter_catalogue)


@pytest.fixture
def starter(loaded, db):
    """The catalogue every centre starts with; says how much of it was new."""
    return loaded


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


# Its page


def test_the_whole_catalogue_stays_light(client, starter, django_assert_max_num_queries):
    client.get(reverse("catalogue"))
    with django_assert_max_num_queries(8):
        page = client.get(reverse("catalogue"))
    assert len(page.content) < 30 * 1024
    assert all(name in page.text.replace("&#x27;", "'") for name in names(Skill.objects.order_by("pk")))


def test_as_one_types_only_what_is_found_comes(client, starter, django_assert_max_num_queries):
    client.get(reverse("catalogue"), {"q": "tricot"})
    with django_assert_max_num_queries(5):
        part = client.get(reverse("catalogue"), {"q": "bécane"}, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "Réparation de vélos" in part.text
    assert 'id="found-said"' in part.text
    assert "HX-Request" in part.headers["Vary"]
