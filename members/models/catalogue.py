"""The catalogue: themes, savoirs, and the everyday words for them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.fields import FoldedField
from members.folding import fold


class Theme(models.Model):
    name = models.CharField(_("name"), max_length=80, unique=True)
    pictogram = models.CharField(_("pictogram"), max_length=30, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Skill(models.Model):
    """A savoir of the catalogue."""

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="skills", verbose_name=_("theme"))
    name = models.CharField(_("name"), max_length=120, unique=True)
    folded_name = FoldedField(of=("name",))
    pictogram = models.CharField(_("pictogram"), max_length=30, blank=True)
    is_active = models.BooleanField(_("in the catalogue"), default=True)

    class Meta:
        verbose_name = _("savoir")
        verbose_name_plural = _("savoirs")
        ordering = ["folded_name"]

    def __str__(self) -> str:
        return self.name

    @property
    def icon(self) -> str:
        """Name of the pictogram, the theme's when the savoir has none."""
        return self.pictogram or self.theme.pictogram


class SkillTerm(models.Model):
    """Everyday words for a savoir. A centre's own words win over shipped ones."""

    class Source(models.TextChoices):
        SHIPPED = "shipped", _("shipped with Animons")
        CENTRE = "centre", _("the centre's own")

    skill = models.ForeignKey(Skill, models.CASCADE, related_name="terms", verbose_name=_("savoir"))
    phrase = models.CharField(_("words"), max_length=200)
    folded_phrase = FoldedField(of=("phrase",))
    weight = models.FloatField(
        _("weight"),
        default=1,
        validators=[MinValueValidator(0.05), MaxValueValidator(1)],
        help_text=_("1 when these words speak for this savoir alone, less when they speak for several."),
    )
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.CENTRE)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("added by")
    )
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name = _("everyday words")
        verbose_name_plural = _("everyday words")
        ordering = ["folded_phrase"]
        constraints = [
            models.UniqueConstraint(
                fields=["skill", "folded_phrase"],
                name="words_once_per_skill",
                violation_error_message=_("These words are already there for this savoir."),
            ),
        ]

    def __str__(self) -> str:
        return self.phrase

    def clean(self) -> None:
        """Says in words what the constraint holds, before the folded words are written."""
        self.folded_phrase = fold(self.phrase)
        others = SkillTerm.objects.filter(skill=self.skill_id, folded_phrase=self.folded_phrase).exclude(pk=self.pk)
        if self.skill_id and others.exists():
            raise ValidationError({"phrase": _("These words are already there for this savoir.")})
