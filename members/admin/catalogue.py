from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from members.admin.base import ALL, AnimonsAdmin, AnimonsInline
from members.admin.resources import SheetResource, named
from members.admin.sheet_files import PlainSheetAdmin
from members.models import Commune, CommuneDistance, Skill, SkillTerm, Theme


class SkillResource(SheetResource):
    theme = named("theme", Theme, by="name")

    class Meta:
        model = Skill
        import_id_fields = ["name"]
        fields = export_order = ["name", "theme", "pictogram", "is_active"]


class SkillTermResource(SheetResource):
    skill = named("skill", Skill)

    class Meta:
        model = SkillTerm
        import_id_fields = ["skill", "phrase"]
        fields = export_order = ["skill", "phrase", "weight"]


class CommuneResource(SheetResource):
    class Meta:
        model = Commune
        import_id_fields = ["name"]
        fields = export_order = ["name", "x", "y"]


class CommuneDistanceResource(SheetResource):
    first = named("first", Commune, title=_("from"))
    second = named("second", Commune, title=_("to"))

    class Meta:
        model = CommuneDistance
        import_id_fields = ["first", "second"]
        fields = export_order = ["first", "second", "kilometres"]


class SkillTermInline(AnimonsInline):
    model = SkillTerm
    fields = ["phrase", "weight", "source"]
    readonly_fields = ["source"]


@admin.register(Theme)
class ThemeAdmin(AnimonsAdmin):
    list_display = ["name", "position", "skills_count"]
    search_fields = ["name"]
    search_folded = ("name",)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(skills_count=Count("skills"))

    @admin.display(description=_("savoirs"), ordering="skills_count")
    def skills_count(self, theme) -> int:
        return theme.skills_count


@admin.register(Skill)
class SkillAdmin(PlainSheetAdmin):
    resource_classes = [SkillResource]
    list_display = ["name", "theme", "is_active"]
    list_filter = ["is_active", "theme"]
    list_select_related = ["theme"]
    search_fields = ["folded_name", "terms__folded_phrase"]
    autocomplete_fields = ["theme"]
    inlines = [SkillTermInline]
    actions = ["take_out", "put_back"]

    def save_formset(self, request, form, formset, change):
        """Who added words is kept beside them."""
        for term in formset.save(commit=False):
            term.added_by = term.added_by or request.user
            term.save()
        for term in formset.deleted_objects:
            term.delete()

    @admin.action(description=_("Take out of the catalogue"), permissions=["change"])
    def take_out(self, request, queryset):
        queryset.update(is_active=False)

    @admin.action(description=_("Put back in the catalogue"), permissions=["change"])
    def put_back(self, request, queryset):
        queryset.update(is_active=True)


@admin.register(SkillTerm)
class SkillTermAdmin(PlainSheetAdmin):
    """Rows are saved one by one, never updated at once: `updated_at` tells the recogniser to read them again."""

    resource_classes = [SkillTermResource]
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
class CommuneAdmin(PlainSheetAdmin):
    resource_classes = [CommuneResource]
    list_display = ["name", "x", "y"]
    search_fields = ["folded_name"]


@admin.register(CommuneDistance)
class CommuneDistanceAdmin(PlainSheetAdmin):
    resource_classes = [CommuneDistanceResource]
    team_may = ALL
    list_display = ["first", "second", "kilometres"]
    list_select_related = ["first", "second"]
    list_filter = ["first"]
    search_fields = ["first__folded_name", "second__folded_name"]
    autocomplete_fields = ["first", "second"]
