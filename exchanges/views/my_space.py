"""« Mon espace »: what is proposed, what is coming, what I share and would like to learn, when I am free."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from exchanges.my_space import read_space
from members.acting import person_of


@require_safe
def my_space(request: HttpRequest, person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    on = timezone.localdate()
    needs_guardian = person.is_under_age(on=on) and not person.may_be_planned(on=on)
    context = {"person": person, "space": read_space(person), "needs_guardian": needs_guardian}
    return render(request, "exchanges/my_space.html", context)
