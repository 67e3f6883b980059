"""Phone calls to make: the other way to tell people who have no e-mail."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from exchanges.models.sessions import Session
from surveys.models import Outing


class CallQuerySet(models.QuerySet["Call"]):
    def to_make(self) -> "CallQuerySet":
        return self.filter(done_at=None)

    def to_make_by(self, reader) -> "CallQuerySet":
        """Nobody calls themselves."""
        return self.to_make().exclude(member=reader)

    def soonest_first(self) -> "CallQuerySet":
        return self.order_by(Coalesce(F("session__date"), F("day")), "created_at", "pk")


class Call(models.Model):
    """About a session; or about an outing, with what to say in `words`: the outing itself may be gone by then."""

    class About(models.TextChoices):
        INVITATION = "invitation", _("the invitation")
        REMINDER = "reminder", _("the reminder")
        MOVED = "moved", _("the new date or place")
        CANCELLED = "cancelled", _("the cancelled session")
        PLACE_FREE = "place_free", _("a place that came free")
        CONFIRMED = "confirmed", _("the confirmed session")
        TOO_FEW = "too_few", _("a session of fewer than three people")
        OUTING_NAMED = "outing_named", _("an outing")
        OUTING_MOVED = "outing_moved", _("an outing that changes")
        OUTING_CANCELLED = "outing_cancelled", _("an outing without them")

    session = models.ForeignKey(
        Session, models.CASCADE, null=True, blank=True, related_name="calls", verbose_name=_("session")
    )
    outing = models.ForeignKey(
        Outing, models.SET_NULL, null=True, blank=True, related_name="calls", verbose_name=_("outing")
    )
    day = models.DateField(_("day of the outing"), null=True, blank=True)
    words = models.CharField(_("what to say"), max_length=500, blank=True)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calls", verbose_name=_("resident")
    )
    about = models.CharField(_("about"), max_length=16, choices=About)
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    done_at = models.DateTimeField(_("made on"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("made by")
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call to make")
        verbose_name_plural = _("calls to make")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member", "about"],
                condition=Q(done_at=None),
                name="one_open_call_per_reason",
            ),
            models.CheckConstraint(
                condition=Q(session__isnull=False) | (~Q(words="") & Q(day__isnull=False)),
                name="call_about_something",
                violation_error_message=_("A call is about a session, or says its own words."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.get_about_display()}"
