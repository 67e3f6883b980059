import pytest

from members.flows import words as flow
from members.models import Offer, Skill, SkillTerm, Wish
from members.recogniser import Verdict
from tests.factories import members
from tests.races import run_together

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
    offer, request = (
        members.waiting_offer("Faire des trucs en laine"),
        members.waiting_request("faire  des trucs en LAINE"),
    )
    paused = members.waiting_offer("faire des trucs en laine", state=Wish.State.PAUSED)
    other, withdrawn = (
        members.waiting_offer("autre chose"),
        members.waiting_offer("faire des trucs en laine", state="withdrawn"),
    )
    settled = flow.settle_wishes(skill=tricot, words=[offer.words], by=team_member)
    assert (settled.offers, settled.requests, settled.doubles) == (2, 1, 0)
    for wish in (offer, request, paused, other, withdrawn):
        wish.refresh_from_db()
    assert [wish.skill for wish in (offer, request, paused, other, withdrawn)] == [tricot, tricot, tricot, None, None]
    assert offer.words == "Faire des trucs en laine"
    assert offer.history.first().history_user == team_member


def test_a_choice_is_remembered_as_the_centres_own_words(tricot, crochet, team_member):
    members.SkillTermFactory(skill=crochet, phrase="faire des trucs en laine", source=SkillTerm.Source.SHIPPED)
    flow.settle_wishes(skill=tricot, words=["Faire des trucs en laine"], by=team_member)
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
    twice = [
        members.waiting_offer("la laine", member=member),
        members.waiting_offer("La laine", member=members.MemberFactory()),
    ]
    again = members.waiting_offer("la laine !", member=twice[1].member)
    again.words = "la laine"
    again.save()
    asked = members.waiting_request("la laine", member=member)
    settled = flow.settle_wishes(skill=tricot, words=["la laine"], by=team_member)
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
        members.waiting_offer("aller au bal"),
        members.waiting_request("Aller au bal"),
        members.waiting_offer("aller au bois"),
    )
    assert flow.dismiss_words(words=["aller au bal"], by=team_member) == 2
    for wish in (offer, request, other):
        wish.refresh_from_db()
    assert [wish.state for wish in (offer, request, other)] == ["not_a_skill", "not_a_skill", "active"]


def test_a_new_savoir_comes_from_words(team_member):
    theme = members.ThemeFactory()
    offer = members.waiting_offer("apprivoiser des rapaces")
    settled = flow.create_skill_from_words(
        words=["apprivoiser des rapaces"], name="Fauconnerie", theme=theme, by=team_member
    )
    offer.refresh_from_db()
    assert offer.skill == settled.skill
    assert (settled.skill.name, settled.skill.theme) == ("Fauconnerie", theme)
    assert flow.recognise("apprivoiser des rapaces").parts[0].skill == settled.skill.pk


def test_a_new_savoir_of_a_name_put_away_comes_back(tricot, team_member):
    Skill.objects.update(is_active=False)
    settled = flow.create_skill_from_words(words=["pelotes"], name="TRICOT", theme=tricot.theme, by=team_member)
    tricot.refresh_from_db()
    assert (settled.skill, tricot.is_active, tricot.name) == (tricot, True, "Tricot")


@pytest.mark.django_db(transaction=True)
def test_two_choices_at_once_end_in_one():
    one, other = members.SkillFactory(name="Tricot"), members.SkillFactory(name="Crochet")
    by = members.MemberFactory(team=True)
    for words in ("de la laine", "des laines"):
        members.waiting_offer(words)
        members.waiting_request(words)
    words = ["de la laine", "des laines"]
    choices = [(one, words), (other, words[::-1]), (one, words[::-1]), (other, words)]
    found = run_together(lambda skill, words: flow.settle_wishes(skill=skill, words=words, by=by), choices)
    assert [problem for problem in found if isinstance(problem, BaseException)] == []
    assert not Offer.objects.waiting_for_a_skill().exists()
    assert sum(settled.total for settled in found) == 4
