"""What happened to mails and sheets: to read, not to write."""

from django.contrib import admin
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from members.admin.base import CHANGE, LOOK, AnimonsAdmin
from members.mail import send
from members.models import Message, SheetImport


@admin.register(Message)
class MessageAdmin(AnimonsAdmin):
    team_may = administrator_may = CHANGE
    list_display = ["subject", "member", "kind", "state", "created_at", "sent_at"]
    list_select_related = ["member"]
    list_filter = ["state", "kind"]
    search_fields = ["member__folded_name", "member__contact_email", "member__email"]
    date_hierarchy = "created_at"
    fields = readonly_fields = ["member", "kind", "subject", "text", "state", "tries", "created_at", "sent_at"]
    actions = ["send_again"]

    @admin.action(description=_("Send again what was not sent"), permissions=["change"])
    def send_again(self, request, queryset):
        unsent = queryset.exclude(state=Message.State.SENT)
        numbers = list(unsent.values_list("pk", flat=True))
        unsent.update(state=Message.State.WAITING, tries=0)
        transaction.on_commit(lambda: [send.enqueue(number) for number in numbers])


@admin.register(SheetImport)
class SheetImportAdmin(AnimonsAdmin):
    team_may = administrator_may = LOOK
    list_display = ["file_name", "kind", "state", "lines", "uploaded_by", "uploaded_at"]
    list_select_related = ["uploaded_by"]
    list_filter = ["kind", "state"]
    search_folded = ("file_name",)
    fields = ["page", "file_name", "kind", "state", "lines", "lines_done", "uploaded_by", "uploaded_at", "finished_at"]
    readonly_fields = ["page"]

    def get_queryset(self, request):
        """Without the files themselves, which may be large."""
        return super().get_queryset(request).defer("content", "report", "held_back", "to_check", "decisions")

    @admin.display(description=_("page"))
    def page(self, sheet) -> str:
        return format_html('<a href="{}">{}</a>', reverse("import", args=[sheet.pk]), sheet.file_name)
