"""The children one answers for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members import rules
from members.access import require
from members.acting import link_for, person_of
from members.flows import household
from members.forms.household import (
    AuthorisationForm,
    ChildForm,
    CompanionForm,
    HouseholdWishForm,
    PaperAuthorisationForm,
)
from members.models import Household, Member


@require_safe
def my_household(request: HttpRequest, person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    children = (
        Member.objects.present().filter(guardians=person).select_related("companion").order_by("birth_year", "pk")
    )
    on = timezone.localdate()
    authorised = set(Member.objects.plannable(on=on).filter(guardians=person).values_list("pk", flat=True))
    rows = [
        {"child": child, "authorised": child.pk in authorised, "accompanied": child.needs_companion(on=on)}
        for child in children
        if child.is_under_age(on=on)
    ]
    lives_with = person.household_id and Member.objects.present().filter(household=person.household_id)
    shared = person.household if lives_with and lives_with.exclude(pk=person.pk).exists() else None
    return render(request, "members/household.html", {"person": person, "rows": rows, "shared": shared})


@require_http_methods(["GET", "HEAD", "POST"])
def household_wish(request: HttpRequest, person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    require(not person.is_under_age(on=timezone.localdate()))
    household_ = get_object_or_404(Household, pk=person.household_id)
    form = HouseholdWishForm(request.POST or None, instance=household_)
    if request.method == "POST" and form.is_valid():
        household.say_wish(household=household_, wish=form.cleaned_data["wish"])
        messages.success(request, _("It is noted. The next mouline takes it into account."))
        return redirect(link_for(request.user, person, "my_household"))
    return render(request, "members/household_wish.html", {"person": person, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def child_add(request: HttpRequest, person_pk: int | None = None) -> HttpResponse:
    person = person_of(request, person_pk)
    require(not person.is_under_age(on=timezone.localdate()))
    form = ChildForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agrees = form.cleaned_data.pop("agrees")
        child = household.add_child(guardian=person, **form.cleaned_data)
        if agrees:
            _authorise(child, person.get_full_name(), by=request.user)
        messages.success(request, _("%(name)s is in your household.") % {"name": child.first_name})
        return redirect(link_for(request.user, person, "my_household"))
    return render(request, "members/child_add.html", {"person": person, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def child_authorise(request: HttpRequest, person_pk: int) -> HttpResponse:
    """A guardian signed in says yes; the team writes down who signed the paper."""
    child = person_of(request, person_pk)
    require(child.is_under_age(on=timezone.localdate()) and child.pk != request.user.pk)
    is_guardian = child.guardians.filter(pk=request.user.pk).exists()
    form = (AuthorisationForm if is_guardian else PaperAuthorisationForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_guardian:
            _authorise(child, request.user.get_full_name(), by=request.user)
        else:
            household.authorise_child(child=child, by=request.user, **form.cleaned_data)
        messages.success(request, _("The authorisation is noted. %(name)s can come.") % {"name": child.first_name})
        return redirect(link_for(request.user, child, "my_space"))
    return render(request, "members/child_authorise.html", {"person": child, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def child_companion(request: HttpRequest, person_pk: int) -> HttpResponse:
    child = person_of(request, person_pk)
    require(child.is_under_age(on=timezone.localdate()) and child.pk != request.user.pk)
    adults = household.companions_for(child=child, with_facilitators=rules.is_team(request.user))
    form = CompanionForm(request.POST or None, child=child, adults=adults)
    if request.method == "POST" and form.is_valid():
        household.name_companion(child=child, adult=form.cleaned_data["companion"])
        messages.success(request, _("It is noted."))
        return redirect(link_for(request.user, child, "my_space"))
    return render(request, "members/child_companion.html", {"person": child, "form": form})


def _authorise(child: Member, guardian_name: str, *, by: Member) -> None:
    """A guardian ticked the box."""
    wording = household.AUTHORISATION_WORDING
    household.authorise_child(child=child, guardian_name=guardian_name, by=by, wording=wording)
