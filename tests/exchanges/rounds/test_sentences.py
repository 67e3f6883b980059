"""Every code of the mouline is said, in French and in English, and no sentence names anybody."""

import pytest
from django.utils.translation import override

from exchanges.matching import Stage, UnblockCode
from exchanges.rounds.sentences import say_unblock, say_unserved_reason

OURS = ("words_to_place", "no_authorisation", "no_companion", "no_availability", "not_in_plans")
OUR_WAYS = ("place_words", "record_authorisation", "name_companion", "say_when_free", "ask")
DETAILS = {"venue": "Mairie", "commune": "Les Ormeaux", "date": "2026-12-08", "period": 2, "missing": 2}


def say_both(say, *arguments):
    said = {}
    for lang in ("fr", "en"):
        with override(lang):
            said[lang] = say(*arguments)
    return said["fr"], said["en"]


@pytest.mark.parametrize("code", [*Stage, *OURS])
def test_every_reason_is_said(code):
    french, english = say_both(say_unserved_reason, str(code))
    assert french.endswith(".")
    assert english.endswith(".")
    assert french != english


@pytest.mark.parametrize("details", [DETAILS, {}], ids=["dated", "undated"])
@pytest.mark.parametrize("code", [*UnblockCode, *OUR_WAYS])
def test_every_way_on_is_said(code, details):
    french, english = say_both(say_unblock, str(code), details)
    assert french.endswith(".")
    assert english.endswith(".")
    assert french != english


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [
        (
            "more_availability",
            "Il faudrait être libre mardi 8 décembre, le soir (Mairie). Il faudra aussi 2 personnes de plus.",
            "It would take being free Tuesday 8 December in the evening (Mairie). It takes 2 more people, too.",
        ),
        (
            "one_more_learner",
            "Il manque 2 personnes : mardi 8 décembre, le soir (Mairie).",
            "2 people are missing: Tuesday 8 December in the evening (Mairie).",
        ),
        (
            "open_venue",
            "Ouvrez une salle aux Ormeaux, mardi 8 décembre, le soir. Il faudra aussi 2 personnes de plus.",
            "Open a place in Les Ormeaux, Tuesday 8 December in the evening. It takes 2 more people, too.",
        ),
    ],
)
def test_it_says_when_and_where(code, french, english):
    assert [said.replace("\u00a0", " ") for said in say_both(say_unblock, code, DETAILS)] == [french, english]


def test_a_half_day_that_would_be_enough_is_said_to_be():
    french, _english = say_both(say_unblock, "more_availability", {**DETAILS, "missing": None})
    assert french.replace("\u00a0", " ") == "Il suffirait d’être libre mardi 8 décembre, le soir (Mairie)."
