"""Reading together (« dépouillement »): themes people speak of, and the words of an answer where they do."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.fields import FoldedField
from surveys.models.editions import Edition, Survey
from surveys.models.responses import Answer


class CodeQuerySet(models.QuerySet["Code"]):
    def in_use(self) -> "CodeQuerySet":
        return self.filter(merged_into=None)


class Code(models.Model):
    """A theme of what people say (« transports »), with its definition; merged, it stays to tell where it went."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="codes", verbose_name=_("survey"))
    name = models.CharField(_("name"), max_length=80)
    folded_name = FoldedField(of=("name",))
    definition = models.CharField(_("what it holds, and what it does not"), max_length=400, blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("wider theme")
    )
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    shortcut = models.CharField(_("key on the keyboard"), max_length=1, blank=True)

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme of expression")
        verbose_name_plural = _("themes of expression")
        ordering = ["folded_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "folded_name"],
                condition=models.Q(merged_into=None),
                name="code_named_once",
                violation_error_message=_("A theme already has this name."),
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("id")),
                name="code_merged_into_another",
                violation_error_message=_("Choose another theme to merge into."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CodeChange(models.Model):
    """History of the themes: who changed what, when. It never holds words of an answer."""

    class Action(models.TextChoices):
        CREATED = "created", _("created")
        RENAMED = "renamed", _("renamed")
        REDEFINED = "redefined", _("defined anew")
        MOVED = "moved", _("moved")
        MERGED = "merged", _("merged")
        SPLIT = "split", _("split")

    code = models.ForeignKey(Code, models.CASCADE, related_name="changes", verbose_name=_("theme"))
    action = models.CharField(_("change"), max_length=10, choices=Action)
    before = models.CharField(_("before"), max_length=400, blank=True)
    after = models.CharField(_("after"), max_length=400, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("date"), default=timezone.now)

    class Meta:
        verbose_name = _("change of a theme")
        verbose_name_plural = _("changes of themes")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.code} – {self.get_action_display()}"


class Segment(models.Model):
    """Words of an answer, `text[start:end]` in characters, that speak of something."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="segments", verbose_name=_("answer"))
    start = models.PositiveIntegerField(_("first character"))
    end = models.PositiveIntegerField(_("after the last character"))
    codes = models.ManyToManyField(Code, through="Coding", related_name="segments", verbose_name=_("themes"))

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering = ["answer", "start", "end"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "start", "end"],
                name="segment_once",
                violation_error_message=_("These words are already cut out."),
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="segment_holds_words",
                violation_error_message=_("Select at least one word."),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        return self.answer.text[self.start : self.end]


class CodingQuerySet(models.QuerySet["Coding"]):
    def visible_to(self, coder) -> "CodingQuerySet":
        """One's own, and others' except on answers that are being read twice: there nobody sees the other's."""
        apart = CodingSample.objects.filter(answers=models.OuterRef("segment__answer"), measured_on=None)
        return self.filter(models.Q(coder=coder) | ~models.Exists(apart))


class Coding(models.Model):
    """One person says that a segment speaks of a theme; two may, each without seeing the other."""

    segment = models.ForeignKey(Segment, models.CASCADE, related_name="codings", verbose_name=_("segment"))
    code = models.ForeignKey(Code, models.CASCADE, related_name="codings", verbose_name=_("theme"))
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="codings", verbose_name=_("read by")
    )

    objects = CodingQuerySet.as_manager()

    class Meta:
        verbose_name = _("coding")
        verbose_name_plural = _("codings")
        ordering = ["segment", "code", "pk"]
        constraints = [models.UniqueConstraint(fields=["segment", "code", "coder"], name="coding_once_per_coder")]

    def __str__(self) -> str:
        return f"{self.segment_id} – {self.code}"


class Reading(models.Model):
    """This coder has finished with this answer, even when nothing was to be coded (« RAS »)."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="readings", verbose_name=_("answer"))
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="readings", verbose_name=_("read by")
    )

    class Meta:
        verbose_name = _("answer read")
        verbose_name_plural = _("answers read")
        ordering = ["answer", "pk"]
        constraints = [models.UniqueConstraint(fields=["answer", "coder"], name="reading_once_per_coder")]

    def __str__(self) -> str:
        return str(self.answer_id)


class CodingSample(models.Model):
    """Answers drawn to be read by two people apart, to see how far they agree (Cohen's kappa).

    When both have read them all, their agreement is measured once, and what each said is open to everybody.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="samples", verbose_name=_("edition"))
    drawn_on = models.DateField(_("drawn on"), default=timezone.localdate)
    coders = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="samples", verbose_name=_("readers"))
    answers = models.ManyToManyField(Answer, related_name="samples", verbose_name=_("answers"))
    measured_on = models.DateField(_("agreement measured on"), null=True, blank=True, editable=False)
    measured = models.JSONField(
        _("agreement"),
        default=dict,
        blank=True,
        editable=False,
        help_text=_("Per theme: answers where both saw it, the first alone, the second alone, neither."),
    )

    class Meta:
        verbose_name = _("sample read twice")
        verbose_name_plural = _("samples read twice")
        ordering = ["-drawn_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.edition} ({self.drawn_on:%d/%m/%Y})"
