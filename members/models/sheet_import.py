"""A spreadsheet brought in by the centre, from the file to its report.

The file is dropped as soon as its lines are in; what speaks of people (the report, the lines given back) a month later.
"""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SILENT_AFTER = datetime.timedelta(minutes=10)


class SheetImport(models.Model):
    class Kind(models.TextChoices):
        RESIDENTS = "residents", _("residents")
        VENUES = "venues", _("venues")
        SURVEY = "survey", _("answers to a questionnaire")

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("columns to check")
        PLANNED = "planned", _("to look at")
        APPLYING = "applying", _("under way")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    into = models.SlugField(
        _("brought into"),
        max_length=60,
        blank=True,
        db_index=False,
        help_text=_("Edition of a survey, by its number."),
    )
    file_name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(_("content"))
    mapping = models.JSONField(_("columns"), default=list, blank=True)
    accept_probable = models.BooleanField(_("merge probable duplicates"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED)
    lines = models.PositiveIntegerField(_("lines"), default=0)
    lines_done = models.PositiveIntegerField(_("lines done"), default=0)
    counts = models.JSONField(_("counts"), default=dict, blank=True)
    decisions = models.JSONField(_("decisions about probable duplicates"), default=dict, blank=True)
    report = models.JSONField(_("line by line"), default=list, blank=True)
    held_back = models.BinaryField(_("lines held back"), blank=True, default=b"")
    to_check = models.BinaryField(_("lines to check"), blank=True, default=b"")
    error = models.TextField(_("error"), blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    beat_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("import of a sheet")
        verbose_name_plural = _("imports of sheets")
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_under_way(self) -> bool:
        return self.state == self.State.APPLYING

    @property
    def is_silent(self) -> bool:
        """Under way, and no sign of life for a while: its worker has died."""
        return self.is_under_way and (self.beat_at is None or self.beat_at < timezone.now() - SILENT_AFTER)
