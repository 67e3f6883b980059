"""What every page of the back-office shares: who may do what, history, sheets with formulas escaped."""

from django.contrib import admin
from import_export.admin import ExportMixin, ImportExportMixin
from simple_history.admin import SimpleHistoryAdmin

from members.rules import is_administrator, is_team

LOOK = frozenset({"view"})
CHANGE = frozenset({"view", "change"})
KEEP = frozenset({"view", "add", "change"})
ALL = frozenset({"view", "add", "change", "delete"})


class RoleMixin:
    """Rights by role: `team_may` for people who work at the centre, `administrator_may` for administrators."""

    team_may: frozenset[str] = KEEP
    administrator_may: frozenset[str] = ALL

    def may(self, request, verb: str) -> bool:
        if is_administrator(request.user):
            return verb in self.administrator_may
        return is_team(request.user) and verb in self.team_may

    def has_module_permission(self, request) -> bool:
        return self.may(request, "view")

    def has_view_permission(self, request, obj=None) -> bool:
        return self.may(request, "view")

    def has_add_permission(self, request, obj=None) -> bool:
        return self.may(request, "add")

    def has_change_permission(self, request, obj=None) -> bool:
        return self.may(request, "change")

    def has_delete_permission(self, request, obj=None) -> bool:
        return self.may(request, "delete")

    def has_import_permission(self, request) -> bool:
        return self.may(request, "add") and self.may(request, "change")

    def has_export_permission(self, request) -> bool:
        return self.may(request, "view")


class AnimonsAdmin(RoleMixin, admin.ModelAdmin):
    list_per_page = 30
    show_full_result_count = False


class AnimonsInline(RoleMixin, admin.TabularInline):
    extra = 0
    team_may = ALL


class HistoryAdmin(RoleMixin, SimpleHistoryAdmin):
    list_per_page = 30
    show_full_result_count = False


class SheetAdmin(ImportExportMixin, HistoryAdmin):
    """With history, and with spreadsheets both ways."""


class ExportAdmin(ExportMixin, HistoryAdmin):
    """With history, and with spreadsheets on the way out only."""


class PlainSheetAdmin(ImportExportMixin, AnimonsAdmin):
    """With spreadsheets both ways, for rows that keep no history."""
