"""The catalogue, for everybody: savoirs by theme, found with one's own words. No name of anybody."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from members.flows.search import LEAST_LETTERS, search_skills
from members.models import Skill, SkillTerm, Theme

MOST_LETTERS = 100
MOST_WORDS = 12


@require_safe
@login_not_required
@vary_on_headers("HX-Request")
def catalogue(request: HttpRequest) -> HttpResponse:
    """The whole page, or what is found alone when it is asked for as one types."""
    words = " ".join(request.GET.get("q", "").split())[:MOST_LETTERS]
    is_searched = len(words) >= LEAST_LETTERS
    skills = Skill.objects.filter(is_active=True).order_by("folded_name")
    themes = Theme.objects.filter(skills__is_active=True).distinct().order_by("position", "name")
    context = {
        "words": words,
        "is_searched": is_searched,
        "found": search_skills(words) if is_searched else [],
        "themes": themes.prefetch_related(Prefetch("skills", skills)),
    }
    page = "members/_catalogue_results.html" if request.htmx else "members/catalogue.html"
    return render(request, page, context)


@require_safe
@login_not_required
def skill(request: HttpRequest, pk: int) -> HttpResponse:
    """One savoir, the everyday words for it, and the two ways in."""
    found = get_object_or_404(Skill.objects.select_related("theme"), pk=pk, is_active=True)
    terms = SkillTerm.objects.written().filter(skill=found, weight=1).exclude(folded_phrase=found.folded_name)
    once = dict(terms.order_by("pk").values_list("folded_phrase", "phrase")[: 2 * MOST_WORDS])
    everyday = list(once.values())[:MOST_WORDS]
    return render(request, "members/skill.html", {"skill": found, "everyday": everyday})
