"""« Dépouillement »: the answers of an edition, then one at a time, cut into passages that speak of themes."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.access import team_only
from members.flows.refused import Refused
from members.models import Skill
from surveys.coding_desk import lay_out_desk, list_questions
from surveys.flows import codes, outcomes, samples
from surveys.flows import coding as flows
from surveys.models import Answer, Code, Coding, Edition, Outcome, Reading, Segment
from surveys.words import find_passage

ANSWERS_A_PAGE = 30
STATES = ("to_read", "read", "all")
STEPS = "coding_steps"


@require_safe
@team_only
def coding(request: HttpRequest, pk: int) -> HttpResponse:
    """The answers of an edition: those to read unless `?state=` says otherwise, of one question with `?question=`."""
    edition = get_object_or_404(Edition.objects.select_related("survey"), pk=pk)
    question, state = request.GET.get("question", "")[:60], request.GET.get("state", STATES[0])
    answers = flows.answers_of(edition, question)
    to_read = flows.still_to_read(answers, request.user)
    shown = {"to_read": to_read, "read": answers.filter(Exists(Reading.objects.filter(answer=OuterRef("pk"))))}
    rows = Paginator(shown.get(state, answers).select_related("question"), ANSWERS_A_PAGE)
    context = {
        "edition": edition,
        "page": rows.get_page(request.GET.get("page")),
        "left": rows.count if state == "to_read" else to_read.count(),
        "first": flows.find_next(to_read.select_related("question"), None),
        "question": question,
        "questions": list_questions(edition),
        "state": state if state in STATES else "all",
    }
    return render(request, "surveys/coding.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def coding_answer(request: HttpRequest, pk: int, answer_pk: int) -> HttpResponse:
    """One answer; `?question=` stays with those of one question, `?passage=` says which segment is in focus."""
    edition = get_object_or_404(Edition.objects.select_related("survey"), pk=pk)
    readable = flows.answers_of(edition).select_related("question", "response__place", "response__edition__survey")
    answer = get_object_or_404(readable, pk=answer_pk)
    if request.method == "POST":
        return _work(request, edition, answer)
    asked = {"question_key": request.GET.get("question", "")[:60], "focus": request.GET.get("passage", "")}
    desk = lay_out_desk(edition=edition, answer=answer, coder=request.user, **asked)
    context = {"edition": edition, "answer": answer, "desk": desk}
    return render(request, "surveys/coding_answer.html", context)


def _work(request: HttpRequest, edition: Edition, answer: Answer) -> HttpResponse:
    """What a key or a button of the page does: `do` is a word, and what it is about after colons."""
    did, _colon, about = request.POST.get("do", "").partition(":")
    work = WORK.get(did)
    try:
        return work(request, edition, answer, about) if work else _show(request, answer)
    except Refused as refused:
        for sentence in refused.sentences:
            messages.error(request, sentence)
    return _show(request, answer)


def _code(request: HttpRequest, edition: Edition, answer: Answer, about: str) -> HttpResponse:
    code = get_object_or_404(Code.objects.filter(survey=edition.survey), pk=about if about.isdecimal() else None)
    return _apply(request, answer, lambda: code)


def _new_code(request: HttpRequest, edition: Edition, answer: Answer, about: str) -> HttpResponse:
    name = request.POST.get("new", "")
    return _apply(request, answer, lambda: codes.find_or_create_code(survey=edition.survey, name=name, by=request.user))


def _apply(request: HttpRequest, answer: Answer, find_code: Callable[[], Code]) -> HttpResponse:
    start, end = _read_passage(request, answer)
    segment, step = flows.apply_code(answer=answer, start=start, end=end, code=find_code(), coder=request.user)
    _remember(request, step)
    return _show(request, answer, segment)


def _take_off(request: HttpRequest, edition: Edition, answer: Answer, about: str) -> HttpResponse:
    numbers = [int(number) if number.isdecimal() else None for number in about.split(":")]
    segment_pk, code_pk = numbers if len(numbers) == 2 else (None, None)
    segment = get_object_or_404(Segment, answer=answer, pk=segment_pk)
    code = get_object_or_404(Code, pk=code_pk)
    _remember(request, flows.take_off_code(segment=segment, code=code, coder=request.user))
    return _show(request, answer, Segment.objects.filter(pk=segment_pk).first())


def _go_on(request: HttpRequest, edition: Edition, answer: Answer, about: str) -> HttpResponse:
    """Finish with an answer in which something was cut out; the others are left for later."""
    here = {"segment__answer": answer}
    is_coded = Coding.objects.visible_to(request.user).filter(**here).exists()
    if is_coded or Outcome.objects.filter(**here, decided_by=request.user).exists():
        return _finish(request, edition, answer, about)
    return _show_next(request, edition, answer)


def _finish(request: HttpRequest, edition: Edition, answer: Answer, about: str) -> HttpResponse:
    _remember(request, flows.finish_reading(answer=answer, coder=request.user))
    if sample := samples.measure_after(answer=answer):
        messages.success(request, _("You have both read everything. Here is how far you agree."))
        return redirect("coding_sample", edition.pk, sample.pk)
    return _show_next(request, edition, answer)


def _step_back(request: HttpRequest, edition: Edition, answer: Answer, about: str) -> HttpResponse:
    steps = request.session.get(STEPS, [])
    step = flows.Step(**steps.pop()) if steps else None
    request.session[STEPS] = steps
    before = flows.answers_of(edition).filter(pk=step.answer).first() if step else None
    if before is None:
        messages.info(request, _("There is nothing left to undo."))
        return _show(request, answer)
    if step.kind:
        outcomes.step_back(step=step, by=request.user)
    else:
        flows.step_back(step=step, coder=request.user)
    return _show(request, before)


def _become(request: HttpRequest, edition: Edition, answer: Answer, about: str) -> HttpResponse:
    """Offer, request, hand to help or idea."""
    if about not in Outcome.Kind.values:
        return _show(request, answer)
    start, end = _read_passage(request, answer)
    became = outcomes.turn_into(answer=answer, start=start, end=end, kind=about, by=request.user)
    _remember(request, became.step)
    if became.step is None:
        messages.info(request, _("These words already became this."))
    return _show(request, answer, became.outcome.segment)


def _take_back(request: HttpRequest, edition: Edition, answer: Answer, about: str) -> HttpResponse:
    outcome = _find_outcome(answer, about)
    _remember(request, outcomes.take_back(outcome=outcome))
    return _show(request, answer, Segment.objects.filter(pk=outcome.segment_id).first())


def _choose_skill(request: HttpRequest, edition: Edition, answer: Answer, about: str) -> HttpResponse:
    """Another savoir than the one heard; none leaves it to be placed."""
    number, _colon, skill_number = about.partition(":")
    outcome = _find_outcome(answer, number)
    chosen = {"pk": skill_number} if skill_number.isdecimal() else {"pk": None}
    skill = Skill.objects.filter(is_active=True, **chosen).first()
    outcomes.correct(outcome=outcome, words=outcome.words, skill=skill)
    return _show(request, answer, outcome.segment)


def _choose_help(request: HttpRequest, edition: Edition, answer: Answer, about: str) -> HttpResponse:
    outcome = _find_outcome(answer, about)
    said = request.POST.get("help", "")
    if said in Outcome.Help.values:
        outcomes.correct(outcome=outcome, words=outcome.words, skill=None, help=said)
    return _show(request, answer, outcome.segment)


def _find_outcome(answer: Answer, number: str) -> Outcome:
    found = Outcome.objects.filter(segment__answer=answer).select_related("segment")
    return get_object_or_404(found, pk=number if number.isdecimal() else None)


WORK = {
    "code": _code,
    "new": _new_code,
    "off": _take_off,
    "next": _go_on,
    "nothing": _finish,
    "undo": _step_back,
    "become": _become,
    "back": _take_back,
    "skill": _choose_skill,
    "help": _choose_help,
}


def _read_passage(request: HttpRequest, answer: Answer) -> tuple[int, int]:
    """The words chosen by their numbers, the whole answer by default. Raises Refused."""
    first, last = (request.POST.get(name, "").strip() for name in ("first", "last"))
    try:
        return find_passage(answer.text, int(first) if first else None, int(last) if last else None)
    except ValueError as error:
        raise Refused(
            _("Write the numbers of two words of this answer. For the whole of it, leave both empty.")
        ) from error


def _remember(request: HttpRequest, step: flows.Step | None) -> None:
    if step:
        request.session[STEPS] = [*request.session.get(STEPS, []), step.as_json()][-flows.STEPS_KEPT :]


def _show_next(request: HttpRequest, edition: Edition, answer: Answer) -> HttpResponse:
    answers = flows.answers_of(edition, request.GET.get("question", "")[:60]).select_related("question")
    following = flows.find_next(flows.still_to_read(answers, request.user), answer)
    if following:
        return _show(request, following)
    messages.success(request, _("Everything is read. Well done."))
    return redirect("coding", edition.pk)


def _show(request: HttpRequest, answer: Answer, segment: Segment | None = None) -> HttpResponse:
    """This answer again, or another; what is asked of the list stays in the address."""
    asked = {"question": request.GET.get("question", "")[:60], "passage": segment.pk if segment else ""}
    address = reverse("coding_answer", args=[request.resolver_match.kwargs["pk"], answer.pk])
    kept = urlencode({name: value for name, value in asked.items() if value})
    return redirect(f"{address}?{kept}" if kept else address)
