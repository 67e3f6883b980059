"""When a person is free."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.acting import link_for, person_of
from members.flows import availability
from members.forms.availability import DaysForm, FreeDaysForm, WeekForm
from members.models import DatedException

QUICK = {
    "evenings": lambda slots: slots | availability.EVENINGS,
    "working_days": lambda slots: slots | availability.WORKING_DAYS,
    "nothing": lambda slots: set(),
}


@require_http_methods(["GET", "HEAD", "POST"])
def my_availability(request: HttpRequest, person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    form = WeekForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        slots, quick = set(form.cleaned_data["slots"]), QUICK.get(request.POST.get("quick", ""))
        availability.set_availability(member=person, slots=quick(slots) if quick else slots)
        messages.success(request, _("It is noted. You can change it whenever you like."))
        return redirect(link_for(request.user, person, "my_availability" if quick else "my_space"))
    context = {"person": person, "slots": availability.slots_of(person), "days": _days_ahead(person)}
    return render(request, "members/availability.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def my_absences(request: HttpRequest, person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    sent = request.POST.get("kind")
    forms = {
        form.kind.value: form(request.POST if sent == form.kind else None, prefix=form.kind.value)
        for form in (DaysForm, FreeDaysForm)
    }
    form = forms.get(sent)
    if form is not None and form.is_valid():
        availability.add_exception(member=person, kind=sent, **form.cleaned_data)
        messages.success(request, _("It is noted."))
        return redirect(link_for(request.user, person, "my_absences"))
    context = {"person": person, "away": forms["away"], "free": forms["free"], "days": _days_ahead(person)}
    return render(request, "members/absences.html", context)


@require_POST
def absence_drop(request: HttpRequest, pk: int, person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    availability.drop_exception(exception=get_object_or_404(DatedException, pk=pk, member=person))
    messages.success(request, _("These days are taken off."))
    return redirect(link_for(request.user, person, "my_absences"))


def _days_ahead(person):
    return person.dated_exceptions.filter(last_day__gte=timezone.localdate()).order_by("first_day", "pk")
