from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from exchanges.models import Call, Participation, Session
from members.admin.base import CHANGE, LOOK, AnimonsAdmin, AnimonsInline, HistoryAdmin
from members.admin.resources import SheetResource
from members.admin.sheet_files import ExportAdmin


class SessionResource(SheetResource):
    venue = Field("venue__name", _("place"))

    class Meta:
        model = Session
        fields = export_order = [
            "code", "title", "date", "period", "venue", "state", "sharers", "learners", "companions", "capacity",
        ]  # fmt: skip


class ParticipationInline(AnimonsInline):
    model = Participation
    team_may = administrator_may = LOOK
    fields = ["member", "role", "answer", "came"]


@admin.register(Session)
class SessionAdmin(ExportAdmin):
    """Seats, answers, dates and states move on the session's own page, which minds every rule. Words change here."""

    resource_classes = [SessionResource]
    team_may = administrator_may = CHANGE
    list_display = ["title", "date", "period", "venue", "state", "taken_said", "page"]
    list_filter = ["state", "period", "venue", "skill__theme"]
    list_select_related = ["venue"]
    search_fields = ["code", "skill__folded_name", "venue__folded_name"]
    search_folded = ("title",)
    date_hierarchy = "date"
    autocomplete_fields = ["facilitators"]
    fields = [
        "page",
        "title",
        ("date", "period", "venue"),
        ("starts_at", "ends_at"),
        "facilitators",
        ("state", "capacity", "max_learners"),
        ("sharers", "learners", "companions"),
        "memory",
        ("invited_at", "closed_at", "closed_by"),
    ]
    readonly_fields = [
        "page",
        "date",
        "period",
        "venue",
        "starts_at",
        "ends_at",
        "state",
        "capacity",
        "max_learners",
        "sharers",
        "learners",
        "companions",
        "invited_at",
        "closed_at",
        "closed_by",
    ]
    inlines = [ParticipationInline]

    @admin.display(description=_("places taken"))
    def taken_said(self, session) -> str:
        return f"{session.taken} / {session.capacity}"

    @admin.display(description=_("page"))
    def page(self, session) -> str:
        return format_html('<a href="{}">{}</a>', reverse("session", args=[session.code]), session.code)


@admin.register(Participation)
class ParticipationAdmin(HistoryAdmin):
    team_may = administrator_may = LOOK
    list_display = ["member", "session", "role", "answer", "came", "date"]
    list_filter = ["answer", "role", "came"]
    list_select_related = ["member", "session"]
    search_fields = ["member__folded_name", "session__code", "session__skill__folded_name"]
    date_hierarchy = "date"


@admin.register(Call)
class CallAdmin(AnimonsAdmin):
    team_may = administrator_may = LOOK
    list_display = ["member", "session", "about", "created_at", "done_at", "done_by"]
    list_filter = ["about", ("done_at", admin.EmptyFieldListFilter)]
    list_select_related = ["member", "session", "done_by"]
    search_fields = ["member__folded_name", "session__code", "session__skill__folded_name"]
