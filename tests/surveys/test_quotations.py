"""Sentences to publish: chosen in one press, looked at by a named person, changed, put in order, withdrawn."""

import pytest
from django.urls import reverse

from members.flows.refused import Refused
from surveys.flows.quotations import approve_sentence, change_sentence, choose_sentence
from surveys.flows.review import change_text
from surveys.models import Answer, Quotation
from surveys.place_names import PlaceNames
from surveys.quoting import LONGEST, find_cautions_of, shorten
from tests.factories import members, surveys
from tests.instruments.queries import assert_constant_queries

SAID = "Plus de bus. Un banc aux Ormeaux."


@pytest.fixture
def edition(db):
    return surveys.make_open_edition()


@pytest.fixture
def theme(edition):
    return surveys.CodeFactory(survey=edition.survey, name="Se déplacer")


@pytest.fixture
def segment(edition, theme, team_member):
    """« Plus de bus », cut out of an answer of somebody of Les Ormeaux, about the theme."""
    version = edition.current_version
    sheet = surveys.ResponseFactory(version=version, commune=members.CommuneFactory(name="Les Ormeaux"))
    answer = surveys.AnswerFactory(response=sheet, question=version.questions.get(key="change"), text=SAID)
    coding = surveys.CodingFactory(segment__answer=answer, segment__end=11, code=theme, coder=team_member)
    return coding.segment


@pytest.fixture
def sentence(segment, theme, team_member):
    return choose_sentence(segment=segment, code=theme, by=team_member)[0]


def choose(client, segment, **more):
    address = reverse("quotation_choose", args=[segment.answer.response.edition_id])
    return client.post(address, {"passage": segment.pk, **more})


def test_a_passage_becomes_a_sentence_once(team_client, segment, theme, team_member):
    desk = reverse("coding_answer", args=[segment.answer.response.edition_id, segment.answer_id])
    assert choose(team_client, segment).url == f"{desk}?passage={segment.pk}"
    page = reverse("coding_theme", args=[segment.answer.response.edition_id, theme.pk])
    assert choose(team_client, segment, theme=theme.pk).url == page
    sentence = Quotation.objects.get()
    assert (sentence.text, sentence.said, sentence.code) == ("Plus de bus", "Plus de bus", theme)
    assert (sentence.chosen_by, sentence.is_approved) == (team_member, False)


@pytest.mark.parametrize("passage", ["", "0", "x", "9" * 30])
def test_no_such_passage_is_chosen(team_client, segment, passage):
    address = reverse("quotation_choose", args=[segment.answer.response.edition_id])
    assert team_client.post(address, {"passage": passage}).status_code == 404


def test_the_desk_and_the_theme_offer_it(team_client, segment, theme):
    edition = segment.answer.response.edition_id
    for page in (
        reverse("coding_answer", args=[edition, segment.answer_id]),
        reverse("coding_theme", args=[edition, theme.pk]),
    ):
        assert f'name="passage" value="{segment.pk}"' in team_client.get(page).content.decode()


def test_what_waits_for_review_is_never_chosen_approved_or_read(team_client, segment, sentence, theme, team_member):
    Answer.objects.update(review="waiting", flagged_on="2026-11-20")
    with pytest.raises(Refused):
        choose_sentence(segment=segment, code=theme, by=team_member)
    with pytest.raises(Refused):
        approve_sentence(quotation=sentence, text="Plus de bus", code=theme, by=team_member)
    assert team_client.get(reverse("quotation", args=[sentence.pk])).status_code == 404
    assert "Plus de bus" not in team_client.get(reverse("quotations", args=[sentence.edition_id])).content.decode()


def test_an_approved_sentence_whose_answer_waits_again_is_not_published(sentence, theme, team_member):
    approve_sentence(quotation=sentence, text="Plus de bus", code=theme, by=team_member)
    assert Quotation.objects.approved().count() == 1
    Answer.objects.update(review="waiting", flagged_on="2026-11-20")
    assert Quotation.objects.approved().count() == 0


def test_words_changed_at_review_take_the_sentence_with_them(sentence):
    change_text(answer=sentence.answer, text="Plus de cars.")
    assert not Quotation.objects.exists()


def test_approval_is_of_a_wording_by_a_person(team_client, sentence, theme, team_member):
    page = reverse("quotation", args=[sentence.pk])
    kept = {"code": theme.pk}
    answer = team_client.post(page, {"text": " Plus  de bus […] ", "do": "approve", **kept})
    assert answer.url == reverse("quotations", args=[sentence.edition_id])
    sentence.refresh_from_db()
    assert (sentence.text, sentence.approved_by) == ("Plus de bus […]", team_member)
    change_sentence(quotation=sentence, text="Plus de bus […]", code=None)
    sentence.refresh_from_db()
    assert sentence.is_approved
    team_client.post(page, {"text": "Des bus", "do": "keep", **kept})
    sentence.refresh_from_db()
    assert (sentence.text, sentence.is_approved, sentence.approved_by) == ("Des bus", False, None)


def test_a_caution_is_shown_once_and_holds_nobody_back(team_client, sentence):
    page = reverse("quotation", args=[sentence.pk])
    typed = {"text": "Un banc aux Ormeaux", "do": "approve", "seen": ""}
    again = team_client.post(page, typed)
    html = again.content.decode()
    assert (again.status_code, "le nom d’une commune" in html, "Un banc aux Ormeaux" in html) == (422, True, True)
    sentence.refresh_from_db()
    assert not sentence.is_approved
    assert team_client.post(page, typed | {"seen": "place"}).status_code == 302
    sentence.refresh_from_db()
    assert sentence.is_approved


@pytest.mark.parametrize("text", ["", "   ", "a" * (LONGEST + 1)])
def test_a_wording_that_cannot_be_is_said(team_client, sentence, text):
    answer = team_client.post(reverse("quotation", args=[sentence.pk]), {"text": text, "do": "approve"})
    assert (answer.status_code, Quotation.objects.approved().count()) == (422, 0)


def test_after_one_comes_the_next_to_look_at(team_client, sentence):
    other = surveys.QuotationFactory(answer=sentence.answer, start=13, position=2, text="Un banc")
    answer = team_client.post(reverse("quotation", args=[sentence.pk]), {"do": "withdraw"})
    assert answer.url == reverse("quotation", args=[other.pk])
    assert list(Quotation.objects.all()) == [other]


def test_sentences_move(team_client, sentence):
    others = [surveys.QuotationFactory(answer=sentence.answer, start=at, position=at) for at in (13, 14)]
    for do, expected in (
        ("up", [sentence, *others]),
        ("down", [others[0], sentence, others[1]]),
        ("down", [*others, sentence]),
        ("down", [*others, sentence]),
    ):
        team_client.post(reverse("quotation_move", args=[sentence.pk]), {"do": do})
        assert list(Quotation.objects.all()) == expected


def test_the_list_costs_the_same(team_client, edition, theme):
    version = edition.current_version
    question = version.questions.get(key="change")

    def make(count):
        for _turn in range(count):
            answer = surveys.AnswerFactory(response__version=version, question=question)
            surveys.QuotationFactory(answer=answer, code=theme)

    assert_constant_queries(team_client, reverse("quotations", args=[edition.pk]), make)


def test_long_passages_are_cut_after_a_whole_word():
    short = shorten("mot " * 200)
    assert len(short) <= LONGEST
    assert short.endswith("mot […]")
    assert shorten(" Plus \n de bus ") == "Plus de bus"


@pytest.mark.parametrize(
    "text, cut",
    [
        ("J’habite aux ormeaux, ou presque", "J’habite aux […], ou presque"),
        ("À LA FERTE BASSE et à Saint-Aubin", "À LA […] et à Saint-Aubin"),
        ("Des ormeauxiens, une Ferté", "Des ormeauxiens, une Ferté"),
        ("L’œuvre   des Ormeaux", "L’œuvre   des […]"),
    ],
)
def test_places_are_found_however_typed(text, cut):
    assert PlaceNames(["Les Ormeaux", "La Ferté-Basse", "Y"]).cut_out(text) == cut
    assert PlaceNames([]).cut_out(text) == text


def test_cautions_of_a_sentence(edition, segment):
    surveys.OutingFactory(edition=edition, place__name="marché", place__commune=None)
    surveys.OutingFactory(edition=edition, place__name="Four du Moulin", place__commune__name="Vaubrune")
    assert find_cautions_of("Du bruit au marché", edition) == ()
    assert find_cautions_of("Au four du moulin", edition) == ("place",)
    assert find_cautions_of("Appelez le 06 99 00 00 01 à Vaubrune", edition) == ("phone", "place")
