"""The phones of an edition, for the team: who carries which, and taking access back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.access import team_only
from surveys.flows.phones import revoke_phone
from surveys.models import Device, Edition


@require_safe
@team_only
def edition_phones(request: HttpRequest, pk: int) -> HttpResponse:
    edition = get_object_or_404(Edition.objects.select_related("survey"), pk=pk)
    devices = edition.devices.select_related("interviewer").order_by("revoked_at", "-added_on", "-pk")
    return render(request, "surveys/edition_phones.html", {"edition": edition, "devices": devices})


@require_POST
@team_only
def phone_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """A lost phone: nothing more goes to it, and nothing it sends is taken."""
    device = get_object_or_404(Device, pk=pk)
    revoke_phone(device=device)
    messages.success(request, _("This phone no longer has access."))
    return redirect("edition_phones", pk=device.edition_id)
