"""« À classer »: the words nobody has placed in the catalogue yet, and what Animons learned from those placed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.access import team_only
from members.flows.learning import find_learned, forget_words
from members.flows.words import Settled, create_skill_from_words, dismiss_words, settle_wishes
from members.flows.words_to_sort import WordGroup, find_group, group_waiting_words, suggest_skills
from members.forms.words import ChooseSkillForm, NewSkillForm
from members.models import Skill, SkillTerm

ON_A_PAGE = 30
MOST_LETTERS = 100
NO_SAVOIR = "none"
WAYS = {"other": "words_choose", "new": "words_new_skill"}


@team_only
@require_safe
def words_to_sort(request: HttpRequest) -> HttpResponse:
    groups = group_waiting_words()
    page = Paginator(groups, ON_A_PAGE).get_page(request.GET.get("page"))
    suggest_skills(page.object_list)
    phrases = sum(len(group.phrases) for group in groups)
    return render(request, "members/words_to_sort.html", {"page": page, "phrases": phrases})


@team_only
@require_POST
def words_settle(request: HttpRequest) -> HttpResponse:
    """One click on the ticked phrases of a card: « o12:45 », « o12:none », or the way to another page."""
    card, _colon, to = request.POST.get("to", "").partition(":")
    anchors = request.POST.getlist(card)
    group = find_group(anchors)
    if group is None:
        return _go_back(request, anchors)
    if to in WAYS:
        return redirect(WAYS[to], group.anchors)
    if to == NO_SAVOIR:
        dismiss_words(words=group.all_words, by=request.user)
        messages.success(request, _say_set_aside(group))
    else:
        skill = get_object_or_404(Skill, is_active=True, pk=to if to.isdecimal() else None)
        _tell(request, group, settle_wishes(skill=skill, words=group.all_words, by=request.user))
    return redirect("words_to_sort")


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def words_choose(request: HttpRequest, anchors: str) -> HttpResponse:
    """The whole catalogue for some phrases."""
    group = find_group(anchors.split("_"))
    if group is None:
        return _go_back(request, anchors)
    form = ChooseSkillForm(request.POST or None)
    if form.is_valid():
        skill = get_object_or_404(Skill, pk=form.cleaned_data["skill"])
        _tell(request, group, settle_wishes(skill=skill, words=group.all_words, by=request.user))
        return redirect("words_to_sort")
    suggest_skills([group])
    return render(request, "members/words_choose.html", {"group": group, "form": form})


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def words_new_skill(request: HttpRequest, anchors: str) -> HttpResponse:
    """A new savoir for some phrases."""
    group = find_group(anchors.split("_"))
    if group is None:
        return _go_back(request, anchors)
    form = NewSkillForm(request.POST or None, initial={"name": group.words[:1].upper() + group.words[1:]})
    if form.is_valid():
        _tell(request, group, create_skill_from_words(words=group.all_words, by=request.user, **form.cleaned_data))
        return redirect("words_to_sort")
    return render(request, "members/words_new_skill.html", {"group": group, "form": form})


@team_only
@require_safe
def words_learned(request: HttpRequest) -> HttpResponse:
    """« Ce qu’Animons a appris », newest first."""
    search = " ".join(request.GET.get("q", "").split())[:MOST_LETTERS]
    page = Paginator(find_learned(search), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/words_learned.html", {"page": page, "q": search})


@team_only
@require_POST
def words_forget(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("term", "")
    term = SkillTerm.objects.learned().filter(pk=number if number.isdecimal() else None).first()
    if term is None:
        messages.info(request, _("These words are already forgotten."))
    else:
        forget_words(term=term)
        messages.success(request, _("“%(words)s” is forgotten.") % {"words": term.phrase})
    return redirect("words_learned")


def _tell(request: HttpRequest, group: WordGroup, settled: Settled) -> None:
    number = len(group.phrases)
    text = ngettext(
        "“%(words)s” is placed in: %(skill)s. We will recognise these words.",
        "%(number)s phrases are placed in: %(skill)s. We will recognise them.",
        number,
    )
    messages.success(request, text % {"words": group.words, "number": number, "skill": settled.skill})
    if settled.doubles:
        text = ngettext(
            "%(count)s person already had this savoir: said twice, it counts once.",
            "%(count)s people already had this savoir: said twice, it counts once.",
            settled.doubles,
        )
        messages.info(request, text % {"count": settled.doubles})


def _say_set_aside(group: WordGroup) -> str:
    number = len(group.phrases)
    text = ngettext(
        "“%(words)s” is set aside: it is not a savoir.",
        "%(number)s phrases are set aside: they are not savoirs.",
        number,
    )
    return text % {"words": group.words, "number": number}


def _go_back(request: HttpRequest, asked: object) -> HttpResponse:
    """Somebody else was quicker, or no box was ticked."""
    if asked:
        messages.info(request, _("These words are already sorted."))
    else:
        messages.warning(request, _("Tick at least one phrase, then choose."))
    return redirect("words_to_sort")
