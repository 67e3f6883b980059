"""The mouline: a round, what it proposes, who it leaves waiting and why, and what it must respect."""

import datetime

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from exchanges.models.venues import Venue
from exchanges.models.work import Work, one_under_way
from members.models import Offer, Period, Request, Skill, Weekday


class Round(Work):
    """One run of the matching over a period, with what it was asked, the problem as it was and the plan it found."""

    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    without_venues = models.ManyToManyField(Venue, blank=True, related_name="+", verbose_name=_("without these places"))
    without_days = models.JSONField(_("without these days"), default=list, blank=True)
    seed = models.PositiveIntegerField(_("seed"), default=0)
    phase = models.CharField(_("phase"), max_length=40, blank=True)
    progress = models.PositiveSmallIntegerField(_("progress, in percent"), default=0)
    stop_asked = models.BooleanField(_("asked to stop and keep the best so far"), default=False)
    starts_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("starts from the groups of")
    )
    problem = models.JSONField(_("problem"), default=dict, blank=True)
    solution = models.JSONField(_("solution"), default=dict, blank=True)
    objective = models.BigIntegerField(_("objective"), null=True, blank=True)
    upper_bound = models.BigIntegerField(_("proven bound"), null=True, blank=True)
    requests_total = models.PositiveIntegerField(_("requests"), default=0)
    requests_served = models.PositiveIntegerField(_("requests served"), default=0)

    class Meta:
        verbose_name = _("mouline")
        verbose_name_plural = _("moulines")
        ordering = ["-created_at", "-pk"]
        constraints = [
            one_under_way("one_round_at_a_time", _("A mouline is already under way.")),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="round_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{date_format(self.first_day)} – {date_format(self.last_day)}"

    @property
    def skipped_spans(self) -> list[tuple[datetime.date, datetime.date]]:
        """What `without_days` keeps as text: from a day to another, both included."""
        return [
            (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)) for first, last in self.without_days
        ]

    @property
    def is_optimal(self) -> bool:
        return self.objective is not None and self.objective == self.upper_bound


class Proposal(models.Model):
    """A session that could be: nothing is settled, nobody has been told."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ADOPTED = "adopted", _("kept")
        REFUSED = "refused", _("set aside")
        EXPIRED = "expired", _("expired")

    round = models.ForeignKey(Round, models.CASCADE, related_name="proposals", verbose_name=_("mouline"))
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="proposals", verbose_name=_("savoir"))
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="proposals", verbose_name=_("place"))
    date = models.DateField(_("date"))
    period = models.PositiveSmallIntegerField(_("half-day"), choices=Period)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    chaperone = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("comes along with the children"),
    )
    is_pinned = models.BooleanField(_("pinned"), default=False)
    refused_because = models.CharField(_("why it was set aside"), max_length=200, blank=True)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)

    history = HistoricalRecords(excluded_fields=["reasons"])

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["date", "period", "pk"]

    def __str__(self) -> str:
        return f"{self.skill} – {date_format(self.date)}"


class ProposalMember(models.Model):
    class Role(models.TextChoices):
        SHARER = "sharer", _("shares")
        LEARNER = "learner", _("learns")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="people", verbose_name=_("proposal"))
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="proposal_places", verbose_name=_("resident")
    )
    role = models.CharField(_("role"), max_length=8, choices=Role)
    offer = models.ForeignKey(Offer, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("offer"))
    request = models.ForeignKey(
        Request, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("request")
    )

    class Meta:
        verbose_name = _("person in a proposal")
        verbose_name_plural = _("people in proposals")
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "member"], name="member_once_per_proposal"),
        ]

    def __str__(self) -> str:
        return str(self.member)


class Unserved(models.Model):
    """A request the round could not serve, its first blocking reason and one thing that would unblock it."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="unserved", verbose_name=_("mouline"))
    request = models.ForeignKey(Request, models.CASCADE, related_name="unserved", verbose_name=_("request"))
    reason = models.CharField(_("reason"), max_length=40)
    unblock = models.CharField(_("what would unblock it"), max_length=40)
    details = models.JSONField(_("details"), default=dict, blank=True)

    class Meta:
        verbose_name = _("request left waiting")
        verbose_name_plural = _("requests left waiting")
        ordering = ["request__skill__folded_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "request"], name="request_once_per_round"),
        ]

    def __str__(self) -> str:
        return str(self.request)


class Refusal(models.Model):
    """What the next rounds respect: this person in no session that matches all the fields given."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="refusals", verbose_name=_("resident")
    )
    other_member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("with this person"),
    )
    skill = models.ForeignKey(Skill, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("savoir"))
    venue = models.ForeignKey(Venue, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("place"))
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday, null=True, blank=True)
    period = models.PositiveSmallIntegerField(_("half-day"), choices=Period, null=True, blank=True)
    reason = models.CharField(_("why"), max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    created_at = models.DateTimeField(_("said on"), auto_now_add=True)

    class Meta:
        verbose_name = _("refusal to respect")
        verbose_name_plural = _("refusals to respect")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(other_member__isnull=False)
                | models.Q(skill__isnull=False)
                | models.Q(venue__isnull=False)
                | models.Q(weekday__isnull=False)
                | models.Q(period__isnull=False),
                name="refusal_says_something",
                violation_error_message=_("Say what to avoid: a savoir, a place, a time or a person."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.member)
