from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from import_export import resources
from import_export.fields import Field
from import_export.widgets import ForeignKeyWidget

from exchanges.models import Closure, Venue, VenueException, VenueOpening
from members.admin.base import ALL, AnimonsInline, PlainSheetAdmin, SheetAdmin
from members.admin.catalogue import FoldedSearch
from members.models import Commune


class VenueResource(resources.ModelResource):
    commune = Field("commune", "commune", ForeignKeyWidget(Commune, "name"))

    class Meta:
        model = Venue
        fields = ["id", "name", "commune", "address", "keeper", "capacity", "step_free", "note", "is_active"]
        skip_unchanged = True


class OpeningInline(AnimonsInline):
    model = VenueOpening


class ExceptionInline(AnimonsInline):
    model = VenueException


@admin.register(Venue)
class VenueAdmin(FoldedSearch, SheetAdmin):
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
        queryset.update(is_active=False)

    @admin.action(description=_("Use again"), permissions=["change"])
    def use_again(self, request, queryset):
        queryset.update(is_active=True)


@admin.register(Closure)
class ClosureAdmin(PlainSheetAdmin):
    team_may = ALL
    list_display = ["name", "kind", "first_day", "last_day"]
    list_filter = ["kind"]
    search_fields = ["name"]
    date_hierarchy = "first_day"
