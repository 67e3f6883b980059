"""A survey, its editions, and the versions of an edition's questionnaire."""

from functools import cached_property

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surveys.fields import TextsField, validate_languages


class Survey(models.Model):
    """« Animons nos villages »: what is asked again from year to year. Themes belong to it, so that years compare."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class EditionQuerySet(models.QuerySet["Edition"]):
    def on_the_web(self) -> "EditionQuerySet":
        """What a visitor may answer today."""
        today = timezone.localdate()
        not_yet = models.Q(opens_on__gt=today)
        over = models.Q(closes_on__lt=today)
        return self.filter(state=Edition.State.OPEN, is_on_web=True).exclude(not_yet | over)

    def asked_by(self, member) -> "EditionQuerySet":
        """Under way, and this person goes out with it: the team with each, residents with those of their outings."""
        under_way = self.filter(state=Edition.State.OPEN)
        return under_way if member.is_staff else under_way.filter(outings__interviewers=member).distinct()


def _french() -> list[str]:
    return ["fr"]


class Edition(models.Model):
    """One campaign, « Automne 2026 ». Closed, it still receives what phones and paper brought before."""

    class State(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        OPEN = "open", _("under way")
        CLOSED = "closed", _("over")

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="editions", verbose_name=_("survey"))
    name = models.CharField(_("name"), max_length=80, help_text=_("For instance “Autumn 2026”."))
    slug = models.SlugField(_("address on the web"), max_length=60, unique=True)
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.DRAFT)
    is_on_web = models.BooleanField(_("anyone may answer on the web"), default=True)
    opens_on = models.DateField(_("first day"), null=True, blank=True)
    closes_on = models.DateField(_("last day"), null=True, blank=True)
    languages = models.JSONField(_("languages offered"), default=_french, validators=[validate_languages])
    sheets_printed = models.PositiveIntegerField(
        _("highest sheet number printed"), default=0, editable=False, help_text=_("The next pile starts after it.")
    )

    interviewers_note = models.CharField(
        _("a word for interviewers"),
        max_length=600,
        blank=True,
        help_text=_("It stands on their sheet, after how to open, to listen and to close."),
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "name"],
                name="edition_named_once",
                violation_error_message=_("This survey already has an edition of this name."),
            ),
            models.CheckConstraint(
                condition=models.Q(opens_on=None)
                | models.Q(closes_on=None)
                | models.Q(closes_on__gte=models.F("opens_on")),
                name="edition_closes_after_it_opens",
                violation_error_message=_("The last day comes before the first one. Change one of them."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey} – {self.name}"

    @property
    def is_under_way(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def current_version(self) -> "Version | None":
        """The last one published: what a new sheet is asked with."""
        return self.versions.exclude(published_on=None).order_by("-number").first()

    @property
    def draft_version(self) -> "Version | None":
        """The one that may be changed, when somebody is preparing it."""
        return self.versions.filter(published_on=None).first()


class Version(models.Model):
    """The questions of an edition at one moment. Published, it never changes again: answers keep the version they
    were given to, and sheets asked with it are received for ever."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="versions", verbose_name=_("edition"))
    number = models.PositiveSmallIntegerField(_("number"))
    published_on = models.DateField(_("published on"), null=True, blank=True, help_text=_("Empty: being prepared."))
    intro = TextsField(_("said before the first question"), blank=True)
    contact_intro = TextsField(_("said before leaving contact details"), blank=True)
    thanks = TextsField(_("said at the end"), blank=True)

    class Meta:
        verbose_name = _("version of a questionnaire")
        verbose_name_plural = _("versions of questionnaires")
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="version_numbered_once"),
            models.UniqueConstraint(
                fields=["edition"],
                condition=models.Q(published_on=None),
                name="one_draft_per_edition",
                violation_error_message=_("Somebody is already preparing the next questions of this edition."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} ({self.number})"

    @property
    def is_frozen(self) -> bool:
        return self.published_on is not None

    @cached_property
    def keys_of_questions(self) -> dict[str, int]:
        """The row of each question, by its key; of a published version."""
        return dict(self.questions.values_list("key", "pk"))
