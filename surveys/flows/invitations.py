"""Invite those who agreed to be linked: a link by e-mail, or a call. Of the code of a link, only its print is kept."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from smtplib import SMTPRecipientsRefused

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from django_tasks import task

from members.models import AgeBand
from members.sheets.emails import read_emails
from surveys import notifications
from surveys.flows.slips import withdraw_slip
from surveys.models import ContactSlip, Edition, Invitation, Outcome

Channel = Invitation.Channel


@dataclass(frozen=True)
class Invited:
    """How many links are on their way, and how many people wait for a call."""

    by_mail: int = 0
    by_phone: int = 0


def slips_to_invite(edition: Edition | None = None) -> QuerySet[ContactSlip]:
    """Linked, willing to be contacted, not under 15, not invited yet; some of their words became something. Those of
    an edition, or of all."""
    became = Outcome.objects.exclude(segment__answer__review="waiting").filter(
        segment__answer__response__slip_link__slip=OuterRef("pk"), member=None
    )
    agreed = ContactSlip.objects.filter(agrees_to_contact=True, invitation=None)
    agreed = agreed.filter(edition=edition) if edition else agreed
    return agreed.exclude(link=None).exclude(link__response__age_band=AgeBand.UNDER_15).filter(Exists(became))


@transaction.atomic
def invite_everybody(*, edition: Edition) -> Invited:
    """One invitation each, however often it is asked: links leave by mail, the others go to the list of calls."""
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    slips = list(slips_to_invite(edition).order_by("name", "pk"))
    made = Invitation.objects.bulk_create(Invitation(slip=slip, channel=_channel_of(slip)) for slip in slips)
    by_mail = [invitation for invitation in made if invitation.channel == Channel.MAIL]
    for invitation in by_mail:
        _send_after_commit(invitation)
    return Invited(len(by_mail), len(made) - len(by_mail))


@transaction.atomic
def renew(*, invitation: Invitation, email: str = "") -> None:
    """A new link, good for sixty days from now; the former one is void. `email` puts the one of the slip right."""
    if email:
        ContactSlip.objects.filter(pk=invitation.slip_id).update(email=email)
    slip = ContactSlip.objects.get(pk=invitation.slip_id)
    fresh = {"code_hash": None, "sent_on": None, "channel": Channel.MAIL}
    if can_be_mailed(slip) and Invitation.objects.unanswered().filter(pk=invitation.pk).update(**fresh):
        _send_after_commit(invitation)


@task()
def send_invitation(invitation_id: int) -> None:
    """Draw a code and send it. A mail that did not leave leaves no code: `send_waiting_invitations` tries again. An
    address that nobody has leads to a call."""
    waiting = Invitation.objects.to_send().select_related("slip__edition__survey", "slip__link__response")
    invitation = waiting.filter(pk=invitation_id, slip__link__isnull=False, slip__agrees_to_contact=True).first()
    if invitation is None:
        return
    code = secrets.token_urlsafe(24)
    mine = Invitation.objects.filter(pk=invitation.pk, sent_on=None)
    if not mine.update(code_hash=fingerprint(code), sent_on=timezone.localdate()):
        return
    try:
        notifications.invite_by_mail(invitation=invitation, code=code, outcomes=words_of(invitation.slip))
    except SMTPRecipientsRefused:
        Invitation.objects.filter(pk=invitation.pk).update(code_hash=None, sent_on=None, channel=Channel.PHONE)
    except OSError:
        Invitation.objects.filter(pk=invitation.pk).update(code_hash=None, sent_on=None)


def send_waiting_invitations() -> None:
    """Try again what could not be sent; called by the daily round of chores."""
    for number in Invitation.objects.to_send().order_by("pk").values_list("pk", flat=True):
        send_invitation.enqueue(number)


def find_invitation(code: str) -> Invitation | None:
    """The invitation this code was drawn for: too old perhaps, never used. One on paper may be typed in capitals."""
    prints = {fingerprint(code), fingerprint(code.lower())}
    return Invitation.objects.filter(code_hash__in=prints, joined_on=None).first()


def words_of(slip: ContactSlip) -> QuerySet[Outcome]:
    """What the words of this person became, and is nobody's yet; nothing without their two yeses."""
    linked = Outcome.objects.may_be_somebodys().of_edition(slip.edition)
    hers = linked.filter(segment__answer__response__slip_link__slip=slip, member=None)
    return hers.select_related("segment__answer", "skill").order_by("segment__answer__question__position", "pk")


def with_sentences(invitations: Iterable[Invitation], edition: Edition) -> list[tuple[Invitation, list[Outcome]]]:
    """Each with what the words of its person became, to tell them."""
    invitations = list(invitations)
    slips = [invitation.slip_id for invitation in invitations]
    linked = Outcome.objects.may_be_somebodys().of_edition(edition).filter(member=None)
    said: dict[object, list[Outcome]] = {slip: [] for slip in slips}
    found = linked.filter(segment__answer__response__slip_link__slip__in=slips).select_related("segment__answer")
    owner = F("segment__answer__response__slip_link__slip")
    for outcome in found.annotate(slip_id=owner).order_by("pk"):
        said[outcome.slip_id].append(outcome)
    return [(invitation, said[invitation.slip_id]) for invitation in invitations]


def note_not_reached(*, invitation: Invitation) -> None:
    Invitation.objects.unanswered().filter(pk=invitation.pk).update(called_on=timezone.localdate())


@transaction.atomic
def decline(*, slip: ContactSlip) -> None:
    """« Non »: nothing more is asked. Who wants news keeps their slip for that alone; the others are forgotten."""
    if not slip.agrees_to_news:
        withdraw_slip(slip=slip)
        return
    Invitation.objects.filter(slip=slip).delete()
    ContactSlip.objects.filter(pk=slip.pk).update(agrees_to_contact=False)


def fingerprint(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def can_be_mailed(slip: ContactSlip) -> bool:
    """Whether the slip has an address that can be one; what was misheard waits for a voice."""
    return bool(read_emails(slip.email).addresses)


def _channel_of(slip: ContactSlip) -> Invitation.Channel:
    return Channel.MAIL if can_be_mailed(slip) else Channel.PHONE


def _send_after_commit(invitation: Invitation) -> None:
    number = invitation.pk
    transaction.on_commit(lambda: send_invitation.enqueue(number))
