"""Days on which no round plans anything."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Closure(models.Model):
    """From a day to another, both included. National public holidays are known without a row."""

    class Kind(models.TextChoices):
        CLOSED = "closed", _("the centre is closed")
        SCHOOL = "school", _("school holidays")
        HOLIDAY = "holiday", _("local public holiday")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CLOSED)
    name = models.CharField(_("name"), max_length=100)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("days left out")
        verbose_name_plural = _("days left out")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="closure_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
