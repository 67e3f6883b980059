"""The three sheets of the file: one line for each sheet answered, the passages with their themes, the codebook."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import SystemRandom

from django.db.models import Prefetch
from django.utils.translation import gettext

from members.flows.refused import Refused
from members.models import AgeBand, Member
from surveys.material.columns import AskedQuestion, Cell, list_questions
from surveys.material.grouping import SMALLEST_GROUP, STEPS, Traits, group_traits, step_of
from surveys.material.reading import Reader, make_reader
from surveys.models import Answer, Code, Coding, Edition, Response, Segment

Lines = list[list[Cell]]


@dataclass(frozen=True)
class SheetLine:
    """A sheet answered, under a number drawn for this file, with the traits it may show."""

    number: int
    response: Response
    traits: Traits
    shown: Traits


def write_material(edition: Edition, *, reader: Member) -> dict[str, Lines]:
    """Lines by name of the sheet, headers first; `reader` sees passages as at the reading desk.

    The order and the numbers are drawn anew each time. Raises Refused with fewer than five sheets.
    """
    sheets = _draw_sheets(edition)
    if len(sheets) < SMALLEST_GROUP:
        raise Refused(gettext("Fewer than five sheets are in: the file would tell who answered what."))
    words = make_reader(edition)
    questions = list_questions(edition)
    answered = _list_answers(sheets, questions, words)
    passages = _list_passages(sheets, questions, words, reader)
    return {
        gettext("Answers"): answered,
        gettext("Passages"): passages,
        gettext("Codebook"): list(_write_codebook(edition, sheets, questions, words)),
    }


def _draw_sheets(edition: Edition) -> list[SheetLine]:
    answers = Prefetch("answers", Answer.objects.select_related("question"))
    responses = list(edition.responses.select_related("commune", "place").prefetch_related(answers).order_by("pk"))
    SystemRandom().shuffle(responses)
    traits = [_traits_of(response) for response in responses]
    shown = group_traits(traits)
    return [SheetLine(*line) for line in zip(range(1, len(responses) + 1), responses, traits, shown, strict=True)]


def _traits_of(response: Response) -> Traits:
    village = response.commune.name if response.commune else ""
    return Traits(response.age_band, village, response.place.name if response.place else "", f"{response.day:%Y-%m}")


def _list_answers(sheets: Sequence[SheetLine], questions: Sequence[AskedQuestion], words: Reader) -> Lines:
    headers = [gettext("Sheet"), gettext("Age"), gettext("Village"), gettext("Place"), gettext("Month")]
    lines: Lines = [[*headers, *(column for question in questions for column in question.columns)]]
    for sheet in sheets:
        given = {answer.question.key: answer for answer in sheet.response.answers.all()}
        line: list[Cell] = [sheet.number, *_say_traits(sheet.shown)]
        for question in questions:
            answer = given.get(question.latest.key)
            line += question.cells(answer, _say_words(answer, sheet, words))
        lines.append(line)
    return lines


def _say_words(answer: Answer | None, sheet: SheetLine, words: Reader) -> str:
    if answer is None or not answer.text:
        return ""
    if not words.may_leave(answer):
        words.counts["held_back"] += 1
        return gettext("(held back)")
    return words.read(answer.text, sheet.shown)


def _say_traits(shown: Traits) -> list[Cell]:
    ages = {str(band.value): str(band.label) for band in AgeBand} | wide_ages()
    grouped, unsaid = gettext("(grouped)"), gettext("not said")
    others = (shown.village, shown.place, shown.month)
    return [
        grouped if shown.age is None else ages[shown.age],
        *(grouped if trait is None else trait or unsaid for trait in others),
    ]


def wide_ages() -> dict[str, str]:
    return {"under_26": gettext("under 26"), "26_59": gettext("26 to 59"), "60_plus": gettext("60 and over")}


def _list_passages(
    sheets: Sequence[SheetLine], questions: Sequence[AskedQuestion], words: Reader, reader: Member
) -> Lines:
    """A line for each passage and each theme seen in it."""
    lines: Lines = [[gettext("Sheet"), gettext("Question"), gettext("Passage"), gettext("Theme")]]
    by_response = {sheet.response.pk: sheet for sheet in sheets}
    by_key = {question.latest.key: question for question in questions}
    codings = Coding.objects.visible_to(reader).filter(segment__answer__response__in=by_response)
    pairs = set(codings.order_by().values_list("segment", "code"))
    segments = Segment.objects.select_related("answer__question").in_bulk({segment for segment, _code in pairs})
    names = dict(Code.objects.filter(pk__in={code for _segment, code in pairs}).values_list("pk", "name"))
    for key, code in sorted(pairs, key=lambda pair: _rank(segments[pair[0]], by_response, names[pair[1]])):
        answer, sheet = segments[key].answer, by_response[segments[key].answer.response_id]
        if answer.text and words.may_leave(answer) and answer.question.key in by_key:
            said = words.read(segments[key].words, sheet.shown)
            lines.append([sheet.number, by_key[answer.question.key].code, said, names[code]])
    return lines


def _rank(segment: Segment, by_response: dict[int, SheetLine], name: str) -> tuple:
    sheet = by_response[segment.answer.response_id]
    return (sheet.number, segment.answer.question.key, segment.start, segment.end, name)


def _write_codebook(
    edition: Edition, sheets: Sequence[SheetLine], questions: Sequence[AskedQuestion], words: Reader
) -> Iterator[list[Cell]]:
    yield [gettext("Column"), gettext("What it is"), gettext("Detail")]
    yield ["", str(edition), gettext("%(count)s sheets.") % {"count": len(sheets)}]
    yield [gettext("Sheet"), gettext("A number drawn by lot for this file"), gettext("Another file has other numbers.")]
    bands = ", ".join(str(label) for label in [*AgeBand.labels, *wide_ages().values()])
    yield [gettext("Age"), gettext("Age band, as said"), bands]
    yield [gettext("Village"), gettext("Where the person lives, as said"), ""]
    yield [gettext("Place"), gettext("Where they were met"), gettext("Not said: on the web, or on an older sheet.")]
    yield [gettext("Month"), gettext("Month of the answer"), gettext("Days and hours are not given.")]
    for question in questions:
        yield from _describe_question(question)
    yield [gettext("Theme"), gettext("What a passage speaks of"), ""]
    for code in edition.survey.codes.in_use().select_related("parent"):
        wider = gettext("Wider theme: %(name)s.") % {"name": code.parent} if code.parent else ""
        yield ["", code.name, " ".join(filter(None, [code.definition, wider]))]
    yield from _describe_hiding(sheets, words)


def _describe_question(question: AskedQuestion) -> Iterator[list[Cell]]:
    for version, wording in question.wordings:
        said = gettext("Version %(number)s: %(wording)s") % {"number": version, "wording": wording}
        yield [question.code, str(question.latest.get_kind_display()), said]
    if question.latest.kind == "scale":
        yield [question.code, "", gettext("From 1 to %(highest)s.") % {"highest": question.latest.scale_max}]
    for key, label in question.choices:
        yield [f"{question.code}. {label}", gettext("1: chosen, 0: not chosen, empty: no answer"), key]


def _describe_hiding(sheets: Sequence[SheetLine], words: Reader) -> Iterator[list[Cell]]:
    yield ["", gettext("How people are protected"), _say_rule()]
    steps = Counter(step_of(sheet.traits, sheet.shown) if sheet.shown.age else len(STEPS) - 1 for sheet in sheets)
    for number, said in enumerate(_say_steps()):
        yield ["", said, gettext("%(count)s sheets.") % {"count": steps[number]}]
    yield [
        "",
        gettext("Texts held back"),
        gettext("%(count)s. They wait for somebody to check them, or seem to say too much about a person.")
        % {"count": words.counts["held_back"]},
    ]
    yield [
        "",
        gettext("Texts with “[…]”"),
        gettext("%(count)s. The name of a village or a place that the line does not show was cut out.")
        % {"count": words.counts["cut"]},
    ]
    yield [
        "",
        gettext("What is not here"),
        gettext("Names, phones, e-mails, contact slips and their links, days, languages, phones used, sheet numbers."),
    ]
    yield [
        "",
        gettext("Keep in mind"),
        gettext(
            "Words may still tell who spoke to somebody who knows them well. Keep this file in the team. Never hand "
            "out two files of the same edition: what came in between would show."
        ),
    ]


def _say_rule() -> str:
    return gettext(
        "Age, village, place and month together never point at fewer than %(number)s sheets. Where they would, the "
        "line shows less. Lines are in an order drawn by lot."
    ) % {"number": SMALLEST_GROUP}


def _say_steps() -> list[str]:
    return [
        gettext("Age, village, place and month"),
        gettext("Age, village and place"),
        gettext("Age and village"),
        gettext("Wider age and village"),
        gettext("Age alone"),
        gettext("Wider age alone"),
        gettext("Nothing"),
    ]


def name_of_file(edition: Edition, *, day: datetime.date) -> str:
    """Without its ending."""
    return f"materiau-{edition.slug}-{day:%Y-%m-%d}"
