"""A line of the roster: what somebody answered, and whether they came."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from exchanges.models.sessions import Session
from members.models import Period, Request


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def pending(self) -> "ParticipationQuerySet":
        """Lines of sessions ahead whose person has not said no: what they ask for is already being seen to."""
        return self.filter(session__state__in=Session.AHEAD, answer__in=Participation.PENDING)

    def coming(self) -> "ParticipationQuerySet":
        return self.filter(answer=Participation.Answer.YES)

    def waiting(self) -> "ParticipationQuerySet":
        """The waiting list, first come first."""
        return (
            self.filter(answer=Participation.Answer.WAITING)
            .exclude(role=Participation.Role.COMPANION)
            .order_by("waiting_since", "pk")
        )

    def attended(self, first: datetime.date, last: datetime.date) -> "ParticipationQuerySet":
        """Who came to a session that was held, between two days, both included."""
        return self.filter(came=True, session__state=Session.State.HELD, date__range=(first, last))

    def unanswered(self) -> "ParticipationQuerySet":
        return self.filter(answer=Participation.Answer.INVITED)


class Participation(models.Model):
    class Role(models.TextChoices):
        SHARER = "sharer", _("shares")
        LEARNER = "learner", _("learns")
        COMPANION = "companion", _("comes along")

    class Answer(models.TextChoices):
        PREPARED = "prepared", _("invitation not sent yet")
        INVITED = "invited", _("invited")
        YES = "yes", _("is coming")
        WAITING = "waiting", _("waiting list")
        NO = "no", _("not this time")
        WITHDRAWN = "withdrawn", _("cannot come any more")

    PENDING = (Answer.PREPARED, Answer.INVITED, Answer.YES, Answer.WAITING)

    session = models.ForeignKey(Session, models.CASCADE, related_name="participations", verbose_name=_("session"))
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="participations", verbose_name=_("resident")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.LEARNER)
    accompanies = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="accompanied_by", verbose_name=_("comes along with")
    )
    serves = models.ForeignKey(
        Request,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="participations",
        verbose_name=_("request it answers"),
    )
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.PREPARED)
    invited_at = models.DateTimeField(_("invited on"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("answer entered by"),
    )
    waiting_since = models.DateTimeField(_("on the waiting list since"), null=True, blank=True)
    offered_at = models.DateTimeField(_("a freed place is kept for them since"), null=True, blank=True, editable=False)
    came = models.BooleanField(_("came"), null=True, blank=True)
    is_walk_in = models.BooleanField(_("came without being on the list"), default=False)
    date = models.DateField(_("date"), editable=False)
    period = models.PositiveSmallIntegerField(_("half-day"), choices=Period, editable=False)
    holds_slot = models.BooleanField(_("holds the half-day"), default=False, editable=False)

    history = HistoricalRecords()

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["session", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"],
                name="member_once_per_session",
                violation_error_message=_("This person is already on the list."),
            ),
            models.UniqueConstraint(
                fields=["member", "date", "period"],
                condition=Q(holds_slot=True),
                name="nobody_twice",
                violation_error_message=_("This person is expected elsewhere on that half-day."),
            ),
            models.CheckConstraint(
                condition=Q(holds_slot=False) | Q(answer="yes") | Q(came=True),
                name="only_who_comes_holds_a_half_day",
            ),
            models.CheckConstraint(
                condition=Q(offered_at=None) | Q(answer="waiting"),
                name="only_who_waits_is_kept_a_place",
            ),
            models.CheckConstraint(
                condition=Q(role="companion") | Q(accompanies=None),
                name="only_a_companion_accompanies",
            ),
        ]

    def __str__(self) -> str:
        return str(self.member)
