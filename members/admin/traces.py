"""What happened to mails and sheets: to read, not to write."""

from django.contrib import admin
from django.db import transaction
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
    search_fields = ["member__folded_name", "subject"]
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
    search_fields = ["file_name"]
    fields = readonly_fields = [
        "file_name",
        "kind",
        "state",
        "lines",
        "counts",
        "uploaded_by",
        "uploaded_at",
        "finished_at",
    ]
