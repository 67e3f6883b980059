"""Sheets as they were answered. Days only, no hours, no history, and nothing that says who answered."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import AgeBand, Commune, SheetImport
from surveys.languages import NAMES
from surveys.models.editions import Edition, Version
from surveys.models.outings import Outing, Place
from surveys.models.questions import Question


class Response(models.Model):
    """One sheet. Its uuid is made where it was started, so that the same sheet sent twice is one row."""

    class Channel(models.TextChoices):
        WEB = "web", _("web")
        PHONE = "phone", _("interviewer's phone")
        PAPER = "paper", _("paper")
        IMPORT = "import", _("spreadsheet")

    uuid = models.UUIDField(_("number made where it was started"), unique=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="responses", verbose_name=_("edition"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="responses", verbose_name=_("version"))
    channel = models.CharField(_("how it came"), max_length=6, choices=Channel)
    outing = models.ForeignKey(
        Outing, models.PROTECT, null=True, blank=True, related_name="responses", verbose_name=_("outing")
    )
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responses",
        verbose_name=_("place"),
        help_text=_("The outing's, or the one of the QR."),
    )
    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=2, choices=list(NAMES.items()), default="fr")
    age_band = models.CharField(_("age band"), max_length=10, choices=AgeBand, default=AgeBand.UNKNOWN)
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="responses", verbose_name=_("village")
    )
    sheet_number = models.PositiveIntegerField(_("number of the paper sheet"), null=True, blank=True)
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("keyed by")
    )
    brought_by = models.ForeignKey(
        SheetImport,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="responses",
        verbose_name=_("brought in from a sheet"),
    )

    class Meta:
        verbose_name = _("sheet")
        verbose_name_plural = _("sheets")
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["edition", "day"], name="response_edition_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "sheet_number"],
                name="paper_sheet_once",
                violation_error_message=_("This sheet is already keyed. Check the number at the top of the sheet."),
            ),
            models.CheckConstraint(
                condition=models.Q(sheet_number=None) | models.Q(sheet_number__gte=1),
                name="paper_sheet_number_from_1",
                violation_error_message=_("Sheet numbers start at 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.sheet_number or self.uuid}"


class AnswerQuerySet(models.QuerySet["Answer"]):
    def waiting_for_review(self) -> "AnswerQuerySet":
        return self.filter(review=Answer.Review.WAITING)

    def readable(self) -> "AnswerQuerySet":
        """Words that may be read by the team, coded and counted: what waits for review is left out."""
        return self.exclude(text="").exclude(review=Answer.Review.WAITING)


class Answer(models.Model):
    """What was said to one question: words, a figure, keys of choices, or words beside choices (“other: …”)."""

    class Review(models.TextChoices):
        NOT_NEEDED = "", _("nothing to check")
        WAITING = "waiting", _("to check")
        KEPT = "kept", _("checked, kept")
        CHANGED = "changed", _("checked, words taken out")
        REMOVED = "removed", _("text removed")

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers", verbose_name=_("sheet"))
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers", verbose_name=_("question"))
    text = models.TextField(_("words"), blank=True)
    number = models.SmallIntegerField(_("figure"), null=True, blank=True)
    choices = models.JSONField(_("keys of the choices"), default=list, blank=True)
    review = models.CharField(_("review"), max_length=8, choices=Review, default=Review.NOT_NEEDED, blank=True)
    flags = models.JSONField(
        _("what it seems to hold"),
        default=list,
        blank=True,
        help_text=_("Health, religion, origin, politics, a hard time, a name, a phone."),
    )
    flagged_on = models.DateField(_("to check since"), null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["response", "question__position", "pk"]
        indexes = [
            models.Index(fields=["flagged_on"], condition=models.Q(review="waiting"), name="answer_to_review"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["response", "question"], name="one_answer_per_question"),
            models.CheckConstraint(
                condition=~models.Q(review="waiting") | models.Q(flagged_on__isnull=False),
                name="waiting_since_a_day",
                violation_error_message=_("Say since when this text waits for review."),
            ),
        ]

    def __str__(self) -> str:
        return self.text or ", ".join(self.choices) or str("" if self.number is None else self.number)


class SecondKeying(models.Model):
    """A paper sheet keyed again by somebody else, to compare; deleted once the differences are settled."""

    response = models.OneToOneField(Response, models.CASCADE, related_name="second_keying", verbose_name=_("sheet"))
    answers = models.JSONField(
        _("answers keyed"), default=dict, help_text=_("As `surveys.questionnaire` reads them: key to value.")
    )
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("keyed by")
    )

    class Meta:
        verbose_name = _("second keying")
        verbose_name_plural = _("second keyings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.response)
