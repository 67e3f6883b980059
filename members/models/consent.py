"""What people agreed to, dated, with the version of the wording they were shown."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class Consent(models.Model):
    class Topic(models.TextChoices):
        TERMS = "terms", _("how the network works")
        CONTACT = "contact", _("to be contacted")
        PHONE_TO_GROUPS = "phone_to_groups", _("phone shown to my groups")
        EMAIL_TO_GROUPS = "email_to_groups", _("e-mail shown to my groups")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents", verbose_name=_("resident")
    )
    topic = models.CharField(_("topic"), max_length=20, choices=Topic)
    given = models.BooleanField(_("given"))
    wording = models.CharField(_("version of the wording"), max_length=20)
    at = models.DateTimeField(_("date"), default=timezone.now)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.get_topic_display()} ({date_format(timezone.localdate(self.at))})"


class Authorisation(models.Model):
    """A guardian's authorisation for somebody under 18, on file until `ended_on`."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="authorisations", verbose_name=_("young person")
    )
    guardian_name = models.CharField(_("guardian's name"), max_length=160)
    given_on = models.DateField(_("given on"), default=timezone.localdate)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    wording = models.CharField(
        _("version of the wording"), max_length=20, blank=True, help_text=_("Empty: signed on paper.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    class Meta:
        verbose_name = _("guardian's authorisation")
        verbose_name_plural = _("guardians' authorisations")
        ordering = ["-given_on"]

    def __str__(self) -> str:
        return f"{self.member} – {self.guardian_name}"
