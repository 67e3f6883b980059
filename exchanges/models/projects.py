"""A project: what an action group takes on for longer than a session, « un four à pain pour le village »."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from exchanges.models.groups import ActionGroup
from surveys.models import Gathering


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, member) -> "ProjectQuerySet":
        """Staff see every project; others, those of the groups they belong to or facilitate."""
        return self.filter(group__in=ActionGroup.objects.visible_to(member).values("pk"))

    def shown(self) -> "ProjectQuerySet":
        """Those of which residents and visitors may read the title and the line written for them."""
        return self.filter(is_public=True)


class Project(models.Model):
    """It belongs to its group, which decides everything; the voices it came from are the group's."""

    group = models.OneToOneField(ActionGroup, models.CASCADE, related_name="project", verbose_name=_("action group"))
    title = models.CharField(_("title"), max_length=120)
    purpose = models.TextField(_("what it is for"), max_length=1000)
    is_public = models.BooleanField(_("shown to residents"), default=False)
    public_line = models.CharField(
        _("in one sentence, for the neighbours"), max_length=200, blank=True, help_text=_("No name of anybody.")
    )
    opened_on = models.DateField(_("opened on"), default=timezone.localdate)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    history = HistoricalRecords()

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("opened_on")),
                name="project_ends_after_it_opens",
                violation_error_message=_("A project does not end before it opens."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def gathering(self) -> Gathering | None:
        """The voices it came from."""
        return self.group.gathering
