"""When people are free: weekly half-days, and dated exceptions to them."""

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class Weekday(models.IntegerChoices):
    """Numbered as `datetime.date.weekday()`."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Period(models.IntegerChoices):
    """The three half-days of a day."""

    MORNING = 0, _("morning")
    AFTERNOON = 1, _("afternoon")
    EVENING = 2, _("evening")


class Availability(models.Model):
    """A member is usually free on this half-day of the week."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="availabilities", verbose_name=_("resident")
    )
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    period = models.PositiveSmallIntegerField(_("half-day"), choices=Period)

    class Meta:
        verbose_name = _("free half-day")
        verbose_name_plural = _("free half-days")
        ordering = ["weekday", "period"]
        constraints = [
            models.UniqueConstraint(fields=["member", "weekday", "period"], name="half_day_once_per_member"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.get_period_display()}"


class DatedException(models.Model):
    """From a day to another, both included, the member is away, or free besides the weekly half-days."""

    class Kind(models.TextChoices):
        AWAY = "away", _("away")
        FREE = "free", _("also free")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="dated_exceptions", verbose_name=_("resident")
    )
    kind = models.CharField(_("kind"), max_length=4, choices=Kind, default=Kind.AWAY)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    period = models.PositiveSmallIntegerField(
        _("half-day"), choices=Period, null=True, blank=True, help_text=_("Empty: the whole day.")
    )

    class Meta:
        verbose_name = _("days away or also free")
        verbose_name_plural = _("days away or also free")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="exception_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {date_format(self.first_day)} – {date_format(self.last_day)}"
