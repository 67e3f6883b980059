"""Words that may say too much wait here for a person's eye, thirty days at most."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.access import team_only
from surveys.cautions import KINDS
from surveys.flows import review as flows
from surveys.forms.review import ReviewForm
from surveys.models import Answer

ANSWERS_A_PAGE = 10


@require_safe
@team_only
def survey_review(request: HttpRequest) -> HttpResponse:
    """The oldest first: they are the first to go."""
    waiting = Answer.objects.waiting_for_review().select_related("question", "response__edition__survey")
    page = Paginator(waiting.order_by("flagged_on", "pk"), ANSWERS_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = [_describe(answer) for answer in page.object_list]
    return render(request, "surveys/review.html", {"page": page, "days": flows.WAIT.days})


@require_POST
@team_only
def survey_review_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep as written, or remove; settled by somebody else in between, nothing happens."""
    answer = get_object_or_404(Answer, pk=pk)
    form = ReviewForm(request.POST, prefix=str(pk))
    if answer.review == Answer.Review.WAITING and form.is_valid():
        _settle(answer, request.POST.get("do", ""), form.cleaned_data["text"])
        messages.success(request, _("It is settled."))
    return redirect("survey_review")


def _settle(answer: Answer, do: str, text: str) -> None:
    if do == "remove":
        flows.remove_text(answer=answer)
    elif do == "keep" and text.strip() != answer.text:
        flows.change_text(answer=answer, text=text)
    elif do == "keep":
        flows.keep_text(answer=answer)


def _describe(answer: Answer) -> dict[str, object]:
    return {
        "answer": answer,
        "kinds": [KINDS[kind] for kind in answer.flags if kind in KINDS],
        "goes_on": answer.flagged_on + flows.WAIT,
        "form": ReviewForm(initial={"text": answer.text}, prefix=str(answer.pk)),
    }
