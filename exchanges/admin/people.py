from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from exchanges.flows.leaving import children_who_leave_with, erase
from members.admin.people import MemberAdmin
from members.models import Member
from members.rules import may_let_go

admin.site.unregister(Member)


@admin.register(Member)
class NetworkMemberAdmin(MemberAdmin):
    """Residents, with what leaving the network means for groups and sessions."""

    actions = [*MemberAdmin.actions, "erase_people"]

    @admin.action(description=_("Erase these people (cannot be undone)"), permissions=["change"])
    def erase_people(self, request, queryset):
        """Asks first, with the names; people with rights give these back before they can be erased."""
        people = [member for member in queryset.order_by("folded_name", "pk") if may_let_go(request.user, member)]
        if kept := queryset.count() - len(people):
            sentence = ngettext(
                "%(count)s account of the team cannot be erased: take its rights away first.",
                "%(count)s accounts of the team cannot be erased: take their rights away first.",
                kept,
            )
            messages.warning(request, sentence % {"count": kept})
        if not people:
            return None
        if "sure" in request.POST:
            return self._erase(request, people)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Erase everything?"),
            "subtitle": None,
            "people": [(member, children_who_leave_with(member)) for member in people],
            "checkbox_name": ACTION_CHECKBOX_NAME,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/members/member/erase_people.html", context)

    def _erase(self, request, people: list[Member]) -> None:
        for member in people:
            member.refresh_from_db()
            if member.erased_at is None:  # a child may have gone with an adult of the same list
                self.log_deletions(request, [member])
                erase(member=member, by=request.user)
        sentence = ngettext("%(count)s person has been erased.", "%(count)s people have been erased.", len(people))
        messages.success(request, sentence % {"count": len(people)})
