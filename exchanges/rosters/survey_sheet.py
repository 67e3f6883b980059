"""The questionnaire on paper: numbered sheets, and contact slips without a number on pages of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from exchanges.rosters.heads import CentreHeader
from exchanges.rosters.roster import draw_qr
from exchanges.rosters.typesetting import Gettext, typeset

SLIPS_A_PAGE = 3
SLIPS_A_LARGE_PAGE = 2


@dataclass(frozen=True)
class PaperQuestion:
    """`lines`: how many to write on. `choices`: the key of the keying desk and the words of each, whether it goes with
    words to write. `scale`: its highest figure, 0 for none. `only_if`: when to answer, in words."""

    words: str
    help_words: str = ""
    lines: int = 0
    choices: tuple[tuple[str, str, bool], ...] = ()
    takes_several: bool = False
    scale: int = 0
    low: str = ""
    high: str = ""
    only_if: str = ""


@dataclass(frozen=True)
class PaperSurvey:
    """What every sheet of a pile says. `intro` is the consent, said before the first question; `version` the number of
    the questions, which the keying desk asks for when there are several."""

    centre: CentreHeader
    name: str
    version: int
    intro: str
    thanks: str
    contact_intro: str
    url: str
    questions: tuple[PaperQuestion, ...] = field(default=())
    right_to_left: bool = False


def render_survey_sheets(
    survey: PaperSurvey,
    *,
    numbers: Sequence[int],
    slips: int,
    day: date,
    large: bool = False,
    lang: str = "en",
    gettext: Gettext = str,
) -> bytes:
    """One PDF: a sheet per number, each on its own pages, then the slips. Raises ValueError for nothing to print."""
    if not numbers and not slips:
        raise ValueError("at least one sheet or one slip is needed")
    a_page = SLIPS_A_LARGE_PAGE if large else SLIPS_A_PAGE
    return typeset(
        "survey_sheet.typ",
        {
            "words": _say_words(gettext),
            "large": large,
            "right_to_left": survey.right_to_left,
            "centre": survey.centre.say(),
            "name": survey.name,
            "version": gettext("Questions no. %(number)s") % {"number": survey.version},
            "intro": survey.intro,
            "thanks": survey.thanks,
            "contact_intro": survey.contact_intro,
            "url": survey.url.removeprefix("https://").removeprefix("http://"),
            "questions": [_say_question(question, gettext) for question in survey.questions],
            "numbers": [gettext("no. %(number)s") % {"number": f"{number:04d}"} for number in numbers],
            "slip_pages": -(-slips // a_page),
            "slips_a_page": a_page,
        },
        title=survey.name,
        day=day,
        lang=lang,
        drawings={"logo": survey.centre.logo, "web": draw_qr(survey.url)},
    )


def _say_question(question: PaperQuestion, gettext: Gettext) -> dict:
    return {
        "words": question.words,
        "help": " ".join(part for part in (question.only_if, question.help_words) if part),
        "how": _say_how(question, gettext),
        "lines": question.lines,
        "choices": [{"key": key, "words": words, "opens": opens} for key, words, opens in question.choices],
        "scale": question.scale,
        "low": question.low,
        "high": question.high,
    }


def _say_how(question: PaperQuestion, gettext: Gettext) -> str:
    if question.scale:
        return gettext("Circle a figure.")
    if question.choices:
        return gettext("Tick all you like.") if question.takes_several else gettext("Tick one box.")
    return ""


def _say_words(gettext: Gettext) -> dict[str, str]:
    return {
        "web": gettext("Or answer on your phone:"),
        "page": gettext("page {page} of {pages}"),
        "over": gettext("Please turn over"),
        "cut": gettext("Cut here. This slip is put in another box than the sheet."),
        "slip": gettext("To hear from us, if you like"),
        "first_name": gettext("First name and name"),
        "phone": gettext("Phone"),
        "email": gettext("E-mail"),
        "agree_contact": gettext("You may contact me."),
        "agree_news": gettext("I want to know what becomes of the ideas."),
        "agree_link": gettext("You may link this slip to my sheet. I copy its number:"),
        "adult": gettext("I am 18 or more, or one of my parents is with me."),
    }
