from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.admin.base import KEEP, LOOK, AnimonsAdmin
from members.models import Centre


@admin.register(Centre)
class CentreAdmin(AnimonsAdmin):
    """One row: the list leads straight to it."""

    team_may = LOOK
    administrator_may = KEEP
    fieldsets = [
        (None, {"fields": ["name", "logo", "address", "phone", "email", "opening_hours"]}),
        (_("The small group"), {"fields": ["max_people", "max_sharers"]}),
        (
            _("Hours of the half-days"),
            {
                "fields": [
                    ("morning_starts", "morning_ends"),
                    ("afternoon_starts", "afternoon_ends"),
                    ("evening_starts", "evening_ends"),
                ]
            },
        ),
        (_("The mouline and the papers"), {"fields": ["round_weeks", "far_km", "roster_kept_months"]}),
    ]

    def has_add_permission(self, request, obj=None) -> bool:
        return super().has_add_permission(request) and not Centre.objects.exists()

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)

    def changelist_view(self, request, extra_context=None):
        if Centre.objects.exists() and self.may(request, "view"):
            return HttpResponseRedirect(reverse("admin:members_centre_change", args=[1]))
        return super().changelist_view(request, extra_context)
