"""« Votre idée est devenue… »: who is told, in which words, before it leaves; and the calls it takes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exchanges.flows import telling as flows
from exchanges.models import ActionGroup, News, Session
from exchanges.news import Reader, Telling, compose, readers_of, session_of, things_born
from exchanges.news_calls import list_news_calls
from members.access import team_only

ROWS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def group_tell(request: HttpRequest, pk: int, about: str) -> HttpResponse:
    """The message as it will be read, and to whom it goes; nothing leaves before the button."""
    group = get_object_or_404(ActionGroup.objects.select_related("gathering", "project"), pk=pk)
    session = session_of(group)
    if about not in things_born(group, session):
        raise Http404
    if request.method == "POST":
        told = flows.tell_everybody(group=group, about=News.About(about), by=request.user)
        said = ngettext(
            "%(number)s person is told, or will be called.", "%(number)s people are told, or will be called.", told
        )
        messages.success(request, said % {"number": told})
        return redirect("gathering", group.gathering_id)
    readers = readers_of(group, News.About(about))
    context = {
        "group": group,
        "gathering": group.gathering,
        "by_mail": [reader for reader in readers if reader.way == News.Way.MAIL],
        "by_phone": [reader for reader in readers if reader.way == News.Way.CALL],
        "telling": _preview(group, about, readers, session),
    }
    return render(request, "exchanges/group_tell.html", context)


@require_safe
@team_only
def news_calls(request: HttpRequest) -> HttpResponse:
    """Whom to call to say what their words became, and what to say."""
    page = Paginator(News.objects.to_call().order_by("asked_on", "pk"), ROWS).get_page(request.GET.get("page"))
    return render(request, "exchanges/news_calls.html", {"page": page, "lines": list_news_calls(page.object_list)})


@require_POST
@team_only
def news_told(request: HttpRequest, pk: int) -> HttpResponse:
    """« Joint·e »."""
    flows.note_told(news=get_object_or_404(News, pk=pk), by=request.user)
    messages.success(request, _("Noted."))
    return redirect("news_calls")


def _preview(group: ActionGroup, about: str, readers: list[Reader], session: Session | None) -> Telling:
    """As the first of them reads it; with invented words when nobody is left."""
    words = next((reader.words for reader in readers if reader.words), "")
    told = session if about == News.About.SESSION else None
    return compose(group, about, words=words, is_member=False, session=told)
