"""« À classer »: the words nobody has placed in the catalogue yet."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import team_only
from members.flows.words import Settled, create_skill_from_words, dismiss_words, settle_wishes
from members.flows.words_to_sort import WordGroup, find_group, group_waiting_words, suggest_skills
from members.forms.words import ChooseSkillForm, NewSkillForm
from members.models import Skill

GROUPS_PER_PAGE = 30
NO_SAVOIR = "none"


@team_only
@require_safe
def words_to_sort(request: HttpRequest) -> HttpResponse:
    page = Paginator(group_waiting_words(), GROUPS_PER_PAGE).get_page(request.GET.get("page"))
    suggest_skills(page.object_list)
    return render(request, "members/words_to_sort.html", {"page": page})


@team_only
@require_POST
def words_settle(request: HttpRequest) -> HttpResponse:
    """One click on a suggested savoir, or on « Pas un savoir »: `choice` is « offre-12:45 » or « offre-12:none »."""
    anchor, _colon, chosen = request.POST.get("choice", "").partition(":")
    group = find_group(anchor)
    if group is None:
        return _go_back_sorted(request)
    if chosen == NO_SAVOIR:
        dismiss_words(words=group.words, by=request.user)
        messages.success(request, _("“%(words)s” is set aside: it is not a savoir.") % {"words": group.words})
    else:
        skill = get_object_or_404(Skill, is_active=True, pk=chosen if chosen.isdecimal() else None)
        _tell(request, group, settle_wishes(skill=skill, words=group.words, by=request.user))
    return redirect("words_to_sort")


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def words_choose(request: HttpRequest, anchor: str) -> HttpResponse:
    """The whole catalogue for one group of words."""
    group = find_group(anchor)
    if group is None:
        return _go_back_sorted(request)
    form = ChooseSkillForm(request.POST or None)
    if form.is_valid():
        skill = get_object_or_404(Skill, pk=form.cleaned_data["skill"])
        _tell(request, group, settle_wishes(skill=skill, words=group.words, by=request.user))
        return redirect("words_to_sort")
    suggest_skills([group])
    return render(request, "members/words_choose.html", {"group": group, "form": form})


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def words_new_skill(request: HttpRequest, anchor: str) -> HttpResponse:
    """A new savoir for one group of words."""
    group = find_group(anchor)
    if group is None:
        return _go_back_sorted(request)
    form = NewSkillForm(request.POST or None, initial={"name": group.words[:1].upper() + group.words[1:]})
    if form.is_valid():
        _tell(request, group, create_skill_from_words(words=group.words, by=request.user, **form.cleaned_data))
        return redirect("words_to_sort")
    return render(request, "members/words_new_skill.html", {"group": group, "form": form})


def _tell(request: HttpRequest, group: WordGroup, settled: Settled) -> None:
    said = {"words": group.words, "skill": settled.skill}
    messages.success(request, _("“%(words)s” is placed in: %(skill)s. We will recognise these words.") % said)
    if settled.doubles:
        text = ngettext(
            "%(count)s person already had this savoir: said twice, it counts once.",
            "%(count)s people already had this savoir: said twice, it counts once.",
            settled.doubles,
        )
        messages.info(request, text % {"count": settled.doubles})


def _go_back_sorted(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("These words are already sorted."))
    return redirect("words_to_sort")
