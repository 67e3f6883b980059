"""Phone calls to make: the other way to tell people who have no e-mail."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exchanges.models.sessions import Session


class CallQuerySet(models.QuerySet["Call"]):
    def to_make(self) -> "CallQuerySet":
        return self.filter(done_at=None)

    def to_make_by(self, reader) -> "CallQuerySet":
        """Nobody calls themselves."""
        return self.to_make().exclude(member=reader)


class Call(models.Model):
    class About(models.TextChoices):
        INVITATION = "invitation", _("the invitation")
        REMINDER = "reminder", _("the reminder")
        MOVED = "moved", _("the new date or place")
        CANCELLED = "cancelled", _("the cancelled session")
        PLACE_FREE = "place_free", _("a place that came free")
        CONFIRMED = "confirmed", _("the confirmed session")
        TOO_FEW = "too_few", _("a session of fewer than three people")

    session = models.ForeignKey(Session, models.CASCADE, related_name="calls", verbose_name=_("session"))
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calls", verbose_name=_("resident")
    )
    about = models.CharField(_("about"), max_length=12, choices=About)
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
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.get_about_display()}"
