"""The questions of an edition, for the team: look at them, and change those being prepared."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import team_only
from members.flows.refused import Refused
from surveys.asking import Asked, direction_of, languages_offered
from surveys.flows import questions as flows
from surveys.flows.editions import why_not_publish
from surveys.flows.questionnaires import read_questionnaire
from surveys.forms.editions import WordsForm
from surveys.forms.questions import NewQuestionForm, QuestionForm, choice_forms
from surveys.languages import say
from surveys.models import Choice, Edition, Question, Version
from surveys.views.editions import find_edition

CHANGING = ["GET", "HEAD", "POST"]
MOVES = {"up": -1, "down": 1}


@require_safe
@team_only
def edition_questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Those being prepared, else those that are asked."""
    edition = find_edition(pk)
    version = edition.draft_version or edition.current_version
    rows = version.questions.order_by("position", "pk").prefetch_related("choices", "shown_if__question")
    context = {
        "edition": edition,
        "version": version,
        "questions": [_describe(question, edition) for question in rows],
        "left": [] if version.is_frozen else list(why_not_publish(version)),
        "current": edition.current_version,
    }
    return render(request, "surveys/edition_questions.html", context)


@require_safe
@team_only
def edition_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """All questions as the public will see them, in each language; nothing can be sent."""
    edition = find_edition(pk)
    questionnaire = read_questionnaire(edition.draft_version or edition.current_version)
    wished = request.GET.get("langue", "")
    language = wished if wished in questionnaire.languages else questionnaire.languages[0]
    texts = (questionnaire.intro, questionnaire.contact_intro, questionnaire.thanks)
    intro, contact_intro, thanks = (say(text, language, questionnaire.languages) for text in texts)
    context = {
        "edition": edition,
        "shown": [Asked(question, language, questionnaire.languages) for question in questionnaire.questions],
        "language": language,
        "direction": direction_of(language),
        "languages": languages_offered(questionnaire.languages),
        "intro": intro,
        "contact_intro": contact_intro,
        "thanks": thanks,
    }
    return render(request, "surveys/edition_preview.html", context)


@require_http_methods(CHANGING)
@team_only
def edition_words(request: HttpRequest, pk: int) -> HttpResponse:
    """What is said before the first question, before the contact slip, and at the end."""
    edition = find_edition(pk)
    version = _being_prepared(edition)
    form = WordsForm(request.POST or None, version=version)
    if request.method == "POST" and form.is_valid():
        flows.change_words(version=version, **form.texts())
        messages.success(request, _("The changes are kept."))
        return redirect("edition_questions", pk)
    context = {"form": form, "edition": edition}
    return render(request, "surveys/edition_words.html", context, status=422 if form.errors else 200)


@require_http_methods(CHANGING)
@team_only
def question_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Its kind and its words; the rest comes on the next page."""
    edition = find_edition(pk)
    version = _being_prepared(edition)
    form = NewQuestionForm(request.POST or None, version=version)
    if request.method == "POST" and form.is_valid():
        try:
            question = flows.add_question(version=version, kind=form.cleaned_data["kind"], texts=form.texts())
            return redirect("question_edit", question.pk)
        except Refused as refused:
            form.add_error("kind", str(refused))
    context = {"form": form, "edition": edition}
    return render(request, "surveys/question_new.html", context, status=422 if form.errors else 200)


@require_http_methods(CHANGING)
@team_only
def question_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Every word of a question, its choices, and when it is asked. Any button keeps what was typed first."""
    question = _find_question(pk)
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, question=question)
    lines = choice_forms(question, data)
    everything = [form, *lines]
    wrong = any(one.errors for one in everything)
    if data is not None and not wrong:
        choices = [choice for line in lines if (choice := line.choice_written())]
        flows.change_question(
            question=question, fields=form.fields_of_model(), choices=choices, shown_if=form.conditions()
        )
        return _go_on(request, question)
    context = {"form": form, "lines": lines, "question": question, "edition": question.version.edition}
    return render(request, "surveys/question_edit.html", context, status=422 if wrong else 200)


@require_POST
@team_only
def question_move(request: HttpRequest, pk: int) -> HttpResponse:
    question = _find_question(pk)
    flows.move_question(question=question, by=MOVES.get(request.POST.get("to", ""), 0))
    return redirect("edition_questions", question.version.edition_id)


@require_POST
@team_only
def question_remove(request: HttpRequest, pk: int) -> HttpResponse:
    question = _find_question(pk)
    flows.remove_question(question=question)
    messages.success(request, _("The question is taken away."))
    return redirect("edition_questions", question.version.edition_id)


def _find_question(pk: int) -> Question:
    """One that may still be changed: others are a 404."""
    changeable = Question.objects.filter(version__published_on=None)
    return get_object_or_404(changeable.select_related("version__edition__survey"), pk=pk)


def _being_prepared(edition: Edition) -> Version:
    return get_object_or_404(edition.versions.select_related("edition"), published_on=None)


def _go_on(request: HttpRequest, question: Question) -> HttpResponse:
    """After keeping: move a choice, add more lines, or back to the list."""
    pk, _separator, to = request.POST.get("move", "").partition(":")
    if pk.isdecimal() and to in MOVES and (choice := Choice.objects.filter(pk=pk, question=question).first()):
        flows.move_choice(choice=choice, by=MOVES[to])
    if {"move", "more"} & request.POST.keys():
        return redirect(f"{request.path}#choices")
    messages.success(request, _("The changes are kept."))
    return redirect("edition_questions", question.version.edition_id)


def _describe(question: Question, edition: Edition) -> dict[str, object]:
    """A line of the list: its words, and when it is asked."""

    def said(thing: Question | Choice) -> str:
        return say(thing.texts, edition.languages[0], edition.languages)

    choices = sorted(question.choices.all(), key=lambda choice: (choice.position, choice.pk))
    return {
        "question": question,
        "text": said(question),
        "choices": [said(choice) for choice in choices],
        "after": [said(choice) for choice in question.shown_if.all()],
        "missing": [code for code in edition.languages if not question.texts.get(code)],
    }
