"""What was typed becomes clean answers, or sentences that say what to do; and a questionnaire travels as JSON."""

import json

import pytest

from surveys.questionnaire import Answer, Choice, Condition, Question, Questionnaire, from_json
from surveys.sheets import BadSheet, CleanSheet, check_sheet

TEXTS = {"fr": "Oui"}
OTHER = Choice("other", {"fr": "Autre"}, opens_text=True)
BUS = Question(
    "bus",
    "one_choice",
    {"fr": "Le bus ?"},
    choices=(Choice("yes", TEXTS), Choice("no", TEXTS), OTHER),
    is_required=True,
)
QUESTIONS = (
    BUS,
    Question("why", "text", {"fr": "Pourquoi ?"}, conditions=(Condition("bus", ("no",)),), is_required=True),
    Question("where", "several_choices", TEXTS, choices=(Choice("a", TEXTS), Choice("b", TEXTS))),
    Question("how", "scale", TEXTS, scale_max=5),
    Question("age", "age", TEXTS, choices=(Choice("15_25", TEXTS), Choice("75_plus", TEXTS))),
    Question("village", "village", TEXTS),
)
PAPER = Questionnaire(7, "automne", "Automne", 2, ("fr", "en"), QUESTIONS, {"fr": "Bonjour"})


def test_a_questionnaire_travels_as_json():
    assert from_json(json.loads(json.dumps(PAPER.as_json()))) == PAPER


def test_a_whole_sheet():
    raw = {
        "bus": {"choices": ["no"]},
        "why": {"text": "  Trop loin\r\nde tout "},
        "where": {"choices": ["b", "a", "b"]},
        "how": {"number": "4"},
        "age": {"choices": ["75_plus"]},
        "village": {"text": "Valcroze"},
    }
    answers = {
        "bus": Answer(choices=("no",)),
        "why": Answer(text="Trop loin\nde tout"),
        "where": Answer(choices=("a", "b")),
        "how": Answer(number=4),
    }
    assert check_sheet(PAPER, raw) == CleanSheet(answers, "75_plus", "Valcroze")


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        ({}, {"bus"}),
        ({"bus": {"choices": ["no"]}}, {"why"}),
        ({"bus": {"choices": ["yes", "no"]}}, {"bus"}),
        ({"bus": {"choices": ["maybe"]}}, {"bus"}),
        ({"bus": "yes"}, {"bus"}),
        ({"bus": {"choices": [["yes"]]}}, {"bus"}),
        ({"bus": {"choices": ["yes"]}, "how": {"number": 6}}, {"how"}),
        ({"bus": {"choices": ["yes"]}, "how": {"number": "much"}}, {"how"}),
        ({"bus": {"choices": ["no"]}, "why": {"text": "a" * 2001}}, {"why"}),
        ({"bus": {"choices": ["yes"]}, "tune": {"text": "la"}}, {"tune"}),
    ],
)
def test_what_cannot_be_taken_is_said_question_by_question(raw, wrong):
    with pytest.raises(BadSheet) as refusal:
        check_sheet(PAPER, raw)
    assert set(refusal.value.errors) == wrong


def test_a_question_that_was_not_asked_counts_for_nothing():
    raw = {"bus": {"choices": ["yes"]}, "why": {"text": "a" * 2001}}
    assert check_sheet(PAPER, raw).answers == {"bus": Answer(choices=("yes",))}


def test_paper_left_empty_is_taken():
    assert check_sheet(PAPER, {}, require=False) == CleanSheet({})


def test_words_beside_a_choice_only_where_it_asks_for_them():
    given = check_sheet(PAPER, {"bus": {"choices": ["other"], "text": "à pied"}}).answers
    assert given == {"bus": Answer("à pied", ("other",))}
    assert check_sheet(PAPER, {"bus": {"choices": ["yes"], "text": "x"}}).answers == {"bus": Answer(choices=("yes",))}
