"""The team's front page: what waits today."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from exchanges import waiting
from members.access import team_only


@require_GET
@team_only
def team(request):
    """Each thing that waits, with the page where it is settled; and the way to everything else."""
    context = {"things": waiting.things_for_team(on=timezone.localdate())}
    return render(request, "exchanges/team.html", context)
