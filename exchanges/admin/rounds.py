from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from exchanges.models import Proposal, ProposalMember, Refusal, Round, Unserved
from exchanges.rounds.sentences import say_unblock, say_unserved_reason
from members.admin.base import ALL, LOOK, AnimonsAdmin, AnimonsInline, HistoryAdmin


class ReadingMixin:
    """Rows written by the mouline: to read here, to act upon on its pages."""

    team_may = administrator_may = LOOK


@admin.register(Round)
class RoundAdmin(ReadingMixin, AnimonsAdmin):
    list_display = ["__str__", "state", "requests_served", "requests_total", "asked_by", "created_at"]
    list_filter = ["state"]
    list_select_related = ["asked_by"]
    search_fields = ["first_day", "asked_by__folded_name"]
    date_hierarchy = "first_day"
    exclude = ["problem", "solution"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("problem", "solution")


class ProposalMemberInline(ReadingMixin, AnimonsInline):
    model = ProposalMember
    fields = ["member", "role"]


@admin.register(Proposal)
class ProposalAdmin(ReadingMixin, HistoryAdmin):
    list_display = ["skill", "venue", "date", "period", "state", "is_pinned", "people_count"]
    list_filter = ["state", "is_pinned", "venue"]
    list_select_related = ["skill", "venue"]
    search_fields = ["skill__folded_name", "people__member__folded_name"]
    date_hierarchy = "date"
    exclude = ["reasons"]
    inlines = [ProposalMemberInline]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number_of_people=Count("people"))

    @admin.display(description=ProposalMember._meta.verbose_name_plural)
    def people_count(self, proposal) -> int:
        return proposal.number_of_people


class ReasonFilter(admin.SimpleListFilter):
    title = _("reason")
    parameter_name = "reason"

    def lookups(self, request, model_admin):
        codes = model_admin.model.objects.order_by("reason").values_list("reason", flat=True).distinct()
        return [(code, say_unserved_reason(code)) for code in codes]

    def queryset(self, request, queryset):
        return queryset.filter(reason=self.value()) if self.value() else queryset


@admin.register(Unserved)
class UnservedAdmin(ReadingMixin, AnimonsAdmin):
    list_display = ["request", "reason_said", "unblock_said", "round"]
    list_filter = [ReasonFilter]
    fields = ["request", "reason_said", "unblock_said", "round"]
    list_select_related = ["request__skill", "round"]
    search_fields = ["request__folded_words", "request__member__folded_name"]

    @admin.display(description=_("reason"), ordering="reason")
    def reason_said(self, unserved) -> str:
        return say_unserved_reason(unserved.reason)

    @admin.display(description=_("what would unblock it"), ordering="unblock")
    def unblock_said(self, unserved) -> str:
        return say_unblock(unserved.unblock, unserved.details)


@admin.register(Refusal)
class RefusalAdmin(AnimonsAdmin):
    team_may = ALL
    list_display = ["member", "skill", "venue", "weekday", "period", "other_member", "created_at"]
    list_filter = ["weekday", "period", "venue"]
    list_select_related = ["member", "other_member", "skill", "venue"]
    search_fields = ["member__folded_name", "other_member__folded_name", "skill__folded_name"]
    autocomplete_fields = ["member", "other_member", "skill", "venue"]

    def save_model(self, request, obj, form, change):
        obj.created_by = obj.created_by or request.user
        super().save_model(request, obj, form, change)
