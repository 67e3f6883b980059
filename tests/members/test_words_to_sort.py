"""« À classer »: like phrases together, and what one click does to them."""

from itertools import islice

import pytest
from django.urls import reverse

from members.flows.words_to_sort import MOST_PHRASES, MOST_SHOWN, find_group, group_waiting_words
from members.models import Offer, Request, Skill, SkillTerm, Wish
from tests.factories import members
from tests.instruments.queries import assert_constant_queries


def anchor_of(wish):
    return f"{'o' if isinstance(wish, Offer) else 'd'}{wish.pk}"


def ticked(*wishes, to):
    """What one button of a card sends, with the boxes of these phrases ticked."""
    return {"o0": [anchor_of(wish) for wish in wishes], "to": f"o0:{to}"}


THINGS = (
    "marteau", "brouette", "lanterne", "girouette", "parapluie", "tambour", "sabot", "chandelle", "moulin", "tonneau",
    "enclume", "sifflet", "cerceau", "bouchon", "ficelle", "panier", "tabouret", "cloche", "grelot", "lucarne",
    "poterne", "traineau", "quenouille", "besace", "gourde", "lorgnon", "manivelle", "rabot", "truelle", "pipette",
)  # fmt: skip


def test_like_words_wait_together(tricot):
    first = members.waiting_offer("De la soudure")
    members.waiting_request("de la  soudure")
    members.waiting_request("de la soudure")
    alike = members.waiting_offer("faire un peu de soudure")
    alone = members.waiting_request("du fil")
    members.waiting_offer("partie", member=members.MemberFactory(is_active=False))
    groups = group_waiting_words()
    assert [(group.all_words, group.offers, group.requests) for group in groups] == [
        (["De la soudure", "faire un peu de soudure"], 2, 2),
        (["du fil"], 0, 1),
    ]
    assert [group.anchors for group in groups] == [f"o{first.pk}_o{alike.pk}", f"d{alone.pk}"]


def test_a_very_large_group_is_cut(db):
    for number in range(MOST_PHRASES + 2):
        members.waiting_offer(f"{number} soudure")
    assert [len(group.phrases) for group in group_waiting_words()] == [MOST_PHRASES, 2]


@pytest.mark.parametrize("anchor", ["o0", "o", "dx", "a1", "o1²", "o" + "9" * 30, ""])
def test_words_that_do_not_wait_are_not_found(db, anchor):
    assert find_group([anchor]) is None


def test_the_page_costs_the_same_with_one_group_and_thirty(team_client, tricot, crochet):
    """With all that a card may hold: two phrases, three suggestions."""
    things = iter(THINGS)
    for skill in (tricot, crochet, members.SkillFactory(name="Économies d’énergie et d’eau")):
        for thing in THINGS:
            members.SkillTermFactory(skill=skill, phrase=thing, weight=0.5, source="shipped")

    def make_rows(number):
        for thing in islice(things, number):
            members.waiting_offer(f"mon {thing}")
            members.waiting_request(f"faire un {thing}")

    assert_constant_queries(team_client, reverse("words_to_sort"), make_rows)
    page = team_client.get(reverse("words_to_sort")).context["page"]
    assert {len(group.phrases) for group in page} == {2}
    assert sum(len(group.suggestions) for group in page) > 80


def test_thirty_groups_a_page(team_client):
    for thing in (*THINGS, "trompinette"):
        members.waiting_offer(thing)
    pages = [team_client.get(reverse("words_to_sort"), {"page": page}).context["page"] for page in (1, 2)]
    assert [len(page) for page in pages] == [30, 1]


def test_nothing_to_sort_says_so(team_client):
    assert "Tout est classé" in team_client.get(reverse("words_to_sort")).text


def test_one_click_on_a_suggestion(team_client, tricot):
    members.SkillTermFactory(skill=tricot, phrase="laine", weight=0.6)
    offer = members.waiting_offer("la laine")
    page = team_client.get(reverse("words_to_sort"))
    assert f'<button class="btn" name="to" value="{anchor_of(offer)}:{tricot.pk}">Tricot</button>' in page.text
    response = team_client.post(reverse("words_settle"), ticked(offer, to=tricot.pk), follow=True)
    offer.refresh_from_db()
    assert offer.skill == tricot
    assert "« la laine » est rangé dans : Tricot." in response.text.replace("\u00a0", " ")


def test_one_click_settles_like_phrases_and_leaves_one_out(team_client, tricot):
    kept = [
        members.waiting_offer("de la soudure"),
        members.waiting_request("faire de la soudure"),
        members.waiting_offer("DE LA  SOUDURE"),
    ]
    left_out = members.waiting_offer("un peu de soudure")
    page = team_client.get(reverse("words_to_sort")).text
    for wish in (kept[0], kept[1], left_out):
        assert f'name="{anchor_of(kept[0])}" value="{anchor_of(wish)}" checked' in page
    response = team_client.post(reverse("words_settle"), ticked(*kept[:2], to=tricot.pk), follow=True)
    for wish in (*kept, left_out):
        wish.refresh_from_db()
    assert [wish.skill for wish in (*kept, left_out)] == [tricot, tricot, tricot, None]
    assert set(SkillTerm.objects.values_list("folded_phrase", flat=True)) == {"de la soudure", "faire de la soudure"}
    assert "2 phrases sont rangées dans : Tricot." in response.text.replace("\u00a0", " ")


def test_one_click_says_that_like_phrases_are_no_savoir(team_client, tricot):
    wishes = [members.waiting_request("un banc au soleil"), members.waiting_request("des bancs")]
    response = team_client.post(reverse("words_settle"), ticked(*wishes, to="none"), follow=True)
    assert set(Request.objects.values_list("state", flat=True)) == {Wish.State.NOT_A_SKILL}
    assert set(SkillTerm.objects.values_list("skill", "phrase")) == {(None, "un banc au soleil"), (None, "des bancs")}
    assert "2 phrases sont mises de côté" in response.text


def test_many_like_phrases_are_folded(team_client):
    for number in range(MOST_SHOWN + 3):
        members.waiting_offer(f"{number} soudure")
    page = team_client.get(reverse("words_to_sort")).text
    assert page.count('type="checkbox"') == page.count("checked") == MOST_SHOWN + 3
    assert "3 autres phrases" in page


@pytest.mark.parametrize(("to", "name"), [("other", "words_choose"), ("new", "words_new_skill")])
def test_the_ticked_phrases_go_to_the_next_page(team_client, tricot, to, name):
    wishes = [members.waiting_offer("de la soudure"), members.waiting_request("faire de la soudure")]
    members.waiting_offer("un peu de soudure")
    response = team_client.post(reverse("words_settle"), ticked(*wishes, to=to))
    assert response.url == reverse(name, args=["_".join(map(anchor_of, wishes))])
    page = team_client.get(response.url)
    assert page.context["group"].all_words == ["de la soudure", "faire de la soudure"]
    team_client.post(response.url, {"skill": tricot.pk, "name": "Soudure", "theme": tricot.theme_id})
    assert Offer.objects.get(words="de la soudure").skill == Request.objects.get().skill is not None
    assert Offer.objects.get(words="un peu de soudure").skill is None


def test_no_box_ticked_is_said(team_client, tricot):
    members.waiting_offer("de la soudure")
    response = team_client.post(reverse("words_settle"), ticked(to=tricot.pk), follow=True)
    assert "Cochez au moins une phrase" in response.text
    assert Offer.objects.waiting_for_a_skill().exists()


def test_a_double_is_told(team_client, tricot, member):
    members.OfferFactory(member=member, skill=tricot)
    offer = members.waiting_offer("la laine", member=member)
    response = team_client.post(reverse("words_settle"), ticked(offer, to=tricot.pk), follow=True)
    assert "1 personne avait déjà dit ce savoir." in response.text


def test_one_click_on_not_a_savoir(team_client):
    request = members.waiting_request("un banc au soleil")
    response = team_client.post(reverse("words_settle"), ticked(request, to="none"), follow=True)
    request.refresh_from_db()
    assert request.state == Wish.State.NOT_A_SKILL
    assert "mis de côté" in response.text


def test_words_sorted_meanwhile_are_no_error(team_client, tricot):
    offer = members.OfferFactory(skill=tricot)
    response = team_client.post(reverse("words_settle"), ticked(offer, to=tricot.pk), follow=True)
    assert "déjà classés" in response.text
    for name in ("words_choose", "words_new_skill"):
        response = team_client.get(reverse(name, args=[f"o{offer.pk}"]), follow=True)
        assert "déjà classés" in response.text


@pytest.mark.parametrize("chosen", ["", "x", "0", "²"])
def test_a_savoir_that_is_not_there(team_client, chosen):
    offer = members.waiting_offer("la laine")
    response = team_client.post(reverse("words_settle"), ticked(offer, to=chosen))
    assert response.status_code == 404
    assert Offer.objects.waiting_for_a_skill().count() == 1


def test_choosing_in_the_whole_catalogue(team_client, tricot, crochet):
    Skill.objects.filter(pk=crochet.pk).update(is_active=False)
    request = members.waiting_request("des boules de fil")
    url = reverse("words_choose", args=[f"d{request.pk}"])
    form = team_client.get(url).context["form"]
    assert [(theme, choices) for theme, choices in form.fields["skill"].choices][1:] == [
        (tricot.theme.name, [(tricot.pk, "Tricot")])
    ]
    assert "Choisissez un savoir dans la liste." in team_client.post(url, {"skill": crochet.pk}).text
    team_client.post(url, {"skill": tricot.pk})
    assert Request.objects.get().skill == tricot


def test_a_new_savoir(team_client, tricot):
    offer = members.waiting_offer("apprivoiser des rapaces")
    url = reverse("words_new_skill", args=[f"o{offer.pk}"])
    assert team_client.get(url).context["form"]["name"].value() == "Apprivoiser des rapaces"
    response = team_client.post(url, {"name": " TRICOT ", "theme": tricot.theme_id})
    assert "Ce savoir est déjà au catalogue." in response.text
    assert response.context["form"]["name"].value() == " TRICOT "
    team_client.post(url, {"name": "Fauconnerie", "theme": tricot.theme_id})
    assert Offer.objects.get().skill.name == "Fauconnerie"
