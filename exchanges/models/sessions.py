"""A session: one meeting of a group, in a place, within one half-day."""

import datetime
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from exchanges.models.groups import ActionGroup
from exchanges.models.venues import Venue
from members.models import Period, Skill

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def new_code() -> str:
    """Five letters and figures that cannot be taken for one another, said easily on the phone."""
    return "".join(secrets.choice(CODE_LETTERS) for _unused in range(5))


class SessionQuerySet(models.QuerySet["Session"]):
    def living(self) -> "SessionQuerySet":
        """Sessions that hold their room: neither cancelled nor reported as not held."""
        return self.filter(state__in=Session.LIVING)

    def coming(self, *, on: datetime.date) -> "SessionQuerySet":
        return self.filter(state__in=Session.AHEAD, date__gte=on)

    def public(self) -> "SessionQuerySet":
        """Sessions that visitors may see, without any name."""
        return self.filter(state__in=(Session.State.ANNOUNCED, Session.State.CONFIRMED))

    def visible_to(self, member) -> "SessionQuerySet":
        """Staff see everything; others the announced ones, those they are asked to, their groups’, those they hold."""
        if getattr(member, "is_staff", False):
            return self
        shown = Q(state__in=(Session.State.ANNOUNCED, Session.State.CONFIRMED))
        if member.is_authenticated:
            told = ("invited", "yes", "waiting", "no", "withdrawn")
            shown |= Q(participations__member=member, participations__answer__in=told)
            shown |= Q(group__members__member=member, group__members__left_at=None)
            shown |= Q(facilitators=member) | Q(group__facilitators=member)
        return self.filter(pk__in=self.model.objects.filter(shown).values("pk"))

    def facilitated_by(self, member) -> "SessionQuerySet":
        return self.filter(Q(facilitators=member) | Q(group__facilitators=member)).distinct()

    def printable_by(self, member) -> "SessionQuerySet":
        """Whose roster this person may hold: all for staff; else those they facilitate, or whose sheet they keep."""
        if getattr(member, "is_staff", False):
            return self
        keeps = Q(group__tasks__kind="hold_roster", group__tasks__held_by=member)
        return self.filter(Q(facilitators=member) | Q(group__facilitators=member) | keeps).distinct()

    def in_week(self, monday: datetime.date) -> "SessionQuerySet":
        return self.filter(date__range=(monday, monday + datetime.timedelta(days=6)))

    def lines(self, *more: str) -> models.QuerySet:
        """A line of a list each, as plain values, which cost half of whole rows: no name of anybody.

        `more` names further fields.
        """
        return self.values(
            *more,
            "code",
            "title",
            "state",
            "date",
            "starts_at",
            "ends_at",
            place=F("venue__name"),
            theme=F("skill__theme__name"),
            free=F("capacity") - F("sharers") - F("learners") - F("companions"),
        )

    def to_close(self, *, on: datetime.date) -> "SessionQuerySet":
        """Sessions that have passed and nobody has closed."""
        return self.filter(state__in=Session.AHEAD, date__lt=on)


class Session(models.Model):
    class State(models.TextChoices):
        TO_SETTLE = "to_settle", _("to settle")
        ANNOUNCED = "announced", _("announced")
        CONFIRMED = "confirmed", _("confirmed")
        HELD = "held", _("held")
        NOT_HELD = "not_held", _("did not take place")
        CANCELLED = "cancelled", _("cancelled")

    AHEAD = (State.TO_SETTLE, State.ANNOUNCED, State.CONFIRMED)
    LIVING = (*AHEAD, State.HELD)
    CORRECTION = datetime.timedelta(days=7)

    code = models.CharField(_("code"), max_length=8, unique=True, default=new_code, editable=False)
    group = models.ForeignKey(ActionGroup, models.PROTECT, related_name="sessions", verbose_name=_("group"))
    title = models.CharField(_("title"), max_length=120)
    skill = models.ForeignKey(
        Skill, models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("savoir")
    )
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="sessions", verbose_name=_("place"))
    date = models.DateField(_("date"))
    period = models.PositiveSmallIntegerField(_("half-day"), choices=Period)
    starts_at = models.TimeField(_("starts at"))
    ends_at = models.TimeField(_("ends at"))
    facilitators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="facilitated_sessions", verbose_name=_("facilitators")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.TO_SETTLE)
    capacity = models.PositiveSmallIntegerField(
        _("places"), help_text=_("Everybody counted: sharers, learners, companions.")
    )
    max_learners = models.PositiveSmallIntegerField(_("learners, at most"), default=7)
    sharers = models.PositiveSmallIntegerField(_("sharers"), default=0, editable=False)
    learners = models.PositiveSmallIntegerField(_("learners"), default=0, editable=False)
    companions = models.PositiveSmallIntegerField(_("companions"), default=0, editable=False)
    memory = models.CharField(_("a word to remember it by"), max_length=300, blank=True)
    invited_at = models.DateTimeField(_("invitations sent on"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("first confirmed on"), null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(_("reminder sent on"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("closed by")
    )
    created_at = models.DateTimeField(_("made on"), default=timezone.now, editable=False)

    history = HistoricalRecords(excluded_fields=["memory"])

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["date", "period", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "date", "period"],
                condition=Q(state__in=("to_settle", "announced", "confirmed", "held")),
                name="no_room_twice",
                violation_error_message=_("This place is already taken on that half-day."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("confirmed", "held")) | Q(sharers__gte=1, learners__gte=2),
                name="never_one_to_one",
                violation_error_message=_("A session needs at least one person who shares and two who learn."),
            ),
            models.CheckConstraint(
                condition=Q(state="held") | Q(capacity__gte=F("sharers") + F("learners") + F("companions")),
                name="never_one_too_many",
                violation_error_message=_("There are more people than places."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=3, max_learners__gte=2),
                name="session_of_three_at_least",
                violation_error_message=_("A session has at least three places."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
                violation_error_message=_("The session ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} – {date_format(self.date)}"

    def clean(self) -> None:
        """Says in words what the constraints hold, forms that leave the counters out included."""
        if self.state in (self.State.CONFIRMED, self.State.HELD) and not self.has_minimum:
            raise ValidationError(_("A session needs at least one person who shares and two who learn."))
        if self.venue_id and self.capacity and self.capacity > self.venue.capacity:
            raise ValidationError(
                {"capacity": _("This place holds %(count)s people.") % {"count": self.venue.capacity}}
            )
        if self.capacity and self.state != self.State.HELD and self.taken > self.capacity:
            raise ValidationError({"capacity": _("There are more people than places.")})

    @property
    def taken(self) -> int:
        return self.sharers + self.learners + self.companions

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken)

    @property
    def has_minimum(self) -> bool:
        return self.sharers >= 1 and self.learners >= 2

    @property
    def is_ahead(self) -> bool:
        return self.state in self.AHEAD

    @property
    def is_correctable(self) -> bool:
        """Closed less than seven days ago: who came may still be put right."""
        closed = self.state in (self.State.HELD, self.State.NOT_HELD) and self.closed_at is not None
        return closed and timezone.now() < self.closed_at + self.CORRECTION

    @property
    def is_living(self) -> bool:
        return self.state in self.LIVING
