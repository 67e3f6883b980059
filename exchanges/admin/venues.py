from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from exchanges.models import Closure, Venue, VenueException, VenueOpening
from members.admin.base import ALL, AnimonsInline
from members.admin.resources import SheetResource, named
from members.admin.sheet_files import PlainSheetAdmin, SheetAdmin
from members.models import Commune


class VenueResource(SheetResource):
    commune = named("commune", Commune)

    class Meta:
        model = Venue
        import_id_fields = ["name"]
        fields = export_order = [
            "name", "commune", "address", "keeper", "capacity", "step_free", "note", "is_active",
        ]  # fmt: skip


class ClosureResource(SheetResource):
    class Meta:
        model = Closure
        import_id_fields = ["name", "first_day"]
        fields = export_order = ["name", "kind", "first_day", "last_day"]


class OpeningInline(AnimonsInline):
    model = VenueOpening


class ExceptionInline(AnimonsInline):
    model = VenueException


@admin.register(Venue)
class VenueAdmin(SheetAdmin):
    resource_classes = [VenueResource]
    list_display = ["name", "commune", "keeper", "capacity", "step_free", "is_active"]
    list_filter = ["is_active", "step_free", "keeper", "commune"]
    list_select_related = ["commune"]
    search_fields = ["folded_name", "commune__folded_name"]
    autocomplete_fields = ["commune"]
    inlines = [OpeningInline, ExceptionInline]
    actions = ["stop_using", "use_again"]

    @admin.action(description=_("Stop using"), permissions=["change"])
    def stop_using(self, request, queryset):
        self._set_in_use(queryset, False)

    @admin.action(description=_("Use again"), permissions=["change"])
    def use_again(self, request, queryset):
        self._set_in_use(queryset, True)

    def _set_in_use(self, queryset, value: bool) -> None:
        """One by one, so that the history tells who."""
        for venue in queryset.exclude(is_active=value):
            venue.is_active = value
            venue.save(update_fields=["is_active"])


@admin.register(Closure)
class ClosureAdmin(PlainSheetAdmin):
    resource_classes = [ClosureResource]
    team_may = ALL
    list_display = ["name", "kind", "first_day", "last_day"]
    list_filter = ["kind"]
    search_folded = ("name",)
    date_hierarchy = "first_day"
