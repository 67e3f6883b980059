from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from members.admin.resources import SheetResource
from members.admin.sheet_files import ExportAdmin
from members.flows.ear import centre_ear
from members.flows.wishes import AlreadySaid, pause_wish, renew_wish, withdraw_wish
from members.flows.words import settle_wishes
from members.models import Offer, Request, Skill, Wish


class WishResource(SheetResource):
    last_name = Field("member__last_name", _("family name"))
    first_name = Field("member__first_name", _("first name"))
    skill = Field("skill__name", _("savoir"))

    class Meta:
        fields = export_order = ["last_name", "first_name", "words", "skill", "state", "said_on"]


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


class WishAdmin(ExportAdmin):
    list_filter = ["state", PlacedFilter, "source", "skill__theme"]
    list_select_related = ["member", "skill"]
    search_fields = ["folded_words", "member__folded_name", "skill__folded_name"]
    autocomplete_fields = ["member", "skill"]
    readonly_fields = ["source"]
    date_hierarchy = "said_on"
    actions = ["pause", "withdraw", "renew"]

    def save_model(self, request, obj, form, change):
        """Words said at the desk are heard as anywhere else; a savoir given to waiting words is remembered for them."""
        if not change:
            obj.source = Wish.Source.DESK
            self._place(obj)
        super().save_model(request, obj, form, change)
        if change and obj.skill and "skill" in form.changed_data and form.initial.get("skill") is None:
            settle_wishes(skill=obj.skill, words=[obj.words], by=request.user)

    def _place(self, wish: Wish) -> None:
        """Give new words the one savoir heard in them, unless the person has it already, or set them aside."""
        ear = centre_ear()
        parts = ear.hear(wish.words)
        if wish.skill or len(parts) != 1:
            return
        skill = Skill.objects.filter(pk=parts[0].skill).first()
        known = self.model.objects.living().filter(member=wish.member, skill=skill)
        if skill and not known.exists():
            wish.skill = skill
        elif ear.sets_aside(parts[0]):
            wish.state = Wish.State.NOT_A_SKILL

    @admin.action(description=_("Pause"), permissions=["change"])
    def pause(self, request, queryset):
        for wish in queryset:
            pause_wish(wish=wish)

    @admin.action(description=_("Withdraw"), permissions=["change"])
    def withdraw(self, request, queryset):
        for wish in queryset:
            withdraw_wish(wish=wish)

    @admin.action(description=_("Said again today"), permissions=["change"])
    def renew(self, request, queryset):
        """Taken up again too, when it was pausing, met or withdrawn."""
        for wish in queryset:
            try:
                renew_wish(wish=wish)
            except AlreadySaid:
                sentence = _("%(person)s already has this savoir: %(skill)s. The other line stays as it was.")
                messages.warning(request, sentence % {"person": wish.member, "skill": wish.skill})


@admin.register(Offer)
class OfferAdmin(WishAdmin):
    resource_classes = [OfferResource]
    list_display = ["words", "skill", "member", "state", "said_on", "max_learners"]


@admin.register(Request)
class RequestAdmin(WishAdmin):
    resource_classes = [RequestResource]
    list_display = ["words", "skill", "member", "state", "said_on", "waiting_since"]
