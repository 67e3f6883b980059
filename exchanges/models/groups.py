"""The action group: the people who take a savoir in hand, settle the practical side, and may run many sessions."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from exchanges.models.rounds import Proposal
from members.models import Skill
from surveys.models import Gathering


class ActionGroupQuerySet(models.QuerySet["ActionGroup"]):
    def visible_to(self, member) -> "ActionGroupQuerySet":
        """Staff see every group; others, those they belong to or facilitate."""
        if member.is_staff:
            return self
        mine = models.Q(members__member=member, members__left_at=None) | models.Q(facilitators=member)
        return self.filter(pk__in=self.model.objects.filter(mine).values("pk"))


class ActionGroup(models.Model):
    title = models.CharField(_("title"), max_length=120, help_text=_("The savoir's name, or the group's own title."))
    skill = models.ForeignKey(
        Skill, models.PROTECT, null=True, blank=True, related_name="groups", verbose_name=_("savoir")
    )
    proposal = models.OneToOneField(
        Proposal, models.SET_NULL, null=True, blank=True, related_name="group", verbose_name=_("proposal")
    )
    gathering = models.OneToOneField(
        Gathering,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="group",
        verbose_name=_("gathering of voices"),
        help_text=_("The call or the idea this group was born of: the first group of each."),
    )
    facilitators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="facilitated_groups", verbose_name=_("facilitators")
    )
    created_at = models.DateTimeField(_("born on"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)

    history = HistoricalRecords()

    objects = ActionGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("action group")
        verbose_name_plural = _("action groups")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class GroupMember(models.Model):
    group = models.ForeignKey(ActionGroup, models.CASCADE, related_name="members", verbose_name=_("group"))
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="group_places", verbose_name=_("resident")
    )
    shares = models.BooleanField(_("shares"), default=False)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")
        ordering = ["-shares", "joined_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["group", "member"], name="member_once_per_group")]

    def __str__(self) -> str:
        return str(self.member)


class Task(models.Model):
    """One practical thing somebody sees to: the centre (nobody named) until a resident would like to try."""

    class Kind(models.TextChoices):
        CHOOSE_DATE = "choose_date", _("Choose the date")
        TELL_EVERYONE = "tell_everyone", _("Tell everyone")
        LIST_THINGS = "list_things", _("List the things to bring")
        OPEN_ROOM = "open_room", _("Open and close the room")
        HOLD_ROSTER = "hold_roster", _("Hold the attendance sheet")
        BOOK_ROOM = "book_room", _("Book the room")

    group = models.ForeignKey(ActionGroup, models.CASCADE, related_name="tasks", verbose_name=_("group"))
    kind = models.CharField(_("task"), max_length=20, choices=Kind)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("seen to by")
    )
    taken_at = models.DateTimeField(_("taken on"), null=True, blank=True)

    class Meta:
        verbose_name = _("task of a group")
        verbose_name_plural = _("tasks of groups")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["group", "kind"], name="task_once_per_group")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Item(models.Model):
    """Something to bring, and who brings it."""

    group = models.ForeignKey(ActionGroup, models.CASCADE, related_name="items", verbose_name=_("group"))
    label = models.CharField(_("what to bring"), max_length=100)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who brings it"),
    )

    class Meta:
        verbose_name = _("thing to bring")
        verbose_name_plural = _("things to bring")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label
