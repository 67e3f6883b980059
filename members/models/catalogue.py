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


class SkillTermQuerySet(models.QuerySet["SkillTerm"]):
    def learned(self) -> "SkillTermQuerySet":
        """What this centre and its residents taught."""
        return self.exclude(source=SkillTerm.Source.SHIPPED)

    def written(self) -> "SkillTermQuerySet":
        """Words that somebody wrote down as such: shipped, or the centre's. Residents' choices are left out."""
        return self.exclude(source=SkillTerm.Source.PICKED)


class SkillTerm(models.Model):
    """Everyday words for a savoir, or, without a savoir, words that are none.

    A centre's own words win over shipped ones. What residents choose counts a little more each time; these rows bear
    nobody's name and are shown on no public page.
    """

    class Source(models.TextChoices):
        SHIPPED = "shipped", _("shipped with Animons")
        CENTRE = "centre", _("the centre's own")
        PICKED = "picked", _("chosen by residents")

    skill = models.ForeignKey(
        Skill,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="terms",
        verbose_name=_("savoir"),
        help_text=_("Leave it empty when these words are no savoir: they no longer wait on “Words to sort”."),
    )
    phrase = models.CharField(_("words"), max_length=200)
    folded_phrase = FoldedField(of=("phrase",))
    weight = models.FloatField(
        _("weight"),
        default=1,
        validators=[MinValueValidator(0.05), MaxValueValidator(1)],
        help_text=_("1 when these words speak for this savoir alone, less when they speak for several."),
    )
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.CENTRE)
    times = models.PositiveIntegerField(_("times chosen"), default=1, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("added by")
    )
    updated_at = models.DateTimeField(_("updated"), auto_now=True, db_index=True)

    objects = SkillTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("everyday words")
        verbose_name_plural = _("everyday words")
        ordering = ["folded_phrase"]
        constraints = [
            models.UniqueConstraint(
                fields=["skill", "folded_phrase", "source"],
                name="words_once_per_skill_and_source",
                violation_error_message=_("These words are already there for this savoir."),
            ),
            models.UniqueConstraint(
                fields=["folded_phrase"],
                condition=models.Q(skill=None),
                name="words_once_as_no_savoir",
                violation_error_message=_("These words are already known as no savoir."),
            ),
            models.CheckConstraint(
                condition=models.Q(skill__isnull=False) | models.Q(source="centre"),
                name="only_the_centre_says_no_savoir",
                violation_error_message=_("Choose a savoir. To say that words are no savoir, add them anew."),
            ),
        ]

    def __str__(self) -> str:
        return self.phrase

    def clean(self) -> None:
        """Says in words what the constraints hold, before the folded words are written."""
        self.folded_phrase = fold(self.phrase)
        if self.skill_id is None and self.source != self.Source.CENTRE:
            raise ValidationError({"skill": _("Choose a savoir. To say that words are no savoir, add them anew.")})
        same = SkillTerm.objects.filter(skill=self.skill_id, folded_phrase=self.folded_phrase, source=self.source)
        if same.exclude(pk=self.pk).exists():
            said = _("These words are already there for this savoir.")
            raise ValidationError(
                {"phrase": said if self.skill_id else _("These words are already known as no savoir.")}
            )
