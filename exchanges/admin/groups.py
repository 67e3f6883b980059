from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from exchanges.models import ActionGroup, GroupMember, Item, Task
from members.admin.base import ALL, CHANGE, LOOK, AnimonsInline
from members.admin.resources import SheetResource
from members.admin.sheet_files import ExportAdmin


class GroupResource(SheetResource):
    skill = Field("skill__name", _("savoir"))

    class Meta:
        model = ActionGroup
        fields = export_order = ["title", "skill", "created_at", "ended_at"]


class GroupMemberInline(AnimonsInline):
    """People come and go on the group's own page, which hands back what they saw to."""

    model = GroupMember
    team_may = administrator_may = LOOK
    fields = ["member", "shares", "left_at"]


class TaskInline(AnimonsInline):
    model = Task
    team_may = administrator_may = CHANGE
    fields = ["kind", "held_by"]
    readonly_fields = ["kind"]
    autocomplete_fields = ["held_by"]


class ItemInline(AnimonsInline):
    model = Item
    autocomplete_fields = ["brought_by"]


class EndedFilter(admin.SimpleListFilter):
    title = _("life of the group")
    parameter_name = "ended"

    def lookups(self, request, model_admin):
        return [("no", _("alive")), ("yes", _("ended"))]

    def queryset(self, request, queryset):
        return queryset if self.value() is None else queryset.filter(ended_at__isnull=self.value() == "no")


@admin.register(ActionGroup)
class ActionGroupAdmin(ExportAdmin):
    """Groups are born from a proposal or a session made by hand; here one names who holds them."""

    resource_classes = [GroupResource]
    team_may = CHANGE
    administrator_may = ALL - {"add"}
    list_display = ["title", "skill", "created_at", "ended_at", "page"]
    list_filter = [EndedFilter, "skill__theme"]
    list_select_related = ["skill"]
    search_fields = ["skill__folded_name", "members__member__folded_name"]
    search_folded = ("title",)
    autocomplete_fields = ["skill", "facilitators"]
    fields = ["page", "title", "skill", "facilitators", "proposal", "gathering", ("created_at", "ended_at")]
    readonly_fields = ["page", "proposal", "gathering", "created_at"]
    date_hierarchy = "created_at"
    inlines = [GroupMemberInline, TaskInline, ItemInline]

    @admin.display(description=_("page"))
    def page(self, group) -> str:
        return format_html('<a href="{}">{}</a>', reverse("group", args=[group.pk]), group.title)
