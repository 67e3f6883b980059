"""Letters for those whom no mail reaches: all at once, or one anew."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from exchanges.flows.invitation_letters import print_letters
from members.access import team_only
from members.flows.refused import Refused
from surveys.flows import letters as flows
from surveys.models import Edition, Invitation


@require_POST
@never_cache
@team_only
def invitation_letters(request: HttpRequest, pk: int) -> HttpResponse:
    """A page for each person to call who has no letter yet."""
    written = flows.write_letters(edition=get_object_or_404(Edition, pk=pk))
    if not written:
        messages.info(request, _("Everybody to call has a letter already."))
        return redirect("invitation_calls", pk)
    return _give(written)


@require_POST
@never_cache
@team_only
def invitation_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter; a former one is void."""
    invitation = get_object_or_404(Invitation.objects.unanswered().select_related("slip__edition"), pk=pk)
    try:
        return _give([flows.write_letter(invitation=invitation)])
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("invitation_calls", invitation.slip.edition_id)


def _give(letters: list[flows.Letter]) -> HttpResponse:
    """As a file to keep: its codes are nowhere else."""
    headers = {"Content-Disposition": f'attachment; filename="lettres-{timezone.localdate().isoformat()}.pdf"'}
    return HttpResponse(print_letters(letters=letters), content_type="application/pdf", headers=headers)
