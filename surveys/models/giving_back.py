"""Giving back to residents: sentences chosen with care, and what the centre says it will do."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.models.coding import Code
from surveys.models.editions import Edition
from surveys.models.responses import Answer


class QuotationQuerySet(models.QuerySet["Quotation"]):
    def approved(self) -> "QuotationQuerySet":
        return self.exclude(approved_on=None)


class Quotation(models.Model):
    """A sentence to publish, as it will be read; published only once a person has looked at it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="quotations", verbose_name=_("edition"))
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="quotations", verbose_name=_("answer"))
    code = models.ForeignKey(
        Code, models.SET_NULL, null=True, blank=True, related_name="quotations", verbose_name=_("theme")
    )
    text = models.CharField(_("sentence as published"), max_length=400)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("chosen by")
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("looked at by"),
    )
    approved_on = models.DateField(_("looked at on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        verbose_name = _("sentence to publish")
        verbose_name_plural = _("sentences to publish")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Restitution(models.Model):
    """The page given back to residents: what the centre adds to the figures and the sentences."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="restitution", verbose_name=_("edition"))
    opening = models.TextField(_("a word to begin with"), blank=True)
    will_happen = models.TextField(_("what will happen"), blank=True, help_text=_("One thing per line."))
    has_happened = models.TextField(_("what already happened"), blank=True, help_text=_("One thing per line."))
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )

    class Meta:
        verbose_name = _("page given back to residents")
        verbose_name_plural = _("pages given back to residents")
        ordering = ["edition"]

    def __str__(self) -> str:
        return str(self.edition)
