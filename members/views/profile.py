"""What a person says of themself, page by page, and the pause."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.acting import link_for, person_of
from members.flows import profile
from members.forms.profile import ContactForm, NeedsForm, TravelForm

SECTIONS = {"me-joindre": ContactForm, "deplacements": TravelForm, "besoins": NeedsForm}


@require_safe
def my_profile(request: HttpRequest, person_pk: int | None = None) -> HttpResponse:
    return render(request, "members/profile.html", {"person": person_of(request, person_pk)})


@require_http_methods(["GET", "HEAD", "POST"])
def profile_edit(request: HttpRequest, section: str, person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    if section not in SECTIONS:
        raise Http404
    kind = SECTIONS[section]
    form = kind(request.POST or None, initial={name: getattr(person, name) for name in kind.base_fields})
    if request.method == "POST" and form.is_valid():
        profile.change_profile(member=person, facts=form.cleaned_data)
        messages.success(request, _("It is noted."))
        return redirect(link_for(request.user, person, "my_profile"))
    return render(request, "members/profile_edit.html", {"person": person, "form": form})


@require_POST
def my_pause(request: HttpRequest, person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    if "resume" in request.POST:
        profile.resume_member(member=person)
        messages.success(request, _("Good to see you back. Proposals will come again."))
    else:
        profile.pause_member(member=person)
        messages.success(request, _("It is a pause. We propose nothing until you come back."))
    return redirect(link_for(request.user, person, "my_profile"))
