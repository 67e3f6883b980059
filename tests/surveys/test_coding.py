"""Cut passages, say what they speak of, finish with an answer, undo; and what the catalogue and the past suggest."""

import pytest
from django.urls import reverse

from members.flows.refused import Refused
from surveys.flows import coding as flows
from surveys.flows.suggestions import suggest_for
from surveys.models import Answer, Code, Coding, Reading, Segment
from tests.factories import members, surveys
from tests.instruments.queries import assert_constant_queries


@pytest.fixture
def edition(db):
    return surveys.make_open_edition()


@pytest.fixture
def theme(edition):
    return surveys.CodeFactory(survey=edition.survey, name="Se déplacer", shortcut="s")


@pytest.fixture
def say(edition):
    """`say("Plus de bus")`: an answer to a founding question."""
    version = edition.current_version

    def one(text, key="change", **fields):
        return surveys.AnswerFactory(
            response__version=version, question=version.questions.get(key=key), text=text, **fields
        )

    return one


@pytest.fixture
def work(team_client, edition):
    """`work(answer, "next")`: what a button of the page does; gives the response."""

    def post(answer, do, asked="", **fields):
        url = reverse("coding_answer", args=[edition.pk, answer.pk])
        return team_client.post(f"{url}{asked}", {"do": do, **fields})

    return post


def said() -> list[tuple[str, str]]:
    return [(coding.segment.words, coding.code.name) for coding in Coding.objects.order_by("pk")]


def test_a_passage_is_coded_by_its_numbers_and_is_in_focus(work, say, theme):
    answer = say("Plus de bus le dimanche, merci")
    response = work(answer, f"code:{theme.pk}", first="3", last="5")
    assert said() == [("bus le dimanche", "Se déplacer")]
    assert response.url.endswith(f"/{answer.pk}/?passage={Segment.objects.get().pk}")


def test_without_numbers_the_whole_answer_is_taken_and_twice_is_once(work, say, theme):
    answer = say("Plus de bus !")
    for _turn in range(2):
        work(answer, f"code:{theme.pk}")
    assert said() == [("Plus de bus", "Se déplacer")]


def test_a_theme_is_made_while_reading_or_found_by_its_name(work, say, theme):
    answer = say("Un café, et des bus")
    work(answer, "new", first="2", new="Se retrouver")
    work(answer, "new", first="5", new=" se  DEPLACER ")
    assert said() == [("café", "Se retrouver"), ("bus", "Se déplacer")]
    assert Code.objects.get(name="Se retrouver").shortcut == "e"


@pytest.mark.parametrize(
    ("do", "fields", "sentence"),
    [
        ("new", {"new": " "}, "Écrivez le nom du thème."),
        ("new", {"new": "x" * 81}, "Ce nom est trop long."),
        ("new", {"new": "Fête", "first": "9"}, "Écrivez les numéros de deux mots"),
        ("new", {"new": "Fête", "first": "deux"}, "Écrivez les numéros de deux mots"),
    ],
)
def test_what_cannot_be_done_is_said(work, say, team_client, do, fields, sentence):
    response = work(say("Plus de bus"), do, **fields)
    assert sentence in team_client.get(response.url).content.decode().replace("\u00a0", " ")
    assert said() == []


def test_a_theme_of_another_survey_or_no_longer_in_use_is_refused(work, say, theme, team_member):
    answer = say("Plus de bus")
    assert work(answer, f"code:{surveys.CodeFactory().pk}").status_code == 404
    gone = surveys.CodeFactory(survey=theme.survey, merged_into=theme)
    with pytest.raises(Refused):
        flows.apply_code(answer=answer, start=0, end=4, code=gone, coder=team_member)


def test_words_that_wait_for_review_are_never_read(work, say, theme, team_client, edition, team_member):
    secret = say("Ma voisine est malade", review="waiting", flagged_on="2026-11-20")
    assert work(secret, f"code:{theme.pk}").status_code == 404
    assert "voisine" not in team_client.get(reverse("coding", args=[edition.pk])).content.decode()
    with pytest.raises(Refused):
        flows.cut_segment(answer=secret, start=0, end=2)


def test_taking_the_last_theme_off_leaves_no_segment_unless_something_came_of_it(work, say, theme):
    for comes_of_it in (False, True):
        answer = say("Plus de bus")
        work(answer, f"code:{theme.pk}")
        segment = answer.segments.get()
        if comes_of_it:
            surveys.OutcomeFactory(segment=segment)
        work(answer, f"off:{segment.pk}:{theme.pk}")
        assert answer.segments.exists() == comes_of_it
    assert said() == []


def test_going_on_finishes_what_was_coded_and_leaves_the_rest_for_later(work, say, theme, team_member):
    first, second = say("Plus de bus"), say("Un café")
    assert f"/{second.pk}/" in work(first, "next").url
    assert not Reading.objects.exists()
    work(first, f"code:{theme.pk}")
    work(first, "next")
    assert Reading.objects.get().answer == first


def test_nothing_to_code_is_one_step_and_the_last_one_leads_back(work, say, edition):
    first, second = say("Rien"), say("Non")
    assert f"/{second.pk}/" in work(first, "nothing").url
    assert work(second, "nothing").url == reverse("coding", args=[edition.pk])
    assert Reading.objects.count() == 2


def test_one_question_at_a_time(work, say):
    here, elsewhere, after = say("Rien"), say("Un café", key="like"), say("Non")
    assert work(here, "nothing", "?question=change").url.endswith(f"/{after.pk}/?question=change")
    assert work(after, "nothing", "?question=like").url.endswith(f"/{elsewhere.pk}/?question=like")


def test_each_step_is_undone_in_turn(work, say, theme):
    first, _second = say("Plus de bus"), say("Un café")
    work(first, f"code:{theme.pk}", first="3")
    segment = first.segments.get()
    work(first, f"off:{segment.pk}:{theme.pk}")
    work(first, "nothing")
    undone = [work(first, "undo").url.split("?")[0], (said(), Reading.objects.count())]
    assert undone == [reverse("coding_answer", args=[first.response.edition_id, first.pk]), ([], 0)]
    work(first, "undo")
    assert said() == [("bus", "Se déplacer")]
    work(first, "undo")
    assert (said(), first.segments.count()) == ([], 0)
    assert work(first, "undo").status_code == 302


@pytest.mark.parametrize("do", ["", "code:", "code:x", "off:1", "off:1:2", "off:x:y", "rien"])
def test_what_no_button_says_changes_nothing(work, say, do):
    assert work(say("Plus de bus"), do).status_code in (302, 404)
    assert said() == []


def test_the_past_and_the_ear_suggest_and_nothing_is_applied(say, theme, team_member, edition, commune):
    before = say("Il faudrait plus de bus le soir")
    flows.apply_code(answer=before, start=0, end=len(before.text), code=theme, coder=team_member)
    skill = members.SkillFactory(name="Couture")
    answer = say("Un bus, et apprendre la couture")
    hints = suggest_for(answer=answer, codes=[theme], survey=edition.survey, coder=team_member)
    assert [(hint.name, hint.code, hint.words, hint.like) for hint in hints] == [
        ("Se déplacer", theme, "Un bus", before.text),
        (skill.theme.name, None, "apprendre la couture", ""),
    ]
    flows.apply_code(answer=answer, start=0, end=6, code=theme, coder=team_member)
    hints = suggest_for(answer=answer, codes=[theme], survey=edition.survey, coder=team_member)
    assert [hint.name for hint in hints] == [skill.theme.name]
    assert said() == [(before.text, "Se déplacer"), ("Un bus", "Se déplacer")]


def test_the_list_costs_the_same_with_thirty_answers(team_client, edition, say):
    def make(number):
        for turn in range(number):
            say(f"Plus de bus {turn}")

    assert_constant_queries(team_client, reverse("coding", args=[edition.pk]), make)


def test_the_list_shows_what_is_asked(team_client, edition, say, team_member):
    read, _waiting = say("Un banc"), say("Un café")
    flows.finish_reading(answer=read, coder=team_member)
    url = reverse("coding", args=[edition.pk])
    shown = {state: team_client.get(url, {"state": state}).context["page"].object_list for state in ("", "read", "all")}
    texts = {state: [answer.text for answer in rows] for state, rows in shown.items()}
    assert texts["read"] == ["Un banc"]
    assert texts["all"] == ["Un banc", "Un café"]
    assert [answer.text for answer in team_client.get(url).context["page"]] == ["Un café"]
    assert Answer.objects.count() == 2
