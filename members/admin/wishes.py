from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from import_export import resources

from members.admin.base import ExportAdmin
from members.admin.catalogue import FoldedSearch
from members.models import Offer, Request, Wish


class WishResource(resources.ModelResource):
    class Meta:
        fields = ["id", "member__last_name", "member__first_name", "words", "skill__name", "state", "said_on"]
        export_order = fields


class OfferResource(WishResource):
    class Meta(WishResource.Meta):
        model = Offer


class RequestResource(WishResource):
    class Meta(WishResource.Meta):
        model = Request


class PlacedFilter(admin.SimpleListFilter):
    title = _("place in the catalogue")
    parameter_name = "placed"

    def lookups(self, request, model_admin):
        return [("no", _("words to place")), ("yes", _("placed"))]

    def queryset(self, request, queryset):
        return queryset if self.value() is None else queryset.filter(skill__isnull=self.value() == "no")


class WishAdmin(FoldedSearch, ExportAdmin):
    list_filter = ["state", PlacedFilter, "source", "skill__theme"]
    list_select_related = ["member", "skill"]
    search_fields = ["folded_words", "member__folded_name", "skill__folded_name"]
    autocomplete_fields = ["member", "skill"]
    date_hierarchy = "said_on"
    actions = ["pause", "withdraw", "renew"]

    @admin.action(description=_("Pause"), permissions=["change"])
    def pause(self, request, queryset):
        queryset.filter(state=Wish.State.ACTIVE).update(state=Wish.State.PAUSED)

    @admin.action(description=_("Withdraw"), permissions=["change"])
    def withdraw(self, request, queryset):
        queryset.living().update(state=Wish.State.WITHDRAWN)

    @admin.action(description=_("Said again today"), permissions=["change"])
    def renew(self, request, queryset):
        queryset.living().update(renewed_on=timezone.localdate())


@admin.register(Offer)
class OfferAdmin(WishAdmin):
    resource_classes = [OfferResource]
    list_display = ["words", "skill", "member", "state", "said_on", "max_learners"]


@admin.register(Request)
class RequestAdmin(WishAdmin):
    resource_classes = [RequestResource]
    list_display = ["words", "skill", "member", "state", "said_on", "waiting_since"]
