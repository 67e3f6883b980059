"""One visit to the public questionnaire: its edition, what this browser wrote so far, the language."""

import functools
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from surveys.asking import Asked, Said, direction_of, languages_offered
from surveys.drafts import Draft, read_draft
from surveys.flows.questionnaires import read_questionnaire
from surveys.forms.answering import TRAP, what_is_wrong
from surveys.languages import spoken_in
from surveys.models import Edition, Place, Restitution, Version
from surveys.questionnaire import Question, Questionnaire
from surveys.sheets import read_answer

View = Callable[..., HttpResponse]


class Visit:
    """The questions are those of the version the draft was begun with, else of the last one published."""

    def __init__(self, request: HttpRequest, edition: Edition) -> None:
        self.edition, self.slug = edition, edition.slug
        draft = read_draft(request)
        version = edition.versions.exclude(published_on=None).filter(pk=draft.version).first() if draft else None
        self.draft = draft if version else None
        self.version: Version = version or edition.current_version
        self.questionnaire: Questionnaire = read_questionnaire(self.version)
        self.language = self._choose_language(request)

    @property
    def answers(self) -> dict[str, dict]:
        """As typed, by key of the question."""
        return self.draft.answers if self.draft and not self.draft.is_sent else {}

    @property
    def is_sent(self) -> bool:
        return bool(self.draft and self.draft.is_sent)

    @property
    def asked(self) -> tuple[Question, ...]:
        """Questions to ask after what was said so far."""
        given = ((one, self.answers.get(one.key)) for one in self.questionnaire.questions)
        return self.questionnaire.asked(
            {one.key: read_answer(one, raw) for one, raw in given if raw and not what_is_wrong(one, raw)}
        )

    def show(self, question: Question, error: str = "") -> Asked:
        raw = self.answers.get(question.key, {})
        return Asked(question, self.language, self.questionnaire.languages, raw, error)

    def say(self, texts: dict[str, str]) -> Said:
        return Said.of(texts, self.language, self.questionnaire.languages)

    def begin(self, request: HttpRequest) -> Draft:
        """The draft to write in: the one there is, unless it was sent."""
        if self.draft is None or self.draft.is_sent:
            place = Place.objects.filter(code=request.POST.get("place", "")).first()
            self.draft = Draft(version=self.version.pk, language=self.language, place=place.pk if place else None)
        return self.draft

    def url(self, name: str, *args: str) -> str:
        """The address of another page of this questionnaire."""
        return reverse(name, args=[self.slug, *args])

    def context(self, **more: object) -> dict[str, object]:
        return {
            "edition": self.edition,
            "language": self.language,
            "direction": direction_of(self.language),
            "around": spoken_in(self.language),
            "around_direction": direction_of(spoken_in(self.language)),
            "site": language_of_site(self.language),
            "languages": languages_offered(self.questionnaire.languages),
            "trap": TRAP,
            **more,
        }

    def _choose_language(self, request: HttpRequest) -> str:
        offered = self.questionnaire.languages
        kept = self.draft.language if self.draft else None
        wished = (request.POST.get("language"), request.GET.get("langue"), kept, get_language())
        return next((code for code in wished if code in offered), offered[0])


def language_of_site(language: str) -> str:
    """The header and the foot of the page are said in the languages of the site only."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def say_it_is_over(request: HttpRequest) -> HttpResponse:
    """Nothing to answer today; what came of it, when it was given back."""
    context = {"has_given_back": Restitution.objects.published().exists()}
    return render(request, "surveys/questionnaire_over.html", context, status=410)


def for_anyone(view: View) -> View:
    """`view(request, visit, …)` without an account, in the language of the visit; another page once it is over."""

    @login_not_required
    @never_cache
    @functools.wraps(view)
    def opened(request: HttpRequest, slug: str, **kwargs) -> HttpResponse:
        edition = Edition.objects.on_the_web().select_related("survey").filter(slug=slug).first()
        if edition is None:
            get_object_or_404(Edition.objects.exclude(state=Edition.State.DRAFT), slug=slug)
            return say_it_is_over(request)
        visit = Visit(request, edition)
        with translation.override(spoken_in(visit.language)):
            return view(request, visit, **kwargs)

    return opened
