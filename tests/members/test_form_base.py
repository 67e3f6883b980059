"""What every form of the site shares: ordinary words for errors, a summary with links, « Si vous voulez »."""

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from members.forms.base import MESSAGES, AnimonsForm, IconRadioSelect
from members.templatetags.animons import say_things_left


class OfferForm(AnimonsForm):
    words = forms.CharField(label="Je peux montrer…", error_messages={"required": "Dites ce que vous savez faire."})
    people = forms.IntegerField(label="Combien ?", min_value=2, max_value=7)
    email = forms.EmailField(label="Courriel")
    theme = forms.ChoiceField(
        label="C’est plutôt…", choices=[("a", "Cuisine"), ("b", "Jardin")], widget=IconRadioSelect(icons={"a": "pain"})
    )
    note = forms.CharField(label="Autre chose ?", required=False, widget=forms.Textarea)


class SearchForm(AnimonsForm):
    says_optional = False

    words = forms.CharField(label="Que cherchez-vous ?", required=False)


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


def render(form: forms.Form) -> str:
    return render_to_string("_form.html", {"form": form, "button": "Je propose"})


def test_errors_say_what_to_write():
    form = OfferForm({"people": "12", "email": "claude@", "note": "x"})
    assert form.errors == {
        "words": ["Dites ce que vous savez faire."],
        "people": ["Mettez un nombre entre 2 et 7."],
        "email": [MESSAGES[forms.EmailField]["invalid"]],
        "theme": ["Choisissez une réponse."],
    }


def test_the_summary_counts_in_words_and_leads_to_the_fields():
    html = render(OfferForm({"people": "12", "email": "claude@example.org", "theme": "a"}))
    assert "Il reste deux choses à voir" in html
    assert '<a href="#id_words">Dites ce que vous savez faire.</a>' in html
    assert '<a href="#id_people">Mettez un nombre entre 2 et 7.</a>' in html


def test_no_summary_when_all_is_well():
    assert "notice-error" not in render(OfferForm())


@pytest.mark.parametrize(
    "number, said",
    [(1, "Il reste une chose à voir"), (2, "Il reste deux choses à voir"), (9, "Il reste 9 choses à voir")],
)
def test_things_left(number, said):
    assert say_things_left(number) == said


def test_what_was_typed_is_kept():
    html = render(OfferForm({"words": "les confitures", "people": "12", "theme": "b", "note": "J’ai des pots."}))
    assert 'value="les confitures"' in html
    assert 'value="12"' in html
    assert "J’ai des pots." in html
    assert html.count(" checked") == 1


def test_a_field_is_tied_to_its_error():
    html = render(OfferForm({"people": "12"}))
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_people_error"' in html
    assert 'id="id_people_error"' in html


def test_only_what_may_stay_empty_says_so():
    assert render(OfferForm()).count("Si vous voulez.") == 1
    assert "Si vous voulez." not in render(SearchForm())


def test_choices_are_whole_rows_with_their_pictogram():
    html = render(OfferForm())
    assert html.count('class="choice"') == 2
    assert html.count("#pain") == 1
