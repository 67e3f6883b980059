"""Contact details, apart from the answers: only `SlipLink`, the person's own third yes, leads from one to the other.

`surveys.flows.slips` says how slips are shuffled as they are written, and what that cannot do.
"""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.phonenumber import to_python
from phonenumbers import is_possible_number

from surveys.models.editions import Edition
from surveys.models.responses import Response


class ContactSlip(models.Model):
    """How to reach somebody who wants it. No day, no place, no village, no language: each would help to find the
    sheet. The village of somebody who agreed to be linked is on their sheet."""

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False, verbose_name=_("number"))
    edition = models.ForeignKey(
        Edition, models.PROTECT, db_index=False, related_name="slips", verbose_name=_("edition")
    )
    name = models.CharField(_("first name and name"), max_length=160)
    phone = models.CharField(_("phone, as said"), max_length=40, blank=True)
    email = models.CharField(_("e-mail, as said"), max_length=254, blank=True)
    agrees_to_contact = models.BooleanField(_("agrees to be contacted"), default=False)
    agrees_to_news = models.BooleanField(_("agrees to be told what comes of it"), default=False)
    wording = models.CharField(_("version of the wording"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("contact slip")
        verbose_name_plural = _("contact slips")
        ordering = ["name", "uuid"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(phone="") | ~models.Q(email=""),
                name="slip_with_a_way_to_reach",
                violation_error_message=_("Write a phone number or an e-mail."),
            ),
            models.CheckConstraint(
                condition=models.Q(agrees_to_contact=True) | models.Q(agrees_to_news=True),
                name="slip_agreed_to",
                violation_error_message=_("Say what you agree to: to be contacted, or to be told what comes of it."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def said_phone(self) -> str:
        """The number as one dials it here; as it was said when it cannot be one."""
        number = to_python(self.phone, region="FR")
        return number.as_national if number and is_possible_number(number) else self.phone


class SlipLink(models.Model):
    """« Yes, you may link my answers to my name »: exists only when the person said so."""

    slip = models.OneToOneField(ContactSlip, models.CASCADE, related_name="link", verbose_name=_("contact slip"))
    response = models.OneToOneField(Response, models.CASCADE, related_name="slip_link", verbose_name=_("sheet"))
    wording = models.CharField(_("version of the wording"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("link agreed to")
        verbose_name_plural = _("links agreed to")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.slip)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> "InvitationQuerySet":
        return self.filter(member=None)

    def to_send(self) -> "InvitationQuerySet":
        """By e-mail, and not gone yet."""
        return self.unanswered().filter(sent_on=None, channel=Invitation.Channel.MAIL)

    def linked(self) -> "InvitationQuerySet":
        """Whose person still agrees to be linked and contacted."""
        return self.filter(slip__agrees_to_contact=True, slip__link__isnull=False)

    def to_call(self) -> "InvitationQuerySet":
        """Those whom no mail reaches, or whose link is too old: they wait for a voice."""
        too_old = timezone.localdate() - Invitation.LASTS
        return self.unanswered().filter(models.Q(channel=Invitation.Channel.PHONE) | models.Q(sent_on__lt=too_old))

    def to_write_to(self) -> "InvitationQuerySet":
        """Those to call who have no letter that is still good."""
        too_old = timezone.localdate() - Invitation.LASTS
        return self.linked().to_call().filter(models.Q(sent_on=None) | models.Q(sent_on__lt=too_old))


class Invitation(models.Model):
    """An invitation to join, with what the person said already filled in; for those who agreed to be linked.

    Only the SHA-256 (hexadecimal) of its code is kept; none for somebody who is called and got no letter.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", _("e-mail")
        PHONE = "phone", _("phone")

    LASTS = datetime.timedelta(days=60)

    slip = models.OneToOneField(ContactSlip, models.CASCADE, related_name="invitation", verbose_name=_("contact slip"))
    channel = models.CharField(_("how the person is invited"), max_length=5, choices=Channel, default=Channel.MAIL)
    code_hash = models.CharField(
        _("fingerprint of the code"), max_length=64, unique=True, null=True, blank=True, editable=False
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    called_on = models.DateField(_("called in vain on"), null=True, blank=True)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="survey_invitations",
        verbose_name=_("resident who joined"),
    )
    joined_on = models.DateField(_("joined on"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.slip)

    @property
    def letter_on(self) -> datetime.date | None:
        """When a letter was printed for somebody to call, the last time."""
        return self.sent_on if self.channel == self.Channel.PHONE else None

    @property
    def is_good(self) -> bool:
        """Its link may still be used: once, and within sixty days."""
        return self.joined_on is None and self.sent_on is not None and self.sent_on + self.LASTS >= timezone.localdate()
