"""Giving back to residents: sentences chosen with care, and what the centre says it will do."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.models.coding import Code
from surveys.models.editions import Edition
from surveys.models.responses import Answer


class QuotationQuerySet(models.QuerySet["Quotation"]):
    def readable(self) -> "QuotationQuerySet":
        """Those whose answer may be read: what waits for review is nobody's to choose, approve or publish."""
        return self.filter(answer__in=Answer.objects.readable().order_by().values("pk"))

    def approved(self) -> "QuotationQuerySet":
        """Those that may be published."""
        return self.readable().exclude(approved_on=None)

    def to_approve(self) -> "QuotationQuerySet":
        return self.readable().filter(approved_on=None)


class Quotation(models.Model):
    """A sentence to publish, as it will be read; published only once a person has looked at it.

    It was cut out of its answer, `answer.text[start:end]`; `text` is what a person made of it.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="quotations", verbose_name=_("edition"))
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="quotations", verbose_name=_("answer"))
    start = models.PositiveIntegerField(_("first character"))
    end = models.PositiveIntegerField(_("after the last character"))
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
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "start", "end"],
                name="sentence_chosen_once",
                violation_error_message=_("This sentence is already chosen."),
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="sentence_holds_words",
                violation_error_message=_("Select at least one word."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def said(self) -> str:
        """The words as they were said."""
        return self.answer.text[self.start : self.end]

    @property
    def is_approved(self) -> bool:
        return self.approved_on is not None


class RestitutionQuerySet(models.QuerySet["Restitution"]):
    def published(self) -> "RestitutionQuerySet":
        """What anyone may read, the latest first."""
        return self.exclude(published_on=None).order_by("-published_on", "-pk")


class Restitution(models.Model):
    """The page given back to residents: what the centre adds to the figures and the sentences.

    The words of the fields are those being written. `shown` is what was published: these words, and the keys of the
    sentences. `figures` were counted when the page was first published, and stay with it; `counts` are all the counts
    they were drawn from, small ones too, so that figures counted again later give nothing away by subtraction.
    """

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="restitution", verbose_name=_("edition"))
    opening = models.TextField(_("a word to begin with"), blank=True)
    will_happen = models.TextField(_("what will happen"), blank=True, help_text=_("One thing per line."))
    has_happened = models.TextField(_("what already happened"), blank=True, help_text=_("One thing per line."))
    figures = models.JSONField(_("figures published"), default=dict, blank=True, editable=False)
    counts = models.JSONField(_("what they were counted from"), default=dict, blank=True, editable=False)
    shown = models.JSONField(_("words and sentences published"), default=dict, blank=True, editable=False)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )

    objects = RestitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("page given back to residents")
        verbose_name_plural = _("pages given back to residents")
        ordering = ["edition"]

    def __str__(self) -> str:
        return str(self.edition)
