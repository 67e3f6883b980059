from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from exchanges.models import News, Project
from members.admin.base import ALL, CHANGE, LOOK, AnimonsAdmin
from members.admin.resources import SheetResource
from members.admin.sheet_files import ExportAdmin


class ProjectResource(SheetResource):
    group = Field("group__title", _("action group"))

    class Meta:
        model = Project
        fields = export_order = ["title", "group", "purpose", "opened_on", "ended_on"]


@admin.register(Project)
class ProjectAdmin(ExportAdmin):
    """Projects are born of a group of at least three people, on its page."""

    resource_classes = [ProjectResource]
    team_may = CHANGE
    administrator_may = ALL - {"add"}
    list_display = ["title", "group", "is_public", "opened_on", "ended_on", "page"]
    list_filter = ["is_public"]
    list_select_related = ["group"]
    search_fields = ["group__members__member__folded_name"]
    search_folded = ("title",)
    fields = ["page", "group", "title", "purpose", "is_public", "public_line", ("opened_on", "ended_on")]
    readonly_fields = ["page", "group"]
    date_hierarchy = "opened_on"

    @admin.display(description=_("page"))
    def page(self, project) -> str:
        return format_html('<a href="{}">{}</a>', reverse("project", args=[project.pk]), project.title)


@admin.register(News)
class NewsAdmin(AnimonsAdmin):
    """Who was told what became of their words: to read."""

    team_may = administrator_may = LOOK
    list_display = ["group", "about", "way", "asked_on", "told_on"]
    list_filter = ["about", "way"]
    list_select_related = ["group"]
    search_fields = ["member__folded_name"]
    search_folded = ("group__title",)
