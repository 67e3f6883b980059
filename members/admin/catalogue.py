from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from members.admin.base import ALL, AnimonsAdmin, AnimonsInline, PlainSheetAdmin
from members.folding import fold
from members.models import Commune, CommuneDistance, Skill, SkillTerm, Theme


class FoldedSearch:
    """Search without minding case and accents, as everywhere else."""

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term))


class SkillTermInline(AnimonsInline):
    model = SkillTerm
    fields = ["phrase", "weight", "source"]
    readonly_fields = ["source"]


@admin.register(Theme)
class ThemeAdmin(AnimonsAdmin):
    list_display = ["name", "position", "skills_count"]
    search_fields = ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(skills_count=Count("skills"))

    @admin.display(description=_("savoirs"), ordering="skills_count")
    def skills_count(self, theme) -> int:
        return theme.skills_count


@admin.register(Skill)
class SkillAdmin(FoldedSearch, PlainSheetAdmin):
    list_display = ["name", "theme", "is_active"]
    list_filter = ["is_active", "theme"]
    list_select_related = ["theme"]
    search_fields = ["folded_name", "terms__folded_phrase"]
    autocomplete_fields = ["theme"]
    inlines = [SkillTermInline]
    actions = ["take_out", "put_back"]

    @admin.action(description=_("Take out of the catalogue"), permissions=["change"])
    def take_out(self, request, queryset):
        queryset.update(is_active=False)

    @admin.action(description=_("Put back in the catalogue"), permissions=["change"])
    def put_back(self, request, queryset):
        queryset.update(is_active=True)


@admin.register(SkillTerm)
class SkillTermAdmin(FoldedSearch, PlainSheetAdmin):
    team_may = ALL
    list_display = ["phrase", "skill", "weight", "source", "added_by"]
    list_filter = ["source", "skill__theme"]
    list_select_related = ["skill", "added_by"]
    search_fields = ["folded_phrase", "skill__folded_name"]
    autocomplete_fields = ["skill"]
    readonly_fields = ["source", "added_by"]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.added_by = request.user
        super().save_model(request, obj, form, change)


@admin.register(Commune)
class CommuneAdmin(FoldedSearch, PlainSheetAdmin):
    list_display = ["name", "x", "y"]
    search_fields = ["folded_name"]


@admin.register(CommuneDistance)
class CommuneDistanceAdmin(PlainSheetAdmin):
    team_may = ALL
    list_display = ["first", "second", "kilometres"]
    list_select_related = ["first", "second"]
    list_filter = ["first"]
    search_fields = ["first__folded_name", "second__folded_name"]
    autocomplete_fields = ["first", "second"]
