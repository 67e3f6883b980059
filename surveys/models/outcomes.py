"""What sentences become: offers, requests, hands to help, ideas, and those who stand behind them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import AgeBand, Offer, Request, Skill
from surveys.models.coding import Segment
from surveys.models.editions import Edition


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def open(self) -> "GatheringQuerySet":
        return self.filter(closed_on=None)

    def shown(self) -> "GatheringQuerySet":
        """Those that residents and visitors may read."""
        return self.filter(is_public=True)


class Gathering(models.Model):
    """Similar voices put together: a call to neighbours for a savoir, or people behind an idea.

    Groups, sessions and projects that are born of it point to it: this app never points to them.
    """

    class Kind(models.TextChoices):
        CALL = "call", _("call to neighbours")
        IDEA = "idea", _("idea")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="gatherings", verbose_name=_("edition"))
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    title = models.CharField(_("title"), max_length=120)
    skill = models.ForeignKey(
        Skill, models.PROTECT, null=True, blank=True, related_name="gatherings", verbose_name=_("savoir")
    )
    opened_on = models.DateField(_("opened on"), default=timezone.localdate)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    is_public = models.BooleanField(_("shown to residents"), default=False)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        verbose_name = _("gathering of voices")
        verbose_name_plural = _("gatherings of voices")
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "skill"],
                condition=models.Q(kind="call", closed_on=None),
                name="one_open_call_per_savoir",
                violation_error_message=_("There is already a call for this savoir. Add the voices to it."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind="idea") | models.Q(skill__isnull=False),
                name="call_for_a_savoir",
                violation_error_message=_("A call to neighbours is for a savoir. Choose it."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_call(self) -> bool:
        return self.kind == self.Kind.CALL


class Support(models.Model):
    """A resident who stands behind an idea: « j'en suis ». Those who like a call say it by an offer or a request."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="supports", verbose_name=_("gathering"))
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="supports", verbose_name=_("resident")
    )
    since = models.DateField(_("since"), default=timezone.localdate)
    can_help = models.BooleanField(_("can lend a hand"), default=False)

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("supports")
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["gathering", "member"], name="support_once")]

    def __str__(self) -> str:
        return str(self.gathering)


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def of_edition(self, edition: Edition) -> "OutcomeQuerySet":
        """What may be read: an answer that waits for review again is left out."""
        return self.filter(segment__answer__response__edition=edition).exclude(segment__answer__review="waiting")

    def may_be_somebodys(self) -> "OutcomeQuerySet":
        """Said by somebody who agreed to be linked and to be contacted, and is not under 15. No other path leads from
        words to a person: what is not here stays an anonymous voice."""
        said = "segment__answer__response__"
        agreed = self.filter(**{f"{said}slip_link__slip__agrees_to_contact": True})
        return agreed.exclude(**{f"{said}age_band": AgeBand.UNDER_15})

    def with_stage(self) -> "OutcomeQuerySet":
        """Each with its `stage`; words that the person left when they joined are an anonymous voice again."""
        slip = "segment__answer__response__slip_link__slip__"
        theirs = models.Q(**{f"{slip}agrees_to_contact": True})
        theirs &= ~models.Q(segment__answer__response__age_band=AgeBand.UNDER_15)
        invited = models.Q(**{f"{slip}invitation__isnull": False, f"{slip}invitation__member": None})
        stage = models.Case(
            models.When(member__isnull=False, then=models.Value(Outcome.Stage.JOINED.value)),
            models.When(
                theirs & models.Q(**{f"{slip}invitation": None}), then=models.Value(Outcome.Stage.TO_INVITE.value)
            ),
            models.When(theirs & invited, then=models.Value(Outcome.Stage.INVITED.value)),
            default=models.Value(Outcome.Stage.ANONYMOUS.value),
        )
        return self.annotate(stage=stage)

    def ready_to_help(self) -> "OutcomeQuerySet":
        """Hands of residents who said yes to it, and are still there."""
        return self.filter(kind=Outcome.Kind.HELP, member__is_active=True, member__paused_at=None)


class Outcome(models.Model):
    """What a segment became. Without a yes to be linked it stays an anonymous voice: no offer and no request.

    `member` is the resident who said that these words are theirs, by joining or in their space.
    """

    class Kind(models.TextChoices):
        OFFER = "offer", _("offer")
        REQUEST = "request", _("request")
        HELP = "help", _("ready to help")
        IDEA = "idea", _("idea")

    class Help(models.TextChoices):
        HANDS = "hands", _("a hand")
        TENT = "tent", _("a tent, tables, equipment")
        CAKES = "cakes", _("cakes, a meal")
        CAR = "car", _("a car, a ride")
        ROOM = "room", _("a place to store or work")
        TIME = "time", _("time with people")
        OTHER = "other", _("something else")

    class Stage(models.TextChoices):
        """How far the words are on their way to a person."""

        TO_INVITE = "to_invite", _("to invite")
        INVITED = "invited", _("invited")
        JOINED = "joined", _("joined")
        ANONYMOUS = "anonymous", _("anonymous voice")

    segment = models.ForeignKey(Segment, models.PROTECT, related_name="outcomes", verbose_name=_("segment"))
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    help = models.CharField(_("what help"), max_length=5, choices=Help, blank=True)
    words = models.CharField(_("words"), max_length=200, help_text=_("Short, as on an offer."))
    skill = models.ForeignKey(
        Skill, models.PROTECT, null=True, blank=True, related_name="outcomes", verbose_name=_("savoir")
    )
    offer = models.OneToOneField(
        Offer, models.SET_NULL, null=True, blank=True, related_name="outcome", verbose_name=_("offer")
    )
    request = models.OneToOneField(
        Request, models.SET_NULL, null=True, blank=True, related_name="outcome", verbose_name=_("request")
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="outcomes",
        verbose_name=_("resident who said yes to it"),
    )
    gathering = models.ForeignKey(
        Gathering, models.SET_NULL, null=True, blank=True, related_name="outcomes", verbose_name=_("gathering")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_on = models.DateField(_("decided on"), default=timezone.localdate)
    told_on = models.DateField(_("the person was told on"), null=True, blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("what a sentence became")
        verbose_name_plural = _("what sentences became")
        ordering = ["decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["segment", "kind"],
                name="outcome_once",
                violation_error_message=_("These words already became this."),
            ),
            models.CheckConstraint(
                condition=(models.Q(offer=None) | models.Q(kind="offer"))
                & (models.Q(request=None) | models.Q(kind="request")),
                name="outcome_points_to_its_kind",
                violation_error_message=_("An offer comes from an offer, a request from a request."),
            ),
            models.CheckConstraint(
                condition=models.Q(help="") | models.Q(kind="help"),
                name="help_only_when_ready_to_help",
                violation_error_message=_("Say what help only for somebody who is ready to help."),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_a_wish(self) -> bool:
        return self.kind in (self.Kind.OFFER, self.Kind.REQUEST)
