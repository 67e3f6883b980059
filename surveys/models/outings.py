"""Where interviewers meet people, when, and with which phones."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Commune
from surveys.models.editions import Edition

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz"


def make_place_code() -> str:
    """Six letters nobody mistakes for another, for the address behind a place's QR."""
    return "".join(secrets.choice(CODE_LETTERS) for _turn in range(6))


class Place(models.Model):
    """A school gate, a square, a workshop: never somebody's home."""

    name = models.CharField(_("name"), max_length=120)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="survey_places", verbose_name=_("village")
    )
    code = models.CharField(_("code of the link"), max_length=12, unique=True, default=make_place_code, editable=False)

    class Meta:
        verbose_name = _("meeting place")
        verbose_name_plural = _("meeting places")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "commune"],
                name="place_named_once",
                violation_error_message=_("This place is already there."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=models.Q(commune=None),
                name="place_without_village_named_once",
                violation_error_message=_("This place is already there."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Outing(models.Model):
    class Kind(models.TextChoices):
        SCHOOL = "school", _("school gate")
        QUARTER = "quarter", _("neighbourhood")
        WORKSHOP = "workshop", _("workshop")
        EVENT = "event", _("fête or event")
        MARKET = "market", _("market")
        DOOR = "door", _("door to door")
        DESK = "desk", _("welcome desk")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="outings", verbose_name=_("edition"))
    date = models.DateField(_("date"))
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("until"), null=True, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="outings", verbose_name=_("place"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    interviewers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="outings", verbose_name=_("interviewers")
    )
    note = models.CharField(_("where to meet, what to bring"), max_length=300, blank=True)
    weather = models.CharField(_("weather, and how it went"), max_length=200, blank=True)
    met = models.PositiveSmallIntegerField(_("people met"), default=0)
    refused = models.PositiveSmallIntegerField(_("people who would rather not"), default=0)

    class Meta:
        verbose_name = _("outing")
        verbose_name_plural = _("outings")
        ordering = ["date", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "date", "place", "kind"],
                name="outing_once",
                violation_error_message=_("This outing is already there."),
            ),
            models.CheckConstraint(
                condition=models.Q(starts_at=None)
                | models.Q(ends_at=None)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="outing_ends_after_it_starts",
                violation_error_message=_("The outing ends before it starts. Change one of the hours."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} ({self.date:%d/%m/%Y})"


class DeviceQuerySet(models.QuerySet["Device"]):
    def trusted(self) -> "DeviceQuerySet":
        return self.filter(revoked_at=None, interviewer__is_active=True)


class Device(models.Model):
    """A phone that may send sheets. Only the SHA-256 (hexadecimal) of its token is kept."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="devices", verbose_name=_("edition"))
    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="survey_devices", verbose_name=_("interviewer")
    )
    name = models.CharField(_("which phone"), max_length=80, blank=True)
    token_hash = models.CharField(_("fingerprint of the token"), max_length=64, unique=True, editable=False)
    added_on = models.DateField(_("added on"), auto_now_add=True)
    last_seen_on = models.DateField(_("last seen on"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("access withdrawn"), null=True, blank=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("interviewer's phone")
        verbose_name_plural = _("interviewers' phones")
        ordering = ["-added_on", "-pk"]

    def __str__(self) -> str:
        return self.name or str(self.interviewer)
