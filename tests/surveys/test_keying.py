"""The keying desk: the number first, nothing keyed twice by chance, what was typed stays; slips apart."""

import uuid

import pytest
from django.urls import reverse

from surveys.flows.keying import suggest_number
from surveys.flows.questionnaires import read_questionnaire
from surveys.keying import compare, mark_choices
from surveys.models import Answer, Choice, ContactSlip, Response, SecondKeying, SlipLink
from tests.factories import surveys

pytestmark = pytest.mark.django_db
SAID = {
    "change-text": "Plus de bus",
    "ready-choices": ["hands", "car"],
    "age-choices": "60_74",
    "village-text": "Rocamaure",
}


@pytest.fixture
def edition():
    return surveys.make_open_edition()


def address(edition, name="keying", number=None, **query):
    return reverse(name, args=[edition.pk] if number is None else [edition.pk, number], query=query)


def key(client, edition, number, said=SAID, name="keying_sheet", **query):
    return client.post(address(edition, name, number, **query), {"uuid": str(uuid.uuid4()), **said}, follow=True)


def test_a_sheet_is_keyed_and_the_next_number_comes(team_client, team_member, edition):
    outing = surveys.OutingFactory(edition=edition)
    opened = team_client.get(address(edition, numero=12, sortie=outing.pk, langue="en"), follow=True)
    assert opened.redirect_chain[-1][0] == address(edition, "keying_sheet", 12, sortie=outing.pk, langue="en")
    done = key(team_client, edition, 12, sortie=outing.pk, langue="en")
    kept = done.context["form"].initial
    assert (kept["numero"], kept["sortie"], kept["langue"]) == (13, str(outing.pk), "en")

    sheet = Response.objects.get()
    assert (sheet.sheet_number, sheet.channel, sheet.language) == (12, "paper", "en")
    assert (sheet.outing, sheet.day, sheet.keyed_by) == (outing, outing.date, team_member)
    assert (sheet.age_band, sheet.commune.name) == ("60_74", "Rocamaure")
    assert sheet.answers.get(question__key="ready").choices == ["hands", "car"]


def test_a_number_keyed_before_is_caught_at_once_with_what_to_do(team_client, edition):
    key(team_client, edition, 12)
    caught = team_client.get(address(edition, "keying_sheet", 12), follow=True)
    assert "La feuille 12 est déjà saisie." in caught.text
    assert (
        address(edition, "keying_correct", 12) in caught.text,
        address(edition, "keying_again", 12) in caught.text,
    ) == (True, True)

    meanwhile = key(team_client, edition, 12, {"like-text": "un jardin"})
    assert (meanwhile.status_code, "un jardin" in meanwhile.text, Response.objects.count()) == (422, True, 1)


def test_two_clicks_are_one_sheet(team_client, edition):
    said = {**SAID, "uuid": str(uuid.uuid4())}
    for _click in range(2):
        key(team_client, edition, 12, said)
    assert (Response.objects.count(), Answer.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    "said, sentence",
    [
        ({}, "Cette feuille est vide."),
        ({"change-text": "x" * 2001}, "2001"),
        ({"age-choices": ["60_74", "under_15"], "change-text": "Plus de bus"}, "Choisissez"),
    ],
)
def test_a_sheet_that_is_wrong_says_why_and_keeps_what_was_typed(team_client, edition, said, sentence):
    page = key(team_client, edition, 3, said)
    assert (page.status_code, sentence in page.text, Response.objects.count()) == (422, True, 0)
    assert said.get("change-text", "") in page.text


def test_the_questions_of_the_sheet_are_those_of_its_foot(team_client, edition):
    first = edition.current_version
    surveys.VersionFactory(edition=edition, number=2)
    key(team_client, edition, 4, questions=first.pk)
    assert Response.objects.get().version == first


def test_a_sheet_is_corrected_until_it_was_read_together(team_client, edition):
    key(team_client, edition, 12)
    page = team_client.get(address(edition, "keying_correct", 12))
    assert "Plus de bus" in page.text
    key(team_client, edition, 12, SAID | {"change-text": "Plus de trains"}, "keying_correct")
    answer = Answer.objects.get(question__key="change")
    assert answer.text == "Plus de trains"

    surveys.SegmentFactory(answer=answer)
    refused = key(team_client, edition, 12, SAID, "keying_correct")
    assert (refused.status_code, Answer.objects.get(question__key="change").text) == (422, "Plus de trains")


def test_a_second_keying_shows_its_differences_until_the_paper_decides(team_client, edition):
    key(team_client, edition, 12)
    same = key(team_client, edition, 12, SAID | {"change-text": "plus  de bus."}, "keying_again", double="on")
    assert ("disent la même chose" in same.text, SecondKeying.objects.count()) == (True, 0)

    key(team_client, edition, 12, SAID | {"change-text": "Plus de trains", "age-choices": "75_plus"}, "keying_again")
    page = team_client.get(address(edition, "keying_settle", 12))
    assert list(page.context["form"].fields) == ["change", "age"]
    assert "Première saisie\u00a0: Plus de bus" in page.text
    assert address(edition, "keying_settle", 12) in team_client.get(address(edition)).text

    undecided = team_client.post(address(edition, "keying_settle", 12), {"change": "second"})
    assert (undecided.status_code, SecondKeying.objects.count()) == (422, 1)
    team_client.post(address(edition, "keying_settle", 12), {"change": "second", "age": "first"})
    sheet = Response.objects.get()
    assert (sheet.answers.get(question__key="change").text, sheet.age_band) == ("Plus de trains", "60_74")
    assert SecondKeying.objects.count() == 0


def test_a_correction_by_hand_settles_too(team_client, edition):
    key(team_client, edition, 12)
    key(team_client, edition, 12, SAID | {"change-text": "Plus de trains"}, "keying_again")
    key(team_client, edition, 12, SAID | {"change-text": "Plus de cars"}, "keying_correct")
    assert (Answer.objects.get(question__key="change").text, SecondKeying.objects.count()) == ("Plus de cars", 0)


def test_a_second_keying_needs_a_first_one(team_client, edition):
    page = team_client.get(address(edition, numero=5, double="on"))
    assert "Il faut une première saisie avant la seconde." in page.text
    assert team_client.get(address(edition, "keying_again", 5)).status_code == 404


def test_words_that_say_too_much_wait_for_review(team_client, edition):
    page = key(team_client, edition, 12, SAID | {"like-text": "appelez-moi au 06 39 98 00 22"})
    assert "attendent une relecture" in page.text
    assert Answer.objects.waiting_for_review().get().flags == ["phone"]


def test_the_next_number_skips_those_keyed(edition):
    for number in (1, 2, 4):
        surveys.ResponseFactory(version=edition.current_version, sheet_number=number)
    assert [suggest_number(edition, after=after) for after in (0, 2, 3, 9)] == [3, 3, 5, 10]


SLIP = {"name": "Odile Brévin", "phone": "06 39 98 00 11", "agrees_to_contact": "on", "is_adult_or_accompanied": "on"}


def leave(client, edition, **said):
    return client.post(address(edition, "keying_slips"), {**SLIP, "uuid": str(uuid.uuid4()), **said}, follow=True)


def test_a_slip_is_linked_only_by_the_number_the_person_copied(team_client, edition):
    key(team_client, edition, 12)
    leave(team_client, edition)
    assert (ContactSlip.objects.count(), SlipLink.objects.count()) == (1, 0)
    leave(team_client, edition, name="Paulo", sheet_number=12)
    assert SlipLink.objects.get().response.sheet_number == 12


@pytest.mark.parametrize(
    "said, sentence",
    [
        ({"phone": ""}, "Écrivez un téléphone ou un courriel."),
        ({"is_adult_or_accompanied": ""}, "avec un parent"),
        ({"sheet_number": 99}, "La feuille 99 n’est pas encore saisie."),
    ],
)
def test_a_slip_that_is_wrong_says_why(team_client, edition, said, sentence):
    page = leave(team_client, edition, **said)
    assert (page.status_code, sentence in page.text, ContactSlip.objects.count()) == (422, True, 0)


def test_choices_have_a_key_each_and_capitals_are_no_difference(edition):
    choices = [Choice(key=f"c{rank}") for rank in range(37)]
    assert "".join(mark for mark, _choice in mark_choices(choices)) == "123456789abcdefghijklmnopqrstuvwxyz"
    asked = read_questionnaire(edition.current_version)
    assert compare(asked, {"change": {"text": "Des bancs. "}}, {"change": {"text": "des  bancs"}}) == []
