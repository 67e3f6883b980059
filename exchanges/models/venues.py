"""Neutral places where sessions are held: never a private home."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from members.fields import FoldedField
from members.models import Commune, Period, Weekday


class Venue(models.Model):
    class Keeper(models.TextChoices):
        """Who keeps the place; there is no choice for a private home."""

        CENTRE = "centre", _("social centre")
        TOWN_HALL = "town_hall", _("town hall")
        LIBRARY = "library", _("library")
        SCHOOL = "school", _("school")
        PARTNER = "partner", _("association or other partner")

    name = models.CharField(_("name"), max_length=120, unique=True)
    folded_name = FoldedField(of=("name",))
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="venues", verbose_name=_("village"))
    address = models.CharField(_("address"), max_length=200, blank=True)
    keeper = models.CharField(_("kept by"), max_length=10, choices=Keeper, default=Keeper.CENTRE)
    capacity = models.PositiveSmallIntegerField(_("places"), validators=[MinValueValidator(3)])
    step_free = models.BooleanField(_("no step to climb"), default=False)
    note = models.CharField(_("good to know"), max_length=200, blank=True, help_text=_("Car park, keys, oven…"))
    is_active = models.BooleanField(_("in use"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("venues")
        ordering = ["folded_name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__gte=3),
                name="venue_holds_three_people",
                violation_error_message=_("A place holds at least three people."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A place does not shrink below what a coming session already counts on."""
        if self.pk and self.capacity:
            coming = self.sessions.coming(on=timezone.localdate()).filter(capacity__gt=self.capacity)
            if larger := coming.order_by("date", "pk").first():
                sentence = _("%(session)s counts on %(count)s places here. Change that session first.")
                raise ValidationError({"capacity": sentence % {"session": larger, "count": larger.capacity}})


class VenueOpening(models.Model):
    """The place is usually ours on this half-day of the week."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="openings", verbose_name=_("place"))
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    period = models.PositiveSmallIntegerField(_("half-day"), choices=Period)

    class Meta:
        verbose_name = _("open half-day")
        verbose_name_plural = _("open half-days")
        ordering = ["weekday", "period"]
        constraints = [
            models.UniqueConstraint(fields=["venue", "weekday", "period"], name="opening_once_per_venue"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.get_period_display()}"


class VenueException(models.Model):
    """On this date the place is taken by somebody else, or open besides its usual half-days."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="exceptions", verbose_name=_("place"))
    date = models.DateField(_("date"))
    period = models.PositiveSmallIntegerField(
        _("half-day"), choices=Period, null=True, blank=True, help_text=_("Empty: the whole day.")
    )
    is_open = models.BooleanField(_("open"), default=False)

    class Meta:
        verbose_name = _("exception to the open half-days")
        verbose_name_plural = _("exceptions to the open half-days")
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["venue", "date", "period"], name="one_exception_per_half_day"),
            models.UniqueConstraint(
                fields=["venue", "date"], condition=models.Q(period=None), name="one_exception_per_whole_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venue} {date_format(self.date)}"
