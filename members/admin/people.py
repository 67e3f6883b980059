import re

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult
from import_export.fields import Field

from members.admin.base import ALL, LOOK, AnimonsAdmin, AnimonsInline
from members.admin.member_forms import MemberChangeForm, MemberCreationForm
from members.admin.resources import SheetResource
from members.admin.sheet_files import ExportAdmin
from members.flows.accounts import forget_former_emails
from members.flows.profile import pause_member, resume_member
from members.models import Authorisation, Availability, Consent, DatedException, Household, Member, Offer, Request
from members.rules import is_administrator, may_open_account_of

ROLE_FIELDS = ["is_staff", "is_superuser"]


class MemberResource(SheetResource):
    """What the centre needs on paper; neither needs nor sign-in details."""

    commune = Field("commune__name", _("village"))
    phone = Field("phone__as_national", Member._meta.get_field("phone").verbose_name)

    class Meta:
        model = Member
        fields = export_order = [
            "last_name", "first_name", "birth_year", "commune", "phone", "contact_email", "joined_at",
        ]  # fmt: skip


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
    """To read, and to open: a savoir is settled on the page of its own."""

    model = Offer
    team_may = administrator_may = LOOK
    show_change_link = True
    fields = ["words", "skill", "state", "max_learners"]


class RequestInline(AnimonsInline):
    model = Request
    team_may = administrator_may = LOOK
    show_change_link = True
    fields = ["words", "skill", "state", "waiting_since"]


@admin.register(Member)
class MemberAdmin(ExportAdmin, UserAdmin):
    """Residents. Only an administrator opens, changes or gives back-office accounts; nobody deletes a person."""

    resource_classes = [MemberResource]
    form = MemberChangeForm
    add_form = MemberCreationForm
    administrator_may = frozenset({"view", "add", "change"})
    list_display = ["get_full_name", "commune", "birth_year", "phone_said", "is_facilitator"]
    list_select_related = ["commune"]
    list_filter = ["is_active", "is_facilitator", "is_cleared_for_minors", "commune", "is_staff"]
    search_fields = ["folded_name", "phone", "contact_email", "email", "username"]
    search_help_text = _("A name, a phone or an e-mail")
    ordering = ["folded_name", "pk"]
    filter_horizontal = []
    autocomplete_fields = ["commune", "household", "companion", "guardians"]
    readonly_fields = ["page", "joined_at", "last_login", "brought_by", "is_active", "paused_at"]
    actions = ["pause", "resume", "name_facilitator", "clear_for_minors", "forget_second_step"]
    inlines = [OfferInline, RequestInline, AuthorisationInline, AvailabilityInline, DatedExceptionInline]
    fieldsets = [
        (
            None,
            {"fields": ["page", ("first_name", "last_name"), ("birth_year", "said_age_band"), "commune", "language"]},
        ),
        (_("To reach them"), {"fields": ["phone", "contact_email", ("shares_phone", "shares_email")]}),
        (_("Family"), {"fields": ["household", "guardians", "companion", "comes_with_facilitator"]}),
        (
            _("What they need to be able to come"),
            {
                "fields": [
                    "travel_km",
                    ("max_share", "max_learn"),
                    ("needs_step_free", "needs_ride"),
                    ("needs_large_print", "needs_slow_french"),
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
        """Nobody but an administrator touches an account that has rights."""
        return super().has_change_permission(request, obj) and (obj is None or may_open_account_of(request.user, obj))

    def get_inline_instances(self, request, obj=None):
        return super().get_inline_instances(request, obj) if obj else []

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            forget_former_emails(member=obj)

    @admin.display(description=_("page"))
    def page(self, member) -> str:
        if not member.pk:
            return ""
        return format_html('<a href="{}">{}</a>', reverse("person", args=[member.pk]), member.get_full_name())

    @admin.display(description=_("name"), ordering="folded_name")
    def get_full_name(self, member) -> str:
        return member.get_full_name()

    @admin.display(description=_("phone"), ordering="phone")
    def phone_said(self, member) -> str:
        return member.phone.as_national if member.phone else ""

    @admin.action(description=_("Pause: out of the next moulines"), permissions=["change"])
    def pause(self, request, queryset):
        for member in self._theirs_to_change(request, queryset):
            pause_member(member=member)

    @admin.action(description=_("Take part again"), permissions=["change"])
    def resume(self, request, queryset):
        """After a pause, or after having left."""
        for member in self._theirs_to_change(request, queryset):
            resume_member(member=member)
            if not member.is_active:
                member.is_active = True
                member.save(update_fields=["is_active"])

    @admin.action(description=_("Name as facilitators"), permissions=["change"])
    def name_facilitator(self, request, queryset):
        for member in self._theirs_to_change(request, queryset.filter(is_facilitator=False)):
            member.is_facilitator = True
            member.save(update_fields=["is_facilitator"])

    @admin.action(description=_("May accompany children"), permissions=["administer"])
    def clear_for_minors(self, request, queryset):
        for member in queryset.filter(is_cleared_for_minors=False):
            member.is_cleared_for_minors = True
            member.save(update_fields=["is_cleared_for_minors"])

    @admin.action(description=_("Sign in without the code of the phone (lost phone)"), permissions=["administer"])
    def forget_second_step(self, request, queryset):
        Authenticator.objects.filter(user__in=queryset).delete()
        self.message_user(request, _("They sign in without the code. They can set it up again in their account."))

    def has_administer_permission(self, request) -> bool:
        return is_administrator(request.user)

    def _theirs_to_change(self, request, queryset):
        """The people chosen, without those whose account only an administrator may change: said in a sentence."""
        if is_administrator(request.user):
            return queryset
        kept = queryset.filter(is_staff=True) | queryset.filter(is_superuser=True)
        if count := kept.count():
            sentence = ngettext(
                "%(count)s account of the team was left as it is: ask an administrator.",
                "%(count)s accounts of the team were left as they are: ask an administrator.",
                count,
            )
            messages.warning(request, sentence % {"count": count})
        return queryset.exclude(Q(is_staff=True) | Q(is_superuser=True))


@admin.register(Household)
class HouseholdAdmin(AnimonsAdmin):
    team_may = ALL
    list_display = ["name", "wish"]
    list_filter = ["wish"]
    search_fields = ["folded_name"]


@admin.register(Authorisation)
class AuthorisationAdmin(AnimonsAdmin):
    list_display = ["member", "guardian_name", "given_on", "ended_on", "recorded_by"]
    list_select_related = ["member", "recorded_by"]
    list_filter = ["given_on"]
    search_fields = ["member__folded_name"]
    search_folded = ("guardian_name",)
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


# Roles are three boxes of `Member`; what the packages keep of sign-ins and tasks is no page for a centre.
admin.site.unregister([Group, EmailAddress, Authenticator, DBTaskResult])
