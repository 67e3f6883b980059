"""What lies on the desk of somebody who reads an answer: its words, what was cut out of it, themes, suggestions."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from members.models import Member, Skill
from surveys.flows.coding import answers_of, still_to_read
from surveys.flows.outcomes import is_read_apart, likely_skills
from surveys.flows.suggestions import Hint, suggest_for
from surveys.models import Answer, Code, Coding, Edition, Outcome, Question, Segment
from surveys.words import Word, number_passage, number_words


@dataclass(frozen=True)
class Became:
    """What a passage became, and the other savoirs it may be; those are looked for on the passage in focus alone."""

    outcome: Outcome
    choices: list[Skill]


@dataclass(frozen=True)
class Passage:
    """A segment, the themes one sees on it, and what it became. One passage is in focus: the one asked for, else
    the last."""

    segment: Segment
    codes: tuple[Code, ...]
    became: list[Became]
    in_focus: bool


@dataclass(frozen=True)
class NumberedHint:
    """A suggestion, the key that applies it, and the numbers of its first and last words."""

    key: int
    hint: Hint
    first: int
    last: int


@dataclass(frozen=True)
class DeskWord:
    word: Word
    is_coded: bool


@dataclass(frozen=True)
class Way:
    """What words may become, and its key."""

    key: int
    kind: Outcome.Kind
    icon: str


WAYS = (
    Way(6, Outcome.Kind.OFFER, "partage"),
    Way(7, Outcome.Kind.REQUEST, "apprend"),
    Way(8, Outcome.Kind.HELP, "heart-handshake"),
    Way(9, Outcome.Kind.IDEA, "plant-2"),
)


@dataclass(frozen=True)
class Desk:
    words: list[DeskWord]
    passages: list[Passage]
    codes: list[Code]
    hints: list[NumberedHint]
    left: int
    is_read_apart: bool
    ways: tuple[Way, ...] = WAYS


def lay_out_desk(*, edition: Edition, answer: Answer, coder: Member, question_key: str = "", focus: str = "") -> Desk:
    """Everything to read this answer; `left` counts the answers still to read, of one question when it is given.

    `focus` is the key of a segment, as an address says it.
    """
    codes = list(edition.survey.codes.in_use())
    is_apart = is_read_apart(answer)
    passages = _passages_of(answer, coder, focus, is_apart)
    words = number_words(answer.text)
    hints = suggest_for(answer=answer, codes=codes, survey=edition.survey, coder=coder)
    return Desk(
        words=[DeskWord(word, any(_holds(passage, word) for passage in passages)) for word in words],
        passages=passages,
        codes=codes,
        hints=[
            NumberedHint(key, hint, *number_passage(words, hint.start, hint.end))
            for key, hint in enumerate(hints, start=1)
        ],
        left=still_to_read(answers_of(edition, question_key), coder).count(),
        is_read_apart=is_apart,
    )


def list_questions(edition: Edition) -> list[Question]:
    """The latest wording of each question that has words to read, by key."""
    with_words = Answer.objects.readable().filter(question=OuterRef("pk"))
    asked = Question.objects.filter(Exists(with_words), version__edition=edition).order_by("version__number")
    return sorted({question.key: question for question in asked}.values(), key=lambda one: one.position)


def _passages_of(answer: Answer, coder: Member, focus: str, is_apart: bool) -> list[Passage]:
    """Segments with what one may see on them; those that only somebody one may not see has read are left out."""
    seen: dict[int, dict[int, Code]] = defaultdict(dict)
    codings = Coding.objects.visible_to(coder).filter(segment__answer=answer).select_related("code")
    for coding in codings.order_by("code__folded_name", "pk"):
        seen[coding.segment_id][coding.code_id] = coding.code
    became: dict[int, list[Outcome]] = defaultdict(list)
    outcomes = Outcome.objects.filter(segment__answer=answer).select_related("skill")
    for outcome in outcomes.filter(decided_by=coder) if is_apart else outcomes:
        became[outcome.segment_id].append(outcome)
    segments = [
        segment
        for segment in answer.segments.annotate(
            said=Count("codings", distinct=True) + Count("outcomes", distinct=True)
        ).order_by("start", "end")
        if segment.pk in seen or segment.pk in became or not segment.said
    ]
    for segment in segments:
        segment.answer = answer
    chosen = next((segment for segment in segments if str(segment.pk) == focus), segments[-1] if segments else None)
    choices = likely_skills(became[chosen.pk]) if chosen else {}
    return [
        Passage(
            segment,
            tuple(seen[segment.pk].values()),
            [Became(outcome, choices.get(outcome.pk, [])) for outcome in became[segment.pk]],
            segment == chosen,
        )
        for segment in segments
    ]


def _holds(passage: Passage, word: Word) -> bool:
    is_used = bool(passage.codes or passage.became)
    return is_used and word.start < passage.segment.end and word.end > passage.segment.start
