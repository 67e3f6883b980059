"""In whose name a page is read and filled in: one's own, a child's, or a resident's whom the team helps."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from members.models import Member


def person_of(request: HttpRequest, person_pk: int | None) -> Member:
    """The person the page is about; 404 for anybody whose pages the reader may not open."""
    if person_pk is None:
        return request.user
    helped = Member.objects.helped_by(request.user).select_related("commune", "household")
    return get_object_or_404(helped, pk=person_pk)


def link_for(reader: Member, person: Member, name: str, **kwargs: object) -> str:
    """The address of a page of « Mon espace », in the same name as the page that links to it."""
    if person.pk != reader.pk:
        kwargs["person_pk"] = person.pk
    return reverse(name, kwargs=kwargs)
