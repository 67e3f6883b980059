"""Read an answer: cut passages out of it, say what they speak of, finish with it, and take a step back."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from members.flows.refused import Refused
from members.models import Member
from surveys.models import Answer, Code, Coding, CodingSample, Edition, Reading, Segment

STEPS_KEPT = 20


@dataclass(frozen=True)
class Step:
    """What somebody did last, in values that a session keeps: "coded", "took_off", "finished", and, of what words
    become (`surveys.flows.outcomes`), "became" or "took_back"."""

    did: str
    answer: int
    start: int = 0
    end: int = 0
    code: int = 0
    kind: str = ""
    skill: int = 0
    help: str = ""

    def as_json(self) -> dict[str, object]:
        return asdict(self)


@transaction.atomic
def cut_segment(*, answer: Answer, start: int, end: int) -> Segment:
    """The words `text[start:end]` as a segment, the one there was if they were cut before. Raises Refused."""
    answer = Answer.objects.select_for_update().get(pk=answer.pk)
    if not Answer.objects.readable().filter(pk=answer.pk).exists():
        raise Refused(_("This answer waits for somebody to check it. It cannot be read yet."))
    if not 0 <= start < end <= len(answer.text):
        raise Refused(_("Select at least one word."))
    segment, _made = Segment.objects.get_or_create(answer=answer, start=start, end=end)
    return segment


@transaction.atomic
def apply_code(*, answer: Answer, start: int, end: int, code: Code, coder: Member) -> tuple[Segment, Step | None]:
    """Say that these words speak of a theme; said twice is said once, and then there is no step. Raises Refused."""
    if code.merged_into_id or code.survey_id != answer.response.edition.survey_id:
        raise Refused(_("This theme is no longer in use. Choose another one."))
    segment = cut_segment(answer=answer, start=start, end=end)
    _coding, is_new = Coding.objects.get_or_create(segment=segment, code=code, coder=coder)
    return segment, Step("coded", answer.pk, start, end, code.pk) if is_new else None


@transaction.atomic
def take_off_code(*, segment: Segment, code: Code, coder: Member) -> Step | None:
    """These words no longer speak of this theme: what one sees of it goes. None when there was nothing to take off.

    Words that speak of nothing any more are no segment, unless something was made of them.
    """
    step = Step("took_off", segment.answer_id, segment.start, segment.end, code.pk)
    gone, _by_model = segment.codings.visible_to(coder).filter(code=code).delete()
    if not segment.codings.exists() and not segment.outcomes.exists():
        segment.delete()
    return step if gone else None


@transaction.atomic
def finish_reading(*, answer: Answer, coder: Member) -> Step | None:
    """This person has finished with this answer, themes or none; None when they had already."""
    _reading, is_new = Reading.objects.get_or_create(answer=answer, coder=coder)
    return Step("finished", answer.pk) if is_new else None


@transaction.atomic
def step_back(*, step: Step, coder: Member) -> None:
    """Undo one's own step. What somebody else has changed since is left as it is."""
    answer = Answer.objects.readable().filter(pk=step.answer).first()
    code = Code.objects.in_use().filter(pk=step.code).first()
    if answer is None:
        return
    if step.did == "finished":
        answer.readings.filter(coder=coder).delete()
    elif code and step.did == "took_off":
        apply_code(answer=answer, start=step.start, end=step.end, code=code, coder=coder)
    elif code:
        segment = answer.segments.filter(start=step.start, end=step.end).first()
        if segment:
            take_off_code(segment=segment, code=code, coder=coder)


def answers_of(edition: Edition, question_key: str = "") -> QuerySet[Answer]:
    """Answers that may be read, in the order they are read: question by question."""
    answers = Answer.objects.readable().filter(response__edition=edition)
    if question_key:
        answers = answers.filter(question__key=question_key)
    return answers.order_by("question__key", "pk")


def still_to_read(answers: QuerySet[Answer], coder: Member) -> QuerySet[Answer]:
    """Those nobody has finished with; of a sample that is being read twice, those its two readers have each left."""
    apart = CodingSample.objects.filter(answers=OuterRef("pk"), measured_on=None)
    readings = Reading.objects.filter(answer=OuterRef("pk"))
    mine = Exists(apart.filter(coders=coder)) & ~Exists(readings.filter(coder=coder))
    everybodys = ~Exists(apart) & ~Exists(readings)
    return answers.filter(mine | everybodys)


def find_next(answers: QuerySet[Answer], after: Answer | None) -> Answer | None:
    """The first of `answers` after this one in reading order, else the first of all, never the same again."""
    if after is None:
        return answers.first()
    key = after.question.key
    later = answers.filter(Q(question__key__gt=key) | Q(question__key=key, pk__gt=after.pk))
    return later.first() or answers.exclude(pk=after.pk).first()
