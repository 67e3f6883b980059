"""Where interviewers meet people, when, and with which phones."""

import datetime
import secrets

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from members.models import Commune
from members.wording import say_first_names
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
        ordering = [Lower("name"), "pk"]
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


class OutingQuerySet(models.QuerySet["Outing"]):
    def coming(self, *, on: datetime.date) -> "OutingQuerySet":
        return self.filter(date__gte=on)

    def past(self, *, on: datetime.date) -> "OutingQuerySet":
        return self.filter(date__lt=on)

    def visible_to(self, member) -> "OutingQuerySet":
        """All of them for the team; for residents, those they are named on, and those they may offer themselves for."""
        if member.is_staff:
            return self
        asked = models.Q(welcomes_volunteers=True, edition__state=Edition.State.OPEN)
        return self.filter(asked | models.Q(pk__in=member.outings.order_by().values("pk")))

    def with_sheets(self) -> "OutingQuerySet":
        """Each with `sheets`: how many came from it, by phone, on paper or from a spreadsheet."""
        return self.annotate(sheets=models.Count("responses", distinct=True))

    def short_of_people(self) -> "OutingQuerySet":
        """Fewer are named than it takes."""
        named = models.Count("interviewers", filter=models.Q(interviewers__is_active=True), distinct=True)
        return self.annotate(named=named).filter(named__lt=models.F("people_wanted"))


class Outing(models.Model):
    """`people_wanted`: how many interviewers it takes. `told_on`: when somebody said how many were met; until then
    `met` and `refused` say nothing. Those who would rather not are not among the people met."""

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
    people_wanted = models.PositiveSmallIntegerField(_("how many interviewers"), default=1)
    welcomes_volunteers = models.BooleanField(_("residents may offer themselves"), default=False)
    note = models.CharField(_("where to meet, what to bring"), max_length=300, blank=True)
    weather = models.CharField(_("weather, and how it went"), max_length=200, blank=True)
    met = models.PositiveSmallIntegerField(_("people met"), default=0)
    refused = models.PositiveSmallIntegerField(_("people who would rather not"), default=0)
    told_on = models.DateField(_("figures given on"), null=True, blank=True)

    objects = OutingQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=models.Q(people_wanted__gte=1),
                name="outing_takes_somebody",
                violation_error_message=_("An outing takes at least one person."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} ({self.date:%d/%m/%Y})"

    @property
    def names(self) -> list[str]:
        """First names of those who go, in the order of the alphabet; prefetched interviewers cost no query."""
        going = [member for member in self.interviewers.all() if member.is_active]
        return sorted(say_first_names((member.first_name, member.last_name) for member in going))

    @property
    def missing(self) -> int:
        """How many people it still takes."""
        return max(0, self.people_wanted - len(self.names))


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
