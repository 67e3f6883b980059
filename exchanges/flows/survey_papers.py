"""Print the questionnaire: numbered sheets that are never printed twice by chance, and slips without a number."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from exchanges.flows.rosters import make_centre_header
from exchanges.rosters.survey_sheet import PaperQuestion, PaperSurvey, render_survey_sheets
from members.models import Centre
from surveys.flows.questionnaires import read_questionnaire
from surveys.keying import mark_choices
from surveys.languages import RIGHT_TO_LEFT, say, spoken_in
from surveys.models import Edition, Place, Version
from surveys.questionnaire import Question, Questionnaire

LINES = {"text": 3, "savoirs_have": 2, "savoirs_seek": 2, "ready_to": 1, "village": 1}


@transaction.atomic
def take_numbers(*, edition: Edition, count: int, first: int | None = None) -> range:
    """The numbers of a new pile, which begins after the last one printed; `first` prints old numbers again."""
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    start = first or held.sheets_printed + 1
    numbers = range(start, start + count)
    if count and numbers[-1] > held.sheets_printed:
        held.sheets_printed = numbers[-1]
        held.save(update_fields=["sheets_printed"])
    return numbers


def print_sheets(
    *,
    version: Version,
    numbers: Sequence[int],
    slips: int,
    language: str = "fr",
    large: bool = False,
    place: Place | None = None,
) -> bytes:
    """One PDF: the sheets of these numbers, then the slips, in a language of the edition."""
    asked = read_questionnaire(version)
    spoken = spoken_in(language)
    with override(spoken):
        survey = PaperSurvey(
            centre=make_centre_header(Centre.load()),
            name=asked.name,
            version=asked.number,
            intro=say(asked.intro, language, asked.languages),
            thanks=say(asked.thanks, language, asked.languages),
            contact_intro=say(asked.contact_intro, language, asked.languages),
            url=_address(version.edition, place),
            questions=tuple(_draw_question(question, asked, language) for question in asked.questions),
            right_to_left=language in RIGHT_TO_LEFT,
        )
        return render_survey_sheets(
            survey,
            numbers=numbers,
            slips=slips,
            day=timezone.localdate(),
            large=large,
            lang=spoken,
            gettext=gettext,
        )


def _address(edition: Edition, place: Place | None) -> str:
    path = reverse("place_entry", args=[place.code]) if place else reverse("questionnaire", args=[edition.slug])
    return settings.SITE_URL + path


def _draw_question(question: Question, asked: Questionnaire, language: str) -> PaperQuestion:
    choices = question.choices if question.takes_choices else ()
    return PaperQuestion(
        words=question.say(language, asked.languages),
        help_words=say(question.help_texts, language, asked.languages),
        lines=LINES.get(question.kind, 0),
        choices=tuple(
            (mark, say(choice.texts, language, asked.languages), choice.opens_text)
            for mark, choice in mark_choices(choices)
        ),
        takes_several=question.takes_several,
        scale=question.scale_max if question.takes_number else 0,
        low=say(question.low_texts, language, asked.languages),
        high=say(question.high_texts, language, asked.languages),
        only_if=_say_condition(question, asked, language),
    )


def _say_condition(question: Question, asked: Questionnaire, language: str) -> str:
    """« Seulement si vous avez coché : Conduire quelqu’un. »; "" when the question is for everybody."""
    words = [
        say(choice.texts, language, asked.languages)
        for condition in question.conditions
        for choice in asked.question(condition.question).choices
        if choice.key in condition.choices
    ]
    return gettext("Only if you ticked: %(choices)s.") % {"choices": ", ".join(words)} if words else ""
