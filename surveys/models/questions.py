"""Questions of a version, and the choices they offer."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.fields import KeyField, TextsField
from surveys.languages import say
from surveys.models.editions import Version


class Question(models.Model):
    """Its key is the same in every version, and answers are counted by it."""

    class Kind(models.TextChoices):
        TEXT = "text", _("words")
        ONE_CHOICE = "one_choice", _("one choice")
        SEVERAL_CHOICES = "several_choices", _("several choices")
        SCALE = "scale", _("scale")
        SAVOIRS_HAVE = "savoirs_have", _("savoirs I have")
        SAVOIRS_SEEK = "savoirs_seek", _("savoirs I look for")
        READY_TO = "ready_to", _("what I am ready to do")
        AGE = "age", _("age band")
        VILLAGE = "village", _("village")

    ABOUT_THE_PERSON = (Kind.AGE, Kind.VILLAGE)
    """Kept on the sheet itself, not as answers; asked once at most. Keys of an age's choices are `AgeBand` values."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="questions", verbose_name=_("version"))
    key = KeyField(_("key"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.TEXT)
    texts = TextsField(_("question"))
    help_texts = TextsField(_("help"), blank=True)
    pictogram = models.CharField(_("pictogram"), max_length=30, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_required = models.BooleanField(_("must be answered"), default=False)
    scale_max = models.PositiveSmallIntegerField(
        _("highest figure of the scale"), default=5, validators=[MinValueValidator(2), MaxValueValidator(10)]
    )
    low_texts = TextsField(_("what 1 means"), blank=True)
    high_texts = TextsField(_("what the highest figure means"), blank=True)
    shown_if = models.ManyToManyField(
        "surveys.Choice",
        blank=True,
        related_name="reveals",
        verbose_name=_("asked when one of these was chosen"),
        help_text=_("Choices of earlier questions. None: always asked."),
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["version", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"],
                name="question_key_once",
                violation_error_message=_("Another question already has this key."),
            ),
            models.UniqueConstraint(
                fields=["version", "kind"],
                condition=models.Q(kind__in=("age", "village")),
                name="about_the_person_once",
                violation_error_message=_("Age and village are asked once."),
            ),
            models.CheckConstraint(
                condition=models.Q(scale_max__gte=2, scale_max__lte=10),
                name="scale_of_2_to_10",
                violation_error_message=_("A scale goes from 1 to a figure between 2 and 10."),
            ),
        ]

    def __str__(self) -> str:
        return say(self.texts, "fr") or self.key


class Choice(models.Model):
    question = models.ForeignKey(Question, models.CASCADE, related_name="choices", verbose_name=_("question"))
    key = KeyField(_("key"))
    texts = TextsField(_("words"))
    pictogram = models.CharField(_("pictogram"), max_length=30, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    opens_text = models.BooleanField(_("with words to add (“other: …”)"), default=False)

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering = ["question", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "key"],
                name="choice_key_once",
                violation_error_message=_("Another choice of this question already has this key."),
            ),
        ]

    def __str__(self) -> str:
        return say(self.texts, "fr") or self.key
