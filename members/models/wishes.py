"""Offers and requests, with the words as they were said."""

import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from members.fields import FoldedField
from members.models.catalogue import Skill


class WishQuerySet(models.QuerySet["Wish"]):
    def living(self) -> "WishQuerySet":
        return self.filter(state__in=Wish.LIVING)

    def active(self) -> "WishQuerySet":
        return self.filter(state=Wish.State.ACTIVE)

    def waiting_for_a_skill(self) -> "WishQuerySet":
        """Words nobody has placed in the catalogue yet (the page « À classer »)."""
        return self.living().filter(skill=None, member__is_active=True)


class Wish(models.Model):
    """What somebody can share or would like to learn; the skill is null until the words are settled."""

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("pausing")
        MET = "met", _("met")
        WITHDRAWN = "withdrawn", _("withdrawn")
        NOT_A_SKILL = "not_a_skill", _("not a savoir")

    class Source(models.TextChoices):
        SIGN_UP = "sign_up", _("sign-up")
        OWN_SPACE = "own_space", _("own space")
        DESK = "desk", _("talk at the desk")
        SHEET = "sheet", _("spreadsheet")
        SURVEY = "survey", _("questionnaire")

    LIVING = (State.ACTIVE, State.PAUSED)

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="%(class)ss", verbose_name=_("resident")
    )
    words = models.CharField(_("words"), max_length=200)
    folded_words = FoldedField(of=("words",))
    skill = models.ForeignKey(
        Skill, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("savoir")
    )
    note = models.CharField(_("something to add"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.ACTIVE)
    source = models.CharField(_("where it was said"), max_length=10, choices=Source, default=Source.OWN_SPACE)
    said_on = models.DateField(_("said on"), default=timezone.localdate)
    renewed_on = models.DateField(_("said again on"), null=True, blank=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["said_on", "pk"]

    def __str__(self) -> str:
        return str(self.skill or self.words)

    @property
    def is_living(self) -> bool:
        return self.state in self.LIVING


class Offer(Wish):
    class Level(models.IntegerChoices):
        """Said by the person, never shown as a grade."""

        BASICS = 1, _("I can show the basics")
        AT_EASE = 2, _("I am at ease")
        FAR = 3, _("I can go far into it")

    level = models.PositiveSmallIntegerField(_("how far"), choices=Level, default=Level.FAR)
    max_learners = models.PositiveSmallIntegerField(
        _("learners with me, at most"), default=7, validators=[MinValueValidator(2), MaxValueValidator(19)]
    )

    history = HistoricalRecords(excluded_fields=["note"])

    class Meta(Wish.Meta):
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "skill"],
                condition=models.Q(state__in=("active", "paused")),
                name="one_living_offer_per_skill",
                violation_error_message=_("This person already shares this savoir."),
            ),
            models.CheckConstraint(
                condition=models.Q(max_learners__gte=2),
                name="offer_never_for_one_person",
                violation_error_message=_("A session is for at least two people who learn."),
            ),
        ]


class Request(Wish):
    class Level(models.IntegerChoices):
        """From how far the person would like to start; never shown as a grade."""

        ANY = 0, _("Any start suits me")
        BASICS = 1, _("I begin")
        AT_EASE = 2, _("I know a little already")
        FAR = 3, _("I want to go far")

    min_level = models.PositiveSmallIntegerField(_("where I am"), choices=Level, default=Level.ANY)
    waiting_since = models.DateField(_("waiting since"), default=timezone.localdate)

    history = HistoricalRecords(excluded_fields=["note"])

    class Meta(Wish.Meta):
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "skill"],
                condition=models.Q(state__in=("active", "paused")),
                name="one_living_request_per_skill",
                violation_error_message=_("This person already asked for this savoir."),
            ),
        ]

    def waiting_weeks(self, *, on: datetime.date) -> int:
        return max(0, (on - self.waiting_since).days // 7)
