"""« Rassembler les voix »: calls and ideas of an edition, and the lone voices to put together."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from members.access import team_only
from members.flows.refused import Refused
from surveys.flows import gatherings as flows
from surveys.forms.gatherings import GatherForm
from surveys.gathering_desk import lone_voices, suggest_gatherings
from surveys.models import Edition, Gathering
from surveys.voices import crowds_of

GATHERINGS_A_PAGE = 30
VOICES_A_PAGE = 20


@require_safe
@team_only
def gatherings(request: HttpRequest, pk: int) -> HttpResponse:
    """Those of an edition, open ones first, with how many stand behind each."""
    edition = get_object_or_404(Edition.objects.select_related("survey"), pk=pk)
    rows = list(Gathering.objects.filter(edition=edition).order_by("closed_on", "-opened_on", "-pk"))
    rows.sort(key=lambda one: one.closed_on is not None)
    page = Paginator(rows, GATHERINGS_A_PAGE).get_page(request.GET.get("page"))
    crowds = crowds_of(page.object_list)
    page.object_list = [{"gathering": one, "crowd": crowds[one.pk]} for one in page.object_list]
    return render(request, "surveys/gatherings.html", {"edition": edition, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def gather(request: HttpRequest, pk: int) -> HttpResponse:
    """Voices that look alike, and the others to tick; one button puts them together."""
    edition = get_object_or_404(Edition.objects.select_related("survey"), pk=pk)
    form = GatherForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid() and _put_together(request, edition, form):
        return redirect("gather", pk)
    lone = list(lone_voices(edition))
    suggestions = suggest_gatherings(edition, lone, reader=request.user)
    context = {
        "edition": edition,
        "form": form,
        "lone": len(lone),
        "suggestions": suggestions,
        "page": Paginator(lone, VOICES_A_PAGE).get_page(request.GET.get("page")),
        "ticked": form.ticked,
    }
    return render(request, "surveys/gather.html", context, status=422 if form.errors else 200)


def _put_together(request: HttpRequest, edition: Edition, form: GatherForm) -> bool:
    """Whether it is done; what is refused is said in the form."""
    values = form.cleaned_data
    try:
        if into := values["into"]:
            added = flows.add_voices(gathering=into, outcomes=values["outcomes"])
            said = ngettext("%(number)s voice joins “%(title)s”.", "%(number)s voices join “%(title)s”.", added)
            messages.success(request, said % {"number": added, "title": into.title})
        else:
            new = {name: values[name] for name in ("outcomes", "kind", "title", "skill")}
            made = flows.gather(edition=edition, **new)
            messages.success(
                request, _("“%(title)s” is gathered. Residents do not see it yet.") % {"title": made.title}
            )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True
