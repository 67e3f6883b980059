"""Staff prepare an edition: its questions, its words, its places, and the texts that wait for a look."""

import pytest
from django.urls import reverse

from members.flows.refused import Refused
from surveys.flows.editions import create_edition, prepare_version
from surveys.flows.questions import add_question, move_question
from surveys.models import Answer, Choice, Edition, Place, Question
from tests.factories.surveys import AnswerFactory, EditionFactory, PlaceFactory, SurveyFactory, make_open_edition
from tests.instruments.queries import assert_constant_queries

CREATED = {"survey_name": "Nos rues", "name": "Printemps", "languages": ["fr", "ar"], "is_on_web": "on"}


@pytest.fixture
def edition(db) -> Edition:
    """In preparation, in French and Arabic, without a question."""
    return create_edition(survey=SurveyFactory(), name="Printemps", languages=["fr", "ar"])


def keys_of(edition: Edition) -> list[str]:
    version = edition.draft_version or edition.current_version
    return list(version.questions.order_by("position").values_list("key", flat=True))


def test_the_founding_survey_comes_in_one_button(team_client):
    answer = team_client.post(reverse("edition_founding"), {"name": "Automne 2026"})
    edition = Edition.objects.get()
    assert answer.url == reverse("edition", args=[edition.pk])
    assert keys_of(edition)[:3] == ["change", "like", "ready"]
    team_client.post(reverse("edition_open", args=[edition.pk]))
    assert list(Edition.objects.on_the_web()) == [edition]


def test_an_edition_of_ones_own(team_client):
    team_client.post(reverse("edition_new"), CREATED)
    edition = Edition.objects.get()
    assert (str(edition), edition.languages) == ("Nos rues – Printemps", ["fr", "ar"])
    again = team_client.post(reverse("edition_new"), CREATED)
    assert (again.status_code, "déjà une édition" in again.content.decode()) == (422, True)


@pytest.mark.parametrize("kind", Question.Kind.values)
def test_a_question_of_each_kind_is_added_and_changed(team_client, edition, kind):
    answer = team_client.post(
        reverse("question_new", args=[edition.pk]), {"kind": kind, "texts_fr": "Où allez-vous au marché ?"}
    )
    question = Question.objects.get()
    assert answer.url == reverse("question_edit", args=[question.pk])
    typed = {"texts_fr": "Quel marché ?", "texts_ar": "أي سوق؟", "help_texts_fr": "Un seul", "pictogram": "basket"}
    typed |= {"pictogram": "car", "scale_max": "4", "low_texts_fr": "peu", "is_required": "on"}
    for choice in question.choices.all():
        typed[f"choice-{choice.pk}-texts_fr"] = choice.texts["fr"]
    assert team_client.post(answer.url, typed).url == reverse("edition_questions", args=[edition.pk])
    question.refresh_from_db()
    assert question.texts == {"fr": "Quel marché ?", "ar": "أي سوق؟"}
    assert (question.kind, question.key, question.pictogram, question.is_required) == (
        kind,
        "ou_allez_vous_au_marche",
        "car",
        True,
    )
    assert (question.scale_max, question.low_texts) == ((4, {"fr": "peu"}) if kind == "scale" else (5, {}))
    page = team_client.get(reverse("edition_preview", args=[edition.pk]), {"langue": "ar"}).content.decode()
    assert 'dir="rtl"' in page
    assert "أي سوق؟" in page


def test_choices_are_added_moved_and_taken_away(team_client, edition):
    question = add_question(version=edition.draft_version, kind="one_choice", texts={"fr": "Quel marché ?"})
    url = reverse("question_edit", args=[question.pk])
    typed = {"texts_fr": "Quel marché ?", "new-0-texts_fr": "Le grand", "new-1-texts_fr": "Le petit", "more": "1"}
    assert team_client.post(url, typed).url == f"{url}#choices"
    first, second = question.choices.order_by("position")
    lines = {f"choice-{choice.pk}-texts_fr": choice.texts["fr"] for choice in (first, second)}
    team_client.post(url, {"texts_fr": "Quel marché ?", **lines, "move": f"{second.pk}:up"})
    assert [choice.key for choice in question.choices.order_by("position")] == ["le_petit", "le_grand"]
    team_client.post(url, {"texts_fr": "Quel marché ?", **lines, f"choice-{first.pk}-remove": "on"})
    assert [choice.key for choice in question.choices.all()] == ["le_petit"]


def test_a_question_without_words_keeps_what_was_typed(team_client, edition):
    question = add_question(version=edition.draft_version, kind="text", texts={"fr": "Quel marché ?"})
    answer = team_client.post(
        reverse("question_edit", args=[question.pk]), {"texts_fr": "", "help_texts_fr": "Un seul"}
    )
    page = answer.content.decode()
    assert (answer.status_code, "Il manque un mot ici" in page, "Un seul" in page) == (422, True, True)


def test_a_question_depends_on_an_answer_above_it(team_client, edition):
    version = edition.draft_version
    above = add_question(version=version, kind="one_choice", texts={"fr": "Avez-vous une voiture ?"})
    yes = Choice.objects.create(question=above, key="yes", texts={"fr": "Oui"})
    below = add_question(version=version, kind="text", texts={"fr": "Combien de places ?"})
    url = reverse("question_edit", args=[below.pk])
    team_client.post(url, {"texts_fr": "Combien de places ?", "shown_if": [yes.pk]})
    assert list(below.shown_if.all()) == [yes]
    move_question(question=below, by=-1)
    page = team_client.get(reverse("edition_questions", args=[edition.pk])).content.decode()
    assert "Avant de publier" in page


def test_questions_move_and_go(team_client, db):
    edition = make_open_edition()
    version = prepare_version(edition=edition)
    like = version.questions.get(key="like")
    team_client.post(reverse("question_move", args=[like.pk]), {"to": "up"})
    assert keys_of(edition)[:2] == ["like", "change"]
    team_client.post(reverse("question_remove", args=[like.pk]))
    assert keys_of(edition)[0] == "change"
    assert edition.current_version.questions.count() == 7


def test_what_was_used_is_changed_in_a_new_version(team_client, db):
    edition = make_open_edition()
    used = edition.current_version.questions.get(key="like")
    assert team_client.get(reverse("question_edit", args=[used.pk])).status_code == 404
    team_client.post(reverse("edition_prepare", args=[edition.pk]))
    words = {"intro_fr": "Bonjour. C’est sans nom.", "thanks_fr": "Merci."}
    team_client.post(reverse("edition_words", args=[edition.pk]), words)
    team_client.post(reverse("edition_publish", args=[edition.pk]))
    assert (edition.current_version.number, edition.current_version.intro["fr"]) == (2, "Bonjour. C’est sans nom.")
    assert edition.versions.get(number=1).questions.count() == 7


def test_published_questions_never_change(db):
    edition = make_open_edition()
    with pytest.raises(Refused):
        add_question(version=edition.current_version, kind="text", texts={"fr": "Et encore ?"})


def test_a_key_is_never_given_twice_in_a_survey(edition):
    first = add_question(version=edition.draft_version, kind="text", texts={"fr": "Et après ?"})
    first_key = first.key
    second = add_question(version=edition.draft_version, kind="text", texts={"fr": "Et après ?"})
    assert (first_key, second.key) == ("et_apres", "et_apres_2")


def test_an_edition_that_is_not_ready_says_why(team_client, edition):
    page = team_client.post(reverse("edition_open", args=[edition.pk]), follow=True).content.decode()
    assert "au moins une question" in page
    edition.refresh_from_db()
    assert edition.state == "draft"


def test_settings_and_the_end(team_client, db):
    edition = make_open_edition()
    changed = {"name": "Automne", "languages": ["fr"], "opens_on": "2026-09-01", "closes_on": "2026-08-01"}
    url = reverse("edition_settings", args=[edition.pk])
    assert team_client.post(url, changed).status_code == 422
    team_client.post(url, changed | {"closes_on": "2026-12-01"})
    team_client.post(reverse("edition_close", args=[edition.pk]))
    edition.refresh_from_db()
    assert (edition.name, edition.is_on_web, edition.state) == ("Automne", False, "closed")


def test_a_place_has_its_poster(team_client, commune, centre):
    team_client.post(reverse("survey_places"), {"name": "Devant l’école", "commune": commune.pk})
    place = Place.objects.get()
    poster = team_client.get(reverse("survey_poster", args=[place.pk])).content.decode()
    assert f"/q/{place.code}" in poster
    assert "<svg" in poster
    team_client.post(reverse("survey_place", args=[place.pk]), {"name": "Devant le collège"})
    assert Place.objects.get().code == place.code
    again = team_client.post(reverse("survey_places"), {"name": "Devant le collège"})
    assert again.status_code == 422


@pytest.mark.parametrize(
    ("do", "text", "left"),
    [
        ("keep", "Appelez Sylvie", ("kept", "Appelez Sylvie")),
        ("keep", "Appelez une voisine", ("changed", "Appelez une voisine")),
        ("remove", "Appelez Sylvie", ("removed", "")),
    ],
)
def test_a_text_that_waits_is_settled(team_client, do, text, left):
    answer = AnswerFactory(text="Appelez Sylvie", review="waiting", flags=["name"], flagged_on="2026-11-01")
    page = team_client.get(reverse("survey_review")).content.decode()
    assert "le nom de quelqu’un" in page
    team_client.post(reverse("survey_review_settle", args=[answer.pk]), {"do": do, f"{answer.pk}-text": text})
    answer.refresh_from_db()
    assert (answer.review, answer.text, answer.flags) == (*left, [])
    assert not Answer.objects.waiting_for_review().exists()


@pytest.mark.parametrize(("name", "factory"), [("surveys", EditionFactory), ("survey_places", PlaceFactory)])
def test_lists_cost_the_same_with_many(team_client, centre, name, factory):
    assert_constant_queries(team_client, reverse(name), lambda count: factory.create_batch(count))
