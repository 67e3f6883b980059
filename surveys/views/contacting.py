"""« Laisser mes coordonnées »: the second act, apart from the sheet."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.flows.refused import Refused
from surveys.drafts import drop_draft
from surveys.flows.slips import leave_contact
from surveys.forms.answering import TRAP
from surveys.forms.contact import WORDING, ContactForm
from surveys.models import Response
from surveys.views.visit import Visit, for_anyone


@require_http_methods(["GET", "HEAD", "POST"])
@for_anyone
def questionnaire_contact(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form holds nothing of the sheet; only a third yes fetches its number, from this browser's own session."""
    form = ContactForm(request.POST or None, may_link=visit.is_sent)
    if request.method == "POST" and form.is_valid() and _leave(request, visit, form):
        messages.success(request, _("It is noted. Your details are kept apart from your answers."))
        thanks = f"{visit.url('questionnaire_thanks')}?langue={visit.language}"
        return drop_draft(request, redirect(thanks), slug=visit.slug)
    intro = visit.say(visit.questionnaire.contact_intro)
    context = visit.context(form=form, intro=intro)
    return render(request, "surveys/questionnaire_contact.html", context, status=422 if form.errors else 200)


def _leave(request: HttpRequest, visit: Visit, form: ContactForm) -> bool:
    """True once the slip is there; a robot is thanked too, and leaves nothing."""
    if request.POST.get(TRAP):
        return True
    said = dict(form.cleaned_data)
    sheet = None
    if said.pop("agrees_to_link", False):
        sheet = Response.objects.filter(uuid=UUID(visit.draft.uuid)).first()
    try:
        leave_contact(edition=visit.edition, wording=WORDING, link_to=sheet, **said)
    except Refused as refused:
        for sentence in refused.sentences:
            form.add_error(None, sentence)
        return False
    return True
