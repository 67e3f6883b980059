"""« Mes sorties »: where interviewers are expected, what they say afterwards, and their papers."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exchanges.calendar_file import write_outing
from exchanges.flows import outings as flows
from exchanges.flows.outing_papers import print_guide, print_outings
from exchanges.flows.refused import Refused
from exchanges.forms.outings import ToldForm
from exchanges.views.outings import give_pdf, with_people
from members.access import require
from surveys.flows.outings import tell_outing
from surveys.guide import SECTIONS
from surveys.models import Edition, Outing
from surveys.rules import may_tell

LOOKS_BACK = datetime.timedelta(days=90)
ROWS = 30


@require_safe
def my_outings(request: HttpRequest) -> HttpResponse:
    """Where I am expected, where somebody is missing, what I have to tell, what is behind."""
    today = timezone.localdate()
    mine = Outing.objects.filter(interviewers=request.user).order_by().values("pk")
    seen = Outing.objects.visible_to(request.user).filter(date__gte=today - LOOKS_BACK)
    open_or_mine = seen.filter(pk__in=mine) | seen.filter(welcomes_volunteers=True, date__gte=today)
    lines = list(with_people(open_or_mine.distinct())[: 4 * ROWS])
    own = [outing for outing in lines if request.user in outing.interviewers.all()]
    past = [outing for outing in own if outing.date <= today][::-1]
    others = [outing for outing in lines if outing not in own and outing.missing and outing.edition.is_under_way]
    context = {
        "coming": [outing for outing in own if outing.date >= today],
        "to_tell": [outing for outing in past if outing.told_on is None],
        "told": [outing for outing in past if outing.told_on][:ROWS],
        "open": others[:ROWS],
    }
    return render(request, "exchanges/outing_mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def outing(request: HttpRequest, pk: int) -> HttpResponse:
    """One outing, for those who go; and afterwards, how many people they met."""
    outing = find_outing(request, pk)
    today = timezone.localdate()
    is_mine = request.user in outing.interviewers.all()
    form = ToldForm(request.POST or None, outing=outing)
    if request.method == "POST":
        require(may_tell(request.user, outing))
        if form.is_valid() and _tell(request, outing, form):
            return redirect("outing", pk)
    context = {
        "outing": outing,
        "form": form,
        "is_mine": is_mine,
        # Behind us, figures stand on this page, and no figure stands beside a name.
        "shows_names": outing.date >= today and (is_mine or request.user.is_staff),
        "is_ahead": outing.date >= today,
        "tells": outing.date <= today and may_tell(request.user, outing),
        "sheets": outing.responses.count(),
    }
    return render(request, "exchanges/outing_detail.html", context, status=422 if form.errors else 200)


@require_POST
def outing_join(request: HttpRequest, pk: int) -> HttpResponse:
    """« Je viens »: for an outing that takes volunteers and lacks somebody."""
    try:
        flows.join_outing(outing=find_outing(request, pk), member=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("my_outings")
    messages.success(request, _("You are expected. Thank you!"))
    return redirect("outing", pk)


@require_POST
def outing_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """« Je ne peux pas venir »: no reason is asked."""
    flows.leave_outing(outing=find_outing(request, pk), member=request.user)
    messages.success(request, _("It is noted. The centre looks for somebody else."))
    return redirect("my_outings")


@require_safe
def outing_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The outing for one's own calendar."""
    headers = {"Content-Disposition": f'attachment; filename="sortie-{pk}.ics"'}
    calendar = write_outing(find_outing(request, pk))
    return HttpResponse(calendar, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
@never_cache
def outing_sheet_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of the outing: when and where, boxes to tick, the weather."""
    outing = find_outing(request, pk)
    require(may_tell(request.user, outing))
    return give_pdf(print_outings(outings=[outing]), f"sortie-{pk}.pdf")


@require_safe
def interviewer_guide(request: HttpRequest) -> HttpResponse:
    """How to open, to listen and to close."""
    return render(request, "exchanges/interviewer_guide.html", {"sections": SECTIONS, "notes": _notes(request)})


@require_safe
@never_cache
def interviewer_guide_pdf(request: HttpRequest) -> HttpResponse:
    return give_pdf(print_guide(notes=_notes(request)), "fiche-enqueteurs.pdf")


def find_outing(request: HttpRequest, pk: int) -> Outing:
    """The outing this reader may see, or a 404."""
    return get_object_or_404(with_people(Outing.objects.visible_to(request.user)), pk=pk)


def _notes(request: HttpRequest) -> list[str]:
    """What the centre adds for the editions under way that this person goes out with."""
    editions = Edition.objects.asked_by(request.user).exclude(interviewers_note="")
    return list(editions.values_list("interviewers_note", flat=True))


def _tell(request: HttpRequest, outing: Outing, form: ToldForm) -> bool:
    try:
        tell_outing(outing=outing, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("It is noted. Thank you for going out."))
    return True
