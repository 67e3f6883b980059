"""The centre's own settings: one row, edited in the admin, shown on every page and paper."""

import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.fields import PhoneField


class Centre(models.Model):
    name = models.CharField(_("name"), max_length=120, default="Centre social")
    logo = models.FileField(
        _("logo"), upload_to="centre", blank=True, validators=[FileExtensionValidator(["png", "jpg", "jpeg"])]
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = PhoneField(_("phone"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    opening_hours = models.TextField(_("opening hours"), blank=True, help_text=_("One line per day or group of days."))
    max_people = models.PositiveSmallIntegerField(
        _("people in a small group, at most"),
        default=8,
        validators=[MinValueValidator(3), MaxValueValidator(20)],
        help_text=_("Sharers included."),
    )
    max_sharers = models.PositiveSmallIntegerField(
        _("sharers in a small group, at most"), default=2, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    roster_kept_months = models.PositiveSmallIntegerField(
        _("months before a signed roster is destroyed"), default=6, validators=[MaxValueValidator(60)]
    )
    round_weeks = models.PositiveSmallIntegerField(
        _("weeks a mouline looks ahead"), default=4, validators=[MinValueValidator(1), MaxValueValidator(13)]
    )
    far_km = models.PositiveSmallIntegerField(
        _("kilometres from which a village is far"),
        null=True,
        blank=True,
        default=15,
        help_text=_("Nobody is placed here in the morning and that far away in the afternoon. Empty: no matter."),
    )
    morning_starts = models.TimeField(_("mornings start at"), default=partial(datetime.time, 10))
    morning_ends = models.TimeField(_("mornings end at"), default=partial(datetime.time, 12))
    afternoon_starts = models.TimeField(_("afternoons start at"), default=partial(datetime.time, 14, 30))
    afternoon_ends = models.TimeField(_("afternoons end at"), default=partial(datetime.time, 16, 30))
    evening_starts = models.TimeField(_("evenings start at"), default=partial(datetime.time, 18, 30))
    evening_ends = models.TimeField(_("evenings end at"), default=partial(datetime.time, 20, 30))

    class Meta:
        verbose_name = verbose_name_plural = _("the centre's settings")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="only_one_centre"),
            models.CheckConstraint(
                condition=models.Q(max_people__gte=3),
                name="small_group_of_three_at_least",
                violation_error_message=_("A small group has at least three people."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Half-days that end after they start, and small groups where two can learn."""
        wrong = {}
        for name in ("morning", "afternoon", "evening"):
            starts, ends = getattr(self, f"{name}_starts"), getattr(self, f"{name}_ends")
            if starts and ends and ends <= starts:
                wrong[f"{name}_ends"] = _("This half-day ends before it starts.")
        if self.max_people and self.max_sharers and self.max_sharers > self.max_people - 2:
            wrong["max_sharers"] = _("Leave at least two places for people who learn.")
        if wrong:
            raise ValidationError(wrong)

    @classmethod
    def load(cls) -> "Centre":
        """The one row, or the defaults, unsaved, before anybody wrote it."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def hours_of(self, period: int) -> tuple[datetime.time, datetime.time]:
        """Usual start and end of a half-day: 0 morning, 1 afternoon, 2 evening."""
        name = ("morning", "afternoon", "evening")[period]
        return getattr(self, f"{name}_starts"), getattr(self, f"{name}_ends")
