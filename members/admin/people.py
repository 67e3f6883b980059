import re

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from import_export import resources

from members.admin.base import ALL, LOOK, AnimonsAdmin, AnimonsInline, ExportAdmin
from members.admin.catalogue import FoldedSearch
from members.models import Authorisation, Availability, Consent, DatedException, Household, Member, Offer, Request
from members.rules import is_administrator

ROLE_FIELDS = ["is_staff", "is_superuser"]


class MemberResource(resources.ModelResource):
    """What the centre needs on paper; neither needs nor sign-in details."""

    class Meta:
        model = Member
        fields = ["id", "last_name", "first_name", "birth_year", "commune__name", "phone", "contact_email", "joined_at"]
        export_order = fields


class AuthorisationInline(AnimonsInline):
    model = Authorisation
    fk_name = "member"
    fields = ["guardian_name", "given_on", "ended_on"]


class AvailabilityInline(AnimonsInline):
    model = Availability
    classes = ["collapse"]


class DatedExceptionInline(AnimonsInline):
    model = DatedException
    classes = ["collapse"]


class OfferInline(AnimonsInline):
    model = Offer
    fields = ["words", "skill", "state", "level", "max_learners"]
    autocomplete_fields = ["skill"]


class RequestInline(AnimonsInline):
    model = Request
    fields = ["words", "skill", "state", "min_level", "waiting_since"]
    autocomplete_fields = ["skill"]


class MemberCreationForm(AdminUserCreationForm):
    """A person at the desk: a first name is enough; a user name and a password only if they want to sign in."""

    class Meta:
        model = Member
        fields = ["first_name", "last_name", "birth_year", "commune", "phone", "contact_email", "username"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].required = False
        self.fields["usable_password"].initial = "false"


class MemberChangeForm(UserChangeForm):
    """Somebody may have no user name, which Django's own field for it does not expect."""

    class Meta(UserChangeForm.Meta):
        model = Member
        field_classes = {}


@admin.register(Member)
class MemberAdmin(FoldedSearch, ExportAdmin, UserAdmin):
    """Residents. Only an administrator opens, changes or gives back-office accounts."""

    resource_classes = [MemberResource]
    form = MemberChangeForm
    add_form = MemberCreationForm
    team_may = frozenset({"view", "add", "change"})
    administrator_may = frozenset({"view", "add", "change"})
    list_display = ["get_full_name", "commune", "birth_year", "phone_said", "is_facilitator", "is_active", "paused_at"]
    list_select_related = ["commune"]
    list_filter = ["is_active", "is_facilitator", "is_cleared_for_minors", "commune", "is_staff"]
    search_fields = ["folded_name", "phone", "contact_email", "email", "username"]
    search_help_text = _("A name, a phone or an e-mail")
    ordering = ["folded_name", "pk"]
    filter_horizontal = []
    autocomplete_fields = ["commune", "household", "companion", "guardians"]
    readonly_fields = ["joined_at", "last_login", "brought_by", "paused_at"]
    actions = ["pause", "resume", "name_facilitator", "clear_for_minors"]
    inlines = [OfferInline, RequestInline, AuthorisationInline, AvailabilityInline, DatedExceptionInline]
    fieldsets = [
        (None, {"fields": [("first_name", "last_name"), ("birth_year", "said_age_band"), "commune", "language"]}),
        (_("To reach them"), {"fields": ["phone", "contact_email", ("shares_phone", "shares_email")]}),
        (_("Family"), {"fields": ["household", "guardians", "companion"]}),
        (
            _("What they need to be able to come"),
            {
                "fields": [
                    "travel_km",
                    ("max_share", "max_learn"),
                    ("needs_step_free", "needs_ride", "needs_large_print", "needs_slow_french"),
                    "needs_note",
                ]
            },
        ),
        (_("In the network"), {"fields": ["is_facilitator", "is_cleared_for_minors", "is_active", "paused_at"]}),
        (_("Sign-in"), {"fields": ["username", "email", "password", *ROLE_FIELDS, "last_login"]}),
        (_("Where they come from"), {"fields": ["joined_at", "brought_by"]}),
    ]
    add_fieldsets = [
        (None, {"fields": [("first_name", "last_name"), "birth_year", "commune", "phone", "contact_email"]}),
        (_("Sign-in"), {"fields": ["username", "usable_password", "password1", "password2"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(erased_at=None)

    def get_search_results(self, request, queryset, search_term):
        """« 06 12 34 56 78 » finds the number kept as +33612345678."""
        digits = re.sub(r"[\s.-]", "", search_term)
        return super().get_search_results(request, queryset, digits.lstrip("0") if digits.isdecimal() else search_term)

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if is_administrator(request.user) else [*fields, *ROLE_FIELDS, "is_cleared_for_minors"]

    def has_change_permission(self, request, obj=None) -> bool:
        """Nobody but an administrator touches an account that opens the back-office."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.is_staff or is_administrator(request.user))

    def get_inline_instances(self, request, obj=None):
        return super().get_inline_instances(request, obj) if obj else []

    @admin.display(description=_("name"), ordering="folded_name")
    def get_full_name(self, member) -> str:
        return member.get_full_name()

    @admin.display(description=_("phone"), ordering="phone")
    def phone_said(self, member) -> str:
        return member.phone.as_national if member.phone else ""

    @admin.action(description=_("Pause: out of the next moulines"), permissions=["change"])
    def pause(self, request, queryset):
        queryset.filter(paused_at=None).update(paused_at=timezone.now())

    @admin.action(description=_("Take part again"), permissions=["change"])
    def resume(self, request, queryset):
        queryset.update(paused_at=None)

    @admin.action(description=_("Name as facilitators"), permissions=["change"])
    def name_facilitator(self, request, queryset):
        queryset.update(is_facilitator=True)

    @admin.action(description=_("May accompany children"), permissions=["clear_for_minors"])
    def clear_for_minors(self, request, queryset):
        queryset.update(is_cleared_for_minors=True)

    def has_clear_for_minors_permission(self, request) -> bool:
        return is_administrator(request.user)


@admin.register(Household)
class HouseholdAdmin(FoldedSearch, AnimonsAdmin):
    team_may = ALL
    list_display = ["name"]
    search_fields = ["folded_name"]


@admin.register(Authorisation)
class AuthorisationAdmin(AnimonsAdmin):
    list_display = ["member", "guardian_name", "given_on", "ended_on", "recorded_by"]
    list_select_related = ["member", "recorded_by"]
    list_filter = ["given_on"]
    search_fields = ["member__folded_name", "guardian_name"]
    autocomplete_fields = ["member"]

    def save_model(self, request, obj, form, change):
        obj.recorded_by = obj.recorded_by or request.user
        super().save_model(request, obj, form, change)


@admin.register(Consent)
class ConsentAdmin(AnimonsAdmin):
    team_may = administrator_may = LOOK
    list_display = ["member", "topic", "given", "wording", "at"]
    list_select_related = ["member"]
    list_filter = ["topic", "given"]
    search_fields = ["member__folded_name"]
    date_hierarchy = "at"


admin.site.unregister(Group)
