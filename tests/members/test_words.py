import pytest
from django.urls import reverse

from members.flows import words as flow
from members.flows.words_to_sort import find_group, group_waiting_words
from members.models import Offer, Request, Skill, SkillTerm, Wish
from members.recogniser import Verdict
from tests.factories import members
from tests.instruments.queries import assert_constant_queries


@pytest.fixture
def tricot(db):
    return members.SkillFactory(name="Tricot")


@pytest.fixture
def crochet(db):
    return members.SkillFactory(name="Crochet")


def waiting_offer(words, **fields):
    return members.OfferFactory(skill=None, words=words, **fields)


def waiting_request(words, **fields):
    return members.RequestFactory(skill=None, words=words, **fields)


# The recogniser of the centre


def test_what_is_recognised_are_the_savoirs_of_the_centre(tricot):
    members.SkillTermFactory(skill=tricot, phrase="pelote de laine")
    part = flow.recognise("les pelotes de laine").parts[0]
    assert (part.verdict, part.skill) == (Verdict.ACCEPT, tricot.pk)
    assert flow.recognise("Tricot").parts[0].skill == tricot.pk


def test_a_change_of_words_is_heard_at_once(tricot, crochet):
    term = members.SkillTermFactory(skill=tricot, phrase="amigurumi")
    assert flow.recognise("amigurumi").parts[0].skill == tricot.pk
    term.skill = crochet
    term.save()
    assert flow.recognise("amigurumi").parts[0].skill == crochet.pk
    term.delete()
    assert flow.recognise("amigurumi").parts[0].skill is None
    crochet.name = "Amigurumi"
    crochet.save()
    assert flow.recognise("amigurumi").parts[0].skill == crochet.pk
    crochet.is_active = False
    crochet.save()
    assert flow.recognise("amigurumi").parts[0].skill is None


def test_the_recogniser_is_kept_and_costs_one_query(tricot, django_assert_num_queries):
    kept = flow.centre_recogniser()
    with django_assert_num_queries(1):
        assert flow.centre_recogniser() is kept


# Choices of the team


def test_settling_places_everybody_who_said_these_words(tricot, team_member):
    offer, request = waiting_offer("Faire des trucs en laine"), waiting_request("faire  des trucs en LAINE")
    paused = waiting_offer("faire des trucs en laine", state=Wish.State.PAUSED)
    other, withdrawn = waiting_offer("autre chose"), waiting_offer("faire des trucs en laine", state="withdrawn")
    settled = flow.settle_wishes(skill=tricot, words=offer.words, by=team_member)
    assert (settled.offers, settled.requests, settled.doubles) == (2, 1, 0)
    for wish in (offer, request, paused, other, withdrawn):
        wish.refresh_from_db()
    assert [wish.skill for wish in (offer, request, paused, other, withdrawn)] == [tricot, tricot, tricot, None, None]
    assert offer.words == "Faire des trucs en laine"
    assert offer.history.first().history_user == team_member


def test_a_choice_is_remembered_as_the_centres_own_words(tricot, crochet, team_member):
    members.SkillTermFactory(skill=crochet, phrase="faire des trucs en laine", source=SkillTerm.Source.SHIPPED)
    flow.settle_wishes(skill=tricot, words="Faire des trucs en laine", by=team_member)
    part = flow.recognise("faire des trucs en laine").parts[0]
    assert (part.verdict, part.skill) == (Verdict.ACCEPT, tricot.pk)
    term = SkillTerm.objects.get(skill=tricot)
    assert (term.source, term.weight, term.added_by) == (SkillTerm.Source.CENTRE, 1, team_member)


def test_the_last_choice_of_the_centre_wins(tricot, crochet, team_member):
    flow.remember_words(skill=tricot, words="des boules de fil", by=team_member)
    flow.remember_words(skill=crochet, words="Des boules de fil", by=team_member)
    flow.remember_words(skill=crochet, words="des boules de fil", by=team_member)
    assert list(SkillTerm.objects.values_list("skill", flat=True)) == [crochet.pk]
    assert flow.recognise("des boules de fil").parts[0].skill == crochet.pk


def test_a_person_never_has_a_savoir_twice(tricot, member, team_member):
    kept = members.OfferFactory(member=member, skill=tricot, words="tricoter")
    twice = [waiting_offer("la laine", member=member), waiting_offer("La laine", member=members.MemberFactory())]
    again = waiting_offer("la laine !", member=twice[1].member)
    again.words = "la laine"
    again.save()
    asked = waiting_request("la laine", member=member)
    settled = flow.settle_wishes(skill=tricot, words="la laine", by=team_member)
    assert (settled.offers, settled.requests, settled.doubles) == (1, 1, 2)
    for wish in (kept, *twice, again, asked):
        wish.refresh_from_db()
    assert [wish.state for wish in (kept, *twice, again, asked)] == [
        "active",
        "withdrawn",
        "active",
        "withdrawn",
        "active",
    ]


def test_words_that_are_no_savoir_no_longer_wait(team_member):
    offer, request, other = (
        waiting_offer("aller au bal"),
        waiting_request("Aller au bal"),
        waiting_offer("aller au bois"),
    )
    assert flow.dismiss_words(words="aller au bal", by=team_member) == 2
    for wish in (offer, request, other):
        wish.refresh_from_db()
    assert [wish.state for wish in (offer, request, other)] == ["not_a_skill", "not_a_skill", "active"]


def test_a_new_savoir_comes_from_words(team_member):
    theme = members.ThemeFactory()
    offer = waiting_offer("apprivoiser des rapaces")
    settled = flow.create_skill_from_words(
        words="apprivoiser des rapaces", name="Fauconnerie", theme=theme, by=team_member
    )
    offer.refresh_from_db()
    assert offer.skill == settled.skill
    assert (settled.skill.name, settled.skill.theme) == ("Fauconnerie", theme)
    assert flow.recognise("apprivoiser des rapaces").parts[0].skill == settled.skill.pk


def test_a_new_savoir_of_a_name_put_away_comes_back(tricot, team_member):
    Skill.objects.update(is_active=False)
    settled = flow.create_skill_from_words(words="pelotes", name="TRICOT", theme=tricot.theme, by=team_member)
    tricot.refresh_from_db()
    assert (settled.skill, tricot.is_active, tricot.name) == (tricot, True, "Tricot")


# The page « À classer »


def test_like_words_wait_together(tricot):
    first = waiting_offer("De la laine")
    waiting_request("de la  laine")
    waiting_request("de la laine")
    alone = waiting_request("du fil")
    waiting_offer("partie", member=members.MemberFactory(is_active=False))
    groups = group_waiting_words()
    assert [(group.words, group.offers, group.requests) for group in groups] == [
        ("De la laine", 1, 2),
        ("du fil", 0, 1),
    ]
    assert [group.anchor for group in groups] == [f"offre-{first.pk}", f"demande-{alone.pk}"]


@pytest.mark.parametrize("anchor", ["offre-0", "offre-", "demande-x", "autre-1", "offre-1²", ""])
def test_words_that_do_not_wait_are_not_found(db, anchor):
    assert find_group(anchor) is None


def test_the_page_costs_the_same_with_one_group_and_thirty(team_client, tricot):
    members.SkillTermFactory(skill=tricot, phrase="laine", weight=0.6)
    made = iter(range(100))
    assert_constant_queries(
        team_client,
        reverse("words_to_sort"),
        lambda n: [waiting_offer(f"de la laine, comme ma tante numéro {next(made)}") for _ in range(n)],
    )


def test_thirty_groups_a_page(team_client):
    for number in range(31):
        waiting_offer(f"idée {number}")
    pages = [team_client.get(reverse("words_to_sort"), {"page": page}).context["page"] for page in (1, 2)]
    assert [len(page) for page in pages] == [30, 1]


def test_nothing_to_sort_says_so(team_client):
    assert "Tout est classé" in team_client.get(reverse("words_to_sort")).text


def test_one_click_on_a_suggestion(team_client, tricot):
    members.SkillTermFactory(skill=tricot, phrase="laine", weight=0.6)
    offer = waiting_offer("la laine")
    page = team_client.get(reverse("words_to_sort"))
    choice = f"offre-{offer.pk}:{tricot.pk}"
    assert f'value="{choice}"' in page.text
    response = team_client.post(reverse("words_settle"), {"choice": choice}, follow=True)
    offer.refresh_from_db()
    assert offer.skill == tricot
    assert "« la laine » est rangé dans : Tricot." in response.text.replace("\u00a0", " ")


def test_a_double_is_told(team_client, tricot, member):
    members.OfferFactory(member=member, skill=tricot)
    offer = waiting_offer("la laine", member=member)
    response = team_client.post(reverse("words_settle"), {"choice": f"offre-{offer.pk}:{tricot.pk}"}, follow=True)
    assert "1 personne avait déjà dit ce savoir." in response.text


def test_one_click_on_not_a_savoir(team_client):
    request = waiting_request("un banc au soleil")
    response = team_client.post(reverse("words_settle"), {"choice": f"demande-{request.pk}:none"}, follow=True)
    request.refresh_from_db()
    assert request.state == Wish.State.NOT_A_SKILL
    assert "mis de côté" in response.text


def test_words_sorted_meanwhile_are_no_error(team_client, tricot):
    offer = members.OfferFactory(skill=tricot)
    response = team_client.post(reverse("words_settle"), {"choice": f"offre-{offer.pk}:{tricot.pk}"}, follow=True)
    assert "déjà classés" in response.text
    for name in ("words_choose", "words_new_skill"):
        response = team_client.get(reverse(name, args=[f"offre-{offer.pk}"]), follow=True)
        assert "déjà classés" in response.text


@pytest.mark.parametrize("chosen", ["", "x", "0", "²"])
def test_a_savoir_that_is_not_there(team_client, chosen):
    offer = waiting_offer("la laine")
    response = team_client.post(reverse("words_settle"), {"choice": f"offre-{offer.pk}:{chosen}"})
    assert response.status_code == 404
    assert Offer.objects.waiting_for_a_skill().count() == 1


def test_choosing_in_the_whole_catalogue(team_client, tricot, crochet):
    Skill.objects.filter(pk=crochet.pk).update(is_active=False)
    request = waiting_request("des boules de fil")
    url = reverse("words_choose", args=[f"demande-{request.pk}"])
    form = team_client.get(url).context["form"]
    assert [(theme, choices) for theme, choices in form.fields["skill"].choices][1:] == [
        (tricot.theme.name, [(tricot.pk, "Tricot")])
    ]
    assert "Choisissez un savoir dans la liste." in team_client.post(url, {"skill": crochet.pk}).text
    team_client.post(url, {"skill": tricot.pk})
    assert Request.objects.get().skill == tricot


def test_a_new_savoir(team_client, tricot):
    offer = waiting_offer("apprivoiser des rapaces")
    url = reverse("words_new_skill", args=[f"offre-{offer.pk}"])
    assert team_client.get(url).context["form"]["name"].value() == "Apprivoiser des rapaces"
    response = team_client.post(url, {"name": " TRICOT ", "theme": tricot.theme_id})
    assert "Ce savoir est déjà au catalogue." in response.text
    assert response.context["form"]["name"].value() == " TRICOT "
    team_client.post(url, {"name": "Fauconnerie", "theme": tricot.theme_id})
    assert Offer.objects.get().skill.name == "Fauconnerie"
