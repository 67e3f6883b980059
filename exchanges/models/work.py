"""Work that is asked for on a page and done in the background: where it stands, and whether anybody is still at it."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Work(models.Model):
    """A row per piece of work. `exchanges.flows.work` takes it from the queue, keeps it alive and ends it."""

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        RUNNING = "running", _("under way")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    UNDER_WAY = (State.QUEUED, State.RUNNING)
    SILENT_AFTER = datetime.timedelta(seconds=30)

    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)
    beat_at = models.DateTimeField(_("last sign of life"), default=timezone.now, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("times it was begun"), default=0, editable=False)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        abstract = True

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY

    @property
    def asked_on(self) -> datetime.date:
        """The day on the centre's calendar."""
        return timezone.localdate(self.created_at)

    @property
    def is_silent(self) -> bool:
        """Begun, and whoever was at it gives no sign of life any more."""
        return self.state == self.State.RUNNING and self.beat_at < timezone.now() - self.SILENT_AFTER


def one_under_way(name: str, message: str) -> models.UniqueConstraint:
    """At most one row of this kind is queued or running."""
    return models.UniqueConstraint(
        models.Value(1),
        condition=models.Q(state__in=("queued", "running")),
        name=name,
        violation_error_message=message,
    )
