from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from exchanges.models import ActionGroup, GroupMember, Item, Task
from members.admin.base import ALL, AnimonsInline, ExportAdmin


class GroupMemberInline(AnimonsInline):
    model = GroupMember
    fields = ["member", "shares", "left_at"]
    autocomplete_fields = ["member"]


class TaskInline(AnimonsInline):
    model = Task
    fields = ["kind", "held_by"]
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

    team_may = frozenset({"view", "change"})
    administrator_may = ALL - {"add"}
    list_display = ["title", "skill", "created_at", "ended_at"]
    list_filter = [EndedFilter, "skill__theme"]
    list_select_related = ["skill"]
    search_fields = ["title", "skill__folded_name", "members__member__folded_name"]
    autocomplete_fields = ["skill", "facilitators"]
    readonly_fields = ["proposal", "created_at"]
    date_hierarchy = "created_at"
    inlines = [GroupMemberInline, TaskInline, ItemInline]
