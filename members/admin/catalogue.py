from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from members.admin.base import ALL, AnimonsAdmin, AnimonsInline
from members.admin.resources import ChoiceWidget, NamedWidget, SheetResource, named
from members.admin.sheet_files import PlainSheetAdmin
from members.flows.search import search_skills
from members.folding import fold
from members.models import Commune, CommuneDistance, Skill, SkillTerm, Theme


class SkillResource(SheetResource):
    theme = named("theme", Theme, by="name")

    class Meta:
        model = Skill
        import_id_fields = ["name"]
        fields = export_order = ["name", "theme", "pictogram", "is_active"]


class SkillOrNoneWidget(NamedWidget):
    """The name of a savoir, or « pas un savoir » in so many words: an empty cell is a slip."""

    def clean(self, value, row=None, **kwargs):
        if not value:
            raise ValueError(_("The savoir is missing. Write its name, or “%(none)s”.") % {"none": _("not a savoir")})
        return None if fold(str(value)) == fold(str(_("not a savoir"))) else super().clean(value, row, **kwargs)

    def render(self, value, obj=None, **kwargs) -> str:
        return value.name if value else str(_("not a savoir"))


class SkillTermResource(SheetResource):
    """A line changes the words of its source; without one, the centre's own, or else the shipped ones."""

    skill = Field("skill", _("savoir"), SkillOrNoneWidget(Skill, "folded_name"))
    source = Field("source", _("source"), ChoiceWidget(SkillTerm.Source.choices[:2]), readonly=True)

    class Meta:
        model = SkillTerm
        import_id_fields = ["skill", "phrase"]
        fields = export_order = ["skill", "phrase", "weight", "source"]

    def get_instance(self, instance_loader, row):
        said = {name: field.clean(row) for name, field in self.fields.items() if field.column_name in row}
        if "skill" not in said or "phrase" not in said:
            return None
        known = SkillTerm.objects.written().filter(skill=said["skill"], folded_phrase=fold(str(said["phrase"])))
        if said.get("source"):
            known = known.filter(source=said["source"])
        return known.order_by("source").first()


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

    def get_queryset(self, request):
        return super().get_queryset(request).written()


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
    search_fields = ["folded_name"]
    autocomplete_fields = ["theme"]
    inlines = [SkillTermInline]
    actions = ["take_out", "put_back"]

    def get_search_results(self, request, queryset, search_term):
        """Those whose name holds these words, and those heard in them as everywhere else."""
        named, _may_have_doubles = super().get_search_results(request, queryset, search_term)
        heard = [skill.pk for skill in search_skills(search_term)]
        return queryset.filter(Q(pk__in=named.order_by().values("pk")) | Q(pk__in=heard)), False

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
    """Rows are saved one by one, never updated at once: `updated_at` tells the recogniser to read them again.

    What residents chose is counted, not written: it is read here, and may be taken away.
    """

    resource_classes = [SkillTermResource]
    team_may = ALL
    list_display = ["phrase", "skill", "weight", "source", "times", "added_by"]
    list_filter = ["source", ("skill", admin.EmptyFieldListFilter), "skill__theme"]
    list_select_related = ["skill", "added_by"]
    search_fields = ["folded_phrase", "skill__folded_name"]
    autocomplete_fields = ["skill"]
    readonly_fields = ["source", "times", "added_by"]

    def has_change_permission(self, request, obj=None) -> bool:
        is_counted = obj is not None and obj.source == SkillTerm.Source.PICKED
        return super().has_change_permission(request, obj) and not is_counted

    def get_export_queryset(self, request):
        return super().get_export_queryset(request).written()

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
