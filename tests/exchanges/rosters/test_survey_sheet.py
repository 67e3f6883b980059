"""The questionnaire on paper: numbers printed once, consent first, slips that bear no number."""

import datetime
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import translation

from exchanges.flows.survey_papers import take_numbers
from exchanges.rosters.lettering import BLANK, clean_data
from exchanges.rosters.survey_sheet import PaperQuestion, PaperSurvey, _say_words, render_survey_sheets
from surveys.flows.editions import prepare_version, publish_version
from surveys.languages import SPOKEN
from surveys.models import Edition, Question
from tests.exchanges.rosters.samples import CENTRE, read, read_tags, read_words
from tests.factories import surveys

SURVEY = PaperSurvey(
    centre=CENTRE,
    name="Animons nos villages",
    version=2,
    intro="Vos réponses restent sans nom. Vous passez les questions que vous voulez.",
    thanks="Merci.",
    contact_intro="Voulez-vous avoir des nouvelles ?",
    url="https://animons.example/q/abcdef",
    questions=(
        PaperQuestion("Que changer ?", help_words="Ici.", lines=2),
        PaperQuestion("Prêt·e à ?", choices=(("1", "Conduire", False), ("2", "Autre", True)), takes_several=True),
        PaperQuestion("Content·e ?", scale=3, low="Non", high="Oui", only_if="Si vous conduisez."),
    ),
)


def render(survey=SURVEY, **how) -> bytes:
    with translation.override("fr"):
        wanted = {"numbers": [7], "slips": 0, "day": datetime.date(2026, 11, 23), "lang": "fr"} | how
        return render_survey_sheets(survey, gettext=translation.gettext, **wanted)


def test_a_sheet_prints_exactly_these_words():
    assert read_words(render()) == (
        "Centre social des Trois Rivières 4 rue du Moulin, Vaubrune 05 55 00 00 01 "
        "Ou répondez sur votre téléphone : animons.example/q/abcdef "
        "Animons nos villages n° 0007 "
        "Vos réponses restent sans nom. Vous passez les questions que vous voulez. "
        "1. Que changer ? Ici. "
        "2. Prêt·e à ? Cochez tout ce que vous voulez. 1 Conduire 2 Autre "
        "3. Content·e ? Si vous conduisez. Entourez un chiffre. Non 1 2 3 Oui "
        "Merci. n° 0007 · Questions n° 2"
    )


@pytest.mark.parametrize("language", sorted(SPOKEN))
def test_our_fonts_draw_what_a_sheet_says_in_each_language(language):
    with translation.override(language):
        said = [_say_words(translation.gettext), translation.gettext("no. %(number)s") % {"number": 7}]
        assert BLANK not in str(clean_data(said))


def test_what_is_left_in_french_keeps_its_order_on_a_sheet_read_from_right_to_left():
    pdf = render(replace(SURVEY, right_to_left=True), lang="ar")
    in_order = read(pdf).pages[0].extract_text().replace("\n", " ")
    assert "05 55 00 00 01" in in_order
    assert "1. Que changer ?" in in_order.replace("\u00a0", " ")


def test_a_slip_says_nothing_of_a_sheet():
    pdf = render(slips=4)
    assert len(read(pdf).pages) == 3
    words = read_words(pdf, page=1)
    assert (words.count("Prénom et nom"), "0007" in words, "Questions" in words) == (3, False, False)


@pytest.mark.parametrize("large, pages", [(False, 1), (True, 2)])
def test_the_founding_questions_hold_on_one_leaf(large, pages):
    long = "Qu’aimeriez-vous changer dans votre vie de tous les jours ?"
    choices = tuple((str(rank), "Passer du temps avec quelqu’un", False) for rank in range(1, 7))
    questions = (
        *(PaperQuestion(long, help_words="Une envie, une idée.", lines=3) for _turn in range(2)),
        PaperQuestion(long, choices=choices, takes_several=True, lines=1),
        *(PaperQuestion(long, lines=2) for _turn in range(2)),
        PaperQuestion(long, choices=tuple((str(rank), "15 à 25 ans", False) for rank in range(1, 7))),
        PaperQuestion(long, lines=1),
    )
    pdf = render(PaperSurvey(**{**vars_of(SURVEY), "questions": questions}), large=large)
    assert (len(read(pdf).pages), read_tags(pdf).count("H2")) == (pages, 7)


def vars_of(survey):
    return {name: getattr(survey, name) for name in PaperSurvey.__dataclass_fields__}


@pytest.mark.django_db
def test_numbers_go_on_and_old_ones_may_be_printed_again():
    edition = surveys.EditionFactory()
    assert take_numbers(edition=edition, count=20) == range(1, 21)
    assert take_numbers(edition=edition, count=5, first=3) == range(3, 8)
    assert take_numbers(edition=edition, count=0) == range(21, 21)
    assert take_numbers(edition=edition, count=1) == range(21, 22)
    assert Edition.objects.get().sheets_printed == 21


@pytest.mark.django_db
def test_the_page_gives_a_pile(team_client):
    edition = surveys.make_open_edition()
    place = surveys.PlaceFactory(code="abcdef")
    asked = {"count": 2, "slips": 2, "size": "large", "language": "en", "place": place.pk}
    pile = team_client.post(reverse("edition_papers", args=[edition.pk]), asked)
    assert pile["Content-Disposition"] == 'attachment; filename="feuilles-1-2.pdf"'
    words = read_words(pile.content)
    assert [said in words for said in ("no. 0002", "What can you do?", "/q/abcdef")] == [True, True, True]

    wrong = team_client.post(reverse("edition_papers", args=[edition.pk]), asked | {"first": 2})
    assert (wrong.status_code, "porte le numéro 2" in wrong.text) == (422, True)
    assert Edition.objects.get().sheets_printed == 2


@pytest.mark.django_db
def test_a_condition_is_said_in_words(team_client):
    edition = surveys.make_open_edition()
    version = prepare_version(edition=edition)
    car = version.questions.get(key="ready").choices.get(key="car")
    Question.objects.get(version=version, key="village").shown_if.add(car)
    publish_version(version=version)
    asked = {"count": 1, "slips": 0, "size": "normal", "language": "fr"}
    pile = team_client.post(reverse("edition_papers", args=[edition.pk]), asked)
    assert "Seulement si vous avez coché : Conduire quelqu’un." in read_words(pile.content)
