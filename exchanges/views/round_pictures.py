"""The picture of a round: the web of who gives to whom, on a page for the team and on a poster for the hall."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from exchanges.models import Round
from exchanges.rounds import web as webs
from members.access import team_only

NAMELESS = "sans"


@require_GET
@team_only
def round_web(request, pk):
    """The web as a drawing, in sentences and in lines; `?prenoms=sans` hides who is who, on a screen others see."""
    round_ = _fetch_done(pk)
    with_names = request.GET.get("prenoms") != NAMELESS
    web = webs.read_web(round_, with_names=with_names)
    context = {
        "round": round_,
        "web": web,
        "with_names": with_names,
        "drawings": {"wide": webs.draw_wide(web), "narrow": webs.draw_narrow(web)},
    }
    return render(request, "exchanges/round_web.html", context)


@require_GET
@team_only
def round_web_poster(request, pk):
    """The web on one printed sheet, with savoirs and without anybody's name; 404 when there is nothing to draw."""
    round_ = _fetch_done(pk)
    web = webs.read_web(round_, with_names=False)
    if not web.groups:
        raise Http404
    return render(
        request, "exchanges/round_web_poster.html", {"round": round_, "web": web, "drawing": webs.draw_poster(web)}
    )


def _fetch_done(pk: int) -> Round:
    """A round that works still has no web; it is not found."""
    return get_object_or_404(Round.objects.filter(state=Round.State.DONE).defer("problem", "solution"), pk=pk)
