"""The questionnaire on the web, for anyone: no account, no trace of who answers, one question per page."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.flows.refused import Refused
from surveys.cautions import KINDS, find_cautions, flag_sheet
from surveys.drafts import drop_draft, keep_draft
from surveys.flows.responses import record_response
from surveys.forms.answering import looks_like_a_robot, read_raw, what_is_wrong
from surveys.models import Edition, Place, Response, Restitution
from surveys.questionnaire import Question
from surveys.sheets import BadSheet, check_sheet, read_answer
from surveys.views.visit import Visit, for_anyone, say_it_is_over

ANSWERING = ["GET", "HEAD", "POST"]


@login_not_required
@require_safe
def questionnaires(request: HttpRequest) -> HttpResponse:
    """What may be answered today: straight to it when there is only one."""
    editions = list(Edition.objects.on_the_web().select_related("survey"))
    if len(editions) == 1:
        return redirect("questionnaire", editions[0].slug)
    if not editions:
        return say_it_is_over(request)
    return render(request, "surveys/questionnaire_list.html", {"editions": editions})


@login_not_required
@require_safe
def place_entry(request: HttpRequest, code: str) -> HttpResponse:
    """The short address of a poster: the questionnaire, answered from this place."""
    place = get_object_or_404(Place, code=code.lower())
    editions = list(Edition.objects.on_the_web()[:2])
    if len(editions) != 1:
        return redirect("questionnaires")
    return redirect(f"{reverse('questionnaire', args=[editions[0].slug])}?lieu={place.code}")


@require_safe
@for_anyone
def questionnaire(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Before the first question: what it is, and that answers bear no name."""
    asked = visit.asked
    left = [question.key for question in asked if question.key not in visit.answers]
    context = visit.context(
        intro=visit.say(visit.questionnaire.intro),
        first=asked[0].key,
        next=left[0] if left else None,
        has_begun=bool(visit.answers),
        place=request.GET.get("lieu", ""),
    )
    return render(request, "surveys/questionnaire.html", context)


@require_http_methods(ANSWERING)
@for_anyone
def questionnaire_question(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """One question. Whatever button is pressed, what was typed is kept first."""
    question = visit.questionnaire.question(key)
    if question is None or question not in visit.asked:
        return redirect(visit.url("questionnaire"))
    if request.method != "POST":
        return _show_question(request, visit, question)
    draft = visit.begin(request)
    draft.language = visit.language
    draft.answers[key] = {} if "skip" in request.POST else read_raw(question, request.POST)
    error = _wrong_with(question, draft.answers[key])
    if error and not {"language", "back"} & request.POST.keys():
        response = _show_question(request, visit, question, error)
    else:
        response = redirect(_next_page(request, visit, key))
    return keep_draft(request, response, draft, slug=visit.slug)


@require_http_methods(ANSWERING)
@for_anyone
def questionnaire_send(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Read again, see what says a little much, and send; twice is once."""
    if visit.is_sent:
        return redirect(visit.url("questionnaire_thanks"))
    if request.method != "POST" or not visit.answers:
        return _show_sheet(request, visit)
    if looks_like_a_robot(request.POST, began=visit.draft.began):
        return _show_sheet(request, visit, again=_("Take a moment to read again, then send."))
    try:
        _record(visit)
    except BadSheet as bad:
        return _show_sheet(request, visit, errors=bad.errors)
    except Refused as refused:
        return _show_sheet(request, visit, again=str(refused))
    visit.draft.mark_sent()
    return keep_draft(request, redirect(visit.url("questionnaire_thanks")), visit.draft, slug=visit.slug)


@require_safe
@for_anyone
def questionnaire_thanks(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Thank you; then, apart, the invitation to leave one's contact details."""
    context = visit.context(
        thanks=visit.say(visit.questionnaire.thanks),
        contact_intro=visit.say(visit.questionnaire.contact_intro),
        is_sent=visit.is_sent,
        has_given_back=Restitution.objects.published().exists(),
    )
    return render(request, "surveys/questionnaire_thanks.html", context)


@require_POST
@for_anyone
def questionnaire_restart(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Wipe what this browser wrote: on a shared phone, or for the next person."""
    return drop_draft(request, redirect(visit.url("questionnaire")), slug=visit.slug)


def _wrong_with(question: Question, raw: dict) -> str:
    error = what_is_wrong(question, raw)
    if not error and question.is_required and not read_answer(question, raw):
        return _("Please answer this question.")
    return error


def _next_page(request: HttpRequest, visit: Visit, key: str) -> str:
    if "language" in request.POST:
        return visit.url("questionnaire_question", key)
    keys = [question.key for question in visit.asked]
    place = keys.index(key) + (-1 if "back" in request.POST else 1)
    if place < 0:
        return visit.url("questionnaire")
    return visit.url("questionnaire_question", keys[place]) if place < len(keys) else visit.url("questionnaire_send")


def _show_question(request: HttpRequest, visit: Visit, question: Question, error: str = "") -> HttpResponse:
    asked = visit.asked
    context = visit.context(
        shown=visit.show(question, error),
        rank=asked.index(question) + 1,
        total=len(asked),
        place=request.POST.get("place", request.GET.get("lieu", "")),
    )
    return render(request, "surveys/questionnaire_question.html", context, status=422 if error else 200)


def _show_sheet(request: HttpRequest, visit: Visit, errors: dict[str, str] | None = None, again: str = ""):
    errors = errors or {}
    sheet = [visit.show(question, errors.get(question.key, "")) for question in visit.asked]
    warned = {shown.question.key: [KINDS[kind] for kind in find_cautions(shown.typed)] for shown in sheet}
    context = visit.context(
        lines=[(shown, warned[shown.question.key]) for shown in sheet],
        is_warned=any(warned.values()),
        has_begun=bool(visit.answers),
        first=sheet[0].question.key,
        errors=[(f"line-{key}", sentence) for key, sentence in errors.items()],
        again=again,
    )
    return render(request, "surveys/questionnaire_send.html", context, status=422 if errors or again else 200)


def _record(visit: Visit) -> Response:
    """Raises BadSheet or Refused."""
    draft = visit.draft
    known = {key: raw for key, raw in draft.answers.items() if visit.questionnaire.question(key)}
    sheet = check_sheet(visit.questionnaire, known)
    response, _is_new = record_response(
        uuid=UUID(draft.uuid),
        version=visit.version,
        channel=Response.Channel.WEB,
        sheet=sheet,
        language=visit.language,
        place=Place.objects.filter(pk=draft.place).first(),
        flags=flag_sheet(sheet.answers),
    )
    return response
