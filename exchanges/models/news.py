"""« Votre idée est devenue… »: who was told, or is to be called, once for each thing their words became."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exchanges.models.groups import ActionGroup
from surveys.models import SlipLink


class NewsQuerySet(models.QuerySet["News"]):
    def to_call(self) -> "NewsQuerySet":
        return self.filter(way=News.Way.CALL, told_on=None)


class News(models.Model):
    """A resident, or somebody who agreed that their sheet leads to their contact slip, is told what a group became.

    Kept to tell nobody twice. It hangs on the link, not on the slip: when the person takes their yes back, it goes.
    """

    class About(models.TextChoices):
        GROUP = "group", _("a group")
        PROJECT = "project", _("a project")
        SESSION = "session", _("a session")

    class Way(models.TextChoices):
        MAIL = "mail", _("by e-mail")
        CALL = "call", _("on the phone")

    group = models.ForeignKey(ActionGroup, models.CASCADE, related_name="news", verbose_name=_("group"))
    about = models.CharField(_("about"), max_length=7, choices=About)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="news", verbose_name=_("resident")
    )
    link = models.ForeignKey(
        SlipLink, models.CASCADE, null=True, blank=True, related_name="news", verbose_name=_("link agreed to")
    )
    way = models.CharField(_("how"), max_length=4, choices=Way)
    asked_on = models.DateField(_("asked for"), default=timezone.localdate)
    told_on = models.DateField(_("told on"), null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("told by")
    )

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("news given")
        verbose_name_plural = _("news given")
        ordering = ["asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "about", "member"], name="resident_told_once"),
            models.UniqueConstraint(fields=["group", "about", "link"], name="linked_person_told_once"),
            models.CheckConstraint(
                condition=Q(member=None, link__isnull=False) | Q(member__isnull=False, link=None),
                name="news_for_one_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} – {self.get_about_display()}"
